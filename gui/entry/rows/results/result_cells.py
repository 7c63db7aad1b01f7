"""The cells of a row of results, in the columns of its table."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from core.quantity import for_the_eye
from gui.entry import words
from gui.entry.needed import criterion_on
from gui.entry.rows.results.result_details import Field, ResultDetails
from gui.entry.rows.results.sample_day import SampleDay
from gui.entry.settles import calculated, outcome_for
from gui.entry.understood import Understood, shown_amount, shown_unit
from gui.verdict_words import outcome
from gui.widgets import glyphs
from gui.widgets.entry_line import EntryLine
from gui.widgets.glyphs import Glyph
from gui.widgets.icons import IconLabel
from gui.widgets.labels import ElidedLabel
from gui.widgets.tab_order import put_after
from gui.widgets.value_field import ValueField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.record import Observation
    from core.truth import Outcome
    from core.vocabulary import Lab, State
    from gui.entry.rows.row import Row
    from gui.session.session import Session

GLYPH_WIDTH = 20
MORE_WIDTH = 22
_WIDEST = {
    "value": "00000.00 ×10⁹/L",
    "used": "→ 0000-00-00",
    "limit": "0000.0",
}
_AIR = {"value": 22, "used": 6, "limit": 22}


def width_of(column: str) -> int:
    """Return the width of a column, in pixels, in the font that is shown now."""
    return QFontMetrics(QApplication.font()).horizontalAdvance(_WIDEST[column]) + _AIR[column]


class ResultCells(QWidget):
    """Value, used as, upper limit, sample date, a glyph for each trial; day and source below."""

    details_made = Signal()
    details_asked = Signal(str)
    """The "day", the "source" or the "comment" of this one result was asked for."""

    def __init__(self, row: Row, entry: Lab | State, trials: int) -> None:
        super().__init__(row)
        self._row, self._name = row, entry.label.text(row.session.language)
        self._is_narrow = False
        self._outcomes = ""
        self._found: list[tuple[str, tuple[Outcome, str] | None]] = []
        self._is_calculated = bool(getattr(entry, "calculated_by", None))
        row.line.addWidget(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._make_name(line)
        self._make_value(line)
        self.day = SampleDay(self._name, self)
        self.day.asked.connect(lambda: self.details_asked.emit("day"))
        line.addWidget(self.day)
        self._glyphs = [Glyph("not_applicable", glyphs.TABLE, self) for _ in range(trials)]
        line.addLayout(side_by_side([_centred(glyph) for glyph in self._glyphs]))
        line.addWidget(self._more_button())
        self._entry = entry
        self._details: ResultDetails | None = None

    @property
    def details(self) -> ResultDetails:
        """The lines that say more; made when they are first asked for, as most never are."""
        if self._details is None:
            self._details = ResultDetails(self._row.session, self._entry, self._row)
            self._row.below.insertWidget(0, self._details)
            put_after(self.limit, self._details.fields())
            self.details_made.emit()
        return self._details

    @property
    def shown_details(self) -> ResultDetails | None:
        """The lines that say more where they are shown, else None."""
        made = self._details
        return None if made is None or made.isHidden() else made

    def _make_name(self, line: QHBoxLayout) -> None:
        self.name = ElidedLabel(self._name, "", self)
        self._icon = IconLabel("calculator", 15, "text3", self)
        self._icon.hide()
        line.addWidget(self.name, 1)
        line.addWidget(self._icon)

    def _more_button(self) -> QToolButton:
        more = QToolButton(self)
        more.setText("⋯")
        more.setProperty("kind", "day")
        more.setFixedWidth(MORE_WIDTH)
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.setToolTip(self.tr("Limits, specimen, method, comment of this result (Alt+M)"))
        more.setAccessibleName(self.tr("{test}: more").replace("{test}", self._name))
        more.clicked.connect(lambda: self.details_asked.emit("comment"))
        return more

    def _make_value(self, line: QHBoxLayout) -> None:
        self.value = ValueField(self)
        self.value.setAccessibleName(self._name)
        self.value.setFixedWidth(width_of("value"))
        self.name.setBuddy(self.value)
        self.used = ElidedLabel("", "used", self)
        self.used.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.used.setFixedWidth(width_of("used"))
        self.limit = EntryLine(self)
        self.limit.setProperty("flat", True)
        self.limit.setAccessibleName(self.tr("{test}: upper limit").replace("{test}", self._name))
        self.limit.setFixedWidth(width_of("limit"))
        self._keep_room_for_limit(True)
        for cell in (self.value, self.used, self.limit):
            line.addWidget(cell)

    def _keep_room_for_limit(self, keeps: bool) -> None:
        policy = self.limit.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.limit.setSizePolicy(policy)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out the column of upper limits: one stands behind the value, in brackets."""
        self._is_narrow = is_narrow
        self._keep_room_for_limit(not is_narrow)
        self.limit.setVisible(not is_narrow and not self._is_calculated)
        self.day.set_narrow(is_narrow)
        self._show_limit_behind()

    def _show_limit_behind(self) -> None:
        """Say in a narrow table, behind a stored value, the limit it was reported with."""
        is_said = self._is_narrow and self.limit.stored and not self.value.is_changed
        self.value.set_after(f"({self.limit.stored})" if is_said else "")

    # What is typed

    def is_changed(self) -> bool:
        """Tell whether a cell holds something else than is stored."""
        return any(field.is_changed for field in self._fields())

    def _fields(self) -> tuple[Field, ...]:
        more = self.shown_details.fields() if self.shown_details else ()
        return self.value, self.limit, *more

    def give_up(self) -> None:
        """Show what is stored in every cell."""
        for field in (self.value, self.limit):
            field.accept_stored(field.stored)
        if self._details:
            self._details.hide()

    # What is shown

    def show_stored(self, fact: Observation | None) -> None:
        """Show a result as it was reported."""
        self.value.set_stored(self._written(fact.value or "") if fact else "")
        self.limit.set_stored((fact.upper_limit or "").split(" ")[0] if fact else "")
        # In a narrow table the column of limits is out; the limit itself is not lost to the eye.
        said = self.tr("Upper limit {limit}") if fact and fact.upper_limit else ""
        self.value.setToolTip(said.replace("{limit}", (fact.upper_limit or "") if fact else ""))
        if not self.value.is_changed:
            reason = words.name(self._row.session, fact.not_done) if fact and fact.not_done else ""
            self.show_reason(reason)
            if fact and fact.not_done and fact.expected:
                self.used.setText(f"→ {fact.expected}")
                said = self.tr("expected on {day}").replace("{day}", str(fact.expected))
                self.used.setToolTip(said)

    def _written(self, value: str) -> str:
        """Return a value as a person writes it: a named state as words."""
        named = value in getattr(self._entry, "states", ())
        return value.replace("_", " ") if named else for_the_eye(value)

    def show_reason(self, reason: str) -> None:
        """Show why there is no value."""
        if reason:
            self.value.clear()
            self.used.clear()
            self.used.setToolTip("")
        self.value.show_reason(reason)

    def show_used(self, read: Understood | None, *, is_live: bool = False) -> None:
        """Show how a value is used; live while it is typed."""
        if read is not None or is_live:
            self.used.setText(read.used if read else "")
        if is_live:
            self.value.set_after(read.unit_after if read else "")
        else:
            self._show_limit_behind()
        self.value.show_flag(read.flag if read else "")
        if bool(self.used.property("live")) != is_live:
            self.used.setProperty("live", is_live)
            self.used.style().unpolish(self.used)
            self.used.style().polish(self.used)

    def show_outcomes(self, session: Session, key: str, entry: Lab | State) -> None:
        """Show what each trial makes of this test; a dash where a trial does not read it."""
        # What is calculated is not named by a finding that still waits for its parts.
        found = [
            (one.short_name, outcome_for(one, key) or criterion_on(trial, one, key))
            for trial, one in zip(session.trials, session.assessments, strict=False)
        ]
        if found != self._found:
            self._found = found
            self._rate(found)
        self.describe("")
        self._show_calculated(session, key, entry)

    def _rate(self, found: list[tuple[str, tuple[Outcome, str] | None]]) -> None:
        said = []
        for glyph, (trial, rated) in zip(self._glyphs, found, strict=False):
            glyph.set_status(rated[0].value if rated else "not_applicable")
            said.append(f"{trial}: {outcome(*rated) if rated else self.tr('not read')}")
            glyph.setToolTip(said[-1])
        self._outcomes = "; ".join(said)

    def describe(self, sentence: str) -> None:
        """Say to a screen reader what is said under the value, and what the trials make of it."""
        self.value.setAccessibleDescription(f"{sentence} {self._outcomes}".strip())

    def _show_calculated(self, session: Session, key: str, entry: Lab | State) -> None:
        is_calculated = bool(getattr(entry, "calculated_by", None)) and not self.value.text()
        self._icon.setVisible(is_calculated)
        self.value.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus if is_calculated else Qt.FocusPolicy.StrongFocus
        )
        self.limit.setVisible(not self._is_narrow and not self._is_calculated)
        if is_calculated:
            self.value.setPlaceholderText(self.tr("calculated"))
            self.used.setText(_calculated(session, key, entry))
        else:
            unit = shown_unit(entry.units[0].code) if entry.units else ""
            if not self.value.text() and not self.value.state:
                self.value.setPlaceholderText("")
                self.used.setText(unit)

    def take_focus(self) -> None:
        """Give the keyboard to the value."""
        self.value.setFocus(Qt.FocusReason.TabFocusReason)
        self.value.selectAll()  # also where it had the keyboard already


def _calculated(session: Session, key: str, entry: Lab | State) -> str:
    found = calculated(session.assessments, key)
    amount = str(found.as_used) if found else ""
    unit = (found.unit if found else "") or entry.units[0].code
    try:
        return shown_amount(Decimal(amount), unit) if amount else ""
    except InvalidOperation:
        return f"{amount} {shown_unit(unit)}"  # an interval, where not all is known exactly


def side_by_side(glyphs: Iterable[QWidget]) -> QHBoxLayout:
    """Return what the trials say as close columns: there may be many trials."""
    line = QHBoxLayout()
    line.setSpacing(2)
    for glyph in glyphs:
        line.addWidget(glyph)
    return line


def _centred(glyph: Glyph) -> QWidget:
    box = QWidget()
    box.setFixedWidth(GLYPH_WIDTH)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(glyph, 0, Qt.AlignmentFlag.AlignCenter)
    return box
