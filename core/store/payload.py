"""Canonical JSON: the one way in which the ledger writes a payload."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from core.errors import StoreError
from core.scalar import Scalar


def canonical(value: Any) -> str:
    """Write plain data, facts or assessments as JSON that is the same for the same content.

    Keys are sorted by code point, nothing stands between the tokens, numbers with a fraction are
    strings, and text is kept as it was typed: not escaped beyond what JSON asks for, and not
    normalised. Raise StoreError for text that no file can hold.
    """
    return json_text(_plain(value))


def json_text(plain: Any) -> str:
    """Write what is plain already as JSON: keys sorted, nothing between tokens, text unescaped."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def checked_text(text: str) -> str:
    """Return the text, or raise StoreError where it holds what no file can hold."""
    if "\0" in text:
        raise StoreError(
            "The text holds an invisible character that cannot be stored (NUL). "
            "Nothing was saved. Delete the text, type it again, and save."
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise StoreError(
            "The text holds half a character, which cannot be stored. "
            "Nothing was saved. Delete the text, type it again, and save."
        ) from None
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return checked_text(value)
    if isinstance(value, Decimal | float | Scalar):
        return checked_text(str(value))
    if isinstance(value, date):
        return value.isoformat()
    return _plain_whole(value)


def _plain_whole(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {checked_text(str(key)): _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot stand in a payload")
