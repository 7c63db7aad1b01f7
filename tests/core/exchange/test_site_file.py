"""Site files: ranges that cannot both hold, units of another kind, half-lives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.errors import RecordError
from core.exchange.site_file import read_site
from core.site import Setting
from tests.builders import the_vocabulary


def site(tmp_path, text):
    path = tmp_path / "site.yaml"
    path.write_text(text, encoding="utf-8")
    return read_site(path, the_vocabulary())


def ranges(*lines):
    return "ranges:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def test_a_range_holds_for_an_analyte_a_unit_a_sex_ages_and_from_a_day_on(tmp_path):
    text = ranges(
        "of: creatinine, unit: mg/dL, upper_limit: 1.2, sex: male, from_age: 18, to_age: 59, "
        "valid_from: 2026-01-01"
    )
    one = site(tmp_path, text).ranges[0]
    assert (one.unit, one.sex, one.from_age, one.to_age) == ("mg/dL", "male", 18, 59)
    assert str(one.valid_from) == "2026-01-01"


def test_half_lives_of_the_site_stand_above_those_of_the_table(tmp_path):
    text = "half_lives:\n  rituximab: {days: 30, source: Our pharmacy, as_of: 2026-11-01}\n"
    setting = Setting(the_vocabulary(), site(tmp_path, text))
    ours, by_site = setting.half_life("rituximab")
    assert ours is not None
    assert (ours.days, by_site) == (Decimal(30), True)
    theirs, by_site = setting.half_life("belimumab")
    assert theirs is not None
    assert (theirs.days, by_site) == (Decimal("19.4"), False)
    assert setting.half_life("ibuprofen") == (None, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("of: alt, upper_limit: 40", "of: alt, upper_limit: 50"),
        ("of: alt, upper_limit: 40", "of: alt, upper_limit: 40"),
        ("of: alt, upper_limit: 40, sex: male", "of: alt, upper_limit: 50, sex: male"),
        (
            "of: alt, upper_limit: 40, from_age: 18, to_age: 60",
            "of: alt, upper_limit: 50, from_age: 60, to_age: 90",
        ),
        (
            "of: creatinine, unit: mg/dL, upper_limit: 1.2",
            "of: creatinine, unit: µmol/L, upper_limit: 104",
        ),
        (
            "of: alt, upper_limit: 40, valid_from: 2026-03-05",
            "of: alt, upper_limit: 50, valid_from: 2026-03",
        ),
        ("of: alt, lower_limit: 5, upper_limit: 40", "of: alt, lower_limit: 6"),
    ],
)
def test_two_ranges_that_hold_for_the_same_results_are_refused(tmp_path, one, other):
    with pytest.raises(RecordError, match=r"^site\.yaml, line 3: two ranges of '\w+'"):
        site(tmp_path, ranges(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("of: alt, upper_limit: 40", "of: ast, upper_limit: 50"),
        ("of: alt, upper_limit: 40, sex: male", "of: alt, upper_limit: 30, sex: female"),
        ("of: alt, upper_limit: 40", "of: alt, upper_limit: 30, sex: female"),
        (
            "of: alt, upper_limit: 40, from_age: 18, to_age: 59",
            "of: alt, upper_limit: 50, from_age: 60, to_age: 90",
        ),
        ("of: alt, upper_limit: 40", "of: alt, upper_limit: 50, from_age: 60, to_age: 90"),
        (
            "of: alt, upper_limit: 40, valid_from: 2026-03-05",
            "of: alt, upper_limit: 50, valid_from: 2026-03-06",
        ),
        ("of: alt, upper_limit: 40", "of: alt, upper_limit: 50, valid_from: 2026-03-06"),
        ("of: alt, lower_limit: 5", "of: alt, upper_limit: 40"),
    ],
)
def test_two_ranges_of_which_one_is_nearer_or_newer_stand_side_by_side(tmp_path, one, other):
    assert len(site(tmp_path, ranges(one, other)).ranges) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ranges("of: alt, unit: mmHg, upper_limit: 40"), "'mmHg' is no unit of"),
        (ranges("of: alt, unit: U/L, upper_limit: 40 mmHg"), "mmHg"),
        (
            ranges("of: creatinine, unit: mg/dL, upper_limit: 104 µmol/L"),
            "'104 µmol/L' is not in mg/dL, the unit of this range",
        ),
        (ranges("of: alt"), "has no limit"),
        (ranges("of: alt, upper_limit: 40, from_age: 60, to_age: 18"), "holds for nobody"),
        (ranges("of: alt, lower_limit: 40, upper_limit: 40"), "is not below the upper"),
        (ranges("of: creatinine, lower_limit: 2 mg/dL, upper_limit: 104 µmol/L"), "not below"),
        (ranges("of: altt, upper_limit: 40"), "Did you mean 'alt'?"),
        (ranges("of: alt, upper_limit: much"), "much"),
        ("default_units:\n  hemoglobin: mmHg\n", "line 2: 'mmHg' cannot be the unit of"),
        ("default_units:\n  hemoglobin: mmHg\n", "Use g/L,"),
        ("default_units:\n  hemoglobinn: g/L\n", "line 2: 'hemoglobinn' is not an analyte"),
        (
            "half_lives:\n  rituximabe: {days: 1, source: x, as_of: 2026}\n",
            "line 2: 'rituximabe' is not among the medicines that can be entered. Did you mean",
        ),
        (
            "half_lives:\n  immunosuppressant: {days: 1, source: x, as_of: 2026}\n",
            "'immunosuppressant' is a whole group",
        ),
        ("half_lives:\n  rituximab: {source: x, as_of: 2026}\n", "exactly one of days, hours"),
        ("half_lives:\n  rituximab: {days: 1, as_of: 2026}\n", "'source' is missing"),
        ("half_lives:\n  rituximab: {dayz: 1, source: x, as_of: 2026}\n", "'days'?"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path, text, said):
    with pytest.raises(RecordError, match=r"^site\.yaml, line 2") as caught:
        site(tmp_path, text)
    assert said in str(caught.value)
