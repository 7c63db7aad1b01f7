"""`explain`: what is said of a typed value or day, and how one that cannot be is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from core.commands import run
from core.commands.explain import entry_called
from core.errors import RecordError
from core.vocabulary import State, Vocabulary
from tests.builders import HOUSE, the_vocabulary

DAY = "2026-11-18"


@pytest.fixture
def explain(capsys):
    def call(value, key, *more):
        code = run(["explain", *more, "--as", key, "--as-of", DAY, "--", value], HOUSE)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def understood(explain):
    def call(value, key, *more):
        code, out, err = explain(value, key, "--format", "json", *more)
        assert (code, err) == (0, "")
        return json.loads(out)

    return call


@pytest.fixture
def site(tmp_path):
    path = tmp_path / "site.yaml"
    path.write_text("date_order: dmy\ndefault_units: {hemoglobin: g/dL}\n", encoding="utf-8")
    return str(path)


def test_everything_that_was_understood_of_a_result_is_in_the_json(understood):
    made = understood("<9,1 g/dl (12-17.5) L @ -3d", "hemoglobin")
    assert made == {
        "key": "hemoglobin",
        "kind": "labs",
        "label": "Haemoglobin",
        "raw": "<9,1 g/dl (12-17.5) L @ -3d",
        "comparator": "<",
        "number": "9.1",
        "unit": "g/dL",
        "unit_from": "typed",
        "value": "<9.1 g/dL",
        "used_as": "<91.0 g/L",
        "converts": True,
        "lower_limit": "12 g/dL",
        "upper_limit": "17.5 g/dL",
        "flag": "L",
        "other_units": [
            {"unit": "g/L", "value": "<91 g/L"},
            {"unit": "mmol/L", "value": "≈ <5.64726 mmol/L"},
        ],
        "day": {
            "date": "2026-11-15",
            "in_words": "15 November 2026",
            "from": "2026-11-15",
            "to": "2026-11-15",
            "days_before": [3, 3],
        },
    }


def test_the_text_says_each_thing_on_a_line(explain):
    code, out, err = explain("30×10⁹/L (350) L", "PLT")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Platelets (platelets)",
        "  typed        30×10⁹/L (350) L",
        "  read as      30 ×10⁹/L",
        "  unit         ×10⁹/L, as typed",
        "  used as      30 ×10⁹/L",
        "  upper limit  350 ×10⁹/L",
        "  flag         L",
        "  other units  30000 /µL, 3 ×10⁴/µL, 30000000000 /L",
    ]


@pytest.mark.parametrize(
    "key", ["hemoglobin", "Haemoglobin", "Hb", "hgb", "血红蛋白", "血色素", "718-7", "ＨＧＢ"]
)
def test_an_analyte_is_found_by_key_name_alias_and_code(understood, key):
    assert understood("91", key)["key"] == "hemoglobin"


def test_the_unit_of_a_bare_number_is_named_with_where_it_comes_from(understood, explain, site):
    assert understood("91", "hemoglobin")["unit_from"] == "vocabulary"
    made = understood("9.1", "hemoglobin", "--site", site)
    assert (made["unit"], made["unit_from"], made["used_as"]) == ("g/dL", "site", "91.0 g/L")
    assert "g/dL, the usual unit of this site" in explain("9.1", "Hb", "--site", site)[1]


def test_a_value_that_can_hardly_be_is_questioned_and_not_changed(understood, explain):
    made = understood("1230 g/L", "hemoglobin")
    assert made["used_as"] == "1230 g/L"
    assert made["question"] == {"plausible": ["50", "190", "g/L"], "perhaps": ["123 g/L"]}
    assert "outside 50 to 190 g/L; is it right?" in explain("1230 g/L", "hemoglobin")[1]
    assert "question" not in understood("123 g/L", "hemoglobin")


def test_a_unit_that_never_converts_is_said_to_be_kept(understood, explain):
    made = understood("500 copies/mL (100)", "hbv_dna")
    assert (made["used_as"], made["converts"]) == ("500 copies/mL", False)
    assert made["upper_limit"] == "100 copies/mL"
    assert {"unit": "IU/mL", "value": None} in made["other_units"]
    assert "never converts; kept as it was reported" in explain("500 copies/mL", "hbv_dna")[1]


@pytest.mark.parametrize(
    ("value", "key", "read"),
    [
        ("阴性", "hbsag", "negative"),
        ("+++ @ 2026-11-06", "HBsAg", "positive"),
        ("1:320", "ana", "1:320"),
        ("12", "SLEDAI-2K", "12"),
        ("5,21", "das28_esr", "5.21"),
        ("a", "BILAG", "A"),
    ],
)
def test_findings_and_scores_are_explained_too(understood, value, key, read):
    assert understood(value, key)["value"] == read


@pytest.mark.parametrize(
    ("value", "date", "words", "days"),
    [
        ("-14d", "2026-11-04", "4 November 2026", [14, 14]),
        ("2026-10", "2026-10", "October 2026", [18, 48]),
        ("今天", "2026-11-18", "18 November 2026", [0, 0]),
        ("1119", "2025-11-19", "19 November 2025", [364, 364]),
    ],
)
def test_a_day_is_explained_with_its_month_by_name(understood, value, date, words, days):
    day = understood(value, "date")["day"]
    assert (day["date"], day["in_words"], day["days_before"]) == (date, words, days)


def test_a_day_is_read_in_the_sites_order(understood, explain, site):
    assert understood("6/11/2026", "date", "--site", site)["day"]["date"] == "2026-11-06"
    out = explain("6/11/2026", "date", "--site", site)[1]
    assert "2026-11-06 (6 November 2026), 12 d before the assessed day" in out


def test_a_partial_day_is_explained_as_the_days_it_may_be(explain):
    out = explain("2026-10", "date")[1]
    assert "2026-10 (October 2026, 2026-10-01 to 2026-10-31), 18 to 48 d before" in out


def test_a_day_ahead_is_one_only_when_it_is_planned(explain, understood):
    code, out, err = explain("2026-12-10", "date")
    assert (code, out) == (1, "")
    assert "lies ahead" in err
    assert understood("2026-12-10", "date", "--planned")["day"]["days_before"] == [-22, -22]


@pytest.mark.parametrize(
    ("value", "key", "why"),
    [
        ("1,230", "alt", "'1,230' can be read in two ways. Write 1230 or 1.230."),
        ("12 kg", "hemoglobin", "'kg' is no unit of Haemoglobin. Use g/L, g/dL, mmol/L."),
        ("109/L", "platelets", "'109/L' is a unit without its number."),
        ("1:40", "hemoglobin", "is a titre; Haemoglobin is not given as one."),
        ("maybe", "hbsag", "is not a result of Hepatitis B surface antigen"),
        ("106", "sledai_2k", "lies outside 0 to 105"),
        ("6/11/2026", "date", "Write 2026-11-06 (6 November 2026) or 2026-06-11 (11 June 2026)."),
        ("2026-02-30", "date", "there is no such day in the calendar"),
        ("91 @ soon", "hemoglobin", "'soon' is not a day."),
        ("91", "hemoglobine", "Did you mean 'hemoglobin'?"),
        ("91", "x9q", "is no lab, finding or score, and not 'date'."),
    ],
)
def test_what_is_refused_says_so_in_one_sentence_on_stderr(explain, value, key, why):
    code, out, err = explain(value, key)
    assert (code, out) == (1, "")
    assert why in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_call_without_a_key_is_a_wrong_call(capsys):
    assert run(["explain", "91"], HOUSE) == 2
    assert "--as" in capsys.readouterr().err


def test_a_name_that_several_things_have_is_asked_about():
    ana = the_vocabulary().get(State, "ana")
    assert ana is not None
    findings = {"ana": ana, "ana_hep2": replace(ana, key="ana_hep2")}
    vocabulary = Vocabulary({**the_vocabulary().entries, "findings": findings})
    assert entry_called("ana_hep2", vocabulary).key == "ana_hep2"
    with pytest.raises(RecordError, match="is the name of ana, ana_hep2"):
        entry_called("抗核抗体", vocabulary)
