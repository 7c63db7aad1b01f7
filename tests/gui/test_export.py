"""The file that is offered for a checklist."""

from gui.export import FileQuestion, offered_file
from tests.gui.conftest import of_scar02


def test_a_name_that_is_taken_is_not_offered(patient, home):
    assessment = of_scar02(patient.assessments)
    first = offered_file(patient.record, assessment)
    assert first.name == "SCAR02_S-001_2026-11-24_checklist.pdf"
    first.parent.mkdir(parents=True, exist_ok=True)
    first.write_text("")
    assert offered_file(patient.record, assessment).name.endswith("_checklist-2.pdf")


def test_a_name_without_ending_becomes_a_pdf(window, home, monkeypatch):
    monkeypatch.setattr(
        "gui.export.QFileDialog.getSaveFileName", lambda *_, **__: (str(home / "list.v1"), "")
    )
    assert FileQuestion.ask(window, home) == home / "list.v1.pdf"


def test_a_cancelled_question_gives_no_file(window, home, monkeypatch):
    monkeypatch.setattr("gui.export.QFileDialog.getSaveFileName", lambda *_, **__: ("", ""))
    assert FileQuestion.ask(window, home) is None
