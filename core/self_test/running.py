"""Runs the checks, each behind a guard: a broken installation gives a result, never a crash."""

from __future__ import annotations

import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.self_test.result import Found, Result
from core.self_test.words import ADVICE, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.self_test.result import Ground

NAMES = ("trials", "looks", "patients", "paper", "ledger", "data_folder")
"""The checks in their order; each is the module of its name."""


def run_check(name: str, ground: Ground) -> Result:
    """Run one check; whatever goes wrong in it is what it found."""
    # Imported here, so that a part that is missing fails the check that needs it.
    return guarded(name, lambda: import_module(f"core.self_test.{name}").check(ground))


def guarded(name: str, check: Callable[[], Found]) -> Result:
    """Return what a check found, as a result."""
    try:
        found = check()
    except TamisError as error:
        found = Found("", (str(error),))
    except OSError as error:
        found = Found("", (_of_the_system(error),))
    except Exception as error:  # noqa: BLE001 - a check must not end the others
        found = Found("", (_unforeseen(error),))
    is_ok = not found.faults
    said = found.said if is_ok else " ".join(found.faults)
    advice = "" if is_ok else ADVICE[name]
    return Result(name, TITLES[name], is_ok, said, advice, found.details)


def _of_the_system(error: OSError) -> str:
    where = f" {error.filename}" if error.filename else ""
    return f"The system refused{where}: {error.strerror or error}."


def _unforeseen(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}: {error}."
