"""The rows of events, of allergies and of devices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QWidget

from core.record import Allergy, Device, Event
from gui.entry.offered import nearest, offered, words
from gui.entry.rows.about_fact import comment_of
from gui.entry.rows.detail_cells import DetailCells, written
from gui.entry.rows.fields_row import FieldsRow
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.pick import Pick
from gui.widgets.pick_line import PickLine

if TYPE_CHECKING:
    from core.record import Fact
    from core.vocabulary import Happening
    from gui.session.session import Session

EVENT_WIDTHS = (0, 128, 128)
ALLERGY_WIDTHS = (0, 110, 106, 250)
DEVICE_WIDTHS = (0, 128, 128)
_SEVERITIES = ("mild", "moderate", "severe")


class EventRow(FieldsRow):
    """One event; a day ahead makes it a planned one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("events", ""), parent)
        self._day = DateField(session.read_planned_day, self)
        self._end = DateField(session.read_planned_day, self)
        self._day.setPlaceholderText("")
        self._end.setPlaceholderText("")
        self._what = PickLine(offered(session, "events"), self)
        self._what.setPlaceholderText(self.tr("add an event"))
        self.add_cell("of", self._what, self.tr("Event"), EVENT_WIDTHS[0])
        self.add_cell("date", self._day, self.tr("Day"), EVENT_WIDTHS[1])
        self.add_cell("end", self._end, self.tr("Until, where it lasts"), EVENT_WIDTHS[2])
        self._details = DetailCells(session, self)
        self._details.come_after(self._end)
        self.add_cell("detail", self._details, self.tr("Details"), 0, self.line_under())
        self.add_about()
        self._what.textEdited.connect(lambda _text: self._ask_for_details())
        self._ask_for_details()

    def _ask_for_details(self) -> None:
        entry = self.session.vocabulary.entries["events"].get(self._what.key() or "")
        asked = cast("Happening", entry).details if entry else ()
        self._details.ask_for(asked)
        self._details.setVisible(bool(asked) or bool(self._details.read()))

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of an event."""
        event = cast("Event", fact)
        return {
            "of": self._what.label_of(event.of, comment_of(event)[0]),
            "date": str(event.date or ""),
            "end": str(event.end or ""),
            "detail": written(event.detail),
        }

    def show_fact(self, fact: Fact | None) -> None:
        """Show an event, and ask for its details."""
        if fact is not None:
            self._details.show_details(cast("Event", fact).detail)
        super().show_fact(fact)
        self._ask_for_details()

    def build(self, start: Fact | None) -> Event:
        """Return the event in the fields."""
        of = self.chosen("of", self.tr("event"))
        day = self._day.day()
        event = cast("Event", start) if start else Event(of=of)
        is_ahead = day is not None and day.first > self.session.as_of
        return replace(
            event,
            of=of,
            date=day,
            end=self._end.day(),
            planned="yes" if is_ahead else "no",
            detail=self._details.details(),
        )

    def give_up(self) -> None:
        """Show the event in every field, and only the details that it has."""
        super().give_up()
        self._ask_for_details()

    def nearest(self, text: str) -> str:
        """Return the event that is most like a text, or ""."""
        return nearest(self.session, "events", text)


class AllergyRow(FieldsRow):
    """One allergy; a substance that the vocabulary does not name is "other", with its name."""

    second_line = ("comment",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("allergens", ""), parent)
        self._to = PickLine(offered(session, "allergens"), self)
        self._to.setPlaceholderText(self.tr("add an allergy"))
        self._date = DateField(session.read_day, self)
        self._date.setPlaceholderText("")
        remark = EntryLine(self)
        remark.setPlaceholderText(self.tr("substance, reaction"))
        for (name, cell, title), width in zip(
            (
                ("to", self._to, self.tr("Allergy to")),
                ("severity", Pick(words(session, *_SEVERITIES), self), self.tr("Severity")),
                ("date", self._date, self.tr("Since when")),
                ("comment", remark, self.tr("Remark")),
            ),
            ALLERGY_WIDTHS,
            strict=True,
        ):
            self.add_cell(name, cell, title, width)
        self.add_about()

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of an allergy."""
        allergy = cast("Allergy", fact)
        return {
            "to": self._to.label_of(allergy.to),
            "severity": allergy.severity or "",
            "date": str(allergy.date or ""),
            "comment": allergy.comment or "",
        }

    def build(self, start: Fact | None) -> Allergy:
        """Return the allergy in the fields."""
        to = self.chosen("to", self.tr("substance"))
        allergy = cast("Allergy", start) if start else Allergy(to=to)
        severity = self.cells["severity"].text() or None
        return replace(
            allergy,
            to=to,
            severity=cast("Literal['mild', 'moderate', 'severe'] | None", severity),
            date=self._date.day(),
            comment=self.cells["comment"].text().strip() or None,
        )

    def nearest(self, text: str) -> str:
        """Return the substance that is most like a text, or the word for another one."""
        near = nearest(self.session, "allergens", text)
        other = self.session.vocabulary.entries["allergens"].get("other")
        return near or (other.label.text(self.session.language) if other else "")


class DeviceRow(FieldsRow):
    """One line, tube or drain in the patient's body; without an end it is still there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("devices", ""), parent)
        self._which = PickLine(offered(session, "devices"), self)
        self._which.setPlaceholderText(self.tr("add a device"))
        self._from = DateField(session.read_day, self)
        self._until = DateField(session.read_day, self)
        self._from.setPlaceholderText(self.tr("from"))
        self._until.setPlaceholderText(self.tr("still there"))
        self.add_cell("of", self._which, self.tr("Device"), DEVICE_WIDTHS[0])
        self.add_cell("from", self._from, self.tr("Since when"), DEVICE_WIDTHS[1])
        self.add_cell("until", self._until, self.tr("Removed on"), DEVICE_WIDTHS[2])
        self.add_about()

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of a device."""
        device = cast("Device", fact)
        return {
            "of": self._which.label_of(device.of, comment_of(device)[0]),
            "from": str(device.from_ or ""),
            "until": str(device.until or ""),
        }

    def build(self, start: Fact | None) -> Device:
        """Return the device in the fields."""
        of = self.chosen("of", self.tr("device"))
        device = cast("Device", start) if start else Device(of=of)
        first, last = self._from.day(), self._until.day()
        if first and last and last.last < first.first:
            raise ValueError(self.tr("It was removed before it was there. Check both days."))
        return replace(
            device,
            of=of,
            from_=first,
            until=last,
        )

    def nearest(self, text: str) -> str:
        """Return the device that is most like a text, or ""."""
        return nearest(self.session, "devices", text)
