"""What a desktop and its user look for around the program: menu, icons, type, manual, licences."""

from __future__ import annotations

import configparser
import hashlib
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from core import commands as command_line
from core.version import VERSION
from making import deb, icons, needs
from making.ground import DESKTOP_ID, HOUSE, PACKAGING
from making.man_page import commands, man_page

FROM = PACKAGING / "debian"
SECOND = 1_700_000_000  # 2023-11-14


@pytest.fixture(scope="module")
def page() -> str:
    return man_page(command_line.parser(HOUSE, "tamis"), VERSION, SECOND)


# The menu entry


def menu_entry() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(FROM / "tamis.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def test_the_menu_entry_names_the_program_its_icon_and_its_window():
    entry = menu_entry()
    assert (entry["Exec"], entry["Icon"]) == ("tamis", DESKTOP_ID)
    assert entry["Categories"] == "Science;MedicalSoftware;"
    assert entry["StartupWMClass"]


def test_the_menu_entry_does_not_say_that_the_window_opens_a_record_file():
    assert "MimeType" not in menu_entry()
    assert "%" not in menu_entry()["Exec"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="the tool is not here")
def test_the_menu_entry_is_valid(tmp_path):
    copy = tmp_path / f"{DESKTOP_ID}.desktop"
    shutil.copyfile(FROM / "tamis.desktop", copy)
    done = subprocess.run(
        ["desktop-file-validate", copy], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


# Type and metainfo


def test_the_type_of_a_record_file_is_known_by_its_ending():
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ET.parse(FROM / "tamis-record.xml").getroot()[0]  # noqa: S314 - a file of ours
    assert kind.attrib["type"] == deb.MIME_TYPE
    assert [one.attrib["pattern"] for one in kind.iter(f"{space}glob")] == ["*.tamis.yaml"]


def test_the_metainfo_names_the_same_program_as_the_menu_entry():
    root = ET.parse(FROM / "metainfo.xml").getroot()  # noqa: S314 - a file of ours
    assert root.findtext("id") == DESKTOP_ID
    assert root.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert root.findtext("project_license") == "Apache-2.0"


# Icons


@pytest.mark.parametrize("size", icons.SIZES)
def test_the_icon_is_drawn_in_its_size_with_corners_one_can_see_through(size, qapp):
    image = QImage.fromData(icons.png(size))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_the_icon_of_windows_holds_each_picture_where_it_says():
    pictures = {16: b"small", 256: b"large one"}
    made = icons.ico(pictures)
    for number, (size, picture) in enumerate(pictures.items()):
        entry = struct.unpack_from("<4B2H2I", made, 6 + 16 * number)
        assert entry[0] == size % 256
        assert made[entry[7] : entry[7] + entry[6]] == picture


# The manual page


def test_the_manual_page_has_every_command(page):
    said = [
        re.sub(r"\s+", " ", one.prog) for _, one in commands(command_line.parser(HOUSE, "tamis"))
    ]
    assert {"tamis screen", "tamis export checklist", "tamis lint"} <= {*said}
    for name in said:
        assert f'.SS "{name}"' in page


def test_the_manual_page_has_every_option_of_every_command_with_its_words(page):
    plain = page.replace("\\-", "-").replace("\\(dq", '"')
    for _, one in commands(command_line.parser(HOUSE, "tamis")):
        for action in one._actions:
            if action.dest != "help":
                assert all(name in plain for name in action.option_strings)
                assert " ".join((action.help or "").split()) in plain


def test_the_manual_page_carries_its_version_and_day(page):
    assert page.startswith(f'.TH TAMIS 1 "2023-11-14" "Tamis {VERSION}"')


@pytest.mark.skipif(not shutil.which("groff"), reason="the tool is not here")
def test_the_manual_page_is_read_without_a_warning(page):
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww"],
        input=page,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "Screen a record file against the trials." in done.stdout


# The package


def test_the_changelog_is_the_one_of_the_house_in_debians_form(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SECOND))
    lines = deb.changelog().splitlines()
    assert lines[0] == f"tamis ({VERSION}) unstable; urgency=medium"
    assert lines[-1] == f" -- {deb.MAINTAINER}  Tue, 14 Nov 2023 22:13:20 -0000"
    assert max(map(len, lines)) <= 80
    points = [line for line in lines if line.startswith("  * ")]
    text = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    assert len(points) == len(re.findall(r"^- ", text, re.MULTILINE))


def test_the_description_of_the_package_fits_a_terminal():
    described = deb.CONTROL.partition("Description:")[2]
    assert max(map(len, described.splitlines())) <= 79


def test_the_sums_are_of_every_file_but_those_of_the_package_manager(tmp_path):
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "DEBIAN" / "control").write_text("x", encoding="utf-8")
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "a").write_bytes(b"sieve")
    digest = hashlib.md5(b"sieve", usedforsecurity=False).hexdigest()

    assert needs.md5sums(tmp_path) == f"{digest}  usr/a\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
def test_what_printing_alone_asks_of_the_system_is_recommended_and_not_demanded(tmp_path):
    from PySide6 import __file__ as qt

    plugin = Path("plugins", "printsupport", "libcupsprintersupport.so")
    (tmp_path / plugin.parent).mkdir(parents=True)
    shutil.copyfile(Path(qt).parent / "Qt" / plugin, tmp_path / plugin)
    assert "libcups.so.2" in needs._asked(tmp_path, optional=True)
    assert needs._asked(tmp_path) == set()
