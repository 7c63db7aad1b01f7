"""The preview of a checklist: its pages, what leaves the program, and what does not."""

import struct
from types import SimpleNamespace
from typing import cast

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from core.errors import StoreError
from gui.export import FileQuestion
from gui.printing import printer as printing
from gui.printing.preview import Preview, show_preview
from gui.printing.printer import PrinterQuestion
from gui.session import exporting
from tests.gui.conftest import SCAR02, of_scar02

A4 = QSizeF(210, 297)
A4_POINTS, LETTER_POINTS = (595, 842), (612, 792)


@pytest.fixture
def open_window(qtbot, window, patient):
    window.open_patient("S-001", SCAR02)
    press_ready(qtbot, window)
    return window


def press_ready(qtbot, window):
    """Let the window have the keyboard: its keys are those of the active window."""
    with qtbot.waitActive(window):
        window.activateWindow()


@pytest.fixture
def preview(qtbot, open_window):
    """Open the preview by its key, and wait for the pages."""
    qtbot.keyClick(open_window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    made = open_window.findChild(Preview)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(lambda: made.pages.count > 0, timeout=20_000)
    return made


@pytest.fixture
def answer(monkeypatch, home):
    """Let the question for a printer be answered with a PDF in the folder of the test."""

    def choose(name="printed.pdf", size=QPageSize.PageSizeId.A4, copies=1):
        def ask(cls, parent, pages_are, offered):
            made = printing.new_printer(pages_are, offered)
            made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            made.setOutputFileName(str(home / name))
            made.setPageSize(QPageSize(size))
            made.setCopyCount(copies)
            return made

        monkeypatch.setattr(PrinterQuestion, "ask", classmethod(ask))
        return home / name

    return choose


def sizes_of(path):
    document = PdfDocument(path)
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    return sizes


def text_of(path):
    document = PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def kept(window):
    return window.session.opened.store.rows(kind="export")


def printed(qtbot, preview):
    with qtbot.waitSignal(preview._session.exported, timeout=20_000):
        preview.print.click()


# The pages


def test_the_preview_shows_as_many_pages_as_the_pdf_has(qtbot, preview, home, monkeypatch):
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: home / "list.pdf")
    with qtbot.waitSignal(preview._session.exported, timeout=20_000):
        preview.save.click()
    assert preview.pages.count == len(sizes_of(home / "list.pdf"))
    assert preview.number.text() == f"Page 1 of {preview.pages.count}"


def test_it_is_of_the_trial_and_the_patient_in_view(preview):
    assert preview.windowTitle() == "Checklist SCAR02, S-001"
    assert preview._drawn.paper.trial == SCAR02


def test_looking_at_pages_writes_no_row_and_no_file(qtbot, preview, open_window, home):
    before = {path for path in home.rglob("*") if path.is_file()}
    preview.pages.zoom(1)
    preview.reject()
    assert kept(open_window) == ()
    assert {path for path in home.rglob("*") if path.is_file()} == before


def test_pages_are_as_sharp_as_the_screen_after_each_change_of_the_width(qtbot, preview):
    pages = preview.pages
    for change in (lambda: pages.zoom(1), pages.fit_page, pages.fit_width):
        change()
        qtbot.waitUntil(lambda: preview._drawn.ppi == pages.ppi(), timeout=20_000)
        drawn = struct.unpack(">I", preview._drawn.pages[0][16:20])[0]
        assert abs(drawn - pages.page_width() * pages.devicePixelRatioF()) <= 2


def test_a_whole_page_fits_into_the_view(preview):
    preview.whole.click()
    assert preview.pages._pitch() <= preview.pages.viewport().height()
    preview.width_of.click()
    assert preview.pages.page_width() > preview.pages.viewport().width() - 64


def test_keys_turn_the_pages(qtbot, preview):
    pages = preview.pages
    qtbot.keyClick(pages, Qt.Key.Key_End)
    assert pages.page == pages.count
    assert preview.number.text() == f"Page {pages.count} of {pages.count}"
    qtbot.keyClick(pages, Qt.Key.Key_Home)
    assert pages.page == 1
    top = pages.verticalScrollBar()
    qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert top.value() > 0
    qtbot.keyClick(pages, Qt.Key.Key_PageUp)
    assert top.value() == 0


