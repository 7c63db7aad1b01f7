"""In words: `question`, `consent`, `age`, `sex`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.vocabulary import Question
from core.wording.prose.saying import Prose, limits_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.rules import AgeRule, ConsentRule, QuestionRule, SexRule
    from core.wording.prose.saying import Words


def question(rule: QuestionRule, words: Words) -> Prose:
    """Say which answer counts, who may give it, and how long it holds."""
    entry = words.vocabulary.get(Question, rule.question)
    asked = words.question(rule.question)
    if rule.until_answered == "yes":
        says = words.say("until_answered", question=asked)
        return Prose(says, tuple(_until_answered(entry, words)) if entry else ())
    return Prose(words.say("question", question=asked), tuple(answers(rule.question, words)))


def _until_answered(entry: Question, words: Words) -> Iterator[str]:
    yield words.say("until_answered_reasons", reasons=words.labels(entry.reasons))
    yield words.say("answered_by", persons=words.labels(entry.may_answer))


def answers(key: str, words: Words) -> Iterator[str]:
    """Say who may answer a question, and how long an answer holds."""
    entry = words.vocabulary.get(Question, key)
    if entry is None:
        return
    if entry.may_answer == ("investigator",):
        yield words.say("answered_by_investigator")
    else:
        yield words.say("answered_by", persons=words.labels(entry.may_answer))
    if entry.about == "now":
        yield words.say("answer_holds_now", duration=entry.goes_stale)
    else:
        yield words.say("answer_holds_reasons" if entry.reasons else "answer_holds_past")
    if entry.yes_settled_by is not None:
        yield words.say("yes_settled_by", person=words.label(entry.yes_settled_by))


def consent(rule: ConsentRule, words: Words) -> Prose:
    """Say that the consent is signed, and what a guardian's signature is worth."""
    return Prose(words.say("consent"), (words.say(f"guardian_{rule.by_guardian}"),))


def age(rule: AgeRule, words: Words) -> Prose:
    """Say the age and the day on which it is taken."""
    says = words.say("age", day=words.day(rule.age), limit=limits_text(rule.limits()))
    return Prose(says, (words.say("age_without_consent"),) if rule.age == "consent" else ())


def sex(rule: SexRule, words: Words) -> Prose:
    """Say the sex asked for."""
    return Prose(words.say("sex", sex=words.label(rule.sex)))
