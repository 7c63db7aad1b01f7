"""What the window remembers of itself: its place, its panes, its theme. Nothing of a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from pathlib import Path


class Preferences:
    """A file of the configuration folder; one that cannot be read or written changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def theme(self) -> str | None:
        """Return "light" or "dark" if one was chosen, or None to follow the system."""
        value = str(self._settings.value("theme", ""))
        return value if value in ("light", "dark") else None

    def keep_theme(self, name: str) -> None:
        """Remember a chosen theme."""
        self._settings.setValue("theme", name)

    def place(self) -> bytes | None:
        """Return the remembered place and size of the window."""
        value = self._settings.value("place")
        return bytes(value.data()) if hasattr(value, "data") else None

    def keep_place(self, place: bytes) -> None:
        """Remember place and size of the window."""
        self._settings.setValue("place", place)
        self._settings.sync()
