"""About: each part with its licence, from an installer's table or from what is installed here."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from core.version import VERSION
from gui.about import About, Part, parts_in, show_about, text_of
from gui.places import HOUSE


@pytest.fixture
def frozen(tmp_path):
    """Lay the licences as an installer lays them, for two parts."""
    folder = tmp_path / "licences" / "Sieve"
    folder.mkdir(parents=True)
    (folder / "LICENSE.txt").write_text("You may sieve.", encoding="utf-8")
    (folder / "NOTICE.txt").write_text("© Sieve makers", encoding="utf-8")
    table = [
        {
            "name": "Sieve",
            "version": "2.1",
            "licence": "MIT",
            "texts": ["Sieve/LICENSE.txt", "Sieve/NOTICE.txt"],
        },
        {"name": "Mesh", "version": "", "licence": "OFL-1.1", "texts": []},
    ]
    path = tmp_path / "licences" / "parts.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    return tmp_path


def test_an_installed_program_lists_what_its_installer_laid_down(frozen):
    assert [(one.name, one.version, one.licence) for one in parts_in(frozen)] == [
        ("Sieve", "2.1", "MIT"),
        ("Mesh", "", "OFL-1.1"),
    ]


def test_all_texts_of_a_part_are_shown_one_after_the_other(frozen):
    assert text_of(parts_in(frozen)[0]) == "You may sieve.\n\n© Sieve makers"


def test_a_part_without_a_text_says_the_name_of_its_licence():
    assert text_of(Part("Mesh", "", "OFL-1.1", ())) == "OFL-1.1"


@pytest.mark.parametrize("name", ["Tamis", "Inter", "NotoSansSC", "PySide6_Essentials", "typst"])
def test_from_source_fonts_and_libraries_are_listed(name):
    part = next(one for one in parts_in(HOUSE) if one.name == name)
    assert part.licence


def test_the_dialog_shows_the_licence_of_the_chosen_part(frozen, qtbot):
    dialog = About(parts_in(frozen))
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "You may sieve.\n\n© Sieve makers"

    dialog.table.setCurrentCell(1, 0)

    assert dialog.text.toPlainText() == "OFL-1.1"


def test_it_says_the_version_and_what_the_lgpl_asks_to_be_said(frozen, qtbot):
    dialog = About(parts_in(frozen))
    qtbot.addWidget(dialog)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert f"Tamis {VERSION}" in said
    assert "LGPL" in said
    assert "replaced" in said


def test_asked_for_twice_it_is_one_dialog(frozen, qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    assert show_about(window, frozen) is show_about(window, frozen)
