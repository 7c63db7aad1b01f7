"""The days of one trial's course: consent, with who signed it, screening, and its later gates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QWidget

from core.record import Milestone, MilestoneKind
from gui.entry import words
from gui.entry.newest import newest_milestone
from gui.entry.rows.fields_row import FieldsRow
from gui.widgets.date_field import DateField
from gui.widgets.labels import ElidedLabel, label
from gui.widgets.pick import Pick

if TYPE_CHECKING:
    from core.record import Fact
    from core.trial import Trial
    from gui.session.session import Session


# In the order of a trial.
_STEPS: tuple[MilestoneKind, ...] = (
    "consent",
    "screening",
    "enrolment",
    "leukapheresis",
    "infusion",
)


class MilestoneRow(FieldsRow):
    """One milestone of one trial; a day ahead makes it a planned one."""

    def __init__(
        self, session: Session, event: MilestoneKind, trial: Trial, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, ("milestones", event), parent)
        self._event, self._number = event, trial.registry_number
        self.trial = self._number
        name = words.name(session, event)
        self.title = label(name, "", self)
        self.title.setFixedWidth(170)
        self.line.insertWidget(0, self.title)
        self._day = DateField(session.read_planned_day, self)
        self.add_cell("date", self._day, f"{trial.short_name}: {name}", 130)
        self.title.setBuddy(self._day)
        if event == "consent":
            self._add_signature()
        self.remark = ElidedLabel("", "hint", self)
        self.line.insertWidget(self.line.count() - 1, self.remark, 1)

    def _add_signature(self) -> None:
        options = [
            ("", self.tr("not yet")),
            ("subject", self.tr("signed by the patient")),
            ("guardian", self.tr("signed by a guardian")),
            ("refused", self.tr("refused")),
        ]
        self.add_cell("signed", Pick(options, self), self.tr("Signed by"), 190)

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of a milestone."""
        milestone = cast("Milestone", fact)
        shown = {"date": str(milestone.date or "")}
        if self._event == "consent":
            is_planned = milestone.planned == "yes"
            signed = "" if is_planned else milestone.signed_by  # nobody signs on a day ahead
            shown["signed"] = "refused" if milestone.refused == "yes" else signed
        return shown

    def show_record(self) -> None:
        """Show the milestone on record."""
        fact = newest_milestone(self.session.record, self._event, self._number)
        if fact is None and self.fact is not None:
            for cell in self.cells.values():
                cell.set_stored("")
        self.show_fact(fact)
        self.setProperty("adding", True)
        is_planned = fact is not None and fact.planned == "yes"
        odd = self._out_of_order(fact)
        self.remark.setProperty("role", "warning" if odd else "hint")
        self.remark.style().polish(self.remark)
        self.remark.setText(odd or (self.tr("planned") if is_planned else ""))

    def _out_of_order(self, fact: Milestone | None) -> str:
        """Say which earlier step of the trial has a later day than this one, or ""."""
        day = fact.date if fact else None
        for step in _STEPS[: _STEPS.index(self._event)] if day else ():
            before = newest_milestone(self.session.record, step, self._number)
            if before and day and before.date and before.date.first > day.last:
                said = self.tr("This lies before the {step} of {day}. Check both days.")
                name = words.name(self.session, step)
                return said.replace("{step}", name).replace("{day}", str(before.date))
        return ""

    def draft(self) -> Fact | None:
        """Return the milestone as typed; None when everything was emptied."""
        if self.fact is not None and not any(cell.text() for cell in self.cells.values()):
            return None
        return super().draft()

    def build(self, start: Fact | None) -> Milestone:
        """Return the milestone in the fields."""
        day = self._day.day()
        signed = self.cells["signed"].text() if "signed" in self.cells else ""
        milestone = cast("Milestone", start) if start else None
        milestone = milestone or Milestone(trial=self._number, event=self._event)
        is_ahead = day is not None and day.first > self.session.as_of
        signer = "guardian" if signed == "guardian" else "subject"
        return replace(
            milestone,
            date=day,
            planned="yes" if is_ahead else "no",
            refused="yes" if signed == "refused" else "no",
            signed_by=cast("Literal['subject', 'guardian']", signer),
        )
