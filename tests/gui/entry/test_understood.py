"""What a typed result means before it is stored, on the real vocabulary."""

from decimal import Decimal

import pytest

from core.quantity import for_the_eye, read_value
from core.record import Observation
from core.vocabulary import Lab, State, read_vocabulary
from gui.entry.understood import limit_alone, shown_amount, understand, understand_stored
from gui.places import RESOURCES


@pytest.fixture(scope="module")
def vocabulary():
    return read_vocabulary(RESOURCES / "vocabulary")


@pytest.fixture(scope="module")
def read(vocabulary):
    def reads(key, text):
        lab = vocabulary.get(Lab, key)
        return read_value(text, lab.units, lab.unit, lab.label.en)

    return reads


@pytest.mark.parametrize(
    ("key", "text", "stored", "used"),
    [
        ("hemoglobin", "9.1 g/dL", "9.1 g/dL", "91 g/L"),
        ("hemoglobin", "91", "91 g/L", "91 g/L"),
        ("neutrophils", "2140 /uL", "2140 /µL", "2.14 ×10⁹/L"),
        ("neutrophils", "2140/µL", "2140 /µL", "2.14 ×10⁹/L"),
        ("white_blood_cells", "4,1", "4.1 10^9/L", "4.1 ×10⁹/L"),
        ("white_blood_cells", "４．１ ×10⁹/L", "4.1 10^9/L", "4.1 ×10⁹/L"),
        ("bilirubin_total", "0.83 mg/dL", "0.83 mg/dL", "14.2 µmol/L"),
        ("creatinine", "<20 µmol/L", "<20 µmol/L", "<20 µmol/L"),
        ("inr", "1.02", "1.02", "1.02"),
    ],
)
def test_a_value_is_stored_as_typed_with_its_unit_and_shown_as_used(
    vocabulary, read, key, text, stored, used
):
    understood = understand(text, vocabulary.get(Lab, key), read)
    assert (understood.value, understood.used) == (stored, used)


def test_the_upper_limit_may_stand_behind_the_value(vocabulary, read):
    understood = understand("96 (40)", vocabulary.get(Lab, "alt"), read)
    assert (understood.value, understood.upper_limit) == ("96 U/L", "40 U/L")
    assert understood.flag == "H"


def test_an_upper_limit_on_its_own_has_the_unit_of_the_result(vocabulary):
    assert limit_alone("1.2", "mg/dL", vocabulary.get(Lab, "bilirubin_total")) == "1.2 mg/dL"
    assert limit_alone(" ", "U/L", vocabulary.get(Lab, "alt")) is None


def test_the_unit_that_was_not_typed_is_shown_after_the_number(vocabulary, read):
    alt = vocabulary.get(Lab, "alt")
    assert understand("96", alt, read).unit_after == "U/L"
    assert understand("96 U/L", alt, read).unit_after == ""


@pytest.mark.parametrize(
    ("key", "text", "perhaps"),
    [
        ("hemoglobin", "9.1", "9.1 g/dL"),
        ("hemoglobin", "1230 g/L", "123 g/L"),
        ("creatinine", "0.8", "0.8 mg/dL"),
        ("creatinine", "7000 µmol/L (100)", "70 µmol/L (100)"),
        ("white_blood_cells", "4100", "4100 /µL"),
    ],
)
def test_a_hardly_possible_value_is_odd_and_a_likely_one_is_offered(
    vocabulary, read, key, text, perhaps
):
    understood = understand(text, vocabulary.get(Lab, key), read)
    assert understood.is_odd
    assert understood.perhaps == perhaps


@pytest.mark.parametrize("text", ["50", "190", "120"])
def test_a_value_at_a_plausible_limit_is_not_odd(vocabulary, read, text):
    assert not understand(text, vocabulary.get(Lab, "hemoglobin"), read).is_odd


def test_a_unit_of_another_kind_is_refused_and_the_accepted_ones_are_named(vocabulary, read):
    with pytest.raises(ValueError, match=r"kg.*Use µmol/L, mg/dL"):
        understand("12 kg", vocabulary.get(Lab, "creatinine"), read)


@pytest.mark.parametrize(
    ("key", "text", "stored"),
    [
        ("hbsag", "neg", "negative"),
        ("hbsag", "阴性", "negative"),
        ("hbsag", "+", "positive"),
        ("hbsag", "ind", "indeterminate"),
        ("ana", "1:160", "1:160"),
        ("hbv_dna", "<20", "<20 IU/mL"),
        ("hrct_progression", "abs", "absent"),
    ],
)
def test_a_state_is_understood_from_its_first_letters_signs_and_in_chinese(
    vocabulary, read, key, text, stored
):
    assert understand(text, vocabulary.get(State, key), read).value == stored


def test_what_is_no_state_is_refused_and_the_states_are_named(vocabulary, read):
    with pytest.raises(ValueError, match="positive, negative"):
        understand("maybe", vocabulary.get(State, "hbsag"), read)


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        ("14.19632", "µmol/L", "14.2 µmol/L"),
        ("14.2863", "µmol/L", "14.29 µmol/L"),
        ("2.140", "10^9/L", "2.14 ×10⁹/L"),
        ("12345", "U/L", "12345 U/L"),
        ("0.012345", "s", "0.01234 s"),
        ("80", "titre", "1:80"),
    ],
)
def test_a_converted_amount_is_shown_with_four_digits_at_most(amount, unit, shown):
    assert shown_amount(Decimal(amount), unit) == shown


def test_a_stored_cell_count_is_shown_as_laboratories_print_it():
    assert for_the_eye("4.1 10^9/L") == "4.1 ×10⁹/L"
    assert for_the_eye("96 U/L") == "96 U/L"


@pytest.mark.parametrize(
    ("value", "lower", "upper", "flag"),
    [
        ("40 U/L", None, "40 U/L", ""),
        ("40.1 U/L", None, "40 U/L", "H"),
        ("<50 U/L", None, "40 U/L", ""),
        ("≥41 U/L", None, "40 U/L", "H"),
        ("9 U/L", "9 U/L", None, ""),
        ("8.9 U/L", "9 U/L", "40 U/L", "L"),
        ("1.2 µkat/L", None, "40 U/L", "H"),
        ("96 U/L", None, None, ""),
    ],
)
def test_a_stored_result_is_flagged_by_the_limits_stored_with_it(
    vocabulary, read, value, lower, upper, flag
):
    fact = Observation(of="alt", value=value, lower_limit=lower, upper_limit=upper)
    known = understand_stored(fact, vocabulary.get(Lab, "alt"), read)
    assert known is not None
    assert known.flag == flag


def test_a_result_without_a_value_is_not_understood(vocabulary, read):
    assert understand_stored(Observation(of="alt"), vocabulary.get(Lab, "alt"), read) is None
