"""`calculate`: the result, its inputs as used, its source; and what is refused."""

from __future__ import annotations

import pytest

from core.commands import run
from tests.builders import HOUSE


def calculated(capsys, *arguments):
    code = run(["calculate", *arguments], HOUSE)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (
            "cockcroft_gault --creatinine 88.42µmol/L --weight 72kg --age 80 --sex male",
            "Cockcroft–Gault, actual body weight: 60 mL/min",
        ),
        ("bmi --weight 60kg --height 200cm", "Body-mass index: 15 kg/m2"),
        ("bmi --weight 60kg", "Body-mass index: cannot be calculated"),
    ],
)
def test_a_formula_gives_its_result(capsys, arguments, first):
    code, out, _ = calculated(capsys, *arguments.split())
    assert (code, out.splitlines()[0]) == (0, first)


@pytest.mark.parametrize("formula", ["ckd_epi_2021", "ckd_epi_2009", "mdrd"])
def test_a_rate_names_its_inputs_and_its_source(capsys, formula):
    arguments = (formula, "--creatinine", "1 mg/dL", "--age", "40", "--sex", "female")
    code, out, _ = calculated(capsys, *arguments)
    assert code == 0
    assert "88.42 µmol/L" in out
    assert "source" in out


def test_what_is_missing_is_named_and_leaves_an_interval_where_it_can(capsys):
    code, out, _ = calculated(capsys, "ckd_epi_2021", "--creatinine", "1 mg/dL", "--age", "40")
    assert code == 0
    assert "missing     sex" in out
    assert "–" in out.splitlines()[0].partition(":")[2]


@pytest.mark.parametrize(
    "arguments",
    ["ckd_epi_2021 --creatinine 1kg --age 40", "mdrd --creatinine 1mg/dL --age 17 --sex male"],
)
def test_an_input_that_cannot_be_is_refused_in_a_sentence(capsys, arguments):
    code, out, err = calculated(capsys, *arguments.split())
    assert (code, out) == (1, "")
    assert err.strip().endswith(".")