def test_the_page_that_is_read_stays_when_it_becomes_larger(qtbot, preview):
    pages = preview.pages
    top = pages.verticalScrollBar()
    top.setValue(2 * pages._pitch())
    assert pages.page == 3
    preview.larger.click()
    assert pages.page == 3


def test_esc_closes_it(qtbot, preview):
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


# Where there is nothing to show


def test_without_a_patient_the_key_does_nothing(qtbot, window):
    press_ready(qtbot, window)
    assert not window.top.print.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(Preview) is None
    assert show_preview(window, window.session, None) is None


def test_what_hinders_the_pages_is_said_in_the_preview(qtbot, open_window, monkeypatch):
    def broken(*_):
        raise StoreError("A font is missing. Install Tamis again.")

    monkeypatch.setattr(exporting, "draw", broken)
    open_window.top.print.click()
    made = open_window.findChild(Preview)
    qtbot.waitUntil(lambda: made.said.text() != "", timeout=20_000)
    assert made.said.text() == "A font is missing. Install Tamis again."
    assert made.pages._text == "The pages could not be made."
    assert not made.print.isEnabled()
    assert not made.save.isEnabled()
    assert not open_window.trouble.isVisible()
    made.reject()


def test_it_may_be_closed_while_the_pages_are_made(qtbot, open_window):
    open_window.preview()
    made = open_window.findChild(Preview)
    assert made.pages._text == "Making the pages …"
    made.reject()
    qtbot.waitUntil(lambda: open_window.findChild(Preview) is None)
    qtbot.waitUntil(
        lambda: all(work.isFinished() for work in open_window.session._works), timeout=20_000
    )
    qtbot.wait(50)
    assert kept(open_window) == ()


# What leaves the program


def test_what_is_saved_is_the_paper_that_was_shown_and_stands_once_in_the_ledger(
    qtbot, preview, open_window, home, monkeypatch
):
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: home / "list.pdf")
    with qtbot.waitSignal(preview._session.exported, timeout=20_000):
        preview.save.click()
    (row,) = kept(open_window)
    assert (row.subject, row.code, row.data["file"]) == ("S-001", SCAR02, "list.pdf")
    assert row.data["digest"] == preview._drawn.paper.checklist.digest
    assert "printer" not in row.data
    assert "S-001" in text_of(home / "list.pdf")
    assert preview.said.text() == f"Written: {home / 'list.pdf'}"


def test_a_file_that_is_there_is_not_written_over_and_the_preview_says_so(
    qtbot, preview, open_window, home, answer, monkeypatch
):
    for press in (preview.save, preview.print):
        taken = answer("taken.pdf")
        taken.write_text("a letter")
        monkeypatch.setattr(FileQuestion, "ask", lambda *_, to=taken: to)
        press.click()
        qtbot.waitUntil(lambda: "never overwritten" in preview.said.text(), timeout=20_000)
        assert taken.read_text() == "a letter"
        preview.said.clear()
    assert kept(open_window) == ()
    assert sorted(path.name for path in home.glob("*.p*")) == ["taken.pdf"]


def test_a_question_that_is_cancelled_leaves_nothing(preview, open_window, monkeypatch):
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: None)
    monkeypatch.setattr(PrinterQuestion, "ask", lambda *_: None)
    preview.save.click()
    preview.print.click()
    assert kept(open_window) == ()
    assert preview.print.isEnabled()


def test_printing_gives_the_pages_in_their_size_and_stands_once_in_the_ledger(
    qtbot, preview, open_window, answer
):
    to = answer()
    printed(qtbot, preview)
    assert sizes_of(to) == [A4_POINTS] * preview.pages.count
    (row,) = kept(open_window)
    assert (row.data["file"], row.data["printer"]) == ("printed.pdf", "PDF")
    assert row.data["digest"] == preview._drawn.paper.checklist.digest


def test_each_copy_has_all_the_pages(qtbot, preview, answer):
    to = answer(copies=2)
    printed(qtbot, preview)
    assert sizes_of(to) == [A4_POINTS] * 2 * preview.pages.count


