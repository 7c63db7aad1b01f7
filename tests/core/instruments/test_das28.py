"""DAS28, CDAI and SDAI: worked examples, published outputs, limits and open variables."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import Scored, score
from core.instruments.das28 import FORMULAS
from core.vocabulary import ScoreKind
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import instrument

JOINTS = ("tender_joints", "swollen_joints")
ORDER = {
    "das28_esr": (*JOINTS, "esr", "patient_global"),
    "das28_esr3": (*JOINTS, "esr"),
    "das28_crp": (*JOINTS, "crp", "patient_global"),
    "das28_crp3": (*JOINTS, "crp"),
    "cdai": (*JOINTS, "patient_global", "physician_global"),
    "sdai": (*JOINTS, "patient_global", "physician_global", "crp"),
}


def scored(key: str, *answers: str) -> Scored:
    return score(instrument(key), dict(zip(ORDER[key], answers, strict=True)))


def exactly(one: Scored) -> Fraction:
    assert one.total is not None
    assert one.total.low is not None
    assert one.total.low == one.total.high
    return one.total.low


def band(one: Scored) -> str:
    assert one.band is not None
    return one.band.label.en


@pytest.mark.parametrize(
    ("key", "answers", "expected"),
    [
        ("das28_esr", "4 5 7 50", 3.8082),
        ("das28_esr", "5 6 8 51", 4.1077),
        ("das28_esr", "4 5 44 12", 4.5630),
        ("das28_esr", "4 2 28 50", 4.5485),
        ("das28_esr", "10 8 40 60", 5.9851),
        ("das28_esr", "2 1 12 20", 3.0914),
        ("das28_esr", "1 0 10 20", 2.4518),
        ("das28_esr", "28 28 10 100", 7.4567),
        ("das28_esr", "0 0 1 0", 0),
        ("das28_esr", "6 4 45 70", 5.5764),
        ("das28_esr", "3 2 30 0", 3.7468),
        ("das28_esr3", "10 8 40", 5.7167),
        ("das28_esr3", "2 1 12", 3.1963),
        ("das28_esr3", "0 0 1", 0.16),
        ("das28_esr3", "3 2 30", 4.2065),
        ("das28_crp", "4 5 7 50", 4.1547),
        ("das28_crp", "5 6 8 51", 4.4031),
        ("das28_crp", "4 5 44 12", 4.2445),
        ("das28_crp", "10 8 25 60", 5.5357),
        ("das28_crp", "2 1 3 20", 2.8110),
        ("das28_crp", "0 0 0 0", 0.96),
        ("das28_crp", "4 2 15.5 60", 4.3252),
        ("das28_crp3", "10 8 25", 5.2593),
        ("das28_crp3", "2 1 3", 2.8781),
        ("das28_crp3", "0 0 0", 1.15),
    ],
)
def test_a_worked_example_has_its_published_score(key: str, answers: str, expected: float) -> None:
    assert float(exactly(scored(key, *answers.split()))) == pytest.approx(expected, abs=0.00006)


@pytest.mark.parametrize(
    ("key", "answers", "expected", "named"),
    [
        ("cdai", "4 5 5 6", "20", "moderate"),
        ("sdai", "4 5 5 6 70", "27", "high"),
        ("sdai", "4 5 5 6 7", "20.7", "moderate"),
        ("cdai", "1 0 1 0", "2", "remission"),
        ("sdai", "1 0 1 0 1", "2.1", "remission"),
        ("cdai", "3 2 2.5 2.5", "10", "low"),
        ("cdai", "8 5 6.5 5.8", "25.3", "high"),
        ("cdai", "0 0 1.4 1.4", "2.8", "remission"),
        ("cdai", "0 0 0.1 2.7", "2.8", "remission"),
        ("cdai", "0 0 0.1 2.75", "2.85", "low"),
        ("cdai", "3 2 2.5 2.55", "10.05", "moderate"),
        ("cdai", "10 12 0 0", "22", "moderate"),
        ("cdai", "10 12 0 0.1", "22.1", "high"),
        ("sdai", "0 0 0.3 8.3 24", "11", "low"),
        ("sdai", "0 0 0.3 8.3 24.1", "11.01", "moderate"),
        ("sdai", "0 0 1 2.3 0", "3.3", "remission"),
        ("cdai", "28 28 10 10", "76", "high"),
        ("sdai", "28 28 10 10 100", "86", "high"),
        ("sdai", "28 28 10 10 1000", "176", "high"),
    ],
)
def test_the_indices_without_a_logarithm_are_exact(
    key: str, answers: str, expected: str, named: str
) -> None:
    one = scored(key, *answers.split())
    assert exactly(one) == Fraction(expected)
    assert band(one) == named


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ("1 0 10 20", "remission"),
        ("2 1 12 20", "low"),
        ("4 3 3 59", "moderate"),
        ("4 5 7 50", "moderate"),
        ("10 8 40 60", "high"),
    ],
)
def test_das28_esr_names_its_band(answers: str, named: str) -> None:
    assert band(scored("das28_esr", *answers.split())) == named


def test_a_score_just_above_the_limit_is_not_rounded_down_to_it() -> None:
    total = exactly(scored("das28_esr", "4", "3", "3", "59"))
    assert Fraction("3.2") < total < Fraction("3.2001")


def test_a_score_of_whole_roots_lies_on_the_limit_exactly_and_is_low() -> None:
    one = scored("das28_crp", "16", "0", "0", "0")
    assert exactly(one) == Fraction("3.2")
    assert band(one) == "low"


def test_a_score_is_not_rounded_before_its_band_is_named() -> None:
    one = scored("das28_crp", "16", "0", "0", "3")
    assert exactly(one) == Fraction("3.242")
    assert band(one) == "moderate"


@pytest.mark.parametrize(("key", "least"), [("das28_esr3", "0.16"), ("das28_crp3", "1.15")])
def test_three_variables_are_a_score_of_their_own(key: str, least: str) -> None:
    kind = the_vocabulary().get(ScoreKind, key)
    whole = the_vocabulary().get(ScoreKind, key.removesuffix("3"))
    assert kind is not None
    assert whole is not None
    assert exactly(scored(key, "0", "0", "1" if "esr" in key else "0")) == Fraction(least)
    assert kind.least == Fraction(least)
    assert key in whole.neighbours
    assert whole.key in kind.neighbours


@pytest.mark.parametrize("key", ORDER)
def test_each_variable_alone_adds_its_term(key: str) -> None:
    nothing = dict.fromkeys(ORDER[key], "0")
    base = exactly(score(instrument(key), nothing))
    formula = FORMULAS[key]
    for name in ORDER[key]:
        alone = exactly(score(instrument(key), nothing | {name: "9"}))
        assert alone - base == formula.terms[name](Fraction(9)) * formula.scale


def test_just_below_2_6_is_remission_and_just_above_is_low() -> None:
    assert band(scored("das28_crp", "4", "1", "0", "17.14")) == "remission"
    assert band(scored("das28_crp", "4", "1", "0", "17.15")) == "low"


@pytest.mark.parametrize("rate", ["0", "0.5", "1"])
def test_a_sedimentation_rate_below_1_counts_as_1(rate: str) -> None:
    assert exactly(scored("das28_esr", "4", "1", rate, "10")) == Fraction("1.54")


def test_the_extreme_rate_is_not_clamped_at_the_quoted_maximum() -> None:
    total = exactly(scored("das28_esr", "28", "28", "200", "100"))
    assert float(total) == pytest.approx(9.55, abs=0.005)


def test_an_unknown_rate_leaves_a_least_score_that_may_decide() -> None:
    one = score(
        instrument("das28_esr"),
        {"tender_joints": "10", "swollen_joints": "8", "patient_global": "60"},
    )
    assert one.open == ("esr",)
    assert one.total is not None
    assert one.total.low is not None
    assert float(one.total.low) == pytest.approx(3.40, abs=0.005)
    assert one.total.is_above(Fraction("3.2")) is True
    assert one.band is None


def test_the_working_adds_up_to_the_score() -> None:
    for key, formula in FORMULAS.items():
        one = scored(key, *("4", "9", "7", "2", "10")[: len(ORDER[key])])
        assert sum(worked.points for worked in one.working) + formula.plus == exactly(one)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"crp": "1.5 mg/dL"}, "mg/L"),
        ({"crp": "1001"}, "from 0 to 1000 mg/L"),
        ({"tender_joints": "29"}, "from 0 to 28"),
        ({"tender_joints": "2.5"}, "in steps of 1"),
        ({"patient_global": "101"}, "from 0 to 100 mm"),
        ({"esr": "20"}, "no item"),
    ],
)
def test_an_answer_that_is_not_permitted_is_refused_with_what_is(
    items: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        score(instrument("das28_crp"), items)


@pytest.mark.parametrize("key", ORDER)
def test_each_instrument_asks_for_the_variables_of_its_formula(key: str) -> None:
    assert set(instrument(key).items) == set(FORMULAS[key].terms) == set(ORDER[key])


@given(st.sampled_from(sorted(ORDER)), st.data())
def test_answering_a_variable_never_widens_the_interval(key: str, data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    before = score(instrument(key), answers).total
    for name in data.draw(st.permutations(ORDER[key])):
        greatest = int(instrument(key).items[name].range[1])  # type: ignore[index]
        answers[name] = str(data.draw(st.integers(0, greatest)))
        after = score(instrument(key), answers).total
        assert before is not None
        assert after is not None
        assert before.low <= after.low <= after.high <= before.high  # type: ignore[operator]
        before = after
    assert before.low == before.high  # type: ignore[union-attr]
