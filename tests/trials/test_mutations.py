"""No change of an eligible record leaves it eligible unless a plain reading of the rules does."""

from __future__ import annotations

from functools import cache

import pytest

from core.assessment import Assessment, assess
from core.dates import Day
from core.evaluate import answer
from core.evaluate.case import Case
from core.evaluate.known import known_on
from core.facts import from_document
from core.reading import read_trial as read_file
from core.record import PatientRecord
from core.trial import Trial
from core.truth import Gate, Outcome, Truth, Verdict
from core.vocabulary import Condition
from tests.builders import HOUSE, a_setting, the_vocabulary
from tests.trials.case_files import WrittenCase, written_cases
from tests.trials.mutants import Mutant, mutants
from tests.trials.plain_reading import NO, NOT_ASKED, OPEN, YES, leaves, read_trial

_SAID = {Truth.YES: YES, Truth.NO: NO, Truth.NOT_APPLICABLE: NOT_ASKED}
_FINE = {Outcome.MET, Outcome.NOT_APPLICABLE}


@cache
def the_trial(name: str) -> Trial:
    return read_file(HOUSE / "trials" / f"{name}.yaml")


def _bases() -> list[WrittenCase]:
    """The first case of each arm, gate and sex that is wholly eligible, site defaults only."""
    found: dict[tuple[str, str, str, str], WrittenCase] = {}
    for case in written_cases():
        if case.expect.get("verdict") == "eligible" and not case.site and case.attempt is None:
            arm = _assessed(case, case.record).arm or ""
            sex = case.record.get("sex", "")
            found.setdefault((case.trial, arm, case.gate, sex), case)
    return list(found.values())


def _assessed(case: WrittenCase, record: dict) -> Assessment:
    day = Day.read(case.as_of).first
    found = from_document(PatientRecord, record)
    return assess(found, the_trial(case.trial), a_setting(), day, Gate(case.gate))


def _steps(case: WrittenCase) -> dict:
    """What each leaf says of the base, without its condition."""
    trial, record = the_trial(case.trial), from_document(PatientRecord, case.record)
    known = known_on(record, Day.read(case.as_of).first)
    number = known.latest_attempt(trial.registry_number)
    own = Case(known, trial.registry_number, a_setting(), number, Gate(case.gate))
    return {
        id(leaf): answer(leaf.model_copy(update={"when": None, "due": None}), own)
        for criterion in trial.criteria
        for leaf in leaves(criterion.rule)
    }


def _read(case: WrittenCase, arm: str, steps: dict, mutant: Mutant | None) -> frozenset[str]:
    def leaf(rule):
        step = steps[id(rule)]
        before = frozenset((_SAID.get(step.truth, OPEN),))
        return mutant.effect(rule, step, before) if mutant else before

    return read_trial(the_trial(case.trial), arm, Gate(case.gate), leaf)


def _has_consent(case: WrittenCase, record: dict) -> bool:
    own = case.trial.upper()
    return any(
        one["trial"] == own
        and one["event"] == "consent"
        and not {"planned", "refused"} & one.keys()
        for one in record["milestones"]
    )


def _opens(case: WrittenCase, record: dict, key: str | None) -> bool:
    """Tell whether an ongoing diagnosis, known on the day, belongs to an arm."""
    arm = next(one for one in the_trial(case.trial).arms if one.key == key)
    belongs = the_vocabulary().belongs
    return any(
        belongs(Condition, one["of"], wide)
        for one in record["diagnoses"]
        if one.get("status", "ongoing") == "ongoing" and one.get("date", "") <= case.as_of
        for wide in arm.diagnoses
    )


def _wrong(case: WrittenCase, arm: str, mutant: Mutant, possible: frozenset[str]) -> str | None:
    """Say what is wrong with what was made of a mutant, if anything."""
    found = _assessed(case, mutant.record)
    consented = _has_consent(case, mutant.record)
    if found.verdict is not Verdict.ELIGIBLE:
        is_sure = possible == {YES} and consented and _opens(case, mutant.record, arm)
        return f"{found.verdict}, read by hand eligible" if is_sure else None
    if not ({one.outcome for one in found.deciding} <= _FINE):
        return "eligible with something open"
    if not consented:
        return "eligible without consent"
    if not _opens(case, mutant.record, found.arm):
        return "eligible in an arm that no diagnosis opens"
    if found.arm == arm and YES not in possible:
        return f"eligible, read by hand {sorted(possible)}"
    return None


def _check(case: WrittenCase) -> None:
    arm, steps = _assessed(case, case.record).arm, _steps(case)
    assert arm is not None
    assert _read(case, arm, steps, None) == {YES}
    wrong, certain, number = [], 0, 0
    for mutant in mutants(case.record, case.as_of):
        possible = _read(case, arm, steps, mutant)
        number += 1
        certain += YES not in possible or possible == {YES}
        reason = _wrong(case, arm, mutant, possible)
        wrong += [f"{mutant.name}: {reason}"] if reason else []
    assert wrong == []
    assert number > 200, "too few mutants"
    assert certain / number > 0.7, "the plain reading leaves too much open"


_BASES = _bases()
_FIRST = [
    next(one for one in _BASES if one.trial == name)
    for name in sorted({one.trial for one in _BASES})
]
_OTHERS = [one for one in _BASES if one not in _FIRST]


def _named(case: WrittenCase) -> str:
    return f"{case.trial}: {case.name}"


@pytest.mark.parametrize("case", _FIRST, ids=_named)
def test_no_mutant_is_eligible_that_a_plain_reading_does_not_take(case):
    _check(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", _OTHERS, ids=_named)
def test_no_mutant_of_any_arm_is_eligible_that_a_plain_reading_does_not_take(case):
    _check(case)


@pytest.mark.parametrize("case", _FIRST, ids=_named)
def test_a_disease_that_is_only_suspected_makes_no_one_eligible(case):
    suspected = [one | {"status": "suspected"} for one in case.record["diagnoses"]]
    found = _assessed(case, case.record | {"diagnoses": suspected})
    assert found.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("name", sorted({case.trial for case in _BASES}))
def test_every_arm_of_a_trial_has_a_base(name):
    arms = {_assessed(case, case.record).arm for case in _BASES if case.trial == name}
    assert arms == {arm.key for arm in the_trial(name).arms}
