"""The core set of myositis, its measures side by side; and the lines of 10 cm by themselves."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from core.instruments import score
from core.quantity import Interval
from core.vocabulary import ScoreKind
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import instrument

ENZYMES = ("creatine_kinase", "aldolase", "ldh", "alt", "ast")
LINES = (
    *("physician_global", "patient_global", "pain_vas"),
    *("extramuscular_activity", "skin_activity"),
)


def measured(**items):
    return score(instrument("imacs_core_set"), items)


def highest(**items):
    parts = dict(measured(**items).parts)
    return parts.get("muscle_enzymes")


def test_it_has_six_measures_one_of_them_of_five_enzymes():
    groups = [item.group for item in instrument("imacs_core_set").items.values()]
    assert len(set(groups)) == 6
    enzymes = {k for k, i in instrument("imacs_core_set").items.items() if i.unit == "× ULN"}
    assert enzymes == set(ENZYMES)


def test_what_is_on_record_is_listed_and_the_rest_is_open():
    made = measured(mmt8="131", physician_global="2.5", haq_di="0.25")
    assert [(one.item, one.points) for one in made.working] == [
        ("physician_global", Fraction("2.5")),
        ("mmt8", 131),
        ("haq_di", Fraction("0.25")),
    ]
    assert set(made.open) == {*ENZYMES, "patient_global", "extramuscular_activity"}
    assert (made.total, made.band, made.parts) == (None, None, ())


def test_all_measures_still_make_no_total():
    whole = {
        key: str(item.range[1])
        for key, item in instrument("imacs_core_set").items.items()
        if item.range
    }
    assert len(whole) == 10
    assert measured(**whole).total is None
    assert measured(**whole).open == ()


@pytest.mark.parametrize(
    ("enzymes", "ratio"),
    [
        pytest.param({"creatine_kinase": "1.3"}, "1.3", id="CK 260 of 200"),
        pytest.param({"creatine_kinase": "1.5"}, "1.5", id="CK 300 of 200"),
        pytest.param({"alt": "1.375"}, "1.375", id="ALT 55 of 40"),
        pytest.param({"creatine_kinase": "0.95", "aldolase": "1.307"}, "1.307", id="aldolase"),
    ],
)
def test_the_highest_enzyme_is_given_and_an_open_one_may_be_higher(enzymes, ratio):
    assert highest(**enzymes) == Interval(Fraction(ratio), None)
    whole = dict.fromkeys(ENZYMES, "0.5") | enzymes
    assert highest(**whole) == Interval(Fraction(ratio), Fraction(ratio))


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"mmt8": "151"}, "a number from 0 to 150 in steps of 1"),
        ({"haq_di": "3.1"}, "a number from 0 to 3"),
        ({"creatine_kinase": "260 U/L"}, "a number from 0 to 1000 × ULN"),
        ({"physician_global": "20"}, "a number from 0 to 10 cm in steps of 0.1"),
        ({"muscle_enzymes": "1.3"}, "is no item"),
    ],
)
def test_a_measure_out_of_its_range_is_refused_with_what_is_allowed(items, said):
    with pytest.raises(ValueError, match="is no") as refused:
        measured(**items)
    assert said in str(refused.value)


@pytest.mark.parametrize("key", LINES)
def test_a_line_is_marked_from_0_to_10_cm_in_millimetres(key):
    kind = the_vocabulary().get(ScoreKind, key)
    assert kind is not None
    mark = instrument(key).items["mark"]
    assert mark.range == (kind.least, kind.greatest) == (Decimal(0), Decimal(10))
    assert (mark.step, mark.unit) == (kind.step, kind.units[0].code)
    for answer in ("0", "0.1", "2.0", "3,1", "10"):
        worth = Fraction(answer.replace(",", "."))
        assert score(instrument(key), {"mark": answer}).total == Interval(worth, worth)
    assert score(instrument(key), {}).total == Interval(Fraction(0), Fraction(10))


@pytest.mark.parametrize("answer", ["10.1", "-0.1", "2.05", "31 mm", "none"])
def test_what_is_no_mark_on_the_line_is_refused(answer):
    with pytest.raises(ValueError, match=r"from 0 to 10 cm in steps of 0\.1"):
        score(instrument("pain_vas"), {"mark": answer})
