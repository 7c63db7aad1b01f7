"""Windows: half written, longer than what they lie in, or due before their day, told once."""

from __future__ import annotations

import pytest

from tests.core.lint.faulty import told

RUNNING = "drug: methotrexate\nrunning_on: screening\n"
SAMPLE = "drug: rituximab\nfrom: screening\nuntil_sample_of: neutrophils\n"
# What only a diagnosis of the history reads, as a rule writes it.
UNREAD = {
    "within": "within: 4 weeks\nbefore: screening",
    "attributable": "attributable: yes",
    "judged": "judged: yes",
    "unless": "unless: [{is: ra}]",
}
READ_OR_TOLD_ELSEWHERE = {
    ("for_at_least", "within"),
    *(("attributable", word) for word in ("attributable", "judged", "unless")),
}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("diagnosis: sle\nfor_at_least: 6 months", "belongs together with 'before'"),
        ("diagnosis: sle\nbefore: screening", "belongs together with 'within'"),
        ("drug: rituximab\nwithin: 4 weeks", "Add the day that the text names"),
        ("drug: rituximab\nbefore: screening", "'before: screening' says no length of time"),
        ("drug: rituximab\nhalf_lives: 5", "'half_lives' is counted back from no day"),
        ("drug: rituximab\nrunning_on: screening\nstable_for: 4 weeks", "belongs together with"),
        ("lab: hemoglobin\nat_least: 60 g/L\nwithin: 4 weeks", "belongs together with 'before'"),
        ("drug: rituximab\nfrom: screening", "'from' and 'until_sample_of' belong together"),
        ("drug: rituximab\nuntil_sample_of: neutrophils", "belong together"),
        ("device: cannula_or_drain\nwithin: 4 weeks\nbefore: screening", "has no window"),
        ("allergy: dmso\nwithin: 4 weeks\nbefore: screening", "has no window"),
        ("drug: rituximab\nwithin: 4 weeks\nbefore: end_of_participation", "no gate comes at"),
        ("drug: rituximab\nrunning_on: end_of_participation", "no gate comes at 'running_on"),
        (
            "drug: rituximab\nfor_at_least: 12 weeks\nwithin: 4 weeks\nbefore: screening",
            "12 weeks (for_at_least) cannot lie within 4 weeks",
        ),
        (
            "drug: rituximab\nstable_for: 6 weeks\nwithin: 1 month\nbefore: screening",
            "6 weeks (stable_for) cannot lie within 1 month",
        ),
        (
            "diagnosis: sle\nfor_at_least: 6 months\nwithin: 1 month\nbefore: screening",
            "6 months (for_at_least) cannot lie within 1 month",
        ),
        (
            "drug: rituximab\nfor_at_least: 4 weeks\nwithin: 12 weeks\nbefore: screening",
            "'within' is not read beside 'for_at_least'. Write 'ended_within'",
        ),
        ("diagnosis: sle\nfor_at_least: 0 days\nbefore: screening", "asks for nothing"),
        (
            "diagnosis: ra\nclassified_by: acr_1987_ra\nfor_at_least: 1 year\nbefore: screening",
            "'classified_by' is not read beside 'for_at_least'",
        ),
        (
            "lab: alt\nat_least: 3 ULN\nattributable: yes\nbecause_of: marrow_suppression",
            "each say which causes count",
        ),
        ("finding: ana\nis: positive\non: screening\nany_result: yes", "of any time"),
        *(
            (f"diagnosis: ra\n{form}\n{words}", f"'{word}' is not read beside '{beside}'")
            for form, beside in (
                ("classified_by: acr_1987_ra", "classified_by"),
                ("for_at_least: 1 year\nbefore: screening", "for_at_least"),
                ("ongoing: yes", "ongoing"),
                ("attributable: yes", "attributable"),
            )
            for word, words in UNREAD.items()
            if (beside, word) not in READ_OR_TOLD_ELSEWHERE
        ),
        ("event: surgery\nplanned: yes\nwhere: {major: yes}", "'where' is not read beside"),
        (
            "event: surgery\nplanned: yes\nwithin: 2 weeks\nbefore: screening",
            "'within' is not read beside 'planned'",
        ),
        (
            "finding: ana\nis: positive\non: screening\nwithin: 4 weeks\nbefore: screening",
            "'on' is not read beside 'within'",
        ),
        (
            f"{RUNNING}dose: {{at_most: 9 mg/day}}\nbefore: screening",
            "'before' is not read beside 'running_on'",
        ),
        (
            f"{SAMPLE}within: 2 weeks\nbefore: screening",
            "'within' is not read beside 'until_sample_of'",
        ),
    ],
)
def test_an_impossible_window_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize("day", ["enrolment", "leukapheresis", "lymphodepletion", "infusion"])
@pytest.mark.parametrize(
    "rule",
    [
        "drug: rituximab\nwithin: 4 weeks\nbefore: {}",
        "drug: rituximab\nrunning_on: {}",
        "drug: rituximab\nfrom: {}\nuntil_sample_of: neutrophils",
        "drug: rituximab\nhalf_lives: 5\nbefore: {}",
        "lab: hemoglobin\nat_least: 60 g/L\nwithin: 4 weeks\nbefore: {}",
    ],
)
def test_a_window_of_a_later_day_without_its_gate_is_told_with_the_gate_to_write(rule, day):
    (fault,) = told(rule.format(day))
    assert f"Write 'due: {day}'." in fault


@pytest.mark.parametrize(
    ("due", "day", "is_fault"),
    [
        ("screening", "enrolment", True),
        ("enrolment", "leukapheresis", True),
        ("leukapheresis", "lymphodepletion", True),
        ("lymphodepletion", "infusion", True),
        ("enrolment", "enrolment", False),
        ("infusion", "infusion", False),
        ("infusion", "enrolment", False),
        ("infusion", "screening", False),
        ("screening", "consent", False),
    ],
)
def test_a_rule_is_due_when_the_day_that_its_window_names_has_come(due, day, is_fault):
    rule = f"drug: rituximab\nwithin: 4 weeks\nbefore: {day}\ndue: {due}"
    found = told(rule)
    assert len(found) == is_fault
    assert all(f"due at {due}" in one and f"Write 'due: {day}' instead" in one for one in found)


def test_a_part_is_due_with_the_rule_around_it():
    part = "{drug: rituximab, within: 4 weeks, before: infusion}"
    assert told(f"due: infusion\nany_of:\n  - {part}\n  - {{sex: male}}") == []
    assert told(f"any_of:\n  - {part}\n  - {{sex: male}}")[0].startswith("I1a: error: ")
    assert told(f"due: infusion\nsex: male\nwhen: {part}") == []


@pytest.mark.parametrize("day", ["consent", "screening"])
def test_a_window_of_the_first_days_needs_no_gate(day):
    assert told(f"drug: rituximab\nwithin: 4 weeks\nbefore: {day}") == []
