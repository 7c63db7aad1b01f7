"""What parses and is still nonsense: unknown words, bounds without unit, empty bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.quantity import in_first_unit, unit_named
from core.rules import (
    AgeRule,
    AllergyRule,
    AtLeastNOf,
    Bounds,
    DiagnosisRule,
    DrugRule,
    EventRule,
    FindingRule,
    GradeRule,
    LabRule,
    Listed,
    Node,
    QuestionRule,
    ScoreRule,
    Windowed,
    walk,
    word_of,
)
from core.vocabulary import (
    Allergen,
    ClassificationSet,
    Condition,
    Drug,
    Entry,
    Happening,
    Lab,
    Question,
    ScoreKind,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from core.trial import Criterion, Trial
    from core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a trial file; an error must be mended before the file is used."""

    severity: Literal["error", "warning"]
    criterion: str
    message: str


def lint(trial: Trial, vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """Return what is wrong in a trial, in the order of its criteria."""
    return (*_repeated_ids(trial), *_arms(trial, vocabulary), *_criteria(trial, vocabulary))


def _repeated_ids(trial: Trial) -> Iterator[Fault]:
    seen: set[str] = set()
    for criterion in trial.criteria:
        if criterion.id in seen:
            yield Fault(
                "error", criterion.id, "this id is used twice. Give each criterion its own."
            )
        seen.add(criterion.id)


def _arms(trial: Trial, vocabulary: Vocabulary) -> Iterator[Fault]:
    for arm in trial.arms:
        for key in arm.diagnoses:
            yield from _known(Condition, key, arm.key, vocabulary)


def _criteria(trial: Trial, vocabulary: Vocabulary) -> Iterator[Fault]:
    for criterion in trial.criteria:
        for rule in walk(criterion.rule):
            yield from _rule(rule, criterion, vocabulary)


def _rule(rule: Node, criterion: Criterion, vocabulary: Vocabulary) -> Iterator[Fault]:
    if rule.text and rule.text not in criterion.text:
        message = f"the part quotes '{rule.text}', which is not in the text of the criterion."
        yield Fault("error", criterion.id, message)
    for kind, key in _words(rule):
        yield from _known(kind, key, criterion.id, vocabulary)
    yield from _states(rule, criterion, vocabulary)
    if isinstance(rule, Bounds):
        yield from _bounds(rule, criterion, vocabulary)
    for message in _together(rule, vocabulary):
        yield Fault("error", criterion.id, message)


def _together(rule: Node, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what is wrong between the words of a rule."""
    if isinstance(rule, Windowed):
        if (rule.within is None) != (rule.before is None):
            yield "'within' and 'before' belong together. Write both."
        if (rule.from_ is None) != (rule.until_sample_of is None):
            yield "'from' and 'until_sample_of' belong together. Write both."
    if isinstance(rule, DiagnosisRule) and (rule.for_at_least is None) != (rule.before is None):
        yield "'for_at_least' asks for 'before': name the day."
    if isinstance(rule, AtLeastNOf) and rule.at_least_n_of.n > len(rule.at_least_n_of.of):
        yield f"at_least_n_of: {rule.at_least_n_of.n} of {len(rule.at_least_n_of.of)} cannot be."
    if isinstance(rule, EventRule):
        yield from _details(rule, vocabulary)


def _details(rule: EventRule, vocabulary: Vocabulary) -> Iterator[str]:
    events = [vocabulary.get(Happening, key) for key in rule.event]
    known = {detail for one in events if one for detail in one.details}
    for word in rule.where:
        if word not in known:
            yield f"'{word}' is no detail of {', '.join(rule.event)}."


def _words(rule: Node) -> Iterator[tuple[type[Entry], str]]:
    """Yield every vocabulary key of a rule with its kind."""
    match rule:
        case LabRule():
            yield Lab, rule.lab
        case FindingRule():
            yield State, rule.finding
        case ScoreRule():
            yield ScoreKind, rule.score
        case GradeRule():
            yield ScoreKind, rule.grade
        case QuestionRule():
            yield Question, rule.question
        case _:
            yield from _list_words(rule)


def _list_words(rule: Node) -> Iterator[tuple[type[Entry], str]]:
    match rule:
        case DiagnosisRule():
            yield from ((Condition, key) for key in rule.diagnosis)
            yield from ((ClassificationSet, key) for key in rule.classified_by)
        case DrugRule():
            yield from ((Drug, key) for key in rule.drug)
            if rule.until_sample_of:
                yield Lab, rule.until_sample_of
        case EventRule():
            yield from ((Happening, key) for key in rule.event)
        case AllergyRule():
            yield from ((Allergen, key) for key in rule.allergy)
    if isinstance(rule, Listed) and rule.asked_as:
        yield Question, rule.asked_as


def _known(kind: type[Entry], key: str, where: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    if vocabulary.get(kind, key) is None:
        near = vocabulary.nearest(kind, key)
        hint = f" Did you mean '{near}'?" if near else ""
        yield Fault("error", where, f"'{key}' is not in the vocabulary.{hint}")


def _states(rule: Node, criterion: Criterion, vocabulary: Vocabulary) -> Iterator[Fault]:
    if isinstance(rule, FindingRule):
        state = vocabulary.get(State, rule.finding)
        if state is not None and rule.is_ not in state.states:
            message = f"'{rule.is_}' is no state of {rule.finding}. Use {', '.join(state.states)}."
            yield Fault("error", criterion.id, message)
    if isinstance(rule, GradeRule):
        score = vocabulary.get(ScoreKind, rule.grade)
        if score is not None and rule.is_ not in score.grades:
            message = f"'{rule.is_}' is no grade of {rule.grade}. Use {', '.join(score.grades)}."
            yield Fault("error", criterion.id, message)


def _bounds(rule: Bounds, criterion: Criterion, vocabulary: Vocabulary) -> Iterator[Fault]:
    limits = rule.limits()
    if not limits:
        message = f"the rule '{word_of(rule)}' has no limit. Add at_least, at_most, above or below."
        yield Fault("error", criterion.id, message)
    if isinstance(rule, LabRule):
        yield from _units(rule, criterion, vocabulary)
    if isinstance(rule, AgeRule) and any(bound.unit != "years" for _, bound in limits):
        yield Fault("error", criterion.id, "an age is limited in years: write 18 years.")
    if isinstance(rule, ScoreRule):
        yield from _score_limits(rule, criterion, vocabulary)
    if _is_empty(_amounts(rule, vocabulary)):
        yield Fault("error", criterion.id, "no value can be between these limits.")


def _score_limits(rule: ScoreRule, criterion: Criterion, vocabulary: Vocabulary) -> Iterator[Fault]:
    entry = vocabulary.get(ScoreKind, rule.score)
    if entry is not None and entry.greatest is None:
        message = f"'{rule.score}' has no total. Write 'grade' and how many."
        yield Fault("error", criterion.id, message)
    for _, bound in rule.limits():
        if bound.unit:
            message = f"the limit {bound} of {rule.score}: a score has no unit."
            yield Fault("error", criterion.id, message)


def _amounts(rule: Bounds, vocabulary: Vocabulary) -> list[tuple[str, Decimal]]:
    """Return the limits in one unit, or none where they cannot be compared."""
    limits = rule.limits()
    if len({bound.is_uln for _, bound in limits}) > 1:
        return []
    lab = vocabulary.get(Lab, rule.lab) if isinstance(rule, LabRule) else None
    try:
        return [
            (
                word,
                in_first_unit(bound.amount, unit_named(bound.unit, lab.units, "").code, lab.units)
                if lab and bound.unit and not bound.is_uln
                else bound.amount,
            )
            for word, bound in limits
        ]
    except ValueError:
        return []


def _is_empty(amounts: list[tuple[str, Decimal]]) -> bool:
    lows = [(amount, word == "above") for word, amount in amounts if word in ("at_least", "above")]
    highs = [(amount, word == "below") for word, amount in amounts if word in ("at_most", "below")]
    return any(
        low > high or (low == high and (above or below))
        for low, above in lows
        for high, below in highs
    )


def _units(rule: LabRule, criterion: Criterion, vocabulary: Vocabulary) -> Iterator[Fault]:
    lab = vocabulary.get(Lab, rule.lab)
    if lab is None:
        return
    for _, bound in rule.limits():
        if bound.is_uln:
            continue
        if not bound.unit and lab.unit:
            yield Fault("error", criterion.id, f"the limit {bound} of {rule.lab} has no unit.")
        elif bound.unit:
            try:
                unit_named(bound.unit, lab.units, rule.lab)
            except ValueError as error:
                yield Fault("error", criterion.id, str(error))
