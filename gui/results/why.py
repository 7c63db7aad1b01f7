"""Why a criterion is as it is: the protocol's words, how they are read, evidence, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.widgets import glyphs
from gui.widgets.labels import label, plain_tip, wrapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QLayout

    from core.assessment import Finding
    from core.assessment.horizon import Outlook
    from gui.results.sentences import Sentences

_MOST_BUTTONS = 3
_LINK = 280


class Explanation(QFrame):
    """The whole explanation of one finding; `chosen` asks for the field of a need."""

    chosen = Signal(str, str)

    def __init__(
        self, finding: Finding, trial: str, sentences: Sentences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._sentences = sentences
        self.finding = finding
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(16, 12, 16, 16)
        self._body.setSpacing(6)
        self._add_head(finding, trial)
        self._outlook = wrapping("", "detail", self)
        self._outlook.hide()
        self._body.addWidget(self._outlook)
        self._add_part(self.tr("Registry text"), [finding.text], "quote")
        if finding.note:
            self._add_part(self.tr("Note"), [finding.note])
        self._add_readings(finding)
        self._add_evidence(finding)
        self._add_needs(finding)
        self._add_rule(finding, trial)
        self._body.addStretch()

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Say below the head what time alone will do to the criterion, once that is known."""
        said = self._sentences.outlook(outlook) if outlook else ""
        self._outlook.setText(said)
        self._outlook.setVisible(bool(said))

    def _add_head(self, finding: Finding, trial: str) -> None:
        word = self._sentences.outcome(finding.outcome, finding.kind)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(glyphs.Glyph(finding.outcome.value, glyphs.TILE, self))
        row.addWidget(label(word, "section"))
        row.addStretch()
        row.addWidget(label(f"{trial} · {finding.id}", "detail"))
        self._body.addLayout(row)

    def _add_part(self, name: str, lines: list[str], role: str = "") -> None:
        self._body.addSpacing(8)
        self._body.addWidget(label(name, "label"))
        for line in lines:
            self._body.addWidget(wrapping(line, role))

    def _add_rule(self, finding: Finding, trial: str) -> None:
        lines = self._sentences.read_as(finding, trial)
        if lines:
            self._add_part(self.tr("Read as"), [])
        for depth, line in lines:
            self._add_indented(wrapping(line, "detail"), depth)

    def _add_readings(self, finding: Finding) -> None:
        if finding.readings:
            self._add_part(self.tr("Two ways to read it"), [])
            for reading in finding.readings:
                word = self._sentences.outcome(reading.outcome, finding.kind)
                self._add_line(reading.outcome.value, f"{reading.name}: {word}", 0)

    def _add_evidence(self, finding: Finding) -> None:
        self._add_part(self.tr("Evidence"), [])
        self._add_finding(finding, 0)

    def _add_finding(self, finding: Finding, depth: int) -> None:
        said = self._sentences.own_reason(finding)
        quoted = f"“{finding.text}”: " if depth and finding.text else ""
        self._add_line(finding.outcome.value, quoted + said, depth)
        for fact in finding.evidence:
            self._add_indented(wrapping(self._sentences.evidence(fact), "detail"), depth + 1)
            off = self._sentences.off(fact, finding)
            if off:
                self._add_indented(wrapping(off, "detail"), depth + 1)
        for part in finding.parts:
            self._add_finding(part, depth + 1)

    def _add_line(self, status: str, text: str, depth: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(glyphs.Glyph(status, glyphs.TABLE, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(wrapping(text), 1)
        self._add_indented(row, depth)

    def _add_indented(self, part: QWidget | QLayout, depth: int) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(23 * min(depth, 4), 0, 0, 0)
        if isinstance(part, QWidget):
            row.addWidget(part)
        else:
            row.addLayout(part)
        self._body.addLayout(row)

    def _add_needs(self, finding: Finding) -> None:
        changes = self._sentences.changes(finding)
        if changes:
            self._add_part(self.tr("What would change it"), changes)
        self._body.addSpacing(6)
        for of, what in self._sentences.fields(finding)[:_MOST_BUTTONS]:
            name = self.tr("Go to {field}").replace("{field}", self._sentences.name(what))
            button = QPushButton(self)
            button.setProperty("kind", "link")
            # A question as a name would make the pane wider than the window has room for.
            elided = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _LINK)
            button.setText(elided)
            button.setAccessibleName(name)
            button.setToolTip("" if elided == name else plain_tip(name))
            button.clicked.connect(lambda _=False, of=of, what=what: self.chosen.emit(of, what))
            self._body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class WhyPane(QScrollArea):
    """The fourth pane of a wide window: the explanation of the criterion under the cursor."""

    chosen = Signal(str, str)

    def __init__(self, sentences: Sentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sentences = sentences
        self._explained: Finding | None = None
        self._explanation: Explanation | None = None
        self.setWidget(self._invitation())

    def explain(self, finding: Finding | None, trial: str) -> None:
        """Explain another criterion, or ask for one; what is explained already stays."""
        if finding == self._explained:
            return
        self._explained = finding
        if finding is None:
            self._explanation = None
            self.setWidget(self._invitation())
            return
        made = Explanation(finding, trial, self._sentences, self)
        made.chosen.connect(self.chosen)
        self._explanation = made
        self.setWidget(made)

    def show_outlooks(self, outlooks: Mapping[str, Outlook]) -> None:
        """Say what time alone will do to the criterion that is explained."""
        if self._explanation and self._explained:
            self._explanation.show_outlook(outlooks.get(self._explained.id))

    def _invitation(self) -> QWidget:
        made = QFrame(self)
        made.setObjectName("pane")
        body = QVBoxLayout(made)
        body.setContentsMargins(16, 16, 16, 16)
        body.addWidget(wrapping(self.tr("Choose a criterion to see why it is as it is."), "detail"))
        body.addStretch()
        return made
