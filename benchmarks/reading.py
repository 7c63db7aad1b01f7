"""How long all trial files take, the first time in a process and again, beside their YAML alone.

python benchmarks/reading.py [FOLDER]

The first time holds what pydantic makes of the rule language; the imports of the house are not in
it. Each first time has a process of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE))

from core import plain_yaml  # noqa: E402
from core.errors import TrialFileError  # noqa: E402
from core.reading import read_trials  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROCESSES = 15
ONCE = "--once"


def main(arguments: list[str]) -> None:
    """Time both in fresh processes, in turns, and print the medians."""
    folder = Path(next((one for one in arguments if one != ONCE), HOUSE / "trials"))
    if ONCE in arguments:
        print(*in_this_process(folder))
        return
    names = ("trials, first time", "trials, again", "their YAML alone")
    times = [in_a_fresh_process(folder) for _ in range(PROCESSES)]
    for name, found in zip(names, zip(*times, strict=True), strict=True):
        shown(name, found)


def in_this_process(folder: Path) -> tuple[float, float, float]:
    """Return the milliseconds of reading the trials first and again, and of their YAML."""
    first = timed(lambda: read_trials(folder))
    return first, timed(lambda: read_trials(folder)), timed(lambda: yaml_alone(folder))


def yaml_alone(folder: Path) -> None:
    """Read the files as plain data."""
    for path in sorted(folder.glob("*.yaml")):
        plain_yaml.read_file(path, TrialFileError)


def in_a_fresh_process(folder: Path) -> tuple[float, ...]:
    """Return what another process prints of its own times."""
    command = [sys.executable, __file__, ONCE, str(folder)]
    done = subprocess.run(  # noqa: S603 - this Python, on this file
        command, check=True, capture_output=True, text=True
    )
    return tuple(float(number) for number in done.stdout.split())


def timed(deed: Callable[[], object]) -> float:
    """Return how many milliseconds a deed takes."""
    start = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - start)


def shown(name: str, milliseconds: Sequence[float]) -> None:
    """Print the median and the longest."""
    median, longest = statistics.median(milliseconds), max(milliseconds)
    print(f"{name:<20} median {median:6.2f} ms   longest {longest:6.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
