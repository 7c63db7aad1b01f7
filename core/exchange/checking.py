"""What a record may not hold: unknown words, unreadable values, impossible days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.instruments import WITHOUT_TOTAL
from core.instruments import joints as joint_counts
from core.instruments import problems as item_problems
from core.quantity import Entered
from core.record import FACT_LISTS
from core.values import read_lab, read_limit, read_state
from core.vocabulary import (
    Allergen,
    ClassificationSet,
    Condition,
    DeviceKind,
    Drug,
    Entry,
    Happening,
    Instrument,
    Lab,
    Question,
    ScoreKind,
    State,
    kind_word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.dates import Day
    from core.plain_yaml import Place
    from core.record import (
        Answer,
        Complete,
        Device,
        Diagnosis,
        Event,
        Fact,
        Medication,
        Milestone,
        Observation,
        PatientRecord,
        Score,
    )
    from core.site import Setting


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be, where it stands, and what to do."""

    place: Place
    message: str


def problems(record: PatientRecord, setting: Setting) -> Iterator[Problem]:
    """Yield what is impossible in a record, in the order of its lists."""
    if not record.subject.strip():
        yield Problem(("subject",), "subject: the screening number is empty. Give one.")
    for name in FACT_LISTS:
        for index, fact in enumerate(getattr(record, name)):
            for word, message in fact_problems(fact, name, setting):
                yield Problem((name, index, word), f"{word}: {message}")
    yield from _repeated_ids(record)
    yield from _before_birth(record)


