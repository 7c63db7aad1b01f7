"""Draws the pictures of the user guide from the demo patients: `python -m docs.make_pictures`."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.checklist.content import Stamp
from core.checklist.filling import fill
from core.checklist.pdf import render_pages
from gui import theme
from gui.app import Tamis, application
from gui.entry.rows.results.result_row import ResultRow
from gui.entry.sheets.sheet import Sheet
from gui.places import HOUSE, RESOURCES, places_in
from gui.printing.preview import show_preview
from gui.window import Window
from gui.workspace import Workspace

PICTURES = HOUSE / "docs" / "pictures"
WIDTH, HEIGHT, TALL = 1366, 768, 1048
MOST_BYTES = 120_000
SCAR02 = "NCT06503224"


def main() -> None:
    """Draw every picture anew."""
    # Who enters is the one who is logged in: no name of this machine comes into a picture.
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", LOGNAME="coordinator")
    # Nothing is read from, or left in, the folders of whoever draws the pictures.
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
            os.environ[name] = folder
        app = application()
        theme.choose(app, "light")
        tamis = Tamis(app, HOUSE, places_in(Path(folder)))
        _draw_empty(_opened(tamis, is_demo=False))
        window = _opened(tamis, is_demo=True)
        _draw_worklist(window)
        _draw_form(window)
        _draw_typing(window)
        _draw_panel(window)
        _draw_scores(window)
        _draw_checklist(window)
        _draw_preview(window)
        _draw_keys(window)
        window.close()


def _draw_empty(window: Window) -> None:
    window.begin_new_patient()
    _keep(window, "new_patient")


def _draw_worklist(window: Window) -> None:
    window.worklist.select("D-002")
    _wait(6000)  # every patient is assessed for every trial
    _keep(window, "worklist")


def _draw_form(window: Window) -> None:
    workspace = _workspace_of(window, "D-002")
    for section in ("person", "diagnosis", "medications", "history", "investigator"):
        _show_section(workspace, section)
        _keep(window, section)


def _draw_typing(window: Window) -> None:
    workspace = _workspace_of(window, "D-002")
    _show_section(workspace, "labs")
    form = workspace.form
    for name, key, text in (("typing", "platelets", "68"), ("correction", "alt", "96 U/L (40)")):
        form.focus_field("labs", key)
        row = cast("ResultRow", form.section().row_for("labs", key))
        row.cells.value.selectAll()
        row.cells.value.insert(text)
        row.cells.value.textEdited.emit(text)
        _wait(800)
        _keep(window, name)
        row.give_up()
        row.show_draft()


def _draw_panel(window: Window) -> None:
    panel = _workspace_of(window, "D-002").panel
    window.resize(WIDTH, TALL)
    criteria = panel.criteria
    first = criteria.criteria.item(1).finding
    criteria.select(first.id if first else "")
    criteria.toggle_explanation()
    _wait(400)
    criteria.scrollTo(criteria.currentIndex(), criteria.ScrollHint.PositionAtTop)
    _keep(panel, "why")
    criteria.toggle_explanation()
    window.resize(WIDTH, HEIGHT)


def _draw_scores(window: Window) -> None:
    workspace = _workspace_of(window, "D-001")
    _show_section(workspace, "scores")
    for key, answers in (
        ("sledai_2k", {"arthritis": "yes"}),
        ("joints_28", {"left_knee": "both", "right_wrist": "tender"}),
    ):
        workspace.form.show_sheet(key)
        sheet = next(one for one in workspace.form.findChildren(Sheet) if one.isVisible())
        for item, answer in answers.items():
            sheet.answer(item, answer)
        _wait(400)
        _keep(window, key)
        sheet.give_up()
        workspace.form.show_section("scores")


def _draw_checklist(window: Window) -> None:
    _workspace_of(window, "D-001")
    session, opened = window.session, window.session.opened
    trial = next(one for one in session.trials if one.registry_number == SCAR02)
    assessment = next(one for one in session.assessments if one.trial == SCAR02)
    if session.record is None or opened is None:
        raise SystemExit("the demo store is not open")
    stamp = Stamp(
        printed_at=datetime.now().astimezone(),
        printed_by="coordinator",
        version=opened.store.program,
        demo=True,
    )
    checklist = fill(assessment, session.record, trial, opened.setting, stamp)
    page = render_pages(checklist, RESOURCES, ppi=90)[0]
    _write(QImage.fromData(page), "checklist")


def _draw_preview(window: Window) -> None:
    shown = show_preview(window, window.session, _workspace_of(window, "D-001").panel.assessment)
    if shown is None:
        raise SystemExit("there is nothing to preview")
    while not shown.pages.count:
        _wait(50)
    _wait(3000)  # the pages are drawn anew for their size
    _keep(shown, "preview")
    shown.reject()


def _draw_keys(window: Window) -> None:
    before = set(window.findChildren(QWidget))
    window.show_keys()
    made = next(one for one in window.findChildren(QWidget) if one not in before and one.isWindow())
    _keep(made, "keys")
    made.close()


def _opened(tamis: Tamis, *, is_demo: bool) -> Window:
    tamis.open(is_demo=is_demo)
    window = cast("Window", tamis.window)
    window.showNormal()
    window.resize(WIDTH, HEIGHT)
    while not (window.is_built and window.session.is_loaded):
        _wait(50)
    _wait(500)
    return window


def _workspace_of(window: Window, subject: str) -> Workspace:
    window.open_patient(subject, SCAR02)
    _wait(400)
    return cast("Workspace", window.workspace)


def _show_section(workspace: Workspace, key: str) -> None:
    workspace.rail.set_shown(key)
    workspace.form.show_section(key)
    _wait(300)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _keep(shown: QWidget, name: str) -> None:
    _wait(200)
    _write(shown.grab().toImage(), name)


def _write(drawn: QImage, name: str) -> None:
    """Write a picture with its 256 most frequent colours: it looks the same, and is smaller."""
    PICTURES.mkdir(exist_ok=True)
    image = drawn.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(256)]
    few = Qt.ImageConversionFlag.ThresholdDither
    path = PICTURES / f"{name}.png"
    image.convertToFormat(QImage.Format.Format_Indexed8, table, few).save(str(path), quality=0)
    size = path.stat().st_size
    print(f"{path.name} {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    main()
