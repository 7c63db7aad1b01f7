"""`next`: what to find out next about a record, over all trials, as text or JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from core.assessment import assess_all
from core.commands.loading import day, load
from core.commands.screen import today
from core.next_steps import Gap, next_steps
from core.next_steps.facts import fact_of
from core.wording import errand_word, gap_text, unneeded_text, worth_text
from core.wording.needs import open_items_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from core.next_steps import NextSteps, Step
    from core.vocabulary import Vocabulary

Document = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("next", help="say what to find out next, over all trials")
    parser.add_argument("record", metavar="RECORD.yaml")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the assessed day (today)")
    parser.add_argument("--site", metavar="FILE", help="the site's laboratory ranges (none)")
    parser.add_argument(
        "--trial", action="append", default=[], metavar="NCT…", help="only this trial"
    )
    parser.add_argument(
        "--all", action="store_true", help="ask for failed trials and arms too, for the log"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print the steps, best first, the gaps they come from, and what no longer matters."""
    loaded = load(chosen, house, chosen.trial)
    vocabulary = loaded.setting.vocabulary
    as_of = chosen.as_of or today()
    results = assess_all(loaded.record, loaded.trials, loaded.setting, as_of)
    found = next_steps(results, vocabulary, everything=chosen.all)
    names = {trial.registry_number: trial.short_name for trial in loaded.trials}
    if chosen.format == "json":
        document = {"as_of": as_of.isoformat(), **_document(found, vocabulary)}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(found, names, vocabulary)) + "\n")
    return 0


def _document(found: NextSteps, vocabulary: Vocabulary) -> Document:
    return {
        "steps": [_step(step, vocabulary) for step in found.steps],
        "gaps": [
            {"trial": one.trial, "criterion": one.id, "arm": one.arm}
            | {"outcome": one.gap.outcome.value, "gap": _gap(one.gap, one.trial, vocabulary)}
            for one in found.waiting
        ],
        "no_longer_needed": [
            {"of": one.fact.of, "what": one.fact.what, "trial": one.trial}
            | {"criterion": one.criterion, "why": one.why}
            for one in found.unneeded
        ],
    }


def _step(step: Step, vocabulary: Vocabulary) -> Document:
    return {
        "of": step.fact.of,
        "what": step.fact.what,
        "trial": step.fact.trial or None,
        "need": step.need.kind.value,
        "in_words": open_items_text(step.need, step.begun, vocabulary),
        "cost": step.cost,
        "errand": step.errand,
        "settles": {
            "trials": step.trials,
            "arms": [f"{trial} {arm}" for trial, arm in step.arms],
            "criteria": [f"{trial} {id_}" for trial, id_ in step.criteria],
        },
        "one_of_several": [f"{trial} {id_}" for trial, id_ in step.shared],
        "still_open": list(step.begun),
    }


def _gap(gap: Gap, trial: str, vocabulary: Vocabulary) -> Document:
    facts = [fact_of(need, trial, vocabulary) for need in gap.needs]
    needs = [
        {"of": fact.of, "what": fact.what, "need": need.kind.value}
        for fact, need in zip(facts, gap.needs, strict=True)
    ]
    return {
        "enough": gap.enough,
        "of": needs or [_gap(part, trial, vocabulary) for part in gap.parts],
    }


def _lines(found: NextSteps, names: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    if not found.steps:
        yield "Nothing is left to find out."
    for number, step in enumerate(found.steps, start=1):
        own = f" ({names[step.fact.trial]})" if step.fact.trial else ""
        worth = worth_text(len(step.trials), len(step.criteria), len(step.shared))
        yield f"{number:>3}  {open_items_text(step.need, step.begun, vocabulary)}{own}: {worth}"
        yield from _still_open(step, vocabulary)
    for errand, steps in found.errands.items():
        yield f"\n{errand_word(errand)}: " + "; ".join(
            vocabulary.label(step.fact.what) for step in steps
        )
    several = [one for one in found.waiting if one.id and len({*one.gap.all_needs()}) > 1]
    if several:
        yield "\nNeeded together, or one of several, to be met:"
    for one in several:
        yield f"  {names[one.trial]} {one.id}: {gap_words(one.gap, vocabulary)}"
    if found.unneeded:
        yield "\nNo longer needed:"
    for idle in found.unneeded:
        why = unneeded_text(idle.why, names[idle.trial], idle.criterion)
        yield f"  {vocabulary.label(idle.fact.what)}: {why}"


def _still_open(step: Step, vocabulary: Vocabulary) -> Iterator[str]:
    if step.begun:
        yield f"     still open: {', '.join(vocabulary.label(item) for item in step.begun)}"


def gap_words(gap: Gap, vocabulary: Vocabulary) -> str:
    """Return what an open criterion waits for, all of it or any, in words."""
    needs = [open_items_text(need, gap.begun, vocabulary) for need in gap.needs]
    inner = [gap_words(part, vocabulary) for part in gap.parts]
    bracketed = [f"({text})" if " of: " in text and len(inner) > 1 else text for text in inner]
    return gap_text(gap.enough, needs or bracketed)
