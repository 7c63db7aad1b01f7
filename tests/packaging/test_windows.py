"""The installer for Windows, as far as it can be held on Linux: it compiles, and takes all back."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from making import icons
from making.ground import PACKAGING

SCRIPT = (PACKAGING / "windows" / "tamis.nsi").read_text(encoding="utf-8")
SPEC = (PACKAGING / "tamis.spec").read_text(encoding="utf-8")
PROGRAMS = [f"{name}.exe" for name in re.findall(r'program\("([a-z-]+)"', SPEC)]


@pytest.mark.skipif(not shutil.which("makensis"), reason="the tool is not here")
def test_the_installer_compiles_without_a_warning(tmp_path):
    (tmp_path / "tamis").mkdir()
    for program in PROGRAMS:
        (tmp_path / "tamis" / program).write_bytes(b"MZ")
    (tmp_path / "tamis.ico").write_bytes(icons.ico({16: icons.png(16)}))
    given = {"VERSION": "0.1.0", "FOLDER": "tamis", "ICON": "tamis.ico", "OUT": "tamis_setup.exe"}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    command = ["makensis", "-V2", "-WX", "-NOCD", *defined, f"{PACKAGING}/windows/tamis.nsi"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "tamis_setup.exe").stat().st_size > 0


def test_windows_gets_a_program_with_a_window_and_one_for_commands():
    assert PROGRAMS == ["tamis.exe", "tamis-command.exe"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_installed_is_removed(program):
    removing = SCRIPT.partition('Section "Uninstall"')[2]
    assert f'Delete "$INSTDIR\\{program}"' in removing


@pytest.mark.parametrize("beginning", ["Function .onInit", "Function un.onInit"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_taken_from_under_a_program_that_runs(beginning, program):
    asked = SCRIPT.partition(beginning)[2].partition("FunctionEnd")[0]
    assert f'RefuseWhileItRuns "{program}"' in asked
