"""The patient workspace: sections, form, trial panel, and in a wide window the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.entry.form import EntryForm
from gui.entry.rail import SectionRail
from gui.entry.where import SECTIONS
from gui.frame.patient_bar import PatientBar
from gui.results.panel import ResultsPanel
from gui.results.why import WhyPane

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from core.assessment import Finding
    from gui.session.session import Session

WIDE, COMPACT = 1600, 1200
_PANEL, _PANEL_COMPACT, _WHY = 404, 360, 360


class Workspace(QWidget):
    """Three panes, four from 1600 px; below 1200 px the sections are icons."""

    neighbour_asked_for = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._layout_kind = ""
        self._session = session
        self.bar = PatientBar(session, self)
        # The panel is made first, and so hears first: a verdict is on the screen before the form.
        self.panel = ResultsPanel(session, self)
        self.rail = SectionRail(session, self)
        self.form = EntryForm(session, self)
        self.why = WhyPane(self.panel.sentences, self)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        for pane in (self.rail, self.form, self.panel, self.why):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.bar)
        body.addWidget(self.panes, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.neighbour_asked_for.connect(self.neighbour_asked_for)
        self.rail.section_chosen.connect(self.form.show_section)
        self.rail.section_entered.connect(self._enter_section)
        self.panel.chosen.connect(self._go_to)
        self.panel.pointed.connect(self._point_to)
        self.why.chosen.connect(self.panel.ask_for)
        # Reasons take longer to lay out than the verdict to paint; they follow in the next turn.
        self.panel.outlooks_found.connect(self._show_outlooks)
        self.panel.finding_selected.connect(self._explain, Qt.ConnectionType.QueuedConnection)

    def begin(self, trial: str) -> None:
        """Show the open patient from the first section on, at a trial if one is named."""
        if trial:
            self.panel.strip.choose(trial)
        self.panel.criteria.scrollToTop()
        # A patient just begun was assessed before these panes were there.
        self.rail.show_names()
        shown = SECTIONS[0] if self._is_new() else self.form.shown
        self.rail.set_shown(shown)
        self.form.show_section(shown)
        _enter(self.form)

    def _is_new(self) -> bool:
        # Nothing is known of a patient just begun; another one is shown in the same section.
        record = self._session.record
        return record is not None and record.sex is None and record.birth_date is None

    def _enter_section(self, key: str) -> None:
        self.rail.set_shown(key)
        self.form.show_section(key)
        self.form.section().take_focus()

    def _go_to(self, of: str, what: str, trial: str) -> None:
        self.form.focus_field(of, what, trial)
        self.rail.set_shown(self.form.shown)

    def _point_to(self, of: str, what: str, trial: str) -> None:
        self.form.show_field(of, what, trial)
        self.rail.set_shown(self.form.shown)

    def flush(self) -> int:
        """Store what is typed and can be stored; return how many fields are left unfinished."""
        return self.form.flush()

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next pane, or back with -1."""
        panes = [
            pane for pane in (self.rail, self.form, self._list(), self.why) if pane.isVisible()
        ]
        focus = self.focusWidget()
        here = next(
            (
                at
                for at, pane in enumerate(panes)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            0,
        )
        _enter(panes[(here + step) % len(panes)])

    def _list(self) -> QWidget:
        return self.panel.criteria

    def _explain(self, finding: Finding | None, trial: str) -> None:
        if self.why.isVisible():
            self.why.explain(finding, trial)
            self._show_outlooks()

    def _show_outlooks(self) -> None:
        self.why.show_outlooks(self.panel.outlooks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the width there is."""
        super().resizeEvent(event)
        width = self.width()
        kind = "wide" if width >= WIDE else "compact" if width < COMPACT else "normal"
        if kind != self._layout_kind:
            self._layout_kind = kind
            self._arrange(kind)

    def _arrange(self, kind: str) -> None:
        is_compact, is_wide = kind == "compact", kind == "wide"
        self.rail.set_narrow(is_compact)
        self.why.setVisible(is_wide)
        self.panel.criteria.set_expands(not is_wide)
        rail = self.rail.width()
        panel = _PANEL_COMPACT if is_compact else _PANEL
        why = _WHY if is_wide else 0
        self.panel.setMinimumWidth(320)
        self.panes.setSizes([rail, max(self.width() - rail - panel - why, 300), panel, why])


def _enter(pane: QWidget) -> None:
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    takers = [one for one in pane.findChildren(QWidget) if _takes_keys(one)]
    if takers:
        topmost = min(takers, key=lambda one: one.mapTo(pane, QPoint(0, 0)).toTuple()[::-1])
        topmost.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_keys(one: QWidget) -> bool:
    # The frame that scrolls takes the focus too, and shows nothing of it.
    is_control = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_control and one.isVisible() and one.isEnabled() and not isinstance(one, QScrollArea)
