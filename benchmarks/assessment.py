"""How long all trials take afresh and after one edit, beside reading the record from plain data.

python benchmarks/assessment.py [RECORD.yaml]
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE))

from core.assessment import assess_all  # noqa: E402
from core.exchange.record_file import read_record  # noqa: E402
from core.facts import from_document, to_document  # noqa: E402
from core.reading import read_trials  # noqa: E402
from core.record import FACT_LISTS, PatientRecord  # noqa: E402
from core.site import Setting  # noqa: E402
from core.vocabulary import read_vocabulary  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 300
AS_OF = date(2026, 11, 18)


def main(arguments: list[str]) -> None:
    """Time both in turns, and print them."""
    path = Path(arguments[0]) if arguments else HOUSE / "resources" / "demo" / "d-001.yaml"
    setting = Setting(read_vocabulary(HOUSE / "resources" / "vocabulary"))
    trials = read_trials(HOUSE / "trials")
    record = read_record(path, setting)
    document = to_document(record)
    # The collector as the window has it: see gui/app.py, and gui/session/open_store.py.
    gc.set_threshold(50_000, 20, 50)
    gc.freeze()
    assessing: list[float] = []
    editing: list[float] = []
    reading: list[float] = []
    for number in range(ROUNDS):
        assessing.append(timed(lambda: assess_all(record, trials, setting, AS_OF)))
        edited = with_an_edit(record, number)
        before = assess_all(record, trials, setting, AS_OF)
        editing.append(timed(partial(assess_all, edited, trials, setting, AS_OF, before)))
        reading.append(timed(lambda: from_document(PatientRecord, document)))
    shown("all trials, afresh", assessing)
    shown("after one edit", editing)
    shown("read the record", reading)


def with_an_edit(record: PatientRecord, number: int) -> PatientRecord:
    """Return the record with one of its facts entered anew, each in its turn."""
    places = [(name, place) for name in FACT_LISTS for place in range(len(getattr(record, name)))]
    name, place = places[number % len(places)]
    facts = list(getattr(record, name))
    facts[place] = replace(facts[place])
    changed: dict[str, Any] = {name: tuple(facts)}
    return replace(record, **changed)


def timed(deed: Callable[[], object]) -> float:
    """Return how many milliseconds a deed takes."""
    start = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - start)


def shown(name: str, milliseconds: list[float]) -> None:
    """Print the median and the 99th percentile."""
    cuts = statistics.quantiles(milliseconds, n=100)
    print(f"{name:<20} median {statistics.median(milliseconds):6.2f} ms   p99 {cuts[98]:6.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
