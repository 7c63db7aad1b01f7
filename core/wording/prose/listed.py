"""In words: `diagnosis`, `event`, `allergy`, `device`, and what all words over lists share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.wording.prose.asked import answers
from core.wording.prose.saying import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.rules import AllergyRule, DeviceRule, DiagnosisRule, EventRule, Listed, Unless
    from core.wording.prose.saying import Words


def diagnosis(rule: DiagnosisRule, words: Words) -> Prose:
    """Say of a diagnosis whether it is the one of an arm, or of the history, and on which days."""
    what = words.labels(rule.diagnosis)
    if rule.classified_by or rule.for_at_least or (rule.ongoing == "yes" and not rule.asked_as):
        says = words.say("diagnosis_present", what=what)
        return Prose(says, (*_of_arm(rule, words), *absence(rule, "diagnoses", words)))
    ongoing = "_ongoing" if rule.ongoing == "yes" else ""
    if rule.within is not None and rule.before is not None and rule.attributable == "no":
        code = f"diagnosis{ongoing}_within"
        says = words.say(code, what=what, duration=rule.within, day=words.day(rule.before))
    else:
        says = words.say(f"diagnosis{ongoing or '_ever'}", what=what)
    details = list(_details(rule.where, words))
    details += [words.say("listed_attributable")] if rule.attributable == "yes" else []
    details += [words.say("suspected"), *shared(rule, "diagnoses", words)]
    return Prose(says, tuple(details))


def _of_arm(rule: DiagnosisRule, words: Words) -> Iterator[str]:
    if rule.for_at_least is not None:
        day = words.day(rule.before or "screening")
        yield words.say("diagnosed_for", duration=rule.for_at_least, day=day)
    elif rule.classified_by:
        yield words.say("classified_by", sets=words.labels(rule.classified_by))
    yield words.say("present_suspected")


def event(rule: EventRule, words: Words) -> Prose:
    """Say of an event on which days it counts, and which details make it certain."""
    if rule.planned == "yes":
        says = words.say("event_planned", what=words.labels(rule.event))
    elif rule.since is not None:
        says = words.say("event_since", what=words.labels(rule.event), day=words.day(rule.since))
    else:
        says = on_days("event", rule, words.labels(rule.event), words)
    return Prose(says, (*_details(rule.where, words), *shared(rule, "events", words)))


def allergy(rule: AllergyRule, words: Words) -> Prose:
    """Say which allergies count."""
    says = words.say("allergy", what=words.labels(rule.allergy))
    return Prose(says, tuple(shared(rule, "allergies", words)))


def device(rule: DeviceRule, words: Words) -> Prose:
    """Say which devices count."""
    says = words.say("device", what=words.labels(rule.device))
    return Prose(says, tuple(shared(rule, "devices", words)))


def on_days(word: str, rule: Listed, what: str, words: Words) -> str:
    """Say that one of these lies in the window of a rule, or at any time."""
    if rule.within is None or rule.before is None:
        return words.say(f"{word}_ever", what=what)
    day = words.day(rule.before)
    return words.say(f"{word}_within", what=what, duration=rule.within, day=day)


def shared(rule: Listed, name: str, words: Words) -> Iterator[str]:
    """Say what all words over lists share: exceptions, who judges, what absence means."""
    yield from exceptions(rule, words)
    if rule.judged == "yes" and rule.asked_as:
        yield words.say("judged_asked", question=words.question(rule.asked_as))
    elif rule.judged == "yes":
        yield words.say("judged")
    yield from absence(rule, name, words)


def exceptions(rule: Listed, words: Words) -> Iterator[str]:
    """Say what a rule does not mean."""
    for one in rule.unless:
        yield _exception(one, words)
    if any(one.where or one.since for one in rule.unless):
        yield words.say("except_open")


def _exception(one: Unless, words: Words) -> str:
    code = "except" if one.is_ else "except_any"
    values: dict[str, object] = {"what": words.labels(one.is_)}
    if one.where:
        code += "_where"
        values["details"] = "; ".join(
            f"{words.label(word)}: {words.labels(of)}" for word, of in one.where.items()
        )
    if one.since is not None and one.for_more_than is not None:
        code += "_since"
        values |= {"since": words.label(one.since), "duration": one.for_more_than}
    return words.say(code, **values)


def _details(where: Mapping[str, tuple[str, ...]], words: Words) -> Iterator[str]:
    for word, values in where.items():
        yield words.say("where", detail=words.label(word), values=words.labels(values))


def absence(rule: Listed, name: str, words: Words) -> Iterator[str]:
    """Say what it means that nothing is on record, and who answers instead."""
    code = "absent"
    values: dict[str, object] = {"list": words.label(name)}
    if rule.asked_as:
        code += "_asked"
        values["question"] = words.question(rule.asked_as)
    if rule.if_recorded == "yes":
        code += "_if_recorded"
    yield words.say(code, **values)
    if rule.asked_as:
        yield from answers(rule.asked_as, words)
