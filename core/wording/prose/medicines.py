"""In words: `drug`, by itself or with more asked of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.listed.aspects import unit_of
from core.wording.prose.listed import exceptions, on_days, shared
from core.wording.prose.saying import Prose, limits_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.rules import Count, DoseLimits, DrugRule
    from core.wording.prose.saying import Words


def drug(rule: DrugRule, words: Words) -> Prose:
    """Say what a rule asks of medicines; by itself, whether one is taken on the days asked for."""
    if rule.equivalent is not None:
        return _summed(rule, words)
    if rule.count is not None:
        return _counted(rule, rule.count, words)
    if rule.half_lives is not None:
        return _half_lives(rule, words)
    if rule.is_of_a_course:
        return _regimen(rule, words)
    return Prose(_touches(rule, words), tuple(shared(rule, "medications", words)))


def _touches(rule: DrugRule, words: Words) -> str:
    what = words.labels(rule.drug)
    if rule.from_ is None or rule.until_sample_of is None:
        return on_days("drug", rule, what, words)
    day, lab = words.day(rule.from_), words.label(rule.until_sample_of)
    return words.say("drug_until_sample", what=what, day=day, lab=lab)


def _counted(rule: DrugRule, asked: Count, words: Words) -> Prose:
    limits = [f"≥ {asked.at_least}"] if asked.at_least else []
    limits += [f"≤ {asked.at_most}"] if asked.at_most is not None else []
    day = words.day(rule.running_on or "screening")
    what = words.labels(rule.drug)
    says = words.say("count", what=what, day=day, limit=", ".join(limits))
    return Prose(says, (*exceptions(rule, words), words.say("count_absent")))


def _half_lives(rule: DrugRule, words: Words) -> Prose:
    day, what = words.day(rule.before or "infusion"), words.labels(rule.drug)
    says = words.say("half_lives", n=rule.half_lives, day=day, what=what)
    return Prose(says, (words.say("half_lives_from"), *shared(rule, "medications", words)))


def _regimen(rule: DrugRule, words: Words) -> Prose:
    what = words.labels(rule.drug)
    asked = [*_aspects(rule, words), *shared(rule, "medications", words)]
    if rule.each == "no":
        code = "drug_regimen" if len(rule.drug) == 1 else "drug_regimen_of"
        return Prose(words.say(code, what=what), tuple(asked))
    day = words.day(rule.running_on or "screening")
    says = words.say("drug_each", what=what, day=day)
    return Prose(says, (*asked, words.say("drug_each_absent")))


def _aspects(rule: DrugRule, words: Words) -> Iterator[str]:
    until = words.day(rule.before or "screening")
    if rule.running_on is not None and rule.each == "no":
        yield words.say("drug_runs", day=words.day(rule.running_on))
    yield from _how_long(rule, until, words)
    if rule.started is not None:
        yield words.say("drug_started", duration=rule.started, day=until)
    if rule.ended_within is not None:
        yield words.say("drug_ended_within", duration=rule.ended_within, day=until)
    if rule.dose is not None:
        code = "drug_dose_on" if rule.running_on else "drug_dose_ever"
        day = words.day(rule.running_on) if rule.running_on else until
        yield words.say(code, day=day, limit=limits_text(rule.dose.limits()))
    if rule.stable_for is not None:
        yield _stable("drug_stable", rule, words)


def _how_long(rule: DrugRule, until: str, words: Words) -> Iterator[str]:
    if rule.for_more_than is not None:
        yield words.say("drug_for_more_than", duration=rule.for_more_than, day=until)
    elif rule.for_at_least is not None:
        yield words.say("drug_for_at_least", duration=rule.for_at_least, day=until)
    if rule.is_of_time_alone and words.are_several(rule.drug):
        yield words.say("drug_in_turn")


def _stable(code: str, rule: DrugRule, words: Words) -> str:
    day = words.day(rule.before or "screening")
    period = "_period" if rule.during else ""
    return words.say(f"{code}{period}", duration=rule.stable_for, day=day)


def _summed(rule: DrugRule, words: Words) -> Prose:
    says = words.say("summed", what=words.labels(rule.drug), equivalent=rule.equivalent)
    details = [*_of_the_sum(rule, words), *exceptions(rule, words), words.say("summed_absent")]
    return Prose(says, tuple(details))


def _of_the_sum(rule: DrugRule, words: Words) -> Iterator[str]:
    if rule.dose is not None and unit_of(rule.dose).by_weight:
        yield from _by_weight(rule, rule.dose, words)
    elif rule.dose is not None:
        yield _dosed(rule, rule.dose, words)
    if rule.stable_for is not None:
        yield _stable("summed_stable", rule, words)
    if rule.change_at_most is not None:
        yield words.say("summed_change", limit=rule.change_at_most)


def _dosed(rule: DrugRule, dose: DoseLimits, words: Words) -> str:
    limit = limits_text(dose.limits())
    if rule.during is not None:
        return words.say("summed_dose_period", limit=limit)
    if rule.stable_for is not None:
        return words.say("summed_dose_stable", limit=limit)
    if rule.running_on is not None:
        return words.say("summed_dose_on", limit=limit, day=words.day(rule.running_on))
    return words.say("summed_dose_ever", limit=limit, day=words.day(rule.before or "screening"))


def _by_weight(rule: DrugRule, dose: DoseLimits, words: Words) -> Iterator[str]:
    limit, until = limits_text(dose.limits()), words.day(rule.before or "screening")
    if rule.for_more_than is not None:
        duration = rule.for_more_than
        yield words.say("summed_by_weight_for", limit=limit, duration=duration, day=until)
    elif rule.during is not None:
        yield words.say("summed_by_weight_period", limit=limit)
    elif rule.running_on is not None:
        yield words.say("summed_by_weight_on", limit=limit, day=words.day(rule.running_on))
    else:
        yield words.say("summed_by_weight", limit=limit, day=until)
    if rule.ended_within is not None:
        yield words.say("summed_ended_within", duration=rule.ended_within, day=until)
    yield words.say("summed_weight")
