"""Each part of the frozen program has a licence with its text, or the program is not made."""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from making import licences, parts
from making.ground import HOUSE, PackageError

LIBRARIES = [
    "annotated-types",
    "pydantic",
    "pypdfium2",
    "PyYAML",
    "SQLAlchemy",
    "sqlmodel",
    "typst",
]


@pytest.mark.parametrize("name", LIBRARIES)
def test_each_library_brings_the_text_of_its_licence(name):
    part = parts._of_distribution(distribution(name))

    assert part.version == distribution(name).version
    assert part.licence
    assert all(text.read_text(encoding="utf-8", errors="replace").strip() for text in part.texts)


@pytest.mark.parametrize("name", ["PySide6_Essentials", "shiboken6"])
def test_qt_comes_with_the_lesser_and_the_general_public_licence(name):
    part = parts._of_distribution(distribution(name))

    assert "LGPL-3.0" in part.licence
    firsts = [text.read_text(encoding="utf-8").split("\n")[0].strip() for text in part.texts]
    # The wheels of Windows bring a notice of the maker besides.
    assert {"GNU GENERAL PUBLIC LICENSE", "GNU LESSER GENERAL PUBLIC LICENSE"} <= {*firsts}


def test_a_file_of_the_house_is_tamis_and_one_of_a_wheel_is_the_wheels():
    import yaml

    assert parts._part_of(HOUSE / "core" / "errors.py").name == "Tamis"
    assert parts._part_of(Path(yaml.__file__)).name == "PyYAML"


def test_a_file_that_nobody_answers_for_stops_the_making(tmp_path):
    foreign = tmp_path / "libforeign.so"
    foreign.touch()

    with pytest.raises(PackageError, match=r"Nobody knows the licence of .*libforeign\.so"):
        parts._part_of(foreign)


def test_a_file_in_the_environment_that_no_wheel_brought_stops_the_making():
    with pytest.raises(PackageError, match="No wheel brought"):
        parts._part_of(Path(sys.prefix) / "lib" / "libforeign.so")


@pytest.fixture
def inside(tmp_path, monkeypatch):
    """Lay licences into a folder that holds two libraries, one of them Qt's."""
    made = tmp_path / "tamis" / "_internal"
    (made / "PySide6").mkdir(parents=True)
    (made / "PySide6" / "libQt6Core.so.6").touch()
    (made / "libz.so.1").touch()
    monkeypatch.setattr(licences, "FOLDER", tmp_path / "tamis")
    monkeypatch.setattr(licences, "INSIDE", made)
    monkeypatch.setattr(licences, "parts", lambda: [parts._of_distribution(distribution("typst"))])
    return made


def test_the_notice_names_the_files_of_qt_that_may_be_replaced(inside):
    notice = licences.qt_notice()

    assert "_internal/PySide6/libQt6Core.so.6" in notice
    assert "libz" not in notice
    assert "may replace" in notice


def test_what_is_laid_down_is_a_table_whose_texts_are_there(inside):
    licences.lay_licences()

    table = json.loads((inside / "licences" / "parts.json").read_text(encoding="utf-8"))
    assert [(one["name"], one["version"]) for one in table] == [
        ("typst", distribution("typst").version)
    ]
    texts = [inside / "licences" / name for name in table[0]["texts"]]
    assert texts
    assert all("Apache License" in text.read_text(encoding="utf-8") for text in texts)
    assert (inside / "licences" / "Qt-NOTICE.txt").is_file()