def fact_problems(fact: Fact, name: str, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield the word and the sentence of each impossible thing in one fact of a list."""
    check = _CHECKS.get(name)
    if check is not None:
        yield from check(fact, setting)


def _repeated_ids(record: PatientRecord) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in FACT_LISTS:
        for index, fact in enumerate(getattr(record, name)):
            if fact.id is not None and fact.id in seen:
                message = f"id: '{fact.id}' is given to two facts. Give each its own."
                yield Problem((name, index, "id"), message)
            if fact.id is not None and fact.id == fact.supersedes:
                message = f"supersedes: '{fact.id}' cannot take the place of itself."
                yield Problem((name, index, "supersedes"), f"{message} Name the older fact.")
            seen.add(fact.id or "")


def _before_birth(record: PatientRecord) -> Iterator[Problem]:
    birth = record.birth_date
    if birth is None:
        return
    for name in FACT_LISTS:
        for index, fact in enumerate(getattr(record, name)):
            for word in ("date", "start", "from_", "as_of"):
                day: Day | None = getattr(fact, word, None)
                if day is not None and day.last < birth.first:
                    message = f"{word.rstrip('_')}: {day} lies before the birth date ({birth})."
                    yield Problem((name, index, word.rstrip("_")), f"{message} Check both days.")


def _milestone(fact: Milestone, _setting: Setting) -> Iterator[tuple[str, str]]:
    if fact.attempt < 1:
        yield "attempt", f"{fact.attempt} is no attempt. Attempts are counted from 1."


def _observation(fact: Observation, setting: Setting) -> Iterator[tuple[str, str]]:
    entry = setting.vocabulary.get(Lab, fact.of) or setting.vocabulary.get(State, fact.of)
    if entry is None:
        yield "of", _unknown(setting, (Lab, State), fact.of)
        return
    try:
        unit = _unit_of_value(entry, fact.value, setting)
    except ValueError as error:
        yield "value", str(error)
        return
    # a limit printed with a named state (an index of 1.0) is kept as it is: nothing reads it
    if fact.upper_limit is not None and entry.units:
        try:
            read_limit(entry, fact.upper_limit, unit)
        except ValueError as error:
            yield "upper_limit", str(error)


def _unit_of_value(entry: Lab | State, value: str | None, setting: Setting) -> str:
    """Return the unit of a value, in which its limit is too; raise ValueError if unreadable."""
    read: Entered | str = ""
    if value is not None:
        if isinstance(entry, Lab):
            read = read_lab(entry, value, setting)
        else:
            read = read_state(entry, value)
    if isinstance(read, Entered):
        return read.quantity.unit
    return entry.units[0].code if entry.units else ""


def _score(fact: Score, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a score; one that is only answered item by item has no kind."""
    kind = setting.vocabulary.get(ScoreKind, fact.of)
    instrument = setting.vocabulary.get(Instrument, fact.of)
    entry = kind or instrument
    if entry is None:
        yield "of", _unknown(setting, (ScoreKind,), fact.of)
        return
    name = entry.label.en
    if kind is not None:
        yield from _total(fact, kind)
        yield from _grades(fact, kind)
    if instrument is not None:
        yield from _items(fact, instrument)
        if fact.total is not None and instrument.scoring in WITHOUT_TOTAL:
            yield "total", f"{name} has no total. Enter what it is made of."
    if fact.joints and (instrument is None or instrument.scoring != "joints"):
        yield "joints", f"{name} has no joints. Enter them under joints_28."


def _total(fact: Score, kind: ScoreKind) -> Iterator[tuple[str, str]]:
    if fact.total is None or kind.least is None or kind.greatest is None:
        return
    if not kind.least <= fact.total <= kind.greatest:
        yield "total", f"{fact.total} lies outside {kind.least} to {kind.greatest}. Check it."
    elif kind.step is not None and fact.total % kind.step:
        yield "total", f"{fact.total} is no total of {kind.label.en} (steps of {kind.step})."


def _items(fact: Score, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the items; joints and grades stand under words of their own."""
    if instrument.scoring == "joints":
        joints = joint_counts.record_problems(instrument, fact.joints)
        yield from (("joints", message) for message in joints)
        counts = joint_counts.count_problems(instrument, fact.items)
        yield from (("items", message) for message in counts)
    elif instrument.scoring == "grades" and fact.items:
        yield "items", f"{instrument.label.en} has grades. Write them under 'grades': renal: A."
    else:
        yield from (("items", message) for message in item_problems(instrument, fact.items))


def _grades(fact: Score, entry: ScoreKind) -> Iterator[tuple[str, str]]:
    for system, given in fact.grades.items():
        if system not in entry.systems:
            yield "grades", f"'{system}' is no system. Use {', '.join(entry.systems)}."
        elif given not in entry.grades and given != "unknown":
            yield "grades", f"'{given}' is no grade. Use {', '.join(entry.grades)}."


def _diagnosis(fact: Diagnosis, setting: Setting) -> Iterator[tuple[str, str]]:
    yield from _known(fact.of, Condition, setting)
    yield from _in_order(fact.date, fact.end)
    for one in fact.classified_by:
        if setting.vocabulary.get(ClassificationSet, one.set) is None:
            yield "classified_by", _unknown(setting, (ClassificationSet,), one.set)


def _medication(fact: Medication, setting: Setting) -> Iterator[tuple[str, str]]:
    yield from _known(fact.of, Drug, setting)
    yield from _in_order(fact.start, fact.end)
    if fact.once == "yes" and fact.end is not None and fact.end != fact.start:
        yield "end", "What is given once has no last day. Enter each dose as a medicine of its own."


def _event(fact: Event, setting: Setting) -> Iterator[tuple[str, str]]:
    yield from _known(fact.of, Happening, setting)
    yield from _in_order(fact.date, fact.end)


def _device(fact: Device, setting: Setting) -> Iterator[tuple[str, str]]:
    yield from _known(fact.of, DeviceKind, setting)
    if fact.from_ is not None and fact.until is not None and fact.until.last < fact.from_.first:
        yield "until", f"{fact.until} lies before the first day ({fact.from_}). Check both days."


def _answer(fact: Answer, setting: Setting) -> Iterator[tuple[str, str]]:
    entry = setting.vocabulary.get(Question, fact.to)
    if entry is None:
        yield "to", _unknown(setting, (Question,), fact.to)
    elif entry.per == "trial" and fact.trial is None:
        yield "trial", f"'{fact.to}' is asked for each trial. Add trial: NCT…"


_KIND_OF_LIST: dict[str, type[Entry]] = {
    "medications": Drug,
    "diagnoses": Condition,
    "events": Happening,
    "allergies": Allergen,
    "devices": DeviceKind,
}


def _complete(fact: Complete, setting: Setting) -> Iterator[tuple[str, str]]:
    # a line narrowed to a misspelt class would speak for nothing, and nobody would see why
    kind = _KIND_OF_LIST.get(fact.list)
    if fact.of is not None and kind and setting.vocabulary.get(kind, fact.of) is None:
        yield "of", _unknown(setting, (kind,), fact.of)


def _known(key: str, kind: type[Entry], setting: Setting) -> Iterator[tuple[str, str]]:
    entry = setting.vocabulary.get(kind, key)
    if entry is None:
        yield "of", _unknown(setting, (kind,), key)
    elif getattr(entry, "is_group", False):
        name = entry.label.en
        yield "of", f"'{key}' is a whole group ({name}). Enter which one of the group it is."


def _in_order(start: object, end: object) -> Iterator[tuple[str, str]]:
    if start is not None and end is not None and end.last < start.first:  # type: ignore[attr-defined]
        yield "end", f"the end ({end}) lies before the beginning ({start}). Check both days."


_OTHERWISE = {
    "diagnoses": "other_disease",
    "drugs": "other_medicine",
    "events": "other_event",
    "devices": "other_device",
}


def _unknown(setting: Setting, kinds: tuple[type[Entry], ...], key: str) -> str:
    near = next((found for kind in kinds if (found := setting.vocabulary.nearest(kind, key))), None)
    words = [kind_word(kind) for kind in kinds]
    hint = f" Did you mean '{near}'?" if near else ""
    other = next(
        (f" For another, use '{_OTHERWISE[word]}'." for word in words if word in _OTHERWISE), ""
    )
    return f"'{key}' is not among the {' or '.join(words)} that can be entered.{hint}{other}"


_CHECKS: dict[str, Callable[[Any, Setting], Iterator[tuple[str, str]]]] = {
    "milestones": _milestone,
    "observations": _observation,
    "scores": _score,
    "diagnoses": _diagnosis,
    "medications": _medication,
    "events": _event,
    "devices": _device,
    "answers": _answer,
    "complete": _complete,
}
