"""`event` with `since`: from the day of a milestone up to the assessed one."""

import pytest

from core.truth import Truth
from tests.builders import a_record, stated_complete, the_step

SINCE_CONSENT = {"event": "surgery", "since": "consent"}


def surgery(day, consent):
    signed = {"trial": "NCT06503224", "event": "consent"}
    milestones = [] if consent is None else [signed | ({"date": consent} if consent else {})]
    record = a_record(milestones=milestones, events=[{"of": "surgery", "date": day}])
    return the_step(SINCE_CONSENT, stated_complete(record, "events")).truth


@pytest.mark.parametrize(
    ("day", "consent", "expected"),
    [
        ("2026-11-03", "2026-11-04", Truth.NO),
        ("2026-11-04", "2026-11-04", Truth.YES),
        ("2026-11-18", "2026-11-04", Truth.YES),
        ("2026-11", "2026-11-04", Truth.UNKNOWN),
        ("2026-11-03", "2026-11", Truth.UNKNOWN),
        ("2026-10-31", "2026-11", Truth.NO),
        ("2026-11-03", "", Truth.UNKNOWN),
        ("2026-11-03", None, Truth.NO),
    ],
)
def test_what_happened_since_the_consent_counts(day, consent, expected):
    assert surgery(day, consent) is expected
