"""Whose fault an abnormal value or a disease is, and whether it matters: what a person judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from core.truth import Said, Truth

if TYPE_CHECKING:
    from core.dates import Day
    from core.evaluate.case import Case
    from core.record import Cause, Judgement


class Judged(Protocol):
    """A fact that an investigator may judge."""

    @property
    def id(self) -> str | None:
        """Return the id of the fact."""

    @property
    def of(self) -> str:
        """Return what the fact is of."""

    @property
    def date(self) -> Day | None:
        """Return the day of the fact, as far as it is known."""


def is_cause(one: Judged, because_of: Cause | None, case: Case) -> Truth:
    """Say whether the cause that counts against the patient is judged to be that of a fact.

    Where no cause is named, any but the disease itself counts; a named one counts, the disease
    clears, and another leaves it open. Without one judgement it is open.
    """
    causes = {judgement.due_to for judgement in _about(one, "attribution", case)} - {None}
    if len(causes) != 1:
        return Truth.JUDGEMENT
    if causes == {"disease"}:
        return Truth.NO
    return Truth.YES if because_of is None or causes == {because_of} else Truth.JUDGEMENT


def significance(one: Judged, stated: Literal["cs", "ncs"] | None, case: Case) -> Truth:
    """Say whether an abnormal finding is clinically significant: as stated, or as judged."""
    said = {judgement.significance for judgement in _about(one, "significance", case)} - {None}
    said |= {stated} if stated else set()
    if len(said) != 1:
        return Truth.JUDGEMENT
    return Truth.YES if said == {"cs"} else Truth.NO


def judged_by(one: Judged, kind: Literal["attribution", "significance"], case: Case) -> list[Said]:
    """Return who judged a fact, and when, as notes on its evidence."""
    return list(dict.fromkeys(_who(judgement) for judgement in _about(one, kind, case)))


def _who(judgement: Judgement) -> Said:
    """Name the role, the person where the record has one, and the day where it has that."""
    code = "judged_by" if judgement.author else "judged_by_role"
    values = {"by": judgement.by, "person": judgement.author, "day": str(judgement.date or "")}
    return Said(code if judgement.date else f"{code}_undated", values)


def _about(one: Judged, kind: str, case: Case) -> list[Judgement]:
    """Return what the investigator judged of this very fact, by its id or as it was then."""
    return [
        judgement
        for judgement in case.judgements(one.of)
        if judgement.kind == kind
        and judgement.by == "investigator"
        and judgement.trial in (None, case.trial)
        and _names(judgement, one)
    ]


def _names(judgement: Judgement, one: Judged) -> bool:
    if judgement.fact is not None:
        return judgement.fact == one.id
    value = getattr(one, "value", None)
    return judgement.date_of == one.date and judgement.value == value
