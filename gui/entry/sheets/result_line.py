"""The head of a sheet: total or interval, band, what is open, and what each trial makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.entry.settles import leaves, read_by
from gui.entry.sheets.range_bar import RangeBar
from gui.verdict_words import outcome
from gui.widgets import glyphs
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.assessment import Assessment
    from core.vocabulary import Instrument
    from gui.session.scores.so_far import SoFar


class ResultLine(QWidget):
    """What the answers make so far."""

    def __init__(self, instrument: Instrument, parent: QWidget) -> None:
        super().__init__(parent)
        self._instrument = instrument
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._fulfilled = Glyph("unknown", glyphs.LIST, self)
        self.total = label("", "number", self)
        self.detail = wrapping("", "detail", self)
        line.addWidget(self._fulfilled)
        line.addWidget(self.total)
        line.addWidget(self.detail, 1)
        column.addLayout(line)
        self._line = line
        self.bar = RangeBar(self)
        column.addWidget(self.bar)
        self._trials = QHBoxLayout()
        self._trials.setSpacing(6)
        column.addLayout(self._trials)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the end of the line."""
        self._line.addWidget(button)

    def set_scale(self, nothing_answered: SoFar) -> None:
        """Show on the bar all totals that there can be: those while nothing is answered."""
        if nothing_answered.ends is not None:
            bands = (band.from_ for band in self._instrument.bands if band.from_ is not None)
            asked = self._instrument.threshold
            limit = "" if asked is None else f"≥ {asked:f}"
            self.bar.set_scale(nothing_answered.ends, (float(one) for one in bands), limit)
            self.bar.show()

    def show_result(self, made: SoFar, *, is_stored: bool) -> None:
        """Show what the answers make, and whether they are stored."""
        self._fulfilled.setVisible(bool(made.fulfilled))
        self._fulfilled.set_status(made.fulfilled or "unknown")
        self.total.setProperty("role", "section" if made.has_parts else "number")
        self.total.setText(made.total or "–")
        if made.ends is not None:
            self.bar.show_totals(*made.ends)
        unstored = [] if is_stored else [self.tr("not stored yet")]
        self.detail.setText(" · ".join([*self._said(made), *unstored]))

    def _said(self, made: SoFar) -> list[str]:
        said = []
        if made.fulfilled:
            said.append(self._fulfilled_words(made.fulfilled))
        elif made.total and not made.is_whole and not made.has_parts:
            said.append(self.tr("possible so far"))
        if made.band:
            said.append(made.band)
        answered = self.tr("{n} of {m} answered")
        said.append(answered.replace("{n}", str(made.answered)).replace("{m}", str(made.asked)))
        return said

    def _fulfilled_words(self, status: str) -> str:
        words = {
            "met": self.tr("criteria fulfilled"),
            "not_met": self.tr("criteria not fulfilled"),
            "unknown": self.tr("open whether the criteria are fulfilled"),
            "needs_review": self.tr("criteria not applicable: the investigator decides"),
        }[status]
        threshold = self._instrument.threshold
        if threshold is None:
            return words
        asked = self.tr("{words}, at least {n} points asked")
        return asked.replace("{words}", words).replace("{n}", f"{threshold:f}")

    def show_trials(self, assessments: Sequence[Assessment]) -> None:
        """Show each criterion that reads the score, with its outcome."""
        while (item := self._trials.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        key = self._instrument.key
        found = [(one.short_name, finding) for one in assessments for finding in read_by(one, key)]
        self.bar.show_limits(
            evidence.limit or ""
            for leaf in leaves(finding for _, finding in found)
            for evidence in leaf.evidence
            if evidence.of == key
        )
        for name, finding in found:
            said = f"{name} {finding.id}"
            glyph = Glyph(finding.outcome.value, glyphs.TABLE, self)
            text = label(said, "detail", self)
            tip = f"{said}: {outcome(finding.outcome, finding.kind)}"
            for widget in (glyph, text):
                widget.setToolTip(tip)
                self._trials.addWidget(widget)
            text.setAccessibleName(tip)
            self._trials.addSpacing(8)
        if not found:
            self._trials.addWidget(label(self.tr("No trial here reads it now."), "detail", self))
        self._trials.addStretch(1)