def test_on_letter_paper_a_page_is_drawn_whole_and_smaller(qtbot, preview, answer):
    to = answer(size=QPageSize.PageSizeId.Letter)
    printed(qtbot, preview)
    assert sizes_of(to) == [LETTER_POINTS] * preview.pages.count
    left, bottom, right, top = picture_on_first_page(to)
    assert left > 20
    assert right < 612 - 20
    assert (round(bottom), round(top)) == (0, 792)
    assert (right - left) / (top - bottom) == pytest.approx(210 / 297, rel=0.01)


def test_on_its_own_paper_a_page_has_its_own_size_and_300_pixels_an_inch(qtbot, preview, answer):
    to = answer()
    printed(qtbot, preview)
    left, bottom, right, top = picture_on_first_page(to)
    assert (round(left), round(bottom)) == (0, 0)
    assert right == pytest.approx(595.3, abs=0.6)
    assert top == pytest.approx(841.9, abs=0.6)
    document = PdfDocument(to)
    (picture,) = document[0].get_objects()
    assert picture.get_px_size() == (2480, 3508)
    document.close()


def picture_on_first_page(path):
    document = PdfDocument(path)
    (picture,) = document[0].get_objects()
    bounds = picture.get_bounds()
    document.close()
    return bounds


def test_a_printer_of_the_system_is_named_in_the_ledger(qtbot, preview, open_window):
    onto = exporting.Onto("Ward 3", lambda *_: None)
    with qtbot.waitSignal(preview._session.printed, timeout=20_000):
        preview._session.print_checklist(preview._drawn.paper, onto, preview._refuse)
    (row,) = kept(open_window)
    assert row.data["printer"] == "Ward 3"
    assert "file" not in row.data
    assert preview.said.text() == "Sent to Ward 3"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_and_stands_nowhere(qtbot, preview, open_window, home):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(home / "nowhere" / "list.pdf"))
    with pytest.raises(printing.PrintError, match="did not take it"):
        printing.draw_pages(preview._drawn.pages, printer)
    assert kept(open_window) == ()


def test_a_printer_that_the_system_does_not_know_any_more_is_not_printed_on(qapp):
    native = QPrinter.OutputFormat.NativeFormat
    named = SimpleNamespace(outputFormat=lambda: native, printerName=lambda: "Ward 3")
    gone = cast("QPrinter", named)
    assert printing._is_gone(gone)
    assert "Ward 3 did not take it" in str(printing._not_printed(gone))


def test_it_is_not_closed_before_what_leaves_has_left(qtbot, preview, answer):
    answer()
    with qtbot.waitSignal(preview._session.exported, timeout=20_000):
        preview.print.click()
        preview.reject()
        assert preview.isVisible()
        assert not preview.leave.isEnabled()
    preview.reject()
    assert not preview.isVisible()


# The printer


def test_a_sheet_that_lies_on_its_side_is_stood_up(qapp, home):
    printer = printing.new_printer(A4, home / "list.pdf")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printing._use_all_the_paper(printer)
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert printer.pageLayout().margins().left() == 0


def test_where_there_is_no_printer_a_pdf_of_a_free_name_is_offered(qtbot, home, monkeypatch):
    none = SimpleNamespace(availablePrinterNames=list)
    monkeypatch.setattr(printing, "QPrinterInfo", none)
    printer = printing.new_printer(A4, home / "SCAR02_S-001.pdf")
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
    assert printer.outputFileName() == str(home / "SCAR02_S-001.pdf")
    assert printing.onto(printer).to == home / "SCAR02_S-001.pdf"


def test_qts_question_asks_for_no_range_of_pages(qtbot, open_window, home):
    printer = printing.new_printer(A4, home / "list.pdf")
    asked = printing.dialog(printer, open_window)
    options = asked.options()
    assert not options & asked.PrintDialogOption.PrintPageRange
    assert options & asked.PrintDialogOption.PrintToFile
    asked.deleteLater()


def test_the_assessment_in_view_is_that_of_the_export(open_window):
    of = open_window.session.job(SCAR02)
    assert of.assessment is of_scar02(open_window.session.assessments)
