"""Sets Tamis up, starts it and tests it, with nothing but Python's own library.

python3 dev.py run [ARGUMENT ...]    start the program; what follows is handed to main.py
python3 dev.py test                  ruff, mypy and the tests
python3 dev.py test --all            the long fault and fuzz runs too
python3 dev.py test --slow           only those
python3 dev.py test -- ARGUMENT ...  pytest alone, with these arguments
python3 dev.py package               dist/tamis, the program frozen, and on Debian its .deb
python3 dev.py package --folder      the frozen program alone
python3 dev.py lock [--upgrade]      compile the locks again from pyproject.toml

The first start makes .venv (or the folder named in TAMIS_VENV) from a lock; later ones need no
network. This file can be read by Python 3.8, so that an old Python is told what is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Mapping, NoReturn, Sequence

from system_packages import FREEZING, OFFSCREEN, X11, install, missing_packages, typed

HERE = Path(__file__).resolve().parent
VENV = Path(os.environ.get("TAMIS_VENV") or HERE / ".venv").absolute()
STAMP = VENV / "made-from"

RUN_LOCK = HERE / "requirements.lock"
PACKAGE_LOCK = HERE / "requirements-package.lock"
TEST_LOCK = HERE / "requirements-dev.lock"

CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
}


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; the result is the exit code."""
    _refuse_an_old_python()
    if arguments[:1] == ["run"]:
        return run(arguments[1:])
    chosen = _command_line().parse_args(arguments)
    if chosen.verb == "lock":
        return lock(upgrade=chosen.upgrade)
    if chosen.verb == "package":
        return package(folder_only=chosen.folder)
    return test(slow=chosen.slow, everything=chosen.all, pytest=chosen.pytest)


def run(arguments: Sequence[str]) -> int:
    """Start main.py with these arguments, after setting up what it needs."""
    libraries = _window_libraries() if needs_a_window(arguments) else {}
    python = environment(RUN_LOCK, PACKAGE_LOCK, TEST_LOCK, needed=libraries)
    return subprocess.call([str(python), str(HERE / "main.py"), *arguments])


def test(*, slow: bool, everything: bool, pytest: Sequence[str]) -> int:
    """Run the checks and the tests; 1 if anything failed."""
    python = environment(TEST_LOCK, needed=OFFSCREEN)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks = {} if slow or pytest else CHECKS
    selection = pytest or _selection(slow=slow, everything=everything)
    steps = {**checks, "pytest": ("pytest", *selection)}
    failed = [name for name, command in steps.items() if not _passes(python, name, command)]
    if failed:
        print("\nFailed: {}.".format(", ".join(failed)))
    return 1 if failed else 0


def package(*, folder_only: bool) -> int:
    """Freeze the program into dist/, check it and, unless told not to, make its .deb."""
    needed = {**OFFSCREEN, **X11, **FREEZING}
    python = environment(PACKAGE_LOCK, TEST_LOCK, needed=needed)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    command = [str(python), str(HERE / "packaging" / "make.py")]
    return subprocess.call([*command, *(["--folder"] if folder_only else [])], cwd=HERE)


def lock(*, upgrade: bool) -> int:
    """Compile the locks from pyproject.toml; without an upgrade what is pinned stays."""
    uv = shutil.which("uv")
    if uv is None:
        _stop(
            "The locks are compiled by uv, and uv is not on PATH. Install it in an environment of "
            "its own (python3 -m venv uv, then uv/bin/pip install uv), and put that on PATH."
        )
    wishes = ["--universal", "--generate-hashes", "--no-header", "--python-version", "3.11"]
    wishes += ["--quiet", *(["--upgrade"] if upgrade else [])]
    compile_ = [uv, "pip", "compile", "pyproject.toml", *wishes]
    subprocess.run([*compile_, "-o", RUN_LOCK.name], cwd=HERE, check=True)
    for group, before, made in (
        ("package", RUN_LOCK, PACKAGE_LOCK),
        ("dev", PACKAGE_LOCK, TEST_LOCK),
    ):
        wider = ["--group", group, "--constraint", before.name, "-o", made.name]
        subprocess.run([*compile_, *wider], cwd=HERE, check=True)
    return 0


