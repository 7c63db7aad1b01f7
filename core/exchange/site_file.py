"""Site settings from a file: reference ranges, usual units, half-lives; checked whole."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from core import plain_yaml
from core.errors import RecordError
from core.facts import from_plain
from core.quantity import converts, in_first_unit, unit_named
from core.site import Site
from core.values import read_limit
from core.vocabulary import Drug, Lab, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.dates import Day
    from core.plain_yaml import Place
    from core.quantity import Quantity
    from core.site import ReferenceRange
    from core.vocabulary import Vocabulary

_TWO_RANGES = (
    "two ranges of '{}' hold for the same results. Give them different sexes, ages or first days "
    "(valid_from), or keep one."
)


def read_site(path: Path, vocabulary: Vocabulary) -> Site:
    """Read a site file; raise RecordError with a sentence for the first mistake found."""
    document = plain_yaml.read_file(path, RecordError)
    site = from_plain(Site, document, path.name)
    for place, problem in _problems(site, vocabulary):
        message = f"{path.name}, line {document.line(place)}: {problem}"
        raise RecordError(message)
    return site


def _problems(site: Site, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield each thing that cannot be, and where it stands."""
    for index, one in enumerate(site.ranges):
        yield from ((("ranges", index), problem) for problem in _of_range(one, vocabulary))
    for (_, one), (index, other) in combinations(enumerate(site.ranges), 2):
        if _overlap(one, other, vocabulary):
            yield ("ranges", index), _TWO_RANGES.format(other.of)
    for key, unit in site.default_units.items():
        for problem in _of_default_unit(key, unit, vocabulary):
            yield ("default_units", key), problem
    for key in site.half_lives:
        yield from ((("half_lives", key), problem) for problem in _of_half_life(key, vocabulary))


def _of_range(one: ReferenceRange, vocabulary: Vocabulary) -> Iterator[str]:
    entry = _measured(one.of, vocabulary)
    if entry is None or not entry.units:
        yield _no_analyte(one.of, vocabulary)
        return
    if one.upper_limit is None and one.lower_limit is None:
        yield f"the range of '{one.of}' has no limit. Give upper_limit, lower_limit or both."
    if not 0 <= one.from_age <= one.to_age:
        yield f"from_age {one.from_age} to to_age {one.to_age} holds for nobody. Check both."
    try:
        unit = unit_named(one.unit, entry.units, entry.label.en).code if one.unit else ""
        limits = {
            name: read_limit(entry, text, unit or entry.units[0].code)
            for name, text in (("lower", one.lower_limit), ("upper", one.upper_limit))
            if text is not None
        }
    except ValueError as error:
        yield str(error)
        return
    yield from _of_limits(limits, one, unit, entry)


def _of_limits(
    limits: dict[str, Quantity], one: ReferenceRange, unit: str, entry: Lab | State
) -> Iterator[str]:
    for limit in limits.values():
        if unit and limit.unit != unit:
            yield f"'{limit}' is not in {unit}, the unit of this range. Write one of the two."
    lower, upper = limits.get("lower"), limits.get("upper")
    if lower is None or upper is None or not _comparable(lower.unit, upper.unit, entry):
        return
    # in a unit that converts into none both limits are in that very unit
    factors = all(converts(limit.unit, entry.units) for limit in (lower, upper))
    amounts = [
        in_first_unit(limit.amount, limit.unit, entry.units) if factors else limit.amount
        for limit in (lower, upper)
    ]
    if amounts[0] >= amounts[1]:
        yield f"the lower limit {one.lower_limit} is not below the upper {one.upper_limit}."


def _overlap(one: ReferenceRange, other: ReferenceRange, vocabulary: Vocabulary) -> bool:
    """Tell whether neither of two ranges is nearer to a result that both hold for.

    A range for a sex is nearer than one for both, and one for some ages than one for all.
    """
    entry = _measured(one.of, vocabulary)
    if entry is None or (one.of, one.sex) != (other.of, other.sex):
        return False
    same_side = any(
        getattr(one, side) is not None and getattr(other, side) is not None
        for side in ("upper_limit", "lower_limit")
    )
    if not same_side or not _same_day(one.valid_from, other.valid_from):
        return False
    if not _comparable(_unit(one, entry), _unit(other, entry), entry):
        return False
    if _for_all_ages(one) != _for_all_ages(other):
        return False
    return one.from_age <= other.to_age and other.from_age <= one.to_age


def _of_default_unit(key: str, unit: str, vocabulary: Vocabulary) -> Iterator[str]:
    lab = vocabulary.get(Lab, key)
    if lab is None:
        yield _no_analyte(key, vocabulary)
    elif all(one.code != unit for one in lab.units):
        accepted = ", ".join(one.code for one in lab.units if one.code) or "no unit at all"
        yield f"'{unit}' cannot be the unit of '{key}'. Use {accepted}."


def _of_half_life(key: str, vocabulary: Vocabulary) -> Iterator[str]:
    drug = vocabulary.get(Drug, key)
    if drug is None:
        near = vocabulary.nearest(Drug, key)
        hint = f" Did you mean '{near}'?" if near else ""
        yield f"'{key}' is not among the medicines that can be entered.{hint}"
    elif drug.is_group:
        yield f"'{key}' is a whole group ({drug.label.en}). Give the half-life of each medicine."


def _measured(key: str, vocabulary: Vocabulary) -> Lab | State | None:
    return vocabulary.get(Lab, key) or vocabulary.get(State, key)


def _no_analyte(key: str, vocabulary: Vocabulary) -> str:
    near = vocabulary.nearest(Lab, key)
    hint = f" Did you mean '{near}'?" if near and near != key else ""
    return f"'{key}' is not an analyte that is measured as a number.{hint}"


def _unit(one: ReferenceRange, entry: Lab | State) -> str:
    text = one.upper_limit or one.lower_limit or ""
    default = unit_named(one.unit, entry.units, "").code if one.unit else entry.units[0].code
    return read_limit(entry, text, default).unit


def _comparable(one: str, other: str, entry: Lab | State) -> bool:
    both_convert = converts(one, entry.units) and converts(other, entry.units)
    return one == other or both_convert


def _same_day(one: Day | None, other: Day | None) -> bool:
    """Tell whether it is not known which of two ranges is the newer one."""
    if one is None or other is None:
        return one is other
    return one.first <= other.last and other.first <= one.last


def _for_all_ages(one: ReferenceRange) -> bool:
    return (one.from_age, one.to_age) == (0, 200)
