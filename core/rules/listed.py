"""The words over the lists of a record: diagnoses, medicines, events, allergies, devices."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from core.dates import Duration
from core.record import MilestoneKind, YesNo
from core.rules.node import DOOR, Limits, Windowed
from core.rules.values import Bound, Keys, KeysOrNone


class Unless(BaseModel):
    """An exception: an entry of these keys (any, if none is named) with these details.

    A detail may ask for one of several values, or for a day that lies `for_more_than` so long
    before the screening day.
    """

    model_config = DOOR

    is_: KeysOrNone = Field(default=(), alias="is")
    where: dict[str, Keys] = Field(default_factory=dict)
    since: str | None = None
    for_more_than: Duration | None = None


class Listed(Windowed):
    """What rules over lists share.

    `asked_as` names the question whose answer may stand for the list; `judged` sends what is on
    record to the investigator; `unless` are the exceptions. With `if_recorded` nothing on record
    is a no here, since another part asks for it.
    """

    asked_as: str | None = None
    judged: YesNo = "no"
    unless: tuple[Unless, ...] = ()
    if_recorded: YesNo = "no"


class DiagnosisRule(Listed):
    """`diagnosis`: one of these diagnoses, or of what belongs to them, now or ever."""

    diagnosis: Keys
    classified_by: KeysOrNone = ()
    ongoing: YesNo = "no"
    attributable: YesNo = "no"
    for_at_least: Duration | None = None
    where: dict[str, Keys] = Field(default_factory=dict)


class DoseLimits(Limits):
    """Limits of a dose, each with its unit: `7.5 mg/week`, `1 mg/kg/day`."""


class Count(BaseModel):
    """How many different medicines."""

    model_config = DOOR

    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)


OF_A_COURSE = (
    "running_on",
    "for_at_least",
    "for_more_than",
    "started",
    "ended_within",
    "dose",
    "stable_for",
)
"""The words that ask more of a course than that it touches a window."""


OF_TIME_ALONE = frozenset({"for_at_least", "for_more_than", "ended_within"})
"""Those of them that several medicines taken in turn may fulfil together."""


class DrugRule(Listed):
    """`drug`: a course of one of these medicines, or of a medicine of these classes.

    By itself: one that touches the window, or any time; with `half_lives` the window reaches so
    many half-lives of each medicine before the named day. `running_on` a day it may be asked for
    its `dose`, how long it has been `stable_for` before a day, and how many run (`count`).
    `for_at_least`, `for_more_than`: how long one was taken before a day; several that were only
    together taken so long need review, and so does one that ended longer ago than `ended_within`;
    `started` counts from the first day of one, pauses too.
    `equivalent` sums all systemic glucocorticoids of a day.
    With `each` every one that runs must be as asked, not only one.
    """

    drug: Keys
    from_: MilestoneKind | None = Field(default=None, alias="from")
    until_sample_of: str | None = None
    running_on: MilestoneKind | None = None
    during: Literal["screening_period"] | None = None
    for_at_least: Duration | None = None
    for_more_than: Duration | None = None
    started: Duration | None = None
    ended_within: Duration | None = None
    dose: DoseLimits | None = None
    equivalent: Literal["prednisone"] | None = None
    stable_for: Duration | None = None
    change_at_most: Bound | None = None
    count: Count | None = None
    half_lives: Decimal | None = Field(default=None, gt=0)
    each: YesNo = "no"

    @property
    def is_of_a_course(self) -> bool:
        """Tell whether more is asked of a course than that it touches a window."""
        return any(getattr(self, word) is not None for word in OF_A_COURSE)

    @property
    def is_of_time_alone(self) -> bool:
        """Tell whether of a course only its length is asked, and at most that it is not old."""
        asked = {word for word in OF_A_COURSE if getattr(self, word) is not None}
        return self.each == "no" and bool(asked - {"ended_within"}) and asked <= OF_TIME_ALONE


class EventRule(Listed):
    """`event`: one of these events; `where` names the details that make it certain.

    `planned` asks for those that are planned for a day after the assessed one; `since` for those
    from the day of a milestone on, up to the assessed one.
    """

    event: Keys
    since: MilestoneKind | None = None
    planned: YesNo = "no"
    where: dict[str, Keys] = Field(default_factory=dict)


class AllergyRule(Listed):
    """`allergy`: an allergy of this severity to one of these substances."""

    allergy: Keys
    severity: Literal["severe"] = "severe"


class DeviceRule(Listed):
    """`device`: one of these devices in place on the screening day or since."""

    device: Keys
