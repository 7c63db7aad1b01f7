"""What the record proposes for the open items of a score: never where it leaves a doubt."""

from __future__ import annotations

import pytest

from core.evaluate.itemised import proposals
from core.facts import from_document
from core.record import Score
from core.wording import say
from tests.builders import TODAY, a_record, a_setting, the_vocabulary
from tests.core.instruments.scoring import instrument

DAY = "2026-11-18"


def proposed(of, record, date=DAY, **items):
    result = from_document(Score, {"of": of, "date": date, "items": items})
    made = proposals(result, instrument(of), record, a_setting(), TODAY)
    return {item: one.answer for item, one in made.items()}


@pytest.mark.parametrize(
    ("item", "key", "value", "answer"),
    [
        ("leukopenia", "white_blood_cells", "3.0 10^9/L", "no"),
        ("leukopenia", "white_blood_cells", "2.9 10^9/L", "yes"),
        ("thrombocytopenia", "platelets", "100 10^9/L", "no"),
        ("thrombocytopenia", "platelets", "99 10^9/L", "yes"),
        ("thrombocytopenia", "platelets", "<150 10^9/L", None),
        ("fever", "temperature", "38.1 °C", "yes"),
        ("fever", "temperature", "38.0 °C", None),
        ("proteinuria", "proteinuria_24h", "0.50 g/24h", "no"),
        ("proteinuria", "proteinuria_24h", "501 mg/24h", "yes"),
        ("haematuria", "urine_red_cells", "5 /HPF", "no"),
        ("haematuria", "urine_red_cells", "6 /HPF", "yes"),
        ("pyuria", "urine_white_cells", "6 /HPF", "yes"),
        ("urinary_casts", "urine_casts", "present", "yes"),
        ("urinary_casts", "urine_casts", "absent", "no"),
        ("dna_binding", "anti_dsdna", "positive", "yes"),
        ("dna_binding", "anti_dsdna", "indeterminate", None),
    ],
)
def test_labs_propose_at_their_strict_limits(item, key, value, answer):
    made = proposed("sledai_2k", a_record(**{key: value}))
    assert made == ({} if answer is None else {item: answer})


def test_an_antibody_above_its_laboratorys_limit_proposes_dna_binding():
    def binding(value):
        result = {"of": "anti_dsdna", "value": value, "upper_limit": "30 IU/mL", "date": DAY}
        return proposed("sledai_2k", a_record(observations=[result])).get("dna_binding")

    assert (binding("30 IU/mL"), binding("31 IU/mL")) == ("no", "yes")


def test_one_low_complement_suffices_and_only_both_normal_say_no():
    def low(**values):
        limits = {"complement_c3": "0.9 g/L", "complement_c4": "0.1 g/L"}
        results = [
            {"of": f"complement_{key}", "value": one, "date": DAY}
            | {"lower_limit": limits[f"complement_{key}"]}
            for key, one in values.items()
        ]
        return proposed("sledai_2k", a_record(observations=results)).get("low_complement")

    assert low(c3="0.5 g/L") == low(c3="1 g/L", c4="0.09 g/L") == "yes"
    assert low(c3="1 g/L", c4="0.1 g/L") == "no"
    assert low(c3="1 g/L") is None


def test_an_item_that_is_answered_is_left_alone_and_unknown_is_open():
    record = a_record(platelets="20 10^9/L")
    assert not proposed("sledai_2k", record, thrombocytopenia="no")
    assert proposed("sledai_2k", record, thrombocytopenia="unknown") == {"thrombocytopenia": "yes"}


