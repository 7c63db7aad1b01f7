"""What a checklist was printed from, as canonical JSON, and the digest that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.assessment.unread import key_of
from core.facts import to_document
from core.scalar import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.assessment import Assessment
    from core.assessment.prospect import Prospect
    from core.record import Fact, PatientRecord
    from core.trial import Trial

PAYLOAD_VERSION = 1


def snapshot(
    assessment: Assessment,
    record: PatientRecord,
    trial: Trial,
    ahead: Prospect,
    beside: Iterable[Fact],
) -> str:
    """Return record and assessment as canonical JSON: sorted keys, decimals as text.

    With them go what time alone will change, and the facts that no clause reads.

    The stamp is no part of it, so that a copy printed later has the same digest.
    """
    document = {
        "payload": PAYLOAD_VERSION,
        "record": to_document(record),
        "assessment": assessment,
        "ahead": ahead,
        "unread": [{"of": key_of(fact), "fact": fact.id} for fact in beside],
        "trial": {"registry_number": trial.registry_number, "file_hash": trial.file_hash},
    }
    text = json.dumps(
        document, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    # Half of a surrogate pair, which no encoding holds, is written as JSON's own escape.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def shortened(full: str) -> str:
    """Shorten a digest for a footer: 16 digits in groups of four, and the last four."""
    groups = " ".join(full[start : start + 4] for start in range(0, 16, 4))
    return f"{groups} … {full[-4:]}"


def _plain(value: object) -> object:
    """Turn what JSON does not know into what it knows; decimals become text.

    What is no part of a value (how an assessment came about) is no part of its snapshot.
    """
    match value:
        case Decimal() | Scalar():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value) if field.compare}
    raise TypeError(f"{type(value).__name__} has no place in a snapshot.")
