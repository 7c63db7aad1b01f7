"""Looks ahead for the trial that is shown, in short turns between which the window works on."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.assessment import Assessment
    from core.assessment.prospect import Prospect
    from gui.session.session import Session

# Seconds in one turn; what waits in the window goes before the next.
_TURN = 0.004
# Seconds without a letter before there is a turn: whoever types has the whole machine.
_QUIET = 0.4


class LookingAhead(QObject):
    """What time alone will do to the trial that is shown; `found` says that it is known, or gone.

    An entry or another trial ends what is under way: nothing is ever shown that is out of date.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of: Assessment | None = None
        self._prospect: Prospect | None = None
        self._work: Generator[None, None, Prospect] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def prospect_of(self, assessment: Assessment | None) -> Prospect | None:
        """Return what was found for an assessment, None while it is still being looked for."""
        return self._prospect if assessment is self._of else None

    @property
    def is_under_way(self) -> bool:
        """Tell whether more is to be found."""
        return self._work is not None

    def look(self, assessment: Assessment | None) -> None:
        """Look ahead from an assessment of the session's; what is known of it already stays."""
        if assessment is self._of:
            return
        self._of, self._prospect = assessment, None
        self._work = self._begun(assessment) if assessment else None
        if self._work is None:
            self._timer.stop()
        self._go_on()
        if self._work is not None or assessment is None:
            self.found.emit()

    def _begun(self, assessment: Assessment) -> Generator[None, None, Prospect] | None:
        from core.assessment.horizon import Ahead
        from core.assessment.prospect import looking_ahead

        session = self._session
        trial = next(one for one in session.trials if one.registry_number == assessment.trial)
        if session.record is None:
            return None
        return looking_ahead(Ahead(session.record, trial, session.setting, assessment))

    def _go_on(self) -> None:
        work = self._work
        if work is None or not self._is_current():
            self._work = None
            return
        missing = _QUIET - self._session.quiet_for
        if missing > 0:
            self._timer.start(round(1000 * missing) + 1)
            return
        end = perf_counter() + _TURN
        while perf_counter() < end:
            try:
                next(work)
            except StopIteration as found:
                self._work, self._prospect = None, found.value
                self.found.emit()
                return
        self._timer.start(0)

    def _is_current(self) -> bool:
        """Tell whether the session still shows what this is about; a closed one shows nothing."""
        return any(one is self._of for one in self._session.assessments)


def unread_names(session: Session, assessment: Assessment | None) -> str:
    """Return what is on record and read by no clause of a trial, "" for nothing."""
    from core.assessment.unread import key_of, unread

    if session.record is None or assessment is None:
        return ""
    label, language = session.vocabulary.label, session.language
    facts = unread(assessment, session.record)
    return ", ".join(sorted({label(key_of(fact), language) for fact in facts}))
