"""Classification criteria: worked examples, traps, and maxima."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from core.instruments.classification import (
    Classified,
    classify,
    joint_points,
)
from core.truth import Truth
from core.vocabulary import Instrument
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import ends_of

VOCABULARY = the_vocabulary()
SETS = {
    key: one
    for key, one in VOCABULARY.entries["instruments"].items()
    if isinstance(one, Instrument) and one.scoring == "classification"
}
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
SLE, SSC, AECG = "eular_acr_2019_sle", "acr_eular_2013_ssc", "aecg_2002_sjogren"
SS, RA = "acr_eular_2016_sjogren", "acr_eular_2010_ra"
IIM, IIM_BIOPSY = "eular_acr_2017_iim", "eular_acr_2017_iim_biopsy"


def with_these(key: str, present: str, open_items: str = "", **other: str) -> Classified:
    """Answer what is present with yes, what is neither present nor open with no."""
    assert set(f"{present} {open_items}".split()) | set(other) <= set(SETS[key].items)
    answers = {
        name: "yes" if name in present.split() else "no"
        for name, item in SETS[key].items.items()
        if item.points is not None and name not in open_items.split()
    }
    return classify(SETS[key], answers | other)


def total(one: Classified) -> tuple[object, object]:
    return ends_of(one.scored)


def sure(points: str) -> tuple[Fraction, Fraction]:
    return Fraction(points), Fraction(points)


@pytest.mark.parametrize(
    ("present", "points", "verdict"),
    [
        ("ana acute_cutaneous nonscarring_alopecia oral_ulcers leukopenia joint_involvement",
         "15", YES),
        ("ana apl low_c3_or_c4 low_c3_and_c4 anti_dsdna", "12", NO),
        ("biopsy_iii_iv anti_dsdna low_c3_and_c4", "20", NO),
        ("ana biopsy_iii_iv", "10", YES),
        ("ana leukopenia thrombocytopenia autoimmune_haemolysis fever low_c3_or_c4", "9", NO),
        ("ana leukopenia anti_dsdna", "9", NO),
        ("ana leukopenia anti_dsdna apl", "11", YES),
        ("ana anti_dsdna anti_sm", "6", NO),
        (" ".join(SETS[SLE].items), "51", YES),
    ],
)  # fmt: skip
def test_lupus_by_the_2019_set(present: str, points: str, verdict: Truth) -> None:
    one = with_these(SLE, present)
    assert (total(one), one.verdict) == (sure(points), verdict)


def test_an_antinuclear_antibody_without_a_titre_leaves_lupus_open() -> None:
    assert with_these(SLE, "biopsy_iii_iv", "ana").verdict is UNKNOWN


def ra(joints: str, rf: str, acpa: str, crp: str, esr: str, *, long: bool) -> Classified:
    large, small = joints.split()
    return with_these(
        RA, "definite_synovitis" + " duration_6_weeks" * long, large_joints=large,
        small_joints=small, other_joints="0", rf=rf, acpa=acpa, crp=crp, esr=esr,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("joints", "tests", "long", "points", "verdict"),
    [
        ("0 3", "negative high abnormal unknown", True, ("7", "7"), YES),
        ("6 0", "negative negative abnormal normal", True, ("3", "3"), NO),
        ("2 9", "not_done negative normal normal", False, ("5", "5"), NO),
        ("2 9", "not_done negative normal abnormal", True, ("7", "7"), YES),
        ("0 10", "negative negative abnormal normal", True, ("5", "5"), NO),
        ("0 4", "low negative normal normal", True, ("6", "6"), YES),
        ("0 4", "high negative normal normal", False, ("6", "6"), YES),
        ("1 2", "high negative unknown unknown", False, ("5", "6"), UNKNOWN),
        ("3 4", "low negative normal normal", True, ("6", "6"), YES),
        ("1 1", "negative negative abnormal normal", True, ("4", "4"), NO),
        ("8 12", "high negative normal normal", True, ("9", "9"), YES),
        ("6 5", "unknown unknown unknown unknown", True, ("6", "10"), YES),
        ("1 2", "low negative unknown unknown", False, ("4", "5"), NO),
        ("1 3", "negative high abnormal normal", True, ("7", "7"), YES),
        ("0 1", "high high abnormal abnormal", True, ("7", "7"), YES),
        ("10 30", "high high abnormal abnormal", True, ("10", "10"), YES),
        ("0 3", "not_done not_done normal normal", True, ("3", "6"), UNKNOWN),
    ],
)
def test_rheumatoid_arthritis_by_the_2010_set(
    joints: str, tests: str, *, long: bool, points: tuple[str, str], verdict: Truth
) -> None:
    one = ra(joints, *tests.split(), long=long)
    assert total(one) == (Fraction(points[0]), Fraction(points[1]))
    assert one.verdict is verdict


@pytest.mark.parametrize(
    ("joints", "points"),
    [
        ((0, 0, 0), 0), ((1, 0, 0), 0), ((2, 0, 0), 1), ((10, 0, 6), 1), ((0, 1, 0), 2),
        ((7, 3, 0), 2), ((8, 3, 0), 5), ((0, 4, 0), 3), ((0, 10, 0), 3), ((0, 10, 1), 5),
        ((1, 9, 0), 3), ((7, 4, 0), 5), ((10, 1, 0), 5),
    ],
)  # fmt: skip
def test_joints_give_the_points_of_the_highest_category(
    joints: tuple[int, int, int], points: int
) -> None:
    assert joint_points(*map(Fraction, joints)) == points


def test_typical_erosions_classify_without_a_score() -> None:
    assert with_these(RA, "typical_erosions").verdict is YES
    assert with_these(RA, "", "long_standing").verdict is UNKNOWN


@pytest.mark.parametrize(
    ("present", "points", "verdict"),
    [
        ("anti_ssa schirmer", "4", YES),
        ("ocular_staining schirmer saliva_flow", "3", NO),
        ("focus_score saliva_flow", "4", YES),
        ("anti_ssa focus_score igg4_disease", "6", NO),
        ("focus_score anti_ssa ocular_staining schirmer saliva_flow", "9", YES),
    ],
)
def test_sjogren_by_the_2016_set(present: str, points: str, verdict: Truth) -> None:
    one = with_these(SS, f"dry_eyes {present}")
    assert (total(one), one.verdict) == (sure(points), verdict)


def test_sjogren_2016_needs_a_symptom_or_an_essdai_item_to_begin_with() -> None:
    assert with_these(SS, "anti_ssa focus_score").verdict is NO
    assert with_these(SS, "anti_ssa focus_score essdai_item").verdict is YES


def test_sjogren_2016_is_a_major_item_and_one_other_in_all_32_combinations() -> None:
    items = ("focus_score", "anti_ssa", "ocular_staining", "schirmer", "saliva_flow")
    for answers in product((True, False), repeat=5):
        present = [name for name, given in zip(items, answers, strict=True) if given]
        is_met = with_these(SS, " ".join(["dry_eyes", *present])).verdict is YES
        assert is_met is (len(present) >= 2 and any(answers[:2]))


def test_one_patient_may_fulfil_one_set_of_sjogren_and_not_the_other() -> None:
    assert with_these(AECG, "dry_eyes focus_score anti_ssa").verdict is NO
    assert total(with_these(SS, "dry_eyes focus_score anti_ssa")) == sure("6")
    assert with_these(SS, "dry_eyes focus_score anti_ssa").verdict is YES
    assert with_these(AECG, "dry_eyes schirmer anti_ssa").verdict is NO
    assert with_these(SS, "dry_eyes schirmer anti_ssa").verdict is YES
    assert with_these(AECG, "dry_eyes dry_mouth schirmer anti_ssb").verdict is YES
    assert with_these(SS, "dry_eyes dry_mouth schirmer").verdict is NO


_EXCLUDED = [(key, item) for key, one in SETS.items() for item in one.excluded_by]


@pytest.mark.parametrize(("key", "item"), _EXCLUDED)
def test_each_exclusion_alone_ends_the_question(key: str, item: str) -> None:
    reaches = {"acr_eular_2010_ra": "definite_synovitis duration_6_weeks"}
    levels = {RA: {"small_joints": "11", "rf": "high"}, IIM: {"onset": "from_40"},
              IIM_BIOPSY: {"onset": "from_40"}}  # fmt: skip
    positive = [name for name, one in SETS[key].items.items()
                if (one.points or 0) > 0 or name in SETS[key].entry]  # fmt: skip
    present = reaches.get(key, " ".join(positive))
    assert with_these(key, present, **levels.get(key, {})).verdict is YES
    assert with_these(key, f"{present} {item}", **levels.get(key, {})).verdict is NO


def test_an_open_exclusion_leaves_open_what_the_points_fulfil() -> None:
    for key, item in _EXCLUDED:
        if key != RA:
            everything = [name for name in SETS[key].items if name not in SETS[key].excluded_by]
            present = " ".join(one for one in everything if (SETS[key].items[one].points or 0) >= 0
                               and SETS[key].items[one].points is not None
                               and one != "associated_disease")  # fmt: skip
            onset = {"onset": "from_40"} if "onset" in SETS[key].items else {}
            assert with_these(key, present, item, **onset).verdict is UNKNOWN, (key, item)


def test_an_open_schirmer_test_leaves_sjogren_2016_open() -> None:
    one = with_these(SS, "dry_mouth anti_ssa", "schirmer")
    assert (total(one), one.verdict) == ((3, 4), UNKNOWN)
    assert one.scored.open == ("schirmer",)


@pytest.mark.parametrize(
    ("present", "verdict"),
    [
        ("dry_eyes dry_mouth schirmer anti_ssa", YES),
        ("dry_eyes dry_mouth schirmer saliva_flow", NO),
        ("schirmer focus_score anti_ssa", YES),
        ("dry_eyes focus_score anti_ssa", NO),
        ("dye_score sialography anti_ssb", YES),
        ("dry_eyes dry_mouth schirmer anti_ssb", YES),
        ("dry_eyes sand_in_eyes tear_substitutes anti_ssa anti_ssb schirmer", NO),
        ("associated_disease dry_eyes schirmer saliva_flow", YES),
        ("associated_disease schirmer focus_score saliva_flow", NO),
        ("associated_disease dry_eyes dry_mouth focus_score anti_ssa", NO),
        ("schirmer focus_score anti_ssa hepatitis_c", NO),
    ],
)
def test_sjogren_by_the_2002_set(present: str, verdict: Truth) -> None:
    assert with_these(AECG, present).verdict is verdict


def test_a_second_disease_that_is_not_known_of_leaves_open_which_rule_applies() -> None:
    assert (
        with_these(AECG, "schirmer focus_score anti_ssa", "associated_disease").verdict is UNKNOWN
    )
    everything = "dry_eyes schirmer focus_score anti_ssa"
    assert with_these(AECG, everything, "associated_disease").verdict is YES


@pytest.mark.parametrize(
    ("present", "points", "verdict"),
    [
        ("puffy_fingers raynaud anticentromere nailfold_capillaries", "10", YES),
        ("sclerodactyly puffy_fingers raynaud ild", "9", YES),
        ("sclerodactyly raynaud telangiectasia", "9", YES),
        ("raynaud anticentromere telangiectasia", "8", NO),
        ("tip_ulcers pitting_scars telangiectasia raynaud pah ild", "10", YES),
        ("beyond_mcp", "9", YES),
        ("anticentromere anti_scl70 anti_rna_polymerase_3", "3", NO),
        ("raynaud sclerodactyly telangiectasia fingers_spared", "9", Truth.NOT_APPLICABLE),
        ("raynaud sclerodactyly telangiectasia other_disorder", "9", Truth.NOT_APPLICABLE),
        ("raynaud pah ild", "5", NO),
        ("sclerodactyly puffy_fingers", "4", NO),
        (" ".join(SETS[SSC].items).replace("fingers_spared other_disorder beyond_mcp ", ""),
         "19", YES),
    ],
)  # fmt: skip
def test_systemic_sclerosis_by_the_2013_set(present: str, points: str, verdict: Truth) -> None:
    one = with_these(SSC, present)
    assert (total(one), one.verdict) == (sure(points), verdict)


@pytest.mark.parametrize(
    ("key", "onset", "present", "points", "named"),
    [
        (IIM, "from_40", "gottron_sign heliotrope", "8.5", "definite"),
        (IIM, "from_40", "weak_upper_limbs weak_lower_limbs raised_enzymes anti_jo1",
         "8.8", "definite"),
        (IIM, "from_18", "weak_upper_limbs weak_lower_limbs raised_enzymes", "4.1", "no"),
        (IIM, "from_40", "weak_upper_limbs weak_lower_limbs neck_flexors raised_enzymes",
         "6.8", "probable"),
        (IIM_BIOPSY, "from_40",
         "weak_upper_limbs weak_lower_limbs raised_enzymes endomysial_infiltrate",
         "6.5", "possible"),
        (IIM_BIOPSY, "from_40",
         "weak_upper_limbs weak_lower_limbs raised_enzymes endomysial_infiltrate neck_flexors",
         "8.1", "probable"),
        (IIM_BIOPSY, "from_18", "heliotrope gottron_papules raised_enzymes perifascicular_atrophy",
         "10.7", "definite"),
        (IIM, "from_18", "gottron_sign", "4.6", "no"),
        (IIM, "from_40", "heliotrope", "5.2", "no"),
        (IIM, "from_18", "gottron_papules neck_flexors", "5.3", "possible"),
        (IIM, "under_18", "gottron_papules heliotrope", "5.2", "no"),
        (IIM, "from_40", "gottron_papules raised_enzymes", "5.5", "probable"),
        (IIM, "from_40", "gottron_sign gottron_papules", "7.5", "definite"),
        (IIM_BIOPSY, "under_18", "gottron_papules gottron_sign",
         "6.4", "no"),
        (IIM_BIOPSY, "from_18", "heliotrope perifascicular_atrophy",
         "6.6", "possible"),
        (IIM_BIOPSY, "from_18", "anti_jo1 raised_enzymes",
         "6.7", "probable"),
        (IIM_BIOPSY, "from_40", "gottron_papules gottron_sign",
         "8.6", "probable"),
        (IIM_BIOPSY, "from_40", "gottron_papules anti_jo1",
         "8.7", "definite"),
    ],
)  # fmt: skip
def test_myositis_by_the_2017_set(
    key: str, onset: str, present: str, points: str, named: str
) -> None:
    one = with_these(key, present, onset=onset)
    assert total(one) == sure(points)
    assert one.verdict is (YES if named in ("probable", "definite") else NO)
    assert one.scored.band is not None
    assert one.scored.band.label.en == f"{named} IIM"


@pytest.mark.parametrize(("key", "most"), [(IIM, "20.8"), (IIM_BIOPSY, "29.5")])
def test_the_two_columns_of_the_myositis_set_have_their_maxima(key: str, most: str) -> None:
    assert total(with_these(key, " ".join(SETS[key].items), onset="from_40")) == sure(most)


_AAV = {f"acr_eular_2022_{name}" for name in ("gpa", "mpa", "egpa")}


@pytest.mark.parametrize(
    ("findings", "gpa", "mpa", "egpa"),
    [
        ("nasal pr3_canca pauci_immune_gn", "9 yes", "-1 no", "-3 no"),
        ("mpo_panca pauci_immune_gn lung_fibrosis", "0 no", "12 yes", "0 no"),
        ("mpo_panca nasal lung_nodules granuloma", "6 yes", "3 no", "0 no"),
        ("nasal cartilage mpo_panca pauci_immune_gn", "5 yes", "6 yes", "0 no"),
        ("obstructive_airways eosinophils nasal_polyps mpo_panca", "-5 no", "2 no", "11 yes"),
        ("obstructive_airways nasal_polyps haematuria", "0 no", "0 no", "5 no"),
        ("pr3_canca eosinophils nasal", "4 no", "-8 no", "2 no"),
        ("obstructive_airways eosinophils pr3_canca haematuria", "1 no", "-5 no", "4 no"),
    ],
)
def test_vasculitis_by_the_2022_sets(findings: str, gpa: str, mpa: str, egpa: str) -> None:
    for name, expected in (("gpa", gpa), ("mpa", mpa), ("egpa", egpa)):
        key = f"acr_eular_2022_{name}"
        here = " ".join(one for one in findings.split() if one in SETS[key].items)
        one = with_these(key, f"vasculitis {here}")
        points, verdict = expected.split()
        assert (total(one), one.verdict) == (sure(points), Truth(verdict))


@pytest.mark.parametrize(
    ("name", "least", "most"), [("gpa", -5, 17), ("mpa", -8, 12), ("egpa", -4, 14)]
)
def test_the_vasculitis_sets_range_as_published(name: str, least: int, most: int) -> None:
    one = classify(SETS[f"acr_eular_2022_{name}"], {})
    assert (total(one), one.verdict) == ((least, most), UNKNOWN)


def test_a_mimic_or_no_vasculitis_ends_the_question() -> None:
    for key in _AAV:
        points = [name for name, item in SETS[key].items.items() if (item.points or 0) > 0]
        present = " ".join(points)
        assert with_these(key, f"vasculitis {present}").verdict is YES
        assert with_these(key, f"vasculitis mimic {present}").verdict is NO
        assert with_these(key, present).verdict is NO
