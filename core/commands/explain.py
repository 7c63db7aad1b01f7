"""`explain`: what a typed value or day means, or how the rules of a trial read its text."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.commands.explain_rules import explain_trial, review_trial
from core.commands.loading import day
from core.commands.screen import today
from core.dates import day_in_words, read_day
from core.errors import RecordError
from core.exchange.site_file import read_site
from core.quantity import cleaned, converts, for_the_eye, in_unit, plain
from core.site import Setting
from core.values import parted, read_total, read_typed
from core.vocabulary import Entry, Lab, ScoreKind, State, kind_word, read_vocabulary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from core.dates import Day
    from core.quantity import Entered, Quantity
    from core.values import Typed
    from core.vocabulary import Vocabulary

Document = dict[str, Any]
_KINDS: tuple[type[Entry], ...] = (Lab, State, ScoreKind)
_DIGITS = 6
_TRIAL = re.compile(r"NCT\d{8}")
_UNIT_FROM = {
    "typed": "as typed",
    "site": "the usual unit of this site",
    "vocabulary": "the first unit of the vocabulary",
}


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="say what a typed value or day means, or how a trial is read",
        epilog="Write -- before a value that begins with a hyphen: explain --as date -- -14d",
    )
    parser.add_argument(
        "value", metavar="VALUE", help="as it is typed: '9,1 g/dl (17.5) @ -3d'; or a trial, NCT…"
    )
    parser.add_argument(
        "criterion", nargs="?", metavar="CRITERION", help="of a trial: only this one (all)"
    )
    parser.add_argument(
        "--as",
        dest="key",
        metavar="KEY",
        help="a lab, finding or score by key, name or LOINC; or date",
    )
    parser.add_argument(
        "--review",
        type=Path,
        metavar="FILE.pdf",
        help="of a trial: write the page on which a site compares it with its protocol",
    )
    parser.add_argument("--site", metavar="FILE", help="the site's units and order of dates (none)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day to count from (today)")
    parser.add_argument("--planned", action="store_true", help="a date may lie ahead")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print what was understood; raise RecordError with the sentence where it is refused."""
    if chosen.key is None and chosen.review and _TRIAL.fullmatch(chosen.value):
        return review_trial(chosen.value, chosen.review, house)
    if chosen.key is None and _TRIAL.fullmatch(chosen.value):
        return explain_trial(chosen.value, chosen.criterion, chosen.format, house)
    if chosen.key is None or chosen.criterion is not None or chosen.review:
        sys.stderr.write("Write explain VALUE --as KEY, or explain NCT… [CRITERION].\n")
        return 2
    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    setting = Setting(vocabulary)
    if chosen.site:
        setting = Setting(vocabulary, read_site(Path(chosen.site), vocabulary))
    try:
        document = explained(chosen, setting, chosen.as_of or today())
    except ValueError as refusal:
        raise RecordError(str(refusal)) from None
    if chosen.format == "json":
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(document)) + "\n")
    return 0


def explained(chosen: argparse.Namespace, setting: Setting, as_of: date) -> Document:
    """Return all that was understood of a text, as plain data; raise ValueError if refused."""
    if chosen.key == "date":
        order = setting.site.date_order
        read = read_day(chosen.value, as_of, order, may_be_ahead=chosen.planned)
        return {"key": "date", "raw": chosen.value, "day": _day(read, as_of)}
    entry = entry_called(chosen.key, setting.vocabulary)
    about = {"key": entry.key, "kind": kind_word(type(entry)), "label": entry.label.en}
    if isinstance(entry, ScoreKind):
        text, when = parted(chosen.value, setting, as_of)
        total = read_total(entry, text)
        shown = plain(total) if isinstance(total, Decimal) else total
        return about | {"raw": chosen.value, "value": shown} | _dated(when, as_of)
    typed = read_typed(entry, chosen.value, setting, as_of)
    about |= {"raw": typed.raw}
    if isinstance(typed.read, str):
        return about | {"value": typed.read} | _dated(typed.day, as_of)
    return about | _measured(typed, typed.read, entry) | _dated(typed.day, as_of)


def entry_called(word: str, vocabulary: Vocabulary) -> Lab | State | ScoreKind:
    """Return the lab, finding or score of a key, name, alias or LOINC code.

    Raises RecordError where there is none, or where the word is the name of several.
    """
    everything: list[Lab | State | ScoreKind] = [
        *vocabulary.all(Lab),
        *vocabulary.all(State),
        *vocabulary.all(ScoreKind),
    ]
    wanted = cleaned(word).casefold()
    found = [entry for entry in everything if wanted in _names(entry)]
    found = [entry for entry in found if entry.key == word] or found
    if len(found) == 1:
        return found[0]
    if found:
        message = f"'{word}' is the name of {', '.join(one.key for one in found)}. Use one of them."
        raise RecordError(message)
    near = next((one for kind in _KINDS if (one := vocabulary.nearest(kind, word))), None)
    hint = f" Did you mean '{near}'?" if near else ""
    message = f"'{word}' is no lab, finding or score, and not 'date'.{hint}"
    raise RecordError(message)


