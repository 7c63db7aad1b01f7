"""The user guide: its pictures, its chapters, its window, and that it stays on this machine."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from gui.frame.guide import GUIDE, GuideText, GuideWindow, anchor, headings
from gui.frame.keys import all_keys

TEXT = GUIDE.read_text(encoding="utf-8")
NAMED = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
CHAPTERS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def guide(qtbot) -> GuideWindow:
    made = GuideWindow()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_every_picture_that_the_guide_names_is_there_and_every_one_there_is_used():
    there = {f"pictures/{path.name}" for path in (GUIDE.parent / "pictures").iterdir()}
    assert there == set(NAMED)
    assert len(NAMED) == len(set(NAMED))


def test_no_picture_is_heavy():
    sizes = {name: (GUIDE.parent / name).stat().st_size for name in NAMED}
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}


def test_the_guide_names_nothing_outside_its_folder():
    links = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert all(link.startswith(("pictures/", "#")) for link in links)
    assert "://" not in TEXT


def test_every_chapter_is_in_the_list_and_leads_to_its_heading(guide):
    shown = [guide.chapters.item(row).text() for row in range(guide.chapters.count())]
    assert shown == CHAPTERS
    for row, chapter in enumerate(shown):
        guide.chapters.setCurrentRow(row)
        assert guide.text.textCursor().block().text() == chapter


def test_every_picture_is_shown(guide):
    document = guide.text.document()
    for name in NAMED:
        assert 0 < document.resource(IMAGE, QUrl(name)).width() <= guide.text.viewport().width()


@pytest.mark.parametrize(
    "name",
    ["https://example.org/a.png", "file:///etc/hostname", "../README.md", "//server/share/a.png"],
)
def test_nothing_outside_the_folder_of_the_guide_is_read(guide, name):
    assert guide.text.loadResource(IMAGE, QUrl(name)) is None


def test_a_link_to_a_chapter_is_followed_and_one_that_leads_out_is_not(guide):
    guide.text.follow(QUrl("#the-checklist"))
    assert guide.text.textCursor().block().text() == "The checklist"
    guide.text.follow(QUrl("https://example.org/#start"))
    assert guide.text.textCursor().block().text() == "The checklist"
    assert not guide.text.openExternalLinks()


def test_headings_are_anchored_by_their_words():
    assert anchor('"Complete as of"') == "complete-as-of"


def test_ctrl_f_finds_a_word_and_f3_goes_on_and_begins_again(guide):
    QTest.keyClick(guide.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    QTest.keyClicks(guide.search, "washed out")
    place = guide.text.textCursor().selectionStart()
    assert guide.text.textCursor().selectedText().casefold() == "washed out"
    QTest.keyClick(guide.search, Qt.Key.Key_F3)
    assert guide.text.textCursor().selectionStart() == place
    assert guide.found.text() == ""


def test_a_word_that_is_not_in_the_guide_is_said_to_be_missing(guide):
    QTest.keyClicks(guide.search, "xylophone")
    assert guide.found.text() == "Not in the guide."


def test_a_guide_that_is_not_installed_is_said_to_be_missing(qtbot, tmp_path):
    text = GuideText(tmp_path / "guide.md")
    qtbot.addWidget(text)
    assert "not installed" in text.toPlainText()
    assert headings(text.document()) == []


def test_the_key_list_opens_the_guide_and_keeps_it(window):
    window.show_keys()
    keys = window._key_list
    keys.show_guide()
    assert keys.guide.isVisible()
    assert keys.guide.text.document().blockCount() > 50
    keys.close()
    assert keys.guide.isVisible()
    keys.guide.close()


def test_every_key_of_the_guide_is_one_of_the_key_list():
    listed = " ".join(key for key, _ in all_keys())
    for key in set(re.findall(r"(?:Ctrl|Alt)\+(?:Shift\+)?[A-Z]\b(?!\w)", TEXT)):
        elsewhere = {"Ctrl+F", "Alt+H"}  # of the guide itself, and said on the button
        assert key in elsewhere or key.split("+")[-1] in listed.replace(",", " ").split(), key
