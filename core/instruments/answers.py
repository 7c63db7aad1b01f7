"""What an answer to an item means: the points that it is worth, or may be worth while unknown."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from core.quantity import Interval, cleaned, number, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.vocabulary import Instrument, Item

UNKNOWN = "unknown"


def check(instrument: Instrument, items: Mapping[str, str]) -> None:
    """Raise ValueError for the first answer that the instrument does not have."""
    for problem in problems(instrument, items):
        raise ValueError(problem)


def filled(instrument: Instrument, items: Mapping[str, str]) -> dict[str, str]:
    """Return an answer to every item, `unknown` where none is given; raise ValueError as check."""
    check(instrument, items)
    return {key: items.get(key, UNKNOWN) for key in instrument.items}


def unanswered(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items that are open."""
    return tuple(key for key, answer in answers.items() if answer == UNKNOWN)


def problems(instrument: Instrument, items: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each unknown item or answer, with what is allowed."""
    name = instrument.label.en
    for key, answer in items.items():
        item = instrument.items.get(key)
        if item is None:
            yield f"'{key}' is no item of {name}. Use {', '.join(instrument.items)}."
        elif not _is_answer(item, answer):
            yield f"'{shortened(answer)}' is no answer to {key} of {name}. Use {allowed(item)}."


def allowed(item: Item) -> str:
    """Say what an item may be answered with."""
    if item.range is not None:
        least, greatest = item.range
        steps = f" in steps of {item.step}" if item.step is not None else ""
        unit = f" {item.unit}" if item.unit else ""
        return f"a number from {least} to {greatest}{unit}{steps}, or {UNKNOWN}"
    words = ("yes", "no") if item.points is not None else tuple(item.levels)
    return f"{', '.join(words)} or {UNKNOWN}"


def points(item: Item, answer: str) -> Interval[Fraction]:
    """Return what a permitted answer is worth; of an unknown one, all that it may be worth."""
    if answer != UNKNOWN:
        known = Fraction(_worth(item, answer))
        return Interval(known, known)
    possible = item.range or tuple(item.levels.values()) or (Decimal(0), item.points or Decimal(0))
    return Interval(Fraction(min(possible)), Fraction(max(possible)))


def _worth(item: Item, answer: str) -> Decimal:
    if item.points is not None:
        return item.points if answer == "yes" else Decimal(0)
    return item.levels[answer] if item.levels else number(cleaned(answer))


def _is_answer(item: Item, answer: str) -> bool:
    if answer == UNKNOWN:
        return True
    if item.range is None:
        return answer in (("yes", "no") if item.points is not None else item.levels)
    least, greatest = item.range
    try:
        given = number(cleaned(answer))
        return least <= given <= greatest and (item.step is None or not (given - least) % item.step)
    except (ValueError, InvalidOperation):  # no number, or one of another kind: many, nan
        return False
