"""`calculate`: what a published formula gives, with its inputs as used and its source."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, get_args

from core.calculators.body import bmi
from core.calculators.creatinine_clearance import clearance_of
from core.calculators.egfr import FORMULAS, egfr_of
from core.calculators.result import shown_interval
from core.errors import RecordError
from core.quantity import interval
from core.record import Sex
from core.site import Setting
from core.values import read_lab
from core.vocabulary import Lab, read_vocabulary

if TYPE_CHECKING:
    import argparse
    from decimal import Decimal
    from pathlib import Path

    from core.calculators.result import Calculated
    from core.quantity import Interval

_MEASURED = ("creatinine", "weight", "height")


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "calculate", help="show what a formula gives, also one that only old reports use"
    )
    parser.add_argument("formula", choices=["cockcroft_gault", *FORMULAS, "bmi"])
    parser.add_argument("--creatinine", metavar="VALUE", help="with its unit: 88.4 µmol/L")
    parser.add_argument("--weight", metavar="VALUE", help="with its unit: 60 kg")
    parser.add_argument("--height", metavar="VALUE", help="with its unit: 165 cm")
    parser.add_argument("--age", type=int, metavar="YEARS", help="in completed years")
    parser.add_argument("--sex", choices=get_args(Sex))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print the result; what is missing leaves an interval or is named."""
    setting = Setting(read_vocabulary(house / "resources" / "vocabulary"))
    try:
        given = {key: _amounts(key, getattr(chosen, key), setting) for key in _MEASURED}
        result = _result(chosen, given)
    except ValueError as error:
        raise RecordError(str(error)) from None
    sys.stdout.write("\n".join(_lines(result)) + "\n")
    return 0


def _amounts(key: str, text: str | None, setting: Setting) -> Interval[Decimal] | None:
    entry = setting.vocabulary.get(Lab, key)
    if text is None or entry is None:
        return None
    return interval(read_lab(entry, text, setting).quantity, entry.units)


def _result(chosen: argparse.Namespace, given: dict[str, Interval[Decimal] | None]) -> Calculated:
    ages = None if chosen.age is None else (chosen.age, chosen.age)
    match chosen.formula:
        case "bmi":
            return bmi(given["weight"], given["height"])
        case "cockcroft_gault":
            return clearance_of(given["creatinine"], given["weight"], ages, chosen.sex)
        case _:
            return egfr_of(given["creatinine"], ages, chosen.sex, chosen.formula)


def _lines(result: Calculated) -> list[str]:
    shown = [f"  {name:<11} {text}" for name, text in result.inputs]
    missing = [f"  {'missing':<11} {', '.join(result.missing)}"] if result.missing else []
    amounts = result.amounts
    text = shown_interval(amounts, result.formula.unit) if amounts else "cannot be calculated"
    source = f"  {'source':<11} {result.formula.source}"
    return [f"{result.formula.name}: {text}", *shown, *missing, source]