def needs_a_window(arguments: Sequence[str]) -> bool:
    """Tell whether main.py opens its window: a first word without a dash is a command."""
    first = arguments[0] if arguments else "--"
    return first.startswith("-") and first not in {"-h", "--help", "--version"}


def environment(*locks: Path, needed: Mapping[str, str]) -> Path:
    """Give the Python of an environment made from one of these locks; make one if there is none."""
    ready = is_ready(*locks)
    packages = [*missing_packages(needed), *([] if ready else _missing_venv())]
    if packages:
        install(packages)
    if not ready:
        _make_environment(locks[0])
    return _python()


def is_ready(*locks: Path) -> bool:
    """Tell whether the environment is whole and was made from one of these locks, as they are now.

    The stamp is written last, so an environment whose making was interrupted has none.
    """
    made_from = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    return _python().exists() and made_from in {stamp_of(lock_file) for lock_file in locks}


def stamp_of(lock_file: Path) -> str:
    """Name this lock's contents together with the running Python."""
    contents = lock_file.read_bytes() + platform.python_version().encode()
    return hashlib.sha256(contents).hexdigest()


def _command_line() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("dev.py", description=__doc__, formatter_class=form)
    verbs = parser.add_subparsers(dest="verb", metavar="run | test | package | lock", required=True)
    verbs.add_parser("run", help="start the program")
    test_ = verbs.add_parser("test", help="ruff, mypy and the tests")
    which = test_.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="the long fault and fuzz runs too")
    which.add_argument("--slow", action="store_true", help="only the long fault and fuzz runs")
    test_.add_argument("pytest", nargs="*", help="after --: pytest alone, with these arguments")
    package_ = verbs.add_parser("package", help="freeze the program, and make its .deb")
    package_.add_argument("--folder", action="store_true", help="the frozen program alone")
    lock_ = verbs.add_parser("lock", help="compile the locks again")
    lock_.add_argument("--upgrade", action="store_true", help="to the newest allowed versions")
    return parser


def _selection(*, slow: bool, everything: bool) -> Sequence[str]:
    if everything:
        return ("-n", "auto")
    return ("-n", "auto", "-m", "slow" if slow else "not slow")


def _passes(python: Path, name: str, command: Sequence[str]) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.call([str(python), "-m", *command], cwd=HERE) == 0


def _make_environment(lock_file: Path) -> None:
    print(f"Setting up {VENV} from {lock_file.name}. This happens once.", flush=True)
    uv = shutil.which("uv")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        for command in _uv_steps(uv, lock_file) if uv else _pip_steps(lock_file):
            subprocess.run(command, check=True)
    except subprocess.CalledProcessError as error:
        _stop(f"The set-up did not finish: {typed(error.cmd)}\nThe next start tries it again.")
    STAMP.write_text(stamp_of(lock_file), encoding="utf-8")


def _uv_steps(uv: str, lock_file: Path) -> Sequence[Sequence[str]]:
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    return (
        [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)],
        [*sync, "--python", str(_python()), str(lock_file)],
    )


def _pip_steps(lock_file: Path) -> Sequence[Sequence[str]]:
    install = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return (
        [sys.executable, "-m", "venv", str(VENV)],
        [*install, "--require-hashes", "--only-binary=:all:", "-r", str(lock_file)],
    )


def _python() -> Path:
    inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return VENV / inside


def _missing_venv() -> list[str]:
    # Debian's python3 comes without ensurepip; a Python from anywhere else has it.
    if shutil.which("uv") or importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def _window_libraries() -> Mapping[str, str]:
    if os.environ.get("QT_QPA_PLATFORM"):
        return OFFSCREEN
    if sys.platform.startswith("linux") and not _has_a_display():
        _stop(
            "There is no display for the window: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Commands need none; python3 dev.py run --help lists them. To open the window unseen, "
            "set QT_QPA_PLATFORM=offscreen."
        )
    return {**OFFSCREEN, **X11}


def _has_a_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _refuse_an_old_python() -> None:
    if sys.version_info < (3, 11):
        _stop(
            f"Tamis needs Python 3.11 or newer, and this is {platform.python_version()}. "
            "Start it with a newer one, for example: python3.13 dev.py run"
        )


def _stop(sentence: str) -> NoReturn:
    sys.exit(sentence)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
