"""A patient in a few words: sex, age, diagnosis, screening day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.dates import Day, ages

if TYPE_CHECKING:
    from datetime import date

    from core.record import PatientRecord
    from gui.session.session import Session


def sex_text(record: PatientRecord) -> str:
    """Return "Female", "Male" or ""."""
    return {
        "female": QCoreApplication.translate("Person", "Female"),
        "male": QCoreApplication.translate("Person", "Male"),
    }.get(record.sex or "", "")


def age_text(record: PatientRecord, as_of: date) -> str:
    """Return the age on a day, "36–37 y" where the birth date leaves it open, or ""."""
    if record.birth_date is None or record.birth_date.first > as_of:
        return ""
    least, most = ages(record.birth_date.until(as_of), Day.on(as_of))
    years = str(least) if least == most else f"{least}–{most}"
    return QCoreApplication.translate("Person", "{n} y").replace("{n}", years)


def diagnosis_text(record: PatientRecord, session: Session) -> str:
    """Return the diagnoses that are ongoing or suspected."""
    suspected = QCoreApplication.translate("Person", "{what}, suspected")
    names = [
        (diagnosis.status, session.vocabulary.label(diagnosis.of, session.language))
        for diagnosis in record.diagnoses
        if diagnosis.status in ("ongoing", "suspected")
    ]
    return ", ".join(
        suspected.replace("{what}", name) if status == "suspected" else name
        for status, name in names
    )


def screening_text(record: PatientRecord) -> str:
    """Return the screening day, or ""."""
    days = [one.date for one in record.milestones if one.event == "screening" and one.date]
    if not days:
        return ""
    text = QCoreApplication.translate("Person", "Screening {day}")
    return text.replace("{day}", str(max(days, key=lambda day: day.last)))
