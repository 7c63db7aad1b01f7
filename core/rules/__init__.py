"""The words of the rule language, one small model each; a rule reads as its sentence."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import (
    BaseModel,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from typing_extensions import TypeAliasType

from core.rules import asked, listed, measured, node
from core.rules.asked import AgeRule, ConsentRule, QuestionRule, SexRule
from core.rules.listed import (
    AllergyRule,
    Count,
    DeviceRule,
    DiagnosisRule,
    DoseLimits,
    DrugRule,
    EventRule,
    Listed,
    Unless,
)
from core.rules.measured import FindingRule, GradeRule, JointsRule, LabRule, ScoreRule
from core.rules.node import DOOR, Bounds, Limits, Node, OnTreatment, Windowed

__all__ = [
    "DOOR",
    "WORDS",
    "AgeRule",
    "AllOf",
    "AllergyRule",
    "AnyOf",
    "AtLeastNOf",
    "Bounds",
    "ConsentRule",
    "Count",
    "DeviceRule",
    "DiagnosisRule",
    "DoseLimits",
    "DrugRule",
    "EventRule",
    "FindingRule",
    "GradeRule",
    "JointsRule",
    "LabRule",
    "Limits",
    "Listed",
    "Node",
    "NoneOf",
    "OnTreatment",
    "QuestionRule",
    "Readings",
    "Rule",
    "ScoreRule",
    "SexRule",
    "Unless",
    "Windowed",
    "parts_of",
    "walk",
    "word_of",
]


class AllOf(Node):
    """`all_of`: every part."""

    all_of: tuple[Rule, ...] = Field(min_length=1)


class AnyOf(Node):
    """`any_of`: at least one part."""

    any_of: tuple[Rule, ...] = Field(min_length=1)


class NoneOf(Node):
    """`none_of`: not one part."""

    none_of: tuple[Rule, ...] = Field(min_length=1)


class NOf(BaseModel):
    """How many of which parts."""

    model_config = DOOR

    n: int = Field(ge=1)
    of: tuple[Rule, ...] = Field(min_length=1)


class AtLeastNOf(Node):
    """`at_least_n_of`: n of the parts."""

    at_least_n_of: NOf


class ReadAs(BaseModel):
    """One defensible reading of a text."""

    model_config = DOOR

    read_as: str
    rule: Rule


class Readings(Node):
    """`readings`: two defensible readings; where they differ a person decides."""

    readings: tuple[ReadAs, ReadAs]


WORDS: dict[str, type[Node]] = {
    "all_of": AllOf,
    "any_of": AnyOf,
    "none_of": NoneOf,
    "at_least_n_of": AtLeastNOf,
    "readings": Readings,
    "lab": LabRule,
    "finding": FindingRule,
    "score": ScoreRule,
    "grade": GradeRule,
    "joints": JointsRule,
    "diagnosis": DiagnosisRule,
    "drug": DrugRule,
    "event": EventRule,
    "allergy": AllergyRule,
    "device": DeviceRule,
    "question": QuestionRule,
    "consent": ConsentRule,
    "age": AgeRule,
    "sex": SexRule,
}


def word_of(rule: Any) -> str | None:
    """Return the word that makes a rule what it is, from its model or its plain data."""
    if isinstance(rule, Node):
        return next(word for word, model in WORDS.items() if model is type(rule))
    if isinstance(rule, dict):
        return next((word for word in WORDS if word in rule), None)
    return None


_AnyRule = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[NoneOf, Tag("none_of")]
    | Annotated[AtLeastNOf, Tag("at_least_n_of")]
    | Annotated[Readings, Tag("readings")]
    | Annotated[LabRule, Tag("lab")]
    | Annotated[FindingRule, Tag("finding")]
    | Annotated[ScoreRule, Tag("score")]
    | Annotated[GradeRule, Tag("grade")]
    | Annotated[JointsRule, Tag("joints")]
    | Annotated[DiagnosisRule, Tag("diagnosis")]
    | Annotated[DrugRule, Tag("drug")]
    | Annotated[EventRule, Tag("event")]
    | Annotated[AllergyRule, Tag("allergy")]
    | Annotated[DeviceRule, Tag("device")]
    | Annotated[QuestionRule, Tag("question")]
    | Annotated[ConsentRule, Tag("consent")]
    | Annotated[AgeRule, Tag("age")]
    | Annotated[SexRule, Tag("sex")],
    Discriminator(word_of),
]


def _read_once(data: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Node:
    """Make one rule of what a file writes twice in the same words, so that it is judged once.

    The context holds the rules of the file by their words; without one, each is read anew.
    """
    if info.context is None:
        return cast("Node", read(data))
    words = repr(data)
    if words not in info.context:
        info.context[words] = read(data)
    return cast("Node", info.context[words])


# Under a name of its own pydantic makes one validator of it, not one for each place it stands in.
Rule = TypeAliasType("Rule", Annotated[_AnyRule, WrapValidator(_read_once)])
# A rule may hold a rule (`when`), so pydantic looks for that name in the modules of the words.
for _module in (asked, listed, measured, node):
    vars(_module)["Rule"] = Rule


def parts_of(rule: Node) -> tuple[Node, ...]:
    """Return the rules directly inside a rule, in print order."""
    match rule:
        case AllOf():
            return rule.all_of
        case AnyOf():
            return rule.any_of
        case NoneOf():
            return rule.none_of
        case AtLeastNOf():
            return rule.at_least_n_of.of
        case Readings():
            return tuple(reading.rule for reading in rule.readings)
        case _:
            return ()


def walk(rule: Node) -> tuple[Node, ...]:
    """Return a rule and all rules inside it, conditions included."""
    inside = parts_of(rule) + ((rule.when,) if rule.when else ())
    return (rule, *(deeper for part in inside for deeper in walk(part)))
