"""Rule → Prose: one small function per word; combinations are a heading above their parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core import rules
from core.trial import part_id
from core.wording.prose.asked import age, consent, question, sex
from core.wording.prose.listed import allergy, device, diagnosis, event
from core.wording.prose.measured import finding, grade, joints, lab, score
from core.wording.prose.medicines import drug
from core.wording.prose.saying import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.wording.prose.saying import Words


def prose_of(rule: rules.Node, words: Words, id_: str = "", depth: int = 0) -> Prose:
    """Return what a rule computes, in words; its parts are named as the program names them."""
    says = WORDS.get(type(rule))
    made = says(rule, words) if says else _combined(rule, words, id_, depth)
    applies = prose_of(rule.when, words) if rule.when is not None else None
    details = (*made.details, *_of_every_rule(rule, words))
    return replace(
        made,
        details=details,
        applies=applies,
        id=id_,
        text=rule.text or "",
        note=rule.note or "",
    )


def _of_every_rule(rule: rules.Node, words: Words) -> list[str]:
    said = []
    if rule.settled_by is not None:
        said.append(words.say("settled_by", question=words.question(rule.settled_by)))
    if rule.due is not None and rule.due != "screening":
        said.append(words.say("due", day=words.day(rule.due)))
    if rule.source is not None:
        said.append(words.say("source"))
    return said


def _combined(rule: rules.Node, words: Words, id_: str, depth: int) -> Prose:
    inside = rules.parts_of(rule)
    parts = tuple(
        prose_of(part, words, part_id(id_, index, depth) if id_ else "", depth + 1)
        for index, part in enumerate(inside)
    )
    match rule:
        case rules.Readings():
            return Prose(words.say("readings"), parts=_read_as(rule, parts, words))
        case rules.AtLeastNOf():
            says = words.say("at_least_n_of", n=rule.at_least_n_of.n, of=len(parts))
            return Prose(says, parts=parts)
        case _:
            return Prose(words.say(rules.word_of(rule) or ""), parts=parts)


def _read_as(rule: rules.Readings, parts: tuple[Prose, ...], words: Words) -> tuple[Prose, ...]:
    names = (words.say("reading", name=one.read_as) for one in rule.readings)
    return tuple(
        Prose(name, parts=(replace(part, id=""),), id=part.id)
        for name, part in zip(names, parts, strict=True)
    )


WORDS: dict[type[rules.Node], Callable[[Any, Words], Prose]] = {
    rules.LabRule: lab,
    rules.FindingRule: finding,
    rules.ScoreRule: score,
    rules.GradeRule: grade,
    rules.JointsRule: joints,
    rules.DiagnosisRule: diagnosis,
    rules.DrugRule: drug,
    rules.EventRule: event,
    rules.AllergyRule: allergy,
    rules.DeviceRule: device,
    rules.QuestionRule: question,
    rules.ConsentRule: consent,
    rules.AgeRule: age,
    rules.SexRule: sex,
}
