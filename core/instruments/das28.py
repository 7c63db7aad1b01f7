"""Activity of rheumatoid arthritis: DAS28 of four and of three variables, CDAI and SDAI."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import UNKNOWN, filled, points, unanswered
from core.instruments.scored import Scored, Worked, band_of
from core.quantity import Interval

if TYPE_CHECKING:
    from core.vocabulary import Instrument

Term = Callable[[Fraction], Fraction]


def _root(amount: Fraction) -> Fraction:
    exact = math.isqrt(int(amount))
    return Fraction(exact) if exact * exact == amount else Fraction(math.sqrt(amount))


def _log(amount: Fraction) -> Fraction:
    # ln(1) is 0 exactly: a score of whole roots alone is then compared without rounding.
    return Fraction(0) if amount == 1 else Fraction(math.log(amount))


def _tender(joints: Fraction) -> Fraction:
    return Fraction("0.56") * _root(joints)


def _swollen(joints: Fraction) -> Fraction:
    return Fraction("0.28") * _root(joints)


def _esr(mm_h: Fraction) -> Fraction:
    # A rate of 0 has no logarithm; no source says what then, and it counts as 1 here.
    return Fraction("0.70") * _log(max(mm_h, Fraction(1)))


def _crp(mg_l: Fraction) -> Fraction:
    return Fraction("0.36") * _log(mg_l + 1)


def _global(mm: Fraction) -> Fraction:
    return Fraction("0.014") * mm


def _itself(amount: Fraction) -> Fraction:
    return amount


def _mg_per_dl(mg_l: Fraction) -> Fraction:
    return mg_l / 10


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of one term per variable, times `scale`, plus `plus`; every term grows or stays."""

    terms: Mapping[str, Term]
    scale: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)

    def of(self, amounts: Mapping[str, Fraction]) -> Fraction:
        """Return the score of joints, ESR in mm/h, CRP in mg/L and the globals as named."""
        terms = (term(amounts[name]) for name, term in self.terms.items())
        return sum(terms, Fraction(0)) * self.scale + self.plus


_JOINTS: dict[str, Term] = {"tender_joints": _tender, "swollen_joints": _swollen}
_CLINICAL: dict[str, Term] = dict.fromkeys(
    ("tender_joints", "swollen_joints", "patient_global", "physician_global"), _itself
)

# Prevoo MLL, et al. Arthritis Rheum 1995;38:44-48, and das-score.nl for three variables and CRP.
# CDAI: Aletaha D, et al. Arthritis Res Ther 2005;7:R796. SDAI: Smolen JS, et al. Rheumatology
# 2003;42:244. Patient's global in mm for DAS28, both globals in cm for CDAI and SDAI; SDAI counts
# CRP in mg/dL, and takes it here in mg/L like every other.
FORMULAS: dict[str, Formula] = {
    "das28_esr": Formula({**_JOINTS, "esr": _esr, "patient_global": _global}),
    "das28_esr3": Formula({**_JOINTS, "esr": _esr}, Fraction("1.08"), Fraction("0.16")),
    "das28_crp": Formula(
        {**_JOINTS, "crp": _crp, "patient_global": _global}, plus=Fraction("0.96")
    ),
    "das28_crp3": Formula({**_JOINTS, "crp": _crp}, Fraction("1.10"), Fraction("1.15")),
    "cdai": Formula(_CLINICAL),
    "sdai": Formula({**_CLINICAL, "crp": _mg_per_dl}),
}


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Score by the formula that `scoring` names; raise ValueError for an unknown answer."""
    answers = filled(instrument, items)
    formula = FORMULAS[instrument.scoring]
    amounts = {key: points(instrument.items[key], answer) for key, answer in answers.items()}
    total = Interval(
        formula.of({key: one.low or Fraction(0) for key, one in amounts.items()}),
        formula.of({key: one.high or Fraction(0) for key, one in amounts.items()}),
    )
    working = tuple(
        Worked(key, answer, formula.terms[key](amounts[key].low or Fraction(0)) * formula.scale)
        for key, answer in answers.items()
        if answer != UNKNOWN
    )
    still = unanswered(answers)
    return Scored(total, still, working, band_of(instrument, total), instrument.source)