def _names(entry: Entry) -> set[str]:
    codes: tuple[str, ...] = getattr(entry, "loinc", ())
    names = (entry.key, entry.label.en, entry.label.zh, *entry.aliases, *codes)
    return {cleaned(name).casefold() for name in names}


def _measured(typed: Typed, read: Entered, entry: Lab | State) -> Document:
    made: Document = {
        "comparator": read.quantity.sign,
        "number": plain(read.quantity.amount),
        "unit": read.quantity.unit,
        "unit_from": typed.unit_from,
        "value": str(read.quantity),
        "used_as": str(typed.used),
        "converts": converts(read.quantity.unit, entry.units),
        "lower_limit": str(read.lower_limit) if read.lower_limit else None,
        "upper_limit": str(read.upper_limit) if read.upper_limit else None,
        "flag": read.flag,
        "other_units": [
            {"unit": unit.code, "value": _converted(read.quantity, unit.code, entry)}
            for unit in entry.units
            if unit.code != read.quantity.unit
        ],
    }
    if typed.doubt:
        low, high = typed.doubt.low, typed.doubt.high
        made["question"] = {
            "plausible": [plain(low), plain(high), entry.units[0].code],
            "perhaps": [str(one) for one in typed.doubt.perhaps],
        }
    return made


def _converted(quantity: Quantity, code: str, entry: Lab | State) -> str | None:
    """Write a quantity in another unit, with ≈ where its digits do not end; None if never."""
    if not (converts(code, entry.units) and converts(quantity.unit, entry.units)):
        return None
    amount = in_unit(quantity, code, entry.units)
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    is_exact = Fraction(number) == amount and len(number.normalize().as_tuple().digits) <= _DIGITS
    shown = number.normalize() if is_exact else Decimal(f"{number:.{_DIGITS}g}").normalize()
    return f"{'' if is_exact else '≈ '}{quantity.sign}{plain(shown)} {code}".rstrip()


def _dated(when: Day | None, as_of: date) -> Document:
    return {"day": _day(when, as_of)} if when else {}


def _day(when: Day, as_of: date) -> Document:
    said = {"date": str(when), "in_words": day_in_words(when)}
    ends = {"from": when.first.isoformat(), "to": when.last.isoformat()}
    return said | ends | {"days_before": [(as_of - one).days for one in (when.last, when.first)]}


def _lines(document: Document) -> Iterator[str]:
    if "label" in document:
        yield f"{document['label']} ({document['key']})"
    yield f"  {'typed':<12} {document['raw']}"
    for name, text in _said(document):
        yield f"  {name:<12} {for_the_eye(text)}"


def _said(document: Document) -> Iterator[tuple[str, str]]:
    if "value" in document:
        yield "read as", document["value"].replace("_", " ")
    if "unit" in document:
        yield from _said_of_measured(document)
    if "day" in document:
        yield "day", _said_of_day(document["day"])


def _said_of_measured(document: Document) -> Iterator[tuple[str, str]]:
    yield "unit", f"{document['unit'] or 'none'}, {_UNIT_FROM[document['unit_from']]}"
    kept = "" if document["converts"] else " (never converts; kept as it was reported)"
    yield "used as", f"{document['used_as']}{kept}"
    if document["comparator"]:
        yield "", "a bound, not a number: decided only where all it allows agrees"
    limits = (("lower limit", "lower_limit"), ("upper limit", "upper_limit"), ("flag", "flag"))
    yield from ((name, document[key]) for name, key in limits if document[key])
    if "question" in document:
        low, high, unit = document["question"]["plausible"]
        perhaps = " or ".join(document["question"]["perhaps"])
        yield "question", f"outside {low} to {high} {unit}".rstrip() + "; is it right?"
        yield from [("", f"perhaps {perhaps}")] if perhaps else []
    also = [one["value"] or f"{one['unit']} (never converts)" for one in document["other_units"]]
    if also:
        yield "other units", ", ".join(also)


def _said_of_day(said: Document) -> str:
    late, early = said["days_before"]
    ago = f"{late} d" if late == early else f"{late} to {early} d"
    span = "" if said["from"] == said["to"] else f", {said['from']} to {said['to']}"
    return f"{said['date']} ({said['in_words']}{span}), {ago} before the assessed day"
