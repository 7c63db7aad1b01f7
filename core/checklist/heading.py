"""The head and foot of the paper: whose it is, which trial, what it warns of, which data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.checklist.content import Field, Mark
from core.checklist.snapshot import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.checklist.case import Case
    from core.record import Milestone

_FILE_HASH_DIGITS = 12


def fields(case: Case) -> tuple[Field, ...]:
    """Return the labelled values beside the title."""
    return tuple(Field(case.word(code), value) for code, value in _values(case) if value)


def _values(case: Case) -> Iterator[tuple[str, str]]:
    assessment = case.assessment
    yield "subject", case.record.subject
    yield "person", _person(case)
    yield "disease", _disease(case)
    yield "site", case.setting.site.name
    yield "attempt", str(assessment.attempt)
    yield from _milestones(case)
    yield "as_of", assessment.as_of.isoformat()
    yield "gate", case.word(f"gate_{assessment.gate.value}")
    yield "printed", case.word("printed_value", moment=moment(case), person=case.stamp.printed_by)


def _person(case: Case) -> str:
    sex, birth = case.record.sex, case.record.birth_date
    known = [case.word(sex)] if sex else []
    return ", ".join([*known, str(birth.first.year)] if birth else known)


def _disease(case: Case) -> str:
    assessment = case.assessment
    chosen = [arm for arm in assessment.arms if arm.opened_by and arm.arm == assessment.arm]
    said = [
        case.word(
            "disease_suspected" if arm.suspected else "disease_known",
            disease=case.vocabulary.label(arm.opened_by or "", case.language),
            arm=arm.arm,
        )
        for arm in chosen
    ]
    return ", ".join(said) or case.word("no_disease")


def _milestones(case: Case) -> Iterator[tuple[str, str]]:
    found = {m.event: m for m in case.record.milestones if _is_of(m, case)}
    if "consent" not in found or not case.assessment.consented:
        yield "gate_consent", case.word("no_consent")
    for event, milestone in found.items():
        if event != "consent" or case.assessment.consented:
            yield f"gate_{event}", _day(milestone, case)


def _is_of(milestone: Milestone, case: Case) -> bool:
    return (
        milestone.trial == case.trial.registry_number
        and milestone.attempt == case.assessment.attempt
    )


def _day(milestone: Milestone, case: Case) -> str:
    if milestone.date is None:
        return case.word("day_unknown")
    if milestone.planned == "yes":
        return case.word("planned", day=milestone.date)
    return str(milestone.date)


def moment(case: Case) -> str:
    """Return the stamp's moment to the minute, with its offset from UTC."""
    printed_at = case.stamp.printed_at
    return f"{printed_at:%Y-%m-%d %H:%M} {printed_at.isoformat()[-6:]}"


def source(case: Case) -> tuple[str, ...]:
    """Return the lines under the title: registry number, sponsor, which text was read."""
    trial = case.trial
    code = "source_protocol" if trial.protocol_version else "source_text"
    return (
        case.word("source", registry_number=trial.registry_number, sponsor=trial.sponsor),
        case.word(
            code,
            protocol_version=trial.protocol_version,
            day=trial.source_read,
            reader=trial.read_by,
        ),
    )


def marks(case: Case) -> tuple[Mark, ...]:
    """Return the warnings that stand on every page, the gravest first."""
    wanted = {
        "demo": case.stamp.demo,
        "draft": not case.trial.approved,
        "pre_screen": not case.assessment.consented,
        "from_file": case.stamp.from_record_file,
        "copy": case.stamp.copy,
    }
    return tuple(
        Mark(case.word(code), case.word(f"{code}_means"))
        for code, is_wanted in wanted.items()
        if is_wanted
    )


def watermark(case: Case) -> str:
    """Return the word that is printed across every page, or nothing."""
    if case.stamp.demo:
        return case.word("demo")
    return "" if case.trial.approved else case.word("draft")


def footer(case: Case, digest: str) -> tuple[str, ...]:
    """Return what stands at the foot of every page: which data, file and program."""
    return (
        case.word("foot_snapshot", digest=shortened(digest)),
        case.word("foot_trial", digest=case.trial.file_hash[:_FILE_HASH_DIGITS]),
        case.word("foot_version", version=case.stamp.version),
        case.word("foot_printed", moment=moment(case), person=case.stamp.printed_by),
    )
