"""From which day the medicines of a list are out of the body, and what that rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gui.session.medicines.words import day_text, filled, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.calculators.courses.course import Course
    from core.calculators.courses.washout import Washout
    from core.site import Setting

HALF_LIVES = Decimal(5)
_WASHED_OUT = ("immunosuppressant", "biologic")


def washouts(courses: Sequence[Course], setting: Setting, language: str) -> Iterator[str]:
    """Yield for each immunosuppressant and biologic from when it is gone, in 5 half-lives."""
    from core.calculators.courses.course import of_class
    from core.calculators.courses.washout import washout

    found = of_class(courses, setting.vocabulary, *_WASHED_OUT)
    for key in dict.fromkeys(one.of for one in found):
        made = washout([one for one in found if one.of == key], HALF_LIVES, setting)
        yield filled(
            translate("Medicines", "{name}: {clear}"),
            name=setting.vocabulary.label(key, language),
            clear=_clear(made),
        )


def _clear(made: Washout) -> str:
    if made.half_life is None:
        return translate("Medicines", "no half-life on record")
    source = filled(translate("Medicines", "source: {source}"), source=made.half_life.source)
    if made.by_site:
        source += " " + translate("Medicines", "(set by the site)")
    if made.half_life.none is not None or made.days is None:
        return translate("Medicines", "no half-life can be given") + f" · {source}"
    stays = _stays(made)
    if made.clear_from is None:
        clear = filled(
            translate("Medicines", "clear {n} d after its last dose, which is not set"),
            n=str(made.days),
        )
    else:
        clear = filled(translate("Medicines", "clear from {day}"), day=day_text(made.clear_from))
        if not made.clear_from.is_exact or not made.last.certain:
            clear += " · " + translate("Medicines", "not certain")
    return f"{clear} · {stays} · {source}"


def _stays(made: Washout) -> str:
    half_life = made.half_life
    if half_life is None or half_life.washout_days is not None:
        return filled(
            translate("Medicines", "published time until it is gone: {n} d"), n=str(made.days)
        )
    length, unit = (half_life.days, "d") if half_life.days is not None else (half_life.hours, "h")
    return filled(
        translate("Medicines", "{n} half-lives of {length}"),
        n=str(HALF_LIVES),
        length=f"{length} {unit}",
    )
