"""Medications: courses of medicines, and since when the list holds all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QWidget

from core.record import Medication
from gui.entry.blocks.list_block import ListBlock
from gui.entry.day_entry import read_day
from gui.entry.offered import nearest, offered, words
from gui.entry.rows.fields_row import FieldsRow
from gui.entry.section import Section
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.pick import Pick
from gui.widgets.pick_line import PickLine

if TYPE_CHECKING:
    from core.dates import Day
    from core.record import Fact
    from gui.session.session import Session

_ROUTES = (
    "oral",
    "intravenous",
    "subcutaneous",
    "intramuscular",
    "topical",
    "intra_articular",
    "inhaled",
)
_WIDTHS = {"of": 0, "dose": 78, "per": 84, "route": 124, "start": 106, "end": 106}
_CLASSES = ("b_cell_targeted", "colony_stimulating_factor")


class MedicationsSection(Section):
    """What the patient takes and took."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("medications", session.language), parent)
        names = {
            "of": self.tr("Medicine"),
            "dose": self.tr("Dose"),
            "per": self.tr("Per"),
            "route": self.tr("Route"),
            "start": self.tr("From"),
            "end": self.tr("Until"),
        }
        headings = [(name, _WIDTHS[key]) for key, name in names.items()]
        classes = tuple(c for c in _CLASSES if c in session.vocabulary.entries["drugs"])
        self.add(
            ListBlock(
                session,
                "medications",
                lambda block: MedicationRow(session, block),
                headings,
                self,
                kinds=classes,
            )
        )
        self.finish()


class MedicationRow(FieldsRow):
    """One course of one medicine."""

    second_line = ("route", "start", "end")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("drugs", ""), parent)
        self._start = DateField(lambda text: read_day(text, session.as_of), self)
        self._end = DateField(lambda text: read_day(text, session.as_of, may_be_ahead=True), self)
        self._start.setPlaceholderText(self.tr("from"))
        self._end.setPlaceholderText(self.tr("ongoing"))
        self._medicine = medicine = PickLine(offered(session, "drugs"), self)
        medicine.setPlaceholderText(self.tr("add a medicine"))
        dose = EntryLine(self)
        dose.setPlaceholderText("20 mg")
        per = Pick(
            [
                ("", ""),
                ("day", self.tr("day")),
                ("week", self.tr("week")),
                ("once", self.tr("once")),
            ],
            self,
        )
        self._add("of", medicine, self.tr("Medicine"))
        self._add("dose", dose, self.tr("Dose with unit"))
        self._add("per", per, self.tr("Dose per day, per week, or given once"))
        self._add("route", Pick(words(session, *_ROUTES), self), self.tr("Route"))
        self._add("start", self._start, self.tr("First day"))
        self._add("end", self._end, self.tr("Last day; empty while it goes on"))

    def _add(self, name: str, cell: QWidget, title: str) -> None:
        self.add_cell(name, cell, title, _WIDTHS[name])

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of a course."""
        course = cast("Medication", fact)
        last = course.doses[-1] if course.doses else None
        return {
            "of": self._medicine.label_of(course.of, course.comment),
            "route": course.route or "",
            "dose": course.dose or (last.dose if last else "") or "",
            "per": "once" if course.once == "yes" else course.per or (last.per if last else ""),
            "start": str(course.start or ""),
            "end": str(course.end or ""),
        }

    def build(self, start: Fact | None) -> Medication:
        """Return the course in the fields."""
        of = self.chosen("of", self.tr("medicine"))
        first, last = self._start.day(), self._end.day()
        if first and last and last.last < first.first:
            raise ValueError(self.tr("The last day lies before the first. Check both."))
        per = self.cells["per"].text()
        course = cast("Medication", start) if start else Medication(of=of)
        if not course.doses or self._dose_is_changed():
            every = cast("Literal['day', 'week']", per) if per in ("day", "week") else None
            course = replace(course, doses=(), dose=self._dose(), per=every)
        return replace(
            course,
            of=of,
            route=self.cells["route"].text() or None,
            once="yes" if per == "once" else "no",
            start=first,
            end=last,
            planned_end="yes" if self._is_ahead(last) else "no",
            comment=self._medicine.name_of_other() or course.comment,
        )

    def _dose(self) -> str | None:
        dose = self.cells["dose"].text().strip()
        if dose and dose != "0" and not any(character.isalpha() for character in dose):
            raise ValueError(
                self.tr("'{dose}' has no unit. Write it as 20 mg.").replace("{dose}", dose)
            )
        return dose or None

    def _dose_is_changed(self) -> bool:
        return self.cells["dose"].is_changed or self.cells["per"].is_changed

    def _is_ahead(self, day: Day | None) -> bool:
        return day is not None and day.first > self.session.as_of

    def nearest(self, text: str) -> str:
        """Return the medicine that is most like a text, or ""."""
        return nearest(self.session, "drugs", text)
