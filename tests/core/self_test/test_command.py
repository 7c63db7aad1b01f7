"""`--self-test` as IT calls it: no screen, exit codes, a report, and never a traceback."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from core.commands.self_test import _written
from tests.builders import HOUSE

WITHOUT_A_SCREEN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
}


def self_test(tmp_path, *more, house=HOUSE, before=None):
    report = tmp_path / "report.json"
    done = subprocess.run(
        [
            *(sys.executable, "-B", str(house / "main.py"), "--self-test"),
            *("--report", str(report), "--data-dir", str(tmp_path / "data"), *more),
        ],
        capture_output=True,
        encoding="utf-8",
        env=WITHOUT_A_SCREEN,
        cwd=tmp_path,
        check=False,
        timeout=120,
        preexec_fn=before,
    )
    read = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
    return done, read


def names_of_failed(report):
    return [one["name"] for one in report["checks"] if not one["ok"]]


def test_a_sound_installation_says_so_without_a_screen(tmp_path):
    done, report = self_test(tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "All 7 checks passed" in done.stdout
    assert report["ok"] is True
    assert [one["name"] for one in report["checks"]][-1] == "window"
    assert report["versions"][0].startswith("Tamis ")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_broken_installation_is_named_check_by_check_with_exit_code_1(tmp_path):
    house = tmp_path / "house"
    for folder in ("core", "gui", "trials", "resources"):
        shutil.copytree(
            HOUSE / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(HOUSE / "main.py", house)
    (house / "trials" / "nct06350110.yaml").unlink()
    (house / "resources" / "fonts" / "Inter-Regular.ttf").write_bytes(b"no font")
    (house / "core" / "store" / "chain.py").unlink()
    (house / "gui" / "self_test" / "window_check.py").write_text("import no_such_part_of_qt\n")
    done, report = self_test(tmp_path, house=house)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "Traceback" not in done.stdout
    assert names_of_failed(report) == ["trials", "looks", "patients", "paper", "ledger", "window"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")
def test_a_disk_without_room_is_said_and_the_other_checks_run(tmp_path):
    done, report = self_test(tmp_path, before=_no_file_over_eight_kilobytes)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert names_of_failed(report) == ["paper", "ledger"]


def _no_file_over_eight_kilobytes():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def test_a_report_that_cannot_be_written_is_said(tmp_path, capsys):
    assert not _written([], tmp_path / "nowhere" / "report.json")
    assert "The report was not written" in capsys.readouterr().err


def test_a_wrong_call_has_exit_code_2(tmp_path):
    done, _ = self_test(tmp_path, "--demo")
    assert done.returncode == 2
