"""What Enter would settle, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.entry.settles import WORST_FIRST
from gui.verdict_words import outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.entry.settles import Settled


def in_words(changes: Sequence[Settled]) -> tuple[str, str]:
    """Say what would get another outcome, with the worst outcome among it."""
    translate = QCoreApplication.translate
    if not changes:
        return translate("Outlook", "Enter stores it."), ""
    names = ", ".join(dict.fromkeys(f"{change.trial} {change.id}" for change in changes))
    worst = min((change.outcome for change in changes), key=WORST_FIRST.index)
    if len(changes) > 1:
        said = translate("Outlook", "Enter settles {criteria}.")
        return said.replace("{criteria}", names), worst.value
    said = translate("Outlook", "Enter settles {criteria}: {outcome}.")
    word = outcome(worst, changes[0].kind).lower()
    return said.replace("{outcome}", word).replace("{criteria}", names), worst.value
