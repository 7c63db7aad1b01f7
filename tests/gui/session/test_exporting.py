"""A checklist goes to a new file, and whole into the ledger."""

import json

from pypdfium2 import PdfDocument  # type: ignore[import-untyped]


def text_of(path):
    document = PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_the_checklist_says_what_the_window_says(qtbot, patient, home):
    to = home / "list.pdf"
    with qtbot.waitSignal(patient.exported, timeout=20_000):
        patient.export_checklist("NCT06503224", to)

    text = text_of(to)
    assert "S-001" in text
    assert "196" in text
    assert "Not eligible" in text


def test_what_was_printed_is_kept_whole_in_the_ledger(qtbot, patient, home):
    with qtbot.waitSignal(patient.exported, timeout=20_000):
        patient.export_checklist("NCT06503224", home / "list.pdf")

    (row,) = patient.opened.store.rows(kind="export")
    assert (row.subject, row.code, row.data["file"]) == ("S-001", "NCT06503224", "list.pdf")
    kept = json.dumps(row.data["snapshot"])
    assert "196 U/L (40)" in kept
    assert len(row.data["digest"]) == 64


def test_a_file_that_exists_is_never_overwritten(qtbot, patient, home):
    to = home / "list.pdf"
    to.write_text("a letter")
    with qtbot.waitSignal(patient.failed, timeout=20_000) as said:
        patient.export_checklist("NCT06503224", to)

    assert "never overwritten" in said.args[0]
    assert to.read_text() == "a letter"
    assert patient.opened.store.rows(kind="export") == ()
