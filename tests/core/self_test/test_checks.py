"""Each check passes on a sound installation, and each kind of damage fails its check."""

import os
import shutil
import stat
import sys
from dataclasses import replace

import pytest

from core.self_test import report
from core.self_test.data_folder import file_system
from core.self_test.result import Found
from core.self_test.running import NAMES, guarded, run_check
from core.self_test.words import ADVICE, TITLES

FONT = "resources/fonts/NotoSansSC-Regular.otf"
EXPECTED = "resources/self_test/expected.json"


def failed(ground, name):
    result = run_check(name, ground)
    assert not result.is_ok
    assert result.advice == ADVICE[name]
    return result.said


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_installation_passes_and_leaves_nothing_behind(ground, tmp_path, name):
    before = sorted(tmp_path.rglob("*"))
    result = run_check(name, ground)
    assert (result.is_ok, result.advice) == (True, ""), result.said
    assert sorted(tmp_path.rglob("*")) == before


def test_every_check_has_a_title_and_says_what_to_do():
    assert TITLES.keys() == ADVICE.keys() == {*NAMES, "window"}


def test_a_trial_file_that_is_missing_is_named(ground, house):
    (house / "trials" / "nct06503224.yaml").unlink()
    assert "trials/nct06503224.yaml is missing." in failed(ground, "trials")
    assert "D-001 for NCT06503224: there is no verdict." in failed(ground, "patients")


def test_a_trial_file_whose_number_was_changed_is_named(ground, alter):
    alter("trials/nct06503224.yaml", "3", "4")
    assert failed(ground, "trials") == "trials/nct06503224.yaml is not the file of this version."


def test_a_trial_file_that_nobody_released_is_named(ground, house):
    shutil.copy(house / "trials" / "nct06503224.yaml", house / "trials" / "nct1.yaml")
    assert failed(ground, "trials") == "trials/nct1.yaml does not belong to this version."


def test_a_trial_file_that_cannot_be_read_fails_what_needs_it_with_its_sentence(ground, house):
    (house / "trials" / "nct06503224.yaml").write_text("title: [\n", encoding="utf-8")
    for name in ("patients", "paper"):
        assert "nct06503224.yaml, line" in failed(ground, name)


def test_a_vocabulary_that_is_gone_fails_what_needs_it(ground, house):
    shutil.rmtree(house / "resources" / "vocabulary")
    for name in ("trials", "patients", "paper"):
        failed(ground, name)
    assert run_check("ledger", ground).is_ok


def test_an_altered_verdict_of_the_release_is_told_with_both(ground, alter):
    alter(EXPECTED, '"verdict": "eligible"', '"verdict": "undecided"')
    said = failed(ground, "patients")
    assert "D-001 for NCT06503224: the verdict is eligible, and was undecided." in said
    assert f"{EXPECTED} is not the file of this version." in said


def test_a_patient_that_the_release_did_not_have_is_told(ground, house):
    text = (house / "resources" / "demo" / "d-001.yaml").read_text(encoding="utf-8")
    (house / "resources" / "demo" / "d-009.yaml").write_text(text, encoding="utf-8")
    said = failed(ground, "patients")
    assert "resources/demo/d-009.yaml does not belong to this version." in said
    assert "D-009 for NCT06503224: there was no verdict." in said


def test_an_altered_outcome_of_the_release_is_told_by_its_criterion(ground, alter):
    alter(EXPECTED, '"I1": "met"', '"I1": "unknown"')
    assert "I1 is met, and was unknown." in failed(ground, "patients")


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", '{"d-001": 1}'])
def test_verdicts_of_the_release_that_cannot_be_read_are_said_to_be_so(ground, house, text):
    (house / EXPECTED).write_text(text, encoding="utf-8")
    assert failed(ground, "patients").startswith("The verdicts of this version, expected.json")


@pytest.mark.parametrize("text", [None, "", "[]", '{"trials/a.yaml": "00"}'])
def test_a_list_of_files_that_cannot_be_read_fails_every_check_that_needs_it(ground, house, text):
    path = house / "resources" / "self_test" / "files.json"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    for name in ("trials", "looks", "patients"):
        assert "The list of this version's files" in failed(ground, name)


def test_a_missing_font_is_named_and_the_paper_fails(ground, house):
    (house / FONT).unlink()
    assert failed(ground, "looks") == f"{FONT} is missing."
    failed(ground, "paper")


