"""How long it takes to say what to find out next, beside assessing all trials afresh.

python benchmarks/next_steps.py [RECORD.yaml]
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE))

from benchmarks.assessment import AS_OF, ROUNDS, shown, timed  # noqa: E402
from core.assessment import assess_all  # noqa: E402
from core.exchange.record_file import read_record  # noqa: E402
from core.next_steps import next_steps  # noqa: E402
from core.reading import read_trials  # noqa: E402
from core.record import PatientRecord  # noqa: E402
from core.site import Setting  # noqa: E402
from core.vocabulary import read_vocabulary  # noqa: E402


def main(arguments: list[str]) -> None:
    """Time both in turns for a record and for an empty one, and print them."""
    path = Path(arguments[0]) if arguments else HOUSE / "resources" / "demo" / "d-001.yaml"
    setting = Setting(read_vocabulary(HOUSE / "resources" / "vocabulary"))
    trials = read_trials(HOUSE / "trials")
    for name, record in (
        ("the record", read_record(path, setting)),
        ("an empty one", PatientRecord(subject="S-001")),
    ):
        assessing: list[float] = []
        asking: list[float] = []
        for _ in range(ROUNDS):
            found = assess_all(record, trials, setting, AS_OF)
            assessing.append(timed(partial(assess_all, record, trials, setting, AS_OF)))
            asking.append(timed(partial(next_steps, found, setting.vocabulary)))
        print(f"{name}, {len(trials)} trials")
        shown("  assessed afresh", assessing)
        shown("  what to ask next", asking)


if __name__ == "__main__":
    main(sys.argv[1:])
