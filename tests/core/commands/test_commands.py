"""The command line: exit codes, what goes to stdout and stderr, and that no window is loaded."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import date

import pytest

from core.commands import reader_has_gone, run
from core.version import VERSION
from tests.builders import HOUSE, SCAR02
from tests.core.assessment.eligible import DAY, document

UTF8 = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "r.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return str(path)


def written(tmp_path, plain, name="other.yaml"):
    path = tmp_path / name
    path.write_text(plain if isinstance(plain, str) else json.dumps(plain), encoding="utf-8")
    return str(path)


def call(capsys, *arguments):
    code = run(list(arguments), HOUSE)
    out, err = capsys.readouterr()
    return code, out, err


def screened(capsys, *arguments):
    code, out, err = call(capsys, "screen", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def program(*arguments):
    return subprocess.run(
        [sys.executable, str(HOUSE / "main.py"), *arguments],
        capture_output=True,
        env=UTF8,
        check=False,
        encoding="utf-8",
        cwd=os.sep,
    )


def test_screen_prints_json_alone_on_stdout(capsys, record):
    made = screened(capsys, record, "--as-of", DAY)
    verdicts = {one["trial"]: one["verdict"] for one in made["trials"]}
    assert (made["as_of"], verdicts[SCAR02]) == (DAY, "eligible")


def test_screen_says_in_words_what_json_says_in_codes(capsys, record):
    code, out, err = call(capsys, "screen", record, "--as-of", DAY)
    assert (code, err) == (0, "")
    assert "SCAR02" in out
    assert "Eligible" in out
    assert "I3" in out


def test_a_verdict_is_no_exit_code(capsys, tmp_path):
    for name, plain in (
        ("a.yaml", {"subject": "S-1"}),
        ("b.yaml", document() | {"diagnoses": []}),
    ):
        code, _, err = call(capsys, "screen", written(tmp_path, plain, name), "--as-of", DAY)
        assert (code, err) == (0, "")


def test_without_a_day_screen_takes_today(capsys, record):
    assert screened(capsys, record)["as_of"] == date.today().isoformat()


def test_screen_can_be_asked_for_one_trial_a_gate_an_attempt_and_a_site(capsys, record, tmp_path):
    site = written(tmp_path, "name: City\n", "site.yaml")
    made = screened(
        capsys,
        record,
        *("--trial", SCAR02, "--trial", SCAR02, "--gate", "infusion"),
        *("--attempt", "2", "--site", site, "--as-of", DAY),
    )
    (trial,) = made["trials"]
    assert (trial["gate"], trial["attempt"], trial["pre_screening"]) == ("infusion", 2, True)


def test_the_sites_ranges_are_used(capsys, tmp_path):
    plain = document()
    for one in plain["observations"]:
        one["value"] = one["value"].removesuffix(" (40)")
    path = written(tmp_path, plain)
    site = written(
        tmp_path, "ranges: [{of: alt, upper_limit: 40}, {of: ast, upper_limit: 40}]\n", "site.yaml"
    )
    asked = (path, "--trial", SCAR02, "--as-of", DAY)
    without = screened(capsys, *asked)["trials"][0]["verdict"]
    with_site = screened(capsys, *asked, "--site", site)["trials"][0]["verdict"]
    assert (without, with_site) == ("undecided", "eligible")


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"subject": "S-1", "sexx": "male"}, ["line 1", "'sexx'"]),
        ("a: b: c\n", ["not YAML"]),
        ("", ["empty"]),
        ({"subject": "S-1", "observations": [{"of": "alt", "value": "1 m"}]}, ["'m' is no unit"]),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_in_the_record_is_one_sentence_on_stderr(capsys, tmp_path, plain, words, form):
    code, out, err = call(capsys, "screen", written(tmp_path, plain), "--format", form)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    for word in words:
        assert word in err


def test_a_record_file_that_is_not_there_is_an_error_in_the_input(capsys, tmp_path):
    code, out, err = call(capsys, "screen", str(tmp_path / "gone.yaml"))
    assert (code, out) == (1, "")
    assert "gone.yaml: there is no such file" in err


def test_an_unknown_trial_is_an_error_in_the_input_and_names_the_known_ones(capsys, record):
    code, out, err = call(capsys, "screen", record, "--trial", "NCT00000000")
    assert (code, out) == (1, "")
    assert "There is no trial NCT00000000 here" in err
    assert SCAR02 in err


def test_a_site_file_that_is_wrong_is_an_error_in_the_input(capsys, record, tmp_path):
    site = written(tmp_path, "nam: City\n", "site.yaml")
    code, _, err = call(capsys, "screen", record, "--site", site)
    assert code == 1
    assert "Did you mean 'name'?" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["screen"],
        ["screen", "r.yaml", "--as-of", "yesterday"],
        ["screen", "r.yaml", "--as-of", "2026-11"],
        ["screen", "r.yaml", "--as-of", "2026-02-30"],
        ["screen", "r.yaml", "--gate", "birth"],
        ["screen", "r.yaml", "--attempt", "0"],
        ["screen", "r.yaml", "--attempt", "one"],
        ["screen", "r.yaml", "--format", "xml"],
        ["screen", "r.yaml", "--unknown"],
        ["scren", "r.yaml"],
        ["schema"],
        ["schema", "site"],
        ["export"],
        ["export", "checklist", "r.yaml"],
        ["lint", "x"],
    ],
)
def test_a_wrong_call_is_2_with_the_usage_on_stderr(capsys, arguments):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "usage:" in err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["screen", "--help"], ["lint", "--help"], ["schema", "-h"]]
)
def test_help_is_0_on_stdout(capsys, arguments):
    code, out, err = call(capsys, *arguments)
    assert (code, err) == (0, "")
    assert "usage: main.py" in out


def test_help_names_every_command(capsys):
    _, out, _ = call(capsys, "--help")
    for command in ("screen", "export", "lint", "schema", "--version"):
        assert command in out


def test_version_names_the_program_and_its_trials(capsys):
    code, out, err = call(capsys, "--version")
    assert (code, err) == (0, "")
    assert out.startswith(f"Tamis {VERSION}\n")
    assert SCAR02 in out


@pytest.mark.parametrize("kind", ["record", "trial"])
def test_a_schema_is_a_json_schema(capsys, kind):
    code, out, err = call(capsys, "schema", kind)
    assert (code, err) == (0, "")
    described = json.loads(out)
    assert described["type"] == "object"
    assert described["additionalProperties"] is False

    def references(node):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            for inner in node.values():
                yield from references(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from references(inner)

    named = {f"#/$defs/{name}" for name in described["$defs"]}
    assert set(references(described)) <= named


def test_the_program_screens_in_a_console_that_knows_only_ascii(record):
    done = program("screen", record, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    assert "✓" in done.stdout


def test_the_program_says_an_error_and_ends_with_1(tmp_path):
    done = program("screen", written(tmp_path, {"subject": "S-1", "diagnoses": [{"of": "张"}]}))
    assert (done.returncode, done.stdout) == (1, "")
    assert "'张'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), (["--help"], 0), (["nonsense"], 2), (["lint"], 0)]
)
def test_the_program_ends_with_the_code_of_its_command(arguments, code):
    assert program(*arguments).returncode == code


@pytest.mark.parametrize("arguments", [["screen", "RECORD", "--as-of", DAY], ["lint"], ["--help"]])
def test_a_command_loads_no_window_and_no_store(record, arguments):
    called = [record if word == "RECORD" else word for word in arguments]
    code = (
        "import sys; sys.argv = ['main.py']; import main\n"
        f"code = main.main({called!r})\n"
        "found = [name for name in sys.modules if name.split('.')[0] in "
        "('PySide6', 'shiboken6', 'gui', 'sqlmodel', 'sqlalchemy')]\n"
        "sys.stderr.write(f'{code} {found}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HOUSE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == "0 []"


@pytest.mark.parametrize(
    ("error", "has_gone"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), True),
        (OSError(errno.EINVAL, "Invalid argument"), True),  # the same, on Windows
        (OSError(errno.EINVAL, "Invalid argument", "what?.yaml"), False),
        (OSError(errno.ENOSPC, "No space left on device"), False),
    ],
)
def test_a_reader_that_went_away_is_told_from_other_failures(error, has_gone):
    assert reader_has_gone(error) is has_gone


@pytest.mark.parametrize(("arguments", "code"), [(["lint"], 0), (["screen", "nowhere.yaml"], 1)])
def test_a_command_does_its_work_where_there_is_no_place_to_write_to(arguments, code):
    # as in the program of Windows that has a window
    silent = "import sys; sys.stdout = sys.stderr = None; import main"
    done = subprocess.run(
        [sys.executable, "-c", f"{silent}; sys.exit(main.main({arguments}))"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.skipif(os.name == "nt", reason="the shell of this test is not on Windows")
def test_a_reader_that_goes_away_is_no_error(record):
    screen = f"'{sys.executable}' main.py screen '{record}' --format json"
    done = subprocess.run(
        ["bash", "-c", f"{screen} | head -c 1; exit ${{PIPESTATUS[0]}}"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