def test_a_font_cut_short_is_named(ground, house):
    data = (house / FONT).read_bytes()
    (house / FONT).write_bytes(data[:4000])
    said = failed(ground, "looks")
    assert f"{FONT} is not the file of this version." in said
    assert "NotoSansSC-Regular.otf cannot be read as a font." in said


def test_another_font_under_the_name_of_the_chinese_one_has_no_chinese(ground, house):
    shutil.copy(house / "resources" / "fonts" / "Inter-Regular.ttf", house / FONT)
    assert "NotoSansSC-Regular.otf has no glyph for 筛选䶮." in failed(ground, "looks")


@pytest.mark.parametrize(
    "name",
    ["resources/icons/x.svg", "resources/templates/checklist.typ", "resources/theme/dark.toml"],
)
def test_an_icon_a_template_or_a_theme_that_is_missing_is_named(ground, house, name):
    (house / name).unlink()
    assert failed(ground, "looks") == f"{name} is missing."


def test_a_template_that_prints_nothing_fails_the_paper(ground, house):
    path = house / "resources" / "templates" / "checklist.typ"
    path.write_text('#set document(title: "x")\n#set text(lang: "en")\nx\n', encoding="utf-8")
    said = failed(ground, "paper")
    assert "The PDF does not say the screening number, D-001." in said
    assert "自检" in said
    assert "are not attached" in said


@pytest.mark.parametrize("name", ["paper", "ledger"])
def test_a_temporary_folder_that_cannot_be_made_is_said(ground, tmp_path, name):
    (tmp_path / "file").write_text("")
    blocked = replace(ground, room=tmp_path / "file")
    assert failed(blocked, name).startswith("The system refused")


def test_an_error_that_nobody_foresaw_is_a_failed_check_with_its_place():
    result = guarded("ledger", lambda: Found(str(1 // int("0"))))
    assert not result.is_ok
    assert result.said.startswith("ZeroDivisionError in test_checks.py, line")


# The data folder


def test_before_the_first_start_the_folder_around_it_is_tried(ground):
    result = run_check("data_folder", ground)
    assert result.is_ok
    assert result.details == (f"{ground.data_folder} is made at the first start.",)
    assert not ground.data_folder.exists()


def test_a_data_folder_that_is_a_file_is_said(ground):
    ground.data_folder.write_text("")
    assert f"{ground.data_folder} is a file" in failed(ground, "data_folder")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root"
)
def test_a_data_folder_that_cannot_be_written_to_is_said(ground):
    ground.data_folder.mkdir()
    ground.data_folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "cannot be written to (Permission denied)" in failed(ground, "data_folder")


def test_a_store_in_the_data_folder_is_not_touched(ground):
    ground.data_folder.mkdir()
    store = ground.data_folder / "tamis.sqlite"
    store.write_bytes(b"not a store at all")
    for name in NAMES:
        assert run_check(name, ground).is_ok
    assert store.read_bytes() == b"not a store at all"
    assert [*ground.data_folder.iterdir()] == [store]


@pytest.mark.skipif(sys.platform == "win32", reason="only Linux is asked so")
def test_the_file_system_of_a_folder_is_that_of_the_nearest_mount(tmp_path):
    place = str(tmp_path.resolve()).replace(" ", "\\040")
    mounts = (
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"35 21 0:40 / {place} rw,nosuid shared:9 - nfs4 server:/home rw\n"
    )
    assert file_system(tmp_path / "data", mounts) == "nfs4"
    assert file_system(tmp_path.parent, mounts) == "ext4"


# What comes of it


def test_the_report_says_each_check_what_to_do_and_the_whole(ground, house):
    (house / FONT).unlink()
    results = [run_check(name, ground) for name in ("looks", "ledger")]
    text = report.text(results, ["Tamis 9"])
    assert text.startswith("Tamis 9\n\n✕ Fonts, icons and templates\n")
    assert f"  → {ADVICE['looks']}\n" in text
    assert "✓ Store of entries\n" in text
    assert text.endswith("\n1 of 2 checks failed: Fonts, icons and templates.\n")
    assert report.document(results, ["Tamis 9"])["ok"] is False
    assert report.summary(results[1:]).startswith("All 1 checks passed")
