"""The live trial panel: trials, filters, and the criteria of the chosen trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import verdict_words
from gui.results.criteria import CriteriaModel
from gui.results.lists import CriteriaList, TrialStrip
from gui.results.next_lines import NextLines
from gui.results.sentences import Sentences
from gui.results.strip_model import Line
from gui.results.why import Explanation
from gui.session.ahead.looking import LookingAhead, unread_names
from gui.session.tally import tally
from gui.widgets.labels import plain_tip, wrapping
from gui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from core.assessment import Assessment, Finding
    from core.assessment.horizon import Outlook
    from gui.session.session import Session

_NARROW = 380
# Under this height how long a verdict holds would leave no room for the list.
_LOW = 560
# Their sentences list every number; how many they are is said already.
_SAID_BY_COUNTS = ("data_missing", "ready_for_investigator")
_STATUS = {
    "all": None,
    "fails": "not_met",
    "missing": "unknown",
    "review": "needs_review",
    "passes": "met",
}


class ResultsPanel(QFrame):
    """Shows the session's assessments.

    `chosen` asks for the field behind a criterion: of, what, and the trial that asks for it;
    `pointed` asks for it to be shown, with the keyboard left where it is.
    """

    chosen = Signal(str, str, str)
    pointed = Signal(str, str, str)
    finding_selected = Signal(object, str)
    outlooks_found = Signal()
    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._session = session
        self.sentences = Sentences(session)
        self.strip = TrialStrip(self)
        self.next = NextLines(session, self)
        self.criteria = CriteriaList(CriteriaModel(self.sentences, self), self._explain, self)
        self.pills = {word: Pill(name, _STATUS[word], self) for word, name in self._names().items()}
        self._counts: dict[str, int] = {}
        self._has_horizon = False
        self._verdict = wrapping("", "verdict", self)
        self.ahead = LookingAhead(session, self)
        self.horizon = wrapping("", "horizon", self)
        self.horizon.hide()
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def assessment(self) -> Assessment | None:
        """The assessment of the chosen trial."""
        chosen = self.strip.chosen()
        return next((one for one in self._session.assessments if one.trial == chosen), None)

    def _names(self) -> dict[str, str]:
        return {
            "all": self.tr("All"),
            "fails": self.tr("Fails"),
            "missing": self.tr("Missing"),
            "review": self.tr("Review"),
            "passes": self.tr("Passes"),
        }

    def _lay_out(self) -> None:
        self._pill_row = QHBoxLayout()
        self._pill_row.setContentsMargins(12, 8, 12, 8)
        self._pill_row.setSpacing(5)
        group = QButtonGroup(self)
        for pill in self.pills.values():
            group.addButton(pill)
            self._pill_row.addWidget(pill)
        self._pill_row.addStretch()
        self.pills["all"].setChecked(True)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.strip)
        self._body.addWidget(self._verdict)
        self._body.addWidget(self.horizon)
        self._body.addWidget(self._line())
        self._body.addWidget(self.next)
        self._body.addWidget(self._line())
        self._body.addLayout(self._pill_row)
        self._body.addWidget(self._line())
        self._body.addWidget(self.criteria, 1)

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setObjectName("line")
        return line

    def _connect(self) -> None:
        self._session.assessed.connect(self._show_at_once)
        # The verdict is painted first; how long it holds is looked for in the turns after.
        self.shown.connect(self._look_ahead, Qt.ConnectionType.QueuedConnection)
        self.ahead.found.connect(self._show_horizon)
        self.strip.trial_chosen.connect(lambda _: self._show_trial())
        self.next.chosen.connect(self.chosen)
        self.criteria.finding_chosen.connect(self._go_to)
        self.criteria.finding_pointed.connect(self._point_to)
        self.criteria.finding_selected.connect(self._tell)
        for word, pill in self.pills.items():
            pill.clicked.connect(lambda _=False, word=word: self._filter(word))

    def _show_at_once(self) -> None:
        """Paint what is new of the verdicts now; the form and all the rest come after."""
        self.refresh()
        self._body.activate()
        # What is marked is painted at once, and nothing else; repaint() takes widgets as a whole.
        QCoreApplication.sendEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))

    def refresh(self) -> None:
        """Show what the session's assessments say now."""
        by_trial = {one.trial: one for one in self._session.assessments}
        self.strip.show_lines(
            [
                Line(
                    trial.registry_number,
                    trial.short_name,
                    self._detail(trial.product, by_trial.get(trial.registry_number)),
                    tally(by_trial[trial.registry_number])
                    if trial.registry_number in by_trial
                    else None,
                )
                for trial in self._session.trials
            ]
        )
        self._show_trial()

    def _detail(self, product: str, assessment: Assessment | None) -> str:
        is_before = assessment is not None and not assessment.consented
        return f"{self.tr('pre-screen')} · {product}" if is_before else product

    def _show_trial(self) -> None:
        model = self.criteria.criteria
        shown = self.assessment
        beside = unread_names(self._session, shown)
        self.criteria.refresh(lambda: model.show_assessment(shown, beside))
        self._count(model.counts())
        self._say_verdict()
        self.shown.emit()

    @property
    def outlooks(self) -> Mapping[str, Outlook]:
        """What time alone will do to each criterion, as far as it is known."""
        found = self.ahead.prospect_of(self.assessment)
        return found.outlooks if found else {}

    def _look_ahead(self) -> None:
        self.ahead.look(self.assessment)

    def _show_horizon(self) -> None:
        assessment = self.assessment
        found = self.ahead.prospect_of(assessment)
        said = self.sentences.prospect(found, assessment) if found and assessment else ""
        self.horizon.setText(said)
        # While it is looked for the line keeps its place, so that nothing moves twice.
        is_kept = self.ahead.is_under_way and self._has_horizon
        self.horizon.setMinimumHeight(self.horizon.height() if is_kept else 0)
        self._has_horizon = bool(said) or is_kept
        self._make_room()
        made = self.criteria.explanation()
        if isinstance(made, Explanation):
            self._say_outlook(made)
            self.criteria.place_explanation()
        self.outlooks_found.emit()

    def _say_outlook(self, made: Explanation) -> None:
        made.show_outlook(self.outlooks.get(made.finding.id))

    def _count(self, counts: dict[str, int]) -> None:
        if counts != self._counts:
            self._counts = counts
            for word, count in counts.items():
                self.pills[word].set_count(count)
            self._shorten_pills()

    def _say_verdict(self) -> None:
        said = self._sentence()
        if said != self._verdict.text():
            self._verdict.setText(said)
            told = QAccessibleAnnouncementEvent(self, f"{self._short_name()}: {said}")
            QAccessible.updateAccessibility(told)

    def _sentence(self) -> str:
        if self.assessment is None:
            return ""
        said = verdict_words.sentence(tally(self.assessment))
        reason = self.sentences.verdict(self.assessment)
        if self.assessment.reason.code in _SAID_BY_COUNTS:
            return said
        return reason if reason.startswith(said) else f"{said}. {reason}"

    def _filter(self, word: str) -> None:
        self.criteria.refresh(lambda: self.criteria.criteria.set_filter(word))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show glyphs instead of words on the filters where there is little room."""
        super().resizeEvent(event)
        self._shorten_pills()
        self._make_room()

    def _make_room(self) -> None:
        """Leave out in a low panel how long the verdict holds; the verdict's tooltip says it."""
        is_low = self.height() < _LOW
        self.horizon.setVisible(self._has_horizon and not is_low)
        self._verdict.setToolTip(plain_tip(self.horizon.text()) if is_low else "")

    def _shorten_pills(self) -> None:
        for pill in self.pills.values():
            pill.set_short(False)
        wanted = sum(pill.sizeHint().width() + 5 for pill in self.pills.values()) + 24
        for pill in self.pills.values():
            pill.set_short(wanted > self.width() or self.width() < _NARROW)

    def _short_name(self) -> str:
        return self.assessment.short_name if self.assessment else ""

    def _explain(self, finding: Finding, parent: QWidget) -> QWidget:
        made = Explanation(finding, self._short_name(), self.sentences, parent)
        made.chosen.connect(self.ask_for)
        made.show_outlook(self.outlooks.get(finding.id))
        return made

    def _tell(self, finding: Finding | None) -> None:
        self.finding_selected.emit(finding, self._short_name())

    def _go_to(self, finding: Finding) -> None:
        for of, what in self.sentences.fields(finding)[:1]:
            self.ask_for(of, what)

    def _point_to(self, finding: Finding) -> None:
        for of, what in self.sentences.fields(finding)[:1]:
            self.pointed.emit(of, what, self.strip.chosen())

    def ask_for(self, of: str, what: str) -> None:
        """Ask for a field of what the trial shown waits for."""
        self.chosen.emit(of, what, self.strip.chosen())
