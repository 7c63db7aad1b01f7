"""Diagnosis: what the patient has, had, may have or has not, and by which criteria."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QWidget

from core.record import Classified, Diagnosis
from gui.entry.blocks.list_block import ListBlock
from gui.entry.offered import nearest, offered, words
from gui.entry.rows.about_fact import comment_of
from gui.entry.rows.detail_cells import DetailCells, written
from gui.entry.rows.fields_row import FieldsRow
from gui.entry.section import Section
from gui.entry.sections.scored.sets_block import SetsBlock
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.pick import Pick
from gui.widgets.pick_line import PickLine

if TYPE_CHECKING:
    from core.record import Fact
    from core.vocabulary import Condition
    from gui.entry.draw import Draw
    from gui.entry.rows.row import Row
    from gui.session.session import Session

    Status = Literal["suspected", "ongoing", "resolved", "ruled_out"]

_STATUS = ("ongoing", "suspected", "resolved", "ruled_out")
_WIDTHS = {"of": 0, "status": 112, "date": 110, "end": 110}


class DiagnosisSection(Section):
    """The patient's diagnoses; an ongoing one opens the arms of its disease."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("diagnosis", session.language), parent)
        names = {
            "of": self.tr("Diagnosis"),
            "status": self.tr("Status"),
            "date": self.tr("Since"),
            "end": self.tr("Until"),
        }
        headings = [(name, _WIDTHS[key]) for key, name in names.items()]
        self._list = ListBlock(
            session, "diagnoses", lambda block: DiagnosisRow(session, block), headings, self
        )
        self.add(self._list)
        self._sets = SetsBlock(session, self)
        self._sets.sheet_asked.connect(self.sheet_asked)
        self.add(self._sets)
        self.finish()

    def draw(self) -> Draw:
        """Return the day on which criteria are assessed here."""
        return self._sets.draw()

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a diagnosis, also where its classification is asked for."""
        if of != "classification_sets":
            return super().row_for(of, what)
        rows = [row for row in self._list.rows if isinstance(row, DiagnosisRow)]
        return next((row for row in rows if what in row.sets()), self._list.adding)


class DiagnosisRow(FieldsRow):
    """One diagnosis."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("diagnoses", ""), parent)
        self._date = DateField(session.read_day, self)
        self._end = DateField(session.read_day, self)
        self._date.setPlaceholderText("")
        self._end.setPlaceholderText("")
        self._which = PickLine(offered(session, "diagnoses"), self)
        self._which.setPlaceholderText(self.tr("add a diagnosis"))
        self._set = Pick([("", "")], self)
        self._status = Pick(words(session, *_STATUS)[1:], self)
        self._status.accept_stored("ongoing")
        source = EntryLine(self)
        for name, cell, title in (
            ("of", self._which, self.tr("Diagnosis")),
            ("status", self._status, self.tr("Status")),
            ("date", self._date, self.tr("Since when, as exactly as known")),
            ("end", self._end, self.tr("Until when, where it is resolved")),
        ):
            self.add_cell(name, cell, title, _WIDTHS[name])
        under = self.line_under()
        under.addWidget(label(self.tr("classified by"), "hint", self))
        self.add_cell("set", self._set, self.tr("Fulfilled classification criteria"), 300, under)
        under.addWidget(label(self.tr("source"), "hint", self))
        self.add_cell("set_source", source, self.tr("Source of the classification"), 0, under)
        self._details = self._details_under(source)
        self.add_about()
        self._which.textEdited.connect(lambda _text: self._ask_about_it())
        self._ask_about_it()

    def _details_under(self, before: QWidget) -> DetailCells:
        details = DetailCells(self.session, self)
        details.come_after(before)
        self.add_cell("detail", details, self.tr("Details"), 0, self.line_under())
        return details

    def _ask_about_it(self) -> None:
        self._offer_sets()
        entry = self.session.vocabulary.entries["diagnoses"].get(self._which.key() or "")
        asked = cast("Condition", entry).details if entry else ()
        self._details.ask_for(asked)
        self._details.setVisible(bool(asked) or bool(self._details.read()))

    def sets(self) -> tuple[str, ...]:
        """Return the classification sets by which the named diagnosis may be made."""
        entry = self.session.vocabulary.entries["diagnoses"].get(self._which.key() or "")
        return cast("Condition", entry).sets if entry else ()

    def _offer_sets(self) -> None:
        known = self.sets()
        stored = [self._set.text()] if self._set.text() not in ("", *known) else []
        self._set.set_options(words(self.session, *known, *stored))

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of a diagnosis."""
        diagnosis = cast("Diagnosis", fact)
        first = diagnosis.classified_by[0] if diagnosis.classified_by else None
        return {
            "of": self._which.label_of(diagnosis.of, comment_of(diagnosis)[0]),
            "status": diagnosis.status,
            "date": str(diagnosis.date or ""),
            "end": str(diagnosis.end or ""),
            "set": first.set if first else "",
            "set_source": (first.source if first else "") or "",
            "detail": written(diagnosis.detail),
        }

    def show_fact(self, fact: Fact | None) -> None:
        """Show a diagnosis; its sets are offered before the stored one is chosen."""
        if fact is not None and not self._which.is_changed:
            shown = self.texts(fact)
            self._which.set_stored(shown["of"])
            self._set.set_options(words(self.session, *dict.fromkeys((*self.sets(), shown["set"]))))
        if fact is not None:
            self._details.show_details(cast("Diagnosis", fact).detail)
        super().show_fact(fact)
        self._ask_about_it()

    def build(self, start: Fact | None) -> Diagnosis:
        """Return the diagnosis in the fields."""
        of = self.chosen("of", self.tr("diagnosis"))
        diagnosis = cast("Diagnosis", start) if start else Diagnosis(of=of)
        first, last = self._date.day(), self._end.day()
        if first and last and last.last < first.first:
            raise ValueError(self.tr("The end lies before the beginning. Check both."))
        if last and self._status.text() == "ongoing":
            raise ValueError(self.tr("What is ongoing has no end. Choose resolved, or empty it."))
        return replace(
            diagnosis,
            of=of,
            date=first,
            status=cast("Status", self._status.text()),
            end=last,
            classified_by=self._classified(diagnosis),
            detail=self._details.details(),
        )

    def _classified(self, diagnosis: Diagnosis) -> tuple[Classified, ...]:
        chosen, source = self._set.text(), self.cells["set_source"].text().strip() or None
        if not chosen:
            if source:
                raise ValueError(self.tr("Choose the classification criteria of this source."))
            return diagnosis.classified_by[1:]
        before = diagnosis.classified_by[0] if diagnosis.classified_by else Classified(set=chosen)
        return (replace(before, set=chosen, source=source), *diagnosis.classified_by[1:])

    def give_up(self) -> None:
        """Show the diagnosis in every field; a new one is ongoing unless said otherwise."""
        super().give_up()
        self._ask_about_it()

    def nearest(self, text: str) -> str:
        """Return the diagnosis that is most like a text, or ""."""
        return nearest(self.session, "diagnoses", text)