@pytest.mark.parametrize(
    ("of", "date", "expected"),
    [
        ("sledai_2k", "2026-10-19", "yes"),
        ("sledai_2k", "2026-10-18", None),
        ("sledai_2k", "2026-10", None),
        ("selena_sledai", "2026-11-08", "yes"),
        ("selena_sledai", "2026-11-07", None),
    ],
)
def test_each_index_looks_back_on_its_own_days(of, date, expected):
    record = a_record(platelets="20 10^9/L", on=date)
    assert proposed(of, record).get("thrombocytopenia") == expected


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({"platelets": "22 10^9/L"}, "high"),
        ({"neutrophils": "1.0 10^9/L"}, "moderate"),
        ({"neutrophils": "1.01 10^9/L", "hemoglobin": "11 g/dL"}, "low"),
        ({"lymphocytes": "0.5 10^9/L", "platelets": "120 10^9/L"}, "moderate"),
        ({"platelets": "<60 10^9/L", "neutrophils": "1.2 10^9/L"}, None),
        ({"platelets": "220 10^9/L"}, None),
    ],
)
def test_a_level_is_the_highest_that_a_result_gives(values, level):
    assert proposed("essdai", a_record(**values)).get("haematological") == level


def test_no_level_is_proposed_where_all_counts_are_normal():
    blood = {"neutrophils": "4 10^9/L", "lymphocytes": "2 10^9/L", "platelets": "220 10^9/L"}
    made = proposed("essdai", a_record(hemoglobin="13 g/dL", **blood))
    assert made == {"haematological": "none"}


@pytest.mark.parametrize(
    ("igg", "level"), [("15.9 g/L", None), ("16 g/L", "low"), ("20.1 g/L", "moderate")]
)
def test_globulins_propose_a_biological_level_and_never_none(igg, level):
    assert proposed("essdai", a_record(igg=igg)).get("biological") == level


def test_das28_is_proposed_from_the_same_day():
    scores = [
        {"of": "joints_28", "items": {"tender": "6", "swollen": "4"}, "date": DAY},
        {"of": "patient_global", "value": "3.1 cm", "date": DAY},
    ]
    record = a_record(scores=scores, esr="42 mm/h", crp="1.2 mg/dL")
    joints = {"tender_joints": "6", "swollen_joints": "4"}
    assert proposed("das28_esr", record) == joints | {"esr": "42", "patient_global": "31"}
    assert proposed("das28_crp3", record) == joints | {"crp": "12"}
    assert proposed("cdai", record) == joints | {"patient_global": "3.1"}
    assert not proposed("das28_esr", record, date="2026-11-17")


@pytest.mark.parametrize("values", [["<2 mm/h"], ["40 mm/h", "41 mm/h"], ["high"], ["900 mm/h"]])
def test_a_number_that_is_not_one_permitted_number_is_not_proposed(values):
    results = [{"of": "esr", "value": one, "date": DAY} for one in values]
    assert not proposed("das28_esr", a_record(observations=results))


def test_a_creatinine_band_is_proposed_at_the_first_assessment_only():
    first = {"creatinine_125": "absent", "creatinine_250": "new_or_worse"}
    record = a_record(creatinine="300 µmol/L")
    assert proposed("bvas_v3", record) == first | {"creatinine_500": "absent"}
    earlier = {"of": "bvas_v3", "items": {"headache": "absent"}, "date": "2026-10-01"}
    assert not proposed("bvas_v3", a_record(creatinine="300 µmol/L", scores=[earlier]))


def test_criteria_are_proposed_from_any_day_and_never_as_absent():
    assert proposed("eular_acr_2019_sle", a_record(platelets="99 10^9/L", on="2019-02-01")) == {
        "thrombocytopenia": "yes"
    }
    assert not proposed("eular_acr_2019_sle", a_record(platelets="100 10^9/L"))


def test_a_proposal_names_the_fact_it_rests_on():
    record = a_record(platelets="20 10^9/L")
    result = from_document(Score, {"of": "sledai_2k", "date": DAY})
    made = proposals(result, instrument("sledai_2k"), record, a_setting(), TODAY)
    one = made["thrombocytopenia"]
    assert one.facts == record.observations
    assert say(one.said, the_vocabulary()) == "Proposed: Yes (Platelets 20 ×10⁹/L, 2026-11-18)"
