"""Check this installation: the self-test in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.session.session import Session


def check_installation(window: QWidget, session: Session) -> None:
    """Show the page of the self-test beside a window, and run the checks."""
    # The page knows half of the core: not before the first paint.
    from core.self_test.result import Ground
    from gui.self_test.page import SelfTestPage

    page = window.findChild(SelfTestPage)
    if page is None:
        page = SelfTestPage(Ground(session.house, session.folder), window)
    page.show()
    page.raise_()
    page.run()
