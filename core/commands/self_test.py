"""`--self-test`: whether this installation works, as text, as a file, and as an exit code."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.self_test import report
from core.self_test.result import Ground
from core.self_test.running import NAMES, guarded, run_check
from core.self_test.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.self_test.result import Found, Result


def run(
    arguments: Sequence[str], house: Path, data_folder: Path, window: Callable[[], Found]
) -> int:
    """Run every check; return 0 if all passed, 1 if one failed, 2 for a wrong call.

    `data_folder` is the user's, unless the arguments name another; `window` checks the window,
    which the core does not know.
    """
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    ground = Ground(house, (chosen.data_dir or data_folder).absolute())
    results = [*(run_check(name, ground) for name in NAMES), guarded("window", window)]
    _print(report.text(results, versions()))
    is_written = chosen.report is None or _written(results, chosen.report)
    return 0 if report.is_sound(results) and is_written else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Checks this installation.")
    parser.add_argument("--self-test", action="store_true", required=True)
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="also write it here")
    parser.add_argument("--data-dir", type=Path, metavar="FOLDER", help="the folder to check")
    return parser


def _print(text: str) -> None:
    # A frozen program of Windows has no stdout; there --report is the way.
    if sys.stdout is not None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(text)


def _written(results: Sequence[Result], path: Path) -> bool:
    made = json.dumps(report.document(results, versions()), ensure_ascii=False, indent=2)
    try:
        path.write_text(made + "\n", encoding="utf-8")
    except OSError as error:
        if sys.stderr is not None:
            sys.stderr.write(
                f"The report was not written to {path} ({error.strerror or error}). "
                "Name a file in a folder of your own.\n"
            )
        return False
    return True
