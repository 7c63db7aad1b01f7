"""Where a checklist goes, or a record in need: a file that the coordinator names."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QFileDialog

from gui.places import documents_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.assessment import Assessment
    from core.record import PatientRecord
    from gui.session.session import Session


class FileQuestion:
    """Asks for the file; a test puts its own answer in the place of `ask`."""

    @classmethod
    def ask(cls, parent: QWidget, offered: Path) -> Path | None:
        """Return the file that was named, or None where the question was cancelled."""
        title = QCoreApplication.translate("Export", "Export the checklist")
        kind = QCoreApplication.translate("Export", "PDF (*.pdf)")
        name = _named(parent, title, offered, kind)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    @classmethod
    def ask_for_record(cls, parent: QWidget, subject: str) -> Path | None:
        """Return where a record goes that could not be saved, or None where that was cancelled."""
        title = QCoreApplication.translate("Export", "Save the record elsewhere")
        kind = QCoreApplication.translate("Export", "Record (*.json)")
        offered = documents_folder() / f"{_safe(subject)}_record.json"
        name = _named(parent, title, offered, kind)
        return Path(name) if name else None


def _named(parent: QWidget, title: str, offered: Path, kind: str) -> str:
    # Nothing is ever written over another file, so there is nothing to confirm.
    quietly = QFileDialog.Option.DontConfirmOverwrite
    name, _ = QFileDialog.getSaveFileName(parent, title, str(offered), kind, options=quietly)
    if sys.platform == "win32":
        # What Qt's dialog remembers lies in a folder of ours (gui/app.py); here in the registry.
        QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
    return name


def export_checklist(parent: QWidget, session: Session, assessment: Assessment | None) -> None:
    """Ask for a file and have the checklist of an assessment written to it."""
    if session.record is None or assessment is None:
        return
    path = FileQuestion.ask(parent, offered_file(session.record, assessment))
    if path is not None:
        session.export_checklist(assessment.trial, path)


def save_elsewhere(parent: QWidget, session: Session) -> Path | None:
    """Ask for a file and write the record to it; return it, or None; raises StoreError."""
    if session.record is None:
        return None
    path = FileQuestion.ask_for_record(parent, session.record.subject)
    if path is not None:
        session.save_record(path)
    return path


def offered_file(record: PatientRecord, assessment: Assessment) -> Path:
    """Return a name that is not taken yet, in the documents folder."""
    pieces = (assessment.short_name, record.subject, assessment.as_of.isoformat(), "checklist")
    stem = "_".join(_safe(piece) for piece in pieces)
    folder = documents_folder()
    number, path = 1, folder / f"{stem}.pdf"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.pdf"
    return path


def _safe(piece: str) -> str:
    return re.sub(r"[^\w.-]+", "-", piece)[:60]
