"""Pages on a printer: as they are on the screen, and never larger than it can print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

from core.errors import TamisError
from gui.session.exporting import PRINTED_PPI, Onto

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MM = 25.4
# Qt's name of its printer that makes a PDF is not one of the system's.
PDF = "PDF"


class PrintError(TamisError):
    """Pages did not reach the printer; the message says what to do."""


class PrinterQuestion:
    """Asks for the printer; a test puts its own answer in the place of `ask`."""

    @classmethod
    def ask(cls, parent: QWidget, pages_are: QSizeF, offered: Path) -> QPrinter | None:
        """Return the printer that was chosen, or None where the question was cancelled."""
        printer = new_printer(pages_are, offered)
        asked = dialog(printer, parent)
        is_chosen = asked.exec() == QPrintDialog.DialogCode.Accepted
        asked.deleteLater()
        return printer if is_chosen else None


def dialog(printer: QPrinter, parent: QWidget) -> QPrintDialog:
    """Return Qt's question for a printer; a checklist is printed whole, so it asks for no pages."""
    made = QPrintDialog(printer, parent)
    made.setWindowTitle(QCoreApplication.translate("Print", "Print the checklist"))
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintSelection,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
    ):
        made.setOption(option, False)
    return made


def new_printer(pages_are: QSizeF, offered: Path) -> QPrinter:
    """Return a printer with paper of the size that the pages are (mm); a PDF where there is none.

    The one of the system that is the usual one is offered first.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(offered.stem)
    printer.setCreator("Tamis")
    # Qt offers this file to who chooses its PDF, and else one in the folder it was started from.
    printer.setOutputFileName(str(offered))
    if QPrinterInfo.availablePrinterNames():
        printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(pages_are, QPageSize.Unit.Millimeter, "", match))
    return printer


def onto(printer: QPrinter) -> Onto:
    """Return a printer as the session knows it: a PDF that it makes is a new file."""
    is_pdf = printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    to = Path(printer.outputFileName()) if is_pdf else None
    if not is_pdf:
        # With a name in it, a printer of the system would print into that file.
        printer.setOutputFileName("")
    if to is not None and to.suffix.lower() != ".pdf":
        to = to.with_name(f"{to.name}.pdf")

    def draw(pages: list[bytes], part: Path | None) -> None:
        if part is not None:
            # A name that does not end in .pdf leaves the format as it is.
            printer.setOutputFileName(str(part))
        draw_pages(pages, printer)

    return Onto(PDF if is_pdf else printer.printerName(), draw, to)


def draw_pages(pages: list[bytes], printer: QPrinter) -> None:
    """Draw each page on a paper of its own, in its own size if there is room for it."""
    _use_all_the_paper(printer)
    painter = QPainter()
    if _is_gone(printer) or not painter.begin(printer):
        raise _not_printed(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    for number, page in enumerate(pages * copies):
        if number and not printer.newPage():
            printer.abort()
            raise _not_printed(printer)
        image = QImage.fromData(page).convertToFormat(QImage.Format.Format_RGB32)
        painter.drawImage(_place(image, painter, printer.resolution()), image)
    is_done = painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
    if not is_done or _is_gone(printer):
        raise _not_printed(printer)


def _use_all_the_paper(printer: QPrinter) -> None:
    """Take the smallest margins of the printer; the pages stand upright, and have their own."""
    layout = printer.pageLayout()
    layout.setOrientation(QPageLayout.Orientation.Portrait)
    layout.setMargins(layout.minimumMargins())
    printer.setPageLayout(layout)


def _is_gone(printer: QPrinter) -> bool:
    """Tell whether the system does not know its printer any more: Qt prints on it without a word.

    Of a job that the system takes and does not print Qt knows nothing either.
    """
    is_native = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    return is_native and QPrinterInfo.printerInfo(printer.printerName()).isNull()


def _place(image: QImage, painter: QPainter, resolution: int) -> QRectF:
    """Return where a page is drawn: in the middle, in its size, or smaller where that is less."""
    room = painter.viewport()
    width = image.width() / PRINTED_PPI * resolution
    height = image.height() / PRINTED_PPI * resolution
    scale = min(1.0, room.width() / width, room.height() / height)
    width, height = width * scale, height * scale
    return QRectF((room.width() - width) / 2, (room.height() - height) / 2, width, height)


def page_size(page: bytes, ppi: float) -> QSizeF:
    """Return how large a page is, in millimetres."""
    image = QImage.fromData(page)
    return QSizeF(image.width() / ppi * _MM, image.height() / ppi * _MM)


def _not_printed(printer: QPrinter) -> PrintError:
    text = QCoreApplication.translate(
        "Print",
        "The checklist was not printed: {printer} did not take it. See whether it is switched on "
        "and has paper, choose another, or save the checklist as a PDF.",
    )
    name = printer.printerName() or QCoreApplication.translate("Print", "the printer")
    return PrintError(text.replace("{printer}", name))
