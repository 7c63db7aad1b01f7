"""Fills the checklist: assessment, record, trial, setting and stamp in, all that is printed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assessment.horizon import Ahead, done
from core.assessment.prospect import looking_ahead
from core.assessment.unread import key_of, unread
from core.checklist.band import band
from core.checklist.case import Case
from core.checklist.comments import comments
from core.checklist.content import Checklist
from core.checklist.heading import fields, footer, marks, source, watermark
from core.checklist.proofs import remarks
from core.checklist.rows import groups
from core.checklist.snapshot import digest, snapshot
from core.wording import unread_heading

if TYPE_CHECKING:
    from core.assessment import Assessment
    from core.checklist.content import Stamp
    from core.record import Fact, PatientRecord
    from core.site import Setting
    from core.trial import Trial


def fill(
    assessment: Assessment,
    record: PatientRecord,
    trial: Trial,
    setting: Setting,
    stamp: Stamp,
    language: str = "en",
) -> Checklist:
    """Return the checklist of one assessment; the same arguments give the same checklist.

    Raise ValueError where the stamp's moment does not know its offset from UTC.
    """
    if stamp.printed_at.tzinfo is None:
        raise ValueError("The moment of a stamp must know its offset from UTC.")
    often = remarks(assessment, setting.vocabulary, language)
    ahead = done(looking_ahead(Ahead(record, trial, setting, assessment)))
    case = Case(assessment, record, trial, setting, stamp, language, often, ahead)
    # Of an assessment that was kept it is not known any more what its clauses asked for.
    beside = unread(assessment, record) if assessment.trace else ()
    return _filled(case, snapshot(assessment, record, trial, ahead, beside), beside)


def _filled(case: Case, text: str, beside: tuple[Fact, ...]) -> Checklist:
    trial, subject, as_of = case.trial, case.record.subject, case.assessment.as_of.isoformat()
    names = {"short_name": trial.short_name, "registry_number": trial.registry_number}
    return Checklist(
        language=case.language,
        subject=subject,
        short_name=trial.short_name,
        as_of=as_of,
        document_title=case.word("document_title", **names, subject=subject, as_of=as_of),
        trial_name=case.word("trial_name", short_name=trial.short_name, product=trial.product),
        trial_title=trial.title,
        source=source(case),
        marks=marks(case),
        watermark=watermark(case),
        fields=fields(case),
        band=band(case),
        groups=groups(case),
        remarks=tuple(
            case.word("remark_text", number=number, text=remark)
            for number, remark in enumerate(case.remarks, 1)
        ),
        unread=_unread(case, beside),
        comments=comments(case),
        running=case.word("running", **names),
        running_right=case.word("running_right", subject=subject, as_of=as_of),
        footer=footer(case, digest(text)),
        snapshot=text,
        digest=digest(text),
        stamp=case.stamp,
    )


def _unread(case: Case, beside: tuple[Fact, ...]) -> str:
    """Say what is on record and read by no clause: it may be a reason that no clause names."""
    names = {case.vocabulary.label(key_of(fact), case.language) for fact in beside}
    if not names:
        return ""
    return f"{unread_heading(case.language)}: {', '.join(sorted(names))}."
