"""The words of the rule language, one small model each; a rule reads as its sentence."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from core.dates import Duration
from core.record import MilestoneKind, Sex, YesNo
from core.rules.values import Bound, Keys, KeysOrNone
from core.truth import Gate

# A rule is read as part of a whole file: its validator is made there, once, not for each word.
DOOR = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Node(BaseModel):
    """What every rule may carry.

    A rule with an `id` and a `text` is a criterion; a part may quote its own clause in `text`.
    `when` says to whom it applies, `due` at which gate it is asked.
    """

    model_config = DOOR

    id: str | None = None
    text: str | None = None
    note: str | None = None
    source: Literal["title"] | None = None
    when: Rule | None = None
    due: Gate | None = None


class Bounds(Node):
    """Limits of a number: at_least ≥, at_most ≤, above >, below <, between: both ends in."""

    at_least: Bound | None = None
    at_most: Bound | None = None
    above: Bound | None = None
    below: Bound | None = None
    between: tuple[Bound, Bound] | None = None

    def limits(self) -> tuple[tuple[str, Bound], ...]:
        """Return each limit with its word; `between` is an at_least and an at_most."""
        single = [(word, getattr(self, word)) for word in ("at_least", "at_most", "above", "below")]
        if self.between:
            single += [("at_least", self.between[0]), ("at_most", self.between[1])]
        return tuple((word, bound) for word, bound in single if bound is not None)


class LabRule(Bounds):
    """`lab`: the latest fresh result of a measured number."""

    lab: str


class ScoreRule(Bounds):
    """`score`: the latest fresh total of a disease score, or the latest of a period."""

    score: str
    during: Literal["screening_period"] | None = None


class GradeRule(Node):
    """`grade`: how many systems of a graded score have this grade."""

    grade: str
    is_: str = Field(alias="is")
    at_least: int = Field(ge=1)


class FindingRule(Node):
    """`finding`: the latest fresh named state. `on: screening` asks it of the screening period."""

    finding: str
    is_: str = Field(alias="is")
    on: Literal["screening"] | None = None


class Listed(Node):
    """What rules over the lists of a record share.

    `asked_as` names the question whose answer may stand for the list; `judged` sends what is on
    record to the investigator.
    """

    asked_as: str | None = None
    judged: YesNo = "no"


class DiagnosisRule(Listed):
    """`diagnosis`: one of these diagnoses, or of what belongs to them, now or ever."""

    diagnosis: Keys
    classified_by: KeysOrNone = ()
    ongoing: YesNo = "no"
    attributable: YesNo = "no"
    for_at_least: Duration | None = None
    before: MilestoneKind | None = None


class Windowed(Listed):
    """`within` a duration before a named day, both ends included; or `from` it until a sample."""

    within: Duration | None = None
    before: MilestoneKind | None = None
    from_: MilestoneKind | None = Field(default=None, alias="from")
    until_sample_of: str | None = None


class DrugRule(Windowed):
    """`drug`: a course of one of these medicines, or of a medicine of these classes."""

    drug: Keys


class EventRule(Windowed):
    """`event`: one of these events; `where` names the details that make it certain."""

    event: Keys
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class AllergyRule(Listed):
    """`allergy`: an allergy of this severity to one of these substances."""

    allergy: Keys
    severity: Literal["severe"] = "severe"


class QuestionRule(Node):
    """`question`: what a person answered; `until_answered` stands until the answer is there."""

    question: str
    until_answered: Literal["yes"] | None = None


class ConsentRule(Node):
    """`consent`: signed for this trial; a guardian's signature counts or needs review."""

    consent: Literal["signed"]
    by_guardian: Literal["counts", "needs_review"] = "needs_review"


class AgeRule(Bounds):
    """`age`: in completed years on the named day."""

    age: Literal["consent", "screening"]


class SexRule(Node):
    """`sex`: female or male."""

    sex: Sex


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
    "diagnosis": DiagnosisRule,
    "drug": DrugRule,
    "event": EventRule,
    "allergy": AllergyRule,
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


Rule = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[NoneOf, Tag("none_of")]
    | Annotated[AtLeastNOf, Tag("at_least_n_of")]
    | Annotated[Readings, Tag("readings")]
    | Annotated[LabRule, Tag("lab")]
    | Annotated[FindingRule, Tag("finding")]
    | Annotated[ScoreRule, Tag("score")]
    | Annotated[GradeRule, Tag("grade")]
    | Annotated[DiagnosisRule, Tag("diagnosis")]
    | Annotated[DrugRule, Tag("drug")]
    | Annotated[EventRule, Tag("event")]
    | Annotated[AllergyRule, Tag("allergy")]
    | Annotated[QuestionRule, Tag("question")]
    | Annotated[ConsentRule, Tag("consent")]
    | Annotated[AgeRule, Tag("age")]
    | Annotated[SexRule, Tag("sex")],
    Discriminator(word_of),
]


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
