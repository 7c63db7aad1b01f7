"""Start of the frozen program, beside the same program from source, in turns.

python benchmarks/frozen_start.py [ROUNDS]      after: python3 dev.py package --folder

From the launch until X shows the window, under Xvfb: frozen ÷ from source is at most 1.3. Needs
xvfb and xdotool.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOUSE = Path(__file__).parent.parent
FROZEN = [str(HOUSE / "dist" / "tamis" / "tamis")]
SOURCE = [sys.executable, str(HOUSE / "main.py")]
DISPLAY = ":97"
MOST = 1.3
PATIENCE = 60  # seconds


def main(rounds: int) -> int:
    """Time both in turns, print the medians and their ratio; 1 if it is too large."""
    seconds: dict[str, list[float]] = {"from source": [], "frozen": []}
    with screen(), tempfile.TemporaryDirectory() as folder:
        for program in (SOURCE, FROZEN):
            started(program, folder)  # modules compiled, files in memory
        for _ in range(rounds):
            for name, program in (("from source", SOURCE), ("frozen", FROZEN)):
                seconds[name].append(started(program, folder))
    for name, each in seconds.items():
        print(f"{name:<12} {statistics.median(each):6.3f} s")
    ratio = statistics.median(seconds["frozen"]) / statistics.median(seconds["from source"])
    print(f"frozen ÷ from source {ratio:4.2f}   (at most {MOST})")
    return int(ratio > MOST)


@contextlib.contextmanager
def screen() -> Iterator[None]:
    """Keep a screen of its own while the programs are timed."""
    command = ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        environment = {**os.environ, "DISPLAY": DISPLAY}
        try:
            while not _answers(["xdotool", "getdisplaygeometry"], environment):
                assert server.poll() is None, f"Xvfb {DISPLAY} did not start"
                time.sleep(0.2)
            yield
        finally:
            server.terminate()


def started(program: Sequence[str], folder: str) -> float:
    """Start a program on a data folder, and return the seconds until its window is shown."""
    environment = {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    launch = time.perf_counter()
    command = [*program, "--data-dir", folder]
    with subprocess.Popen(command, env=environment) as running:  # noqa: S603
        while not _is_shown(environment):
            assert running.poll() is None, f"{program[-1]} ended with {running.returncode}"
            assert time.perf_counter() - launch < PATIENCE, f"{program[-1]} shows no window"
        taken = time.perf_counter() - launch
        time.sleep(1.5)  # it goes on reading, which the next start would feel
        running.terminate()
    return taken


def _is_shown(environment: dict[str, str]) -> bool:
    return _answers(["xdotool", "search", "--onlyvisible", "--name", "Tamis"], environment)


def _answers(command: Sequence[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
