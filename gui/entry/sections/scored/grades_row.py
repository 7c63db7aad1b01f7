"""The row of an index that gives each system a grade, as BILAG-2004 does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from core.record import Score
from gui.entry import words
from gui.entry.sections.scored.score_row import SPAN_WIDTH, TOTAL_WIDTH, ScoreRow
from gui.widgets.choice import Choice, Option
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.vocabulary import ScoreKind
    from gui.entry.draw import Draw
    from gui.session.session import Session


class GradesRow(ScoreRow):
    """A grade for each system of an index, as BILAG-2004 has them."""

    def __init__(
        self, session: Session, kind: ScoreKind, draw: Callable[[], Draw], parent: QWidget | None
    ) -> None:
        super().__init__(session, kind, draw, parent)
        self.kind = kind
        self.line.setContentsMargins(0, 4, 0, 2)
        self.line.addWidget(label(self.title, "", self), 1)
        self.add_items(self.tr("Systems"))
        # the room of a total and its span, so that what opens the items stands in one column
        self.line.addSpacing(TOTAL_WIDTH + self.line.spacing() + SPAN_WIDTH)
        self._end_line(self.line)
        self._choices: dict[str, Choice] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for place, system in enumerate(kind.systems):
            self._add(grid, system, place)
        self.below.insertLayout(0, grid)

    def _add(self, grid: QGridLayout, system: str, place: int) -> None:
        options = [Option(grade, grade, grade.lower()) for grade in self.kind.grades]
        name = words.name(self.session, system)
        choice = Choice(options, self)
        choice.set_small()
        choice.set_name(f"{self.title}, {name}")
        choice.chosen.connect(lambda _key: self._pressed())
        choice.entered.connect(lambda step, place=place: self._go(place, step))
        title = label(name, "detail", self)
        title.setBuddy(choice)
        row, column = divmod(place, 2)
        grid.addWidget(title, row, column * 2)
        grid.addWidget(choice, row, column * 2 + 1)
        self._choices[system] = choice

    def _go(self, place: int, step: int) -> None:
        choices = list(self._choices.values())
        if 0 <= place + step < len(choices):
            choices[place + step].take_focus()
        else:
            self.enter(step)

    def _grades(self) -> dict[str, str]:
        return {system: choice.value for system, choice in self._choices.items() if choice.value}

    def is_changed(self) -> bool:
        """Tell whether other grades are pressed."""
        stored = self.stored_fact()
        return self._grades() != (dict(stored.grades) if stored else {})

    def draft(self) -> Score | None:
        """Return the grades as pressed; None when all were taken back."""
        grades = self._grades()
        start = self.stored_fact() if self.progress() else None
        base = replace(start, id=None, time=None, supersedes=None) if start else self.start()
        return replace(base, grades=grades) if grades else None

    def progress(self) -> str:
        """Say that grades were only added on the same day."""
        stored = self.stored_fact()
        if stored is None or stored.date != self._draw().day:
            return ""
        is_more = stored.grades.items() <= self._grades().items()
        return self.tr("further systems graded") if is_more else ""

    def give_up(self) -> None:
        """Show the stored grades."""
        stored = self.stored_fact()
        for system, choice in self._choices.items():
            choice.set_value(stored.grades.get(system, "") if stored else "")

    def show_record(self) -> None:
        """Show the latest grades."""
        if self.why.isHidden():
            self.give_up()
        super().show_record()

    def take_focus(self) -> None:
        """Give the keyboard to the first system."""
        next(iter(self._choices.values())).take_focus()

    def _pressed(self) -> None:
        if self.stored_fact() is None or self.progress():
            self.commit()
        else:
            self.show_draft()
