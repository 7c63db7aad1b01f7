"""The set-up: what dev.py decides, what it says, and that the locks fit together."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
import system_packages

LOCKS = [dev.RUN_LOCK, dev.PACKAGE_LOCK, dev.TEST_LOCK]
NOT_A_LIBRARY = "libtamis-not-there.so.0"


@pytest.fixture
def new_place(tmp_path, monkeypatch):
    """Let dev.py set up in an empty folder, from a lock that asks for nothing."""
    monkeypatch.setattr(dev, "VENV", tmp_path / "venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "venv" / "made-from")
    lock_file = tmp_path / "some.lock"
    lock_file.write_text("# nothing\n", encoding="utf-8")
    return lock_file


@pytest.fixture
def ordinary_user(monkeypatch):
    """Be somebody who can neither install nor become root."""
    monkeypatch.setattr(system_packages, "_is_root", lambda: False)
    monkeypatch.setattr(system_packages, "_can_ask_for_root", lambda: False)
    monkeypatch.setattr("dev.shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("dev.subprocess.run", _must_not_run)
    monkeypatch.setattr("dev.subprocess.call", _must_not_run)


def _must_not_run(command, **_):
    pytest.fail(f"started {command}")


def _recorder(started, *, result):
    def call(command, **_):
        started.append(command)
        return result

    return call


def _make_ready(lock_file: Path) -> None:
    python = dev._python()
    python.parent.mkdir(parents=True)
    python.touch()
    dev.STAMP.write_text(dev.stamp_of(lock_file), encoding="utf-8")


def pins_of(lock_file: Path) -> dict[str, str]:
    """Read name and version of everything that a lock pins."""
    text = lock_file.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def wishes() -> tuple[list[str], list[str]]:
    """Read the names of the dependencies to run, and of those to test."""
    project = tomllib.loads((dev.HERE / "pyproject.toml").read_text(encoding="utf-8"))
    to_run = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    to_test = [wish for wish in groups["dev"] if isinstance(wish, str)]
    return [_bare(wish) for wish in to_run], [_bare(wish) for wish in to_test]


def wish_to_package() -> list[str]:
    """Read the names of what freezes the program."""
    project = tomllib.loads((dev.HERE / "pyproject.toml").read_text(encoding="utf-8"))
    return [_bare(wish) for wish in project["dependency-groups"]["package"]]


def _bare(wish: str) -> str:
    return re.split(r"[^A-Za-z0-9-]", wish)[0].lower()


# An old Python


@pytest.mark.parametrize("module", [dev, system_packages], ids=lambda module: module.__name__)
def test_an_old_python_can_read_the_file(module):
    source = Path(module.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


@pytest.mark.parametrize("verb", ["run", "test", "lock"])
def test_an_old_python_is_told_what_is_needed(verb, monkeypatch):
    monkeypatch.setattr("dev.sys.version_info", (3, 10, 14))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        dev.main([verb])


# The environment


def test_an_empty_folder_is_not_ready(new_place):
    assert not dev.is_ready(new_place)


def test_a_half_built_environment_is_not_ready(new_place):
    _make_ready(new_place)
    dev.STAMP.unlink()
    assert not dev.is_ready(new_place)


def test_an_environment_whose_python_is_gone_is_not_ready(new_place):
    _make_ready(new_place)
    dev._python().unlink()
    assert not dev.is_ready(new_place)


def test_a_changed_lock_makes_the_environment_stale(new_place):
    _make_ready(new_place)
    new_place.write_text("# something else\n", encoding="utf-8")
    assert not dev.is_ready(new_place)


def test_another_python_makes_the_environment_stale(new_place, monkeypatch):
    _make_ready(new_place)
    monkeypatch.setattr("dev.platform.python_version", lambda: "3.99.0")
    assert not dev.is_ready(new_place)


def test_a_test_environment_serves_to_run(new_place):
    _make_ready(new_place)
    assert dev.is_ready(dev.RUN_LOCK, new_place)


def test_a_second_start_installs_nothing(new_place, monkeypatch):
    _make_ready(new_place)
    monkeypatch.setattr("dev.subprocess.run", _must_not_run)
    assert dev.environment(new_place, needed={}) == dev._python()


@pytest.mark.slow
def test_an_interrupted_set_up_is_made_again_from_the_start(new_place, monkeypatch):
    monkeypatch.setattr("dev.shutil.which", lambda _: None)
    rubbish = dev.VENV / "left-over"
    rubbish.mkdir(parents=True)

    python = dev.environment(new_place, needed={})

    assert subprocess.run([python, "-c", "import sys; sys.exit(7)"], check=False).returncode == 7
    assert dev.is_ready(new_place)
    assert not rubbish.exists()


# System libraries


def test_only_the_missing_libraries_are_asked_for():
    libraries = {NOT_A_LIBRARY: "tamis-package"}
    assert system_packages.missing_packages(libraries) == ["tamis-package"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these libraries are Linux's")
def test_whoever_runs_these_tests_has_the_libraries():
    assert system_packages.missing_packages(system_packages.OFFSCREEN) == []


def test_an_ordinary_user_is_told_the_line_to_type(ordinary_user):
    with pytest.raises(SystemExit) as stopped:
        system_packages.install(["libegl1", "libgl1"])
    told = str(stopped.value)
    assert "sudo sh -c 'apt-get update && apt-get install -y" in told
    assert "libegl1 libgl1'" in told


def test_where_there_is_no_sudo_the_line_to_type_does_without(ordinary_user, monkeypatch):
    monkeypatch.setattr("dev.shutil.which", {"apt-get": "apt-get"}.get)
    with pytest.raises(SystemExit, match="su -c 'apt-get update"):
        system_packages.install(["libegl1"])


def test_libraries_and_venv_are_asked_for_together(new_place, ordinary_user, monkeypatch):
    monkeypatch.setattr(dev, "_missing_venv", lambda: ["python3-venv"])
    monkeypatch.setattr("dev.sys.platform", "linux")
    with pytest.raises(SystemExit, match="tamis-package python3-venv"):
        dev.environment(new_place, needed={NOT_A_LIBRARY: "tamis-package"})


def test_without_apt_the_packages_are_named(ordinary_user, monkeypatch):
    monkeypatch.setattr("dev.shutil.which", lambda _: None)
    with pytest.raises(SystemExit, match="libegl1"):
        system_packages.install(["libegl1"])


def test_debians_python_without_ensurepip_asks_for_its_venv_package(monkeypatch):
    monkeypatch.setattr("dev.importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("dev.shutil.which", lambda _: None)
    assert dev._missing_venv() == [f"python3.{sys.version_info[1]}-venv"]


def test_uv_needs_no_venv_package(monkeypatch):
    monkeypatch.setattr("dev.importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("dev.shutil.which", lambda _: "uv")
    assert dev._missing_venv() == []


# The window


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--data-dir", "elsewhere"]])
def test_the_window_needs_its_libraries(arguments):
    assert dev.needs_a_window(arguments)


@pytest.mark.parametrize("first", ["screen", "lint", "schema", "export", "--version", "--help"])
def test_a_command_needs_no_window(first):
    assert not dev.needs_a_window([first, "record.yaml"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is Linux's")
def test_without_a_display_the_window_says_so(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="no display"):
        dev.run([])


# The command line


@pytest.mark.parametrize(
    ("arguments", "selection"),
    [
        (["test"], ["-n", "auto", "-m", "not slow"]),
        (["test", "--all"], ["-n", "auto"]),
        (["test", "--slow"], ["-n", "auto", "-m", "slow"]),
        (["test", "--", "-k", "titre"], ["-k", "titre"]),
    ],
)
def test_the_tests_are_chosen_by_a_word(arguments, selection, monkeypatch):
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "environment", lambda *_, **__: Path("python"))
    monkeypatch.setattr("dev.subprocess.call", _recorder(started, result=0))
    assert dev.main(arguments) == 0
    assert started[-1] == ["python", "-m", "pytest", *selection]


def test_one_failed_check_fails_the_whole_and_the_rest_still_runs(monkeypatch, capsys):
    started: list[str] = []

    def call(command, **_):
        started.append(command[2])
        return int(command[2] == "mypy")

    monkeypatch.setattr(dev, "environment", lambda *_, **__: Path("python"))
    monkeypatch.setattr("dev.subprocess.call", call)
    assert dev.main(["test"]) == 1
    assert started == ["ruff", "ruff", "mypy", "pytest"]
    assert capsys.readouterr().out.endswith("Failed: mypy.\n")


def test_whatever_follows_run_is_handed_to_the_program_as_it_stands(monkeypatch):
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "environment", lambda *_, **__: Path("python"))
    monkeypatch.setattr("dev.subprocess.call", _recorder(started, result=3))
    assert dev.main(["run", "screen", "a b.yaml", "--", "--all"]) == 3
    assert started == [["python", str(dev.HERE / "main.py"), "screen", "a b.yaml", "--", "--all"]]


# The package


@pytest.mark.parametrize(
    ("arguments", "handed_on"), [(["package"], []), (["package", "--folder"], ["--folder"])]
)
def test_the_package_is_made_in_an_environment_that_can_freeze(arguments, handed_on, monkeypatch):
    asked: list[Path] = []
    started: list[list[str]] = []

    def environment(*locks, **_):
        asked.extend(locks)
        return Path("python")

    monkeypatch.setattr(dev, "environment", environment)
    monkeypatch.setattr("dev.subprocess.call", _recorder(started, result=1))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert dev.main(arguments) == 1
    assert asked == [dev.PACKAGE_LOCK, dev.TEST_LOCK]
    assert started == [["python", str(dev.HERE / "packaging" / "make.py"), *handed_on]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these packages are Debian's")
def test_the_tools_that_are_missing_are_asked_for_by_their_package(monkeypatch):
    monkeypatch.setattr("dev.shutil.which", {"sh": "sh"}.get)
    needed = {"strip": "binutils", "objdump": "binutils", "sh": "dash"}
    assert system_packages.missing_packages(needed) == ["binutils"]


# The locks


@pytest.mark.parametrize("lock_file", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_no_address(lock_file):
    text = lock_file.read_text(encoding="utf-8").lower()
    assert "http" not in text
    assert "://" not in text


@pytest.mark.parametrize("lock_file", LOCKS, ids=lambda path: path.name)
def test_everything_in_a_lock_has_its_hash(lock_file):
    pinned = re.split(r"^(?=[a-z])", lock_file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [entry for entry in pinned if entry.strip() and "--hash=sha256:" not in entry] == []


def test_what_runs_is_what_was_tested():
    tested = pins_of(dev.TEST_LOCK)
    assert pins_of(dev.RUN_LOCK).items() <= pins_of(dev.PACKAGE_LOCK).items() <= tested.items()


def test_the_locks_hold_all_that_the_project_asks_for():
    to_run, to_test = wishes()
    assert {*to_run} <= {*pins_of(dev.RUN_LOCK)}
    assert {*to_run, *wish_to_package()} <= {*pins_of(dev.PACKAGE_LOCK)}
    assert {*to_run, *to_test, *wish_to_package()} <= {*pins_of(dev.TEST_LOCK)}


def test_nobody_who_only_runs_tamis_installs_what_freezes_it():
    assert {*wish_to_package()} & {*pins_of(dev.RUN_LOCK)} == set()


def test_pyside_stays_below_the_release_that_wears_out_none():
    major, minor, *_ = map(int, pins_of(dev.RUN_LOCK)["pyside6-essentials"].split("."))
    assert (6, 10) <= (major, minor) < (6, 12)
