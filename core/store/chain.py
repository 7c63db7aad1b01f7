"""What ties each row of the ledger to the row before it, so that a change in it shows.

The hash of a row is the SHA-256, in lower-case hexadecimal, of the UTF-8 text of one JSON object
that holds every other column of the row under its name, `previous` among them: keys sorted,
nothing between the tokens, text unescaped, the payload as the text that it is, and null where
nothing is superseded. `previous` is the hash of the row before; for the first row, 64 zeros.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from core.store.payload import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE_THE_FIRST = "0" * 64


def hash_of(columns: Mapping[str, Any]) -> str:
    """Return the hash of a row from its columns; a `hash` among them is left out."""
    hashed = {name: value for name, value in columns.items() if name != "hash"}
    return hashlib.sha256(json_text(hashed).encode()).hexdigest()
