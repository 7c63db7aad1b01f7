"""A record is the fold of its rows: corrections, withdrawals and undoing included."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dates import Day
from core.errors import StoreError
from core.facts import from_document, to_document
from core.record import (
    FACT_LISTS,
    Allergy,
    Answer,
    Classified,
    Complete,
    Device,
    Diagnosis,
    DoseChange,
    Event,
    Judgement,
    Medication,
    Milestone,
    Observation,
    PatientRecord,
    Score,
    facts,
)
from core.store import (
    Entry,
    birth_date_entry,
    code_history,
    correcting,
    entry_of,
    fold,
    fold_on,
    head_of,
    history,
    open_store,
    opening_entry,
    record_of,
    sex_entry,
    subjects,
    undoing,
    verify,
    withdrawal,
)
from core.store.entries import FACT_KINDS
from tests.core.store.conftest import ticking

LIN = ("lin", "coordinator")
OF_THE_LEDGER = ("id", "time", "author", "role", "supersedes")

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
DAY = st.one_of(
    st.dates(min_value=Day.read("1900-01-01").first).map(str),
    st.integers(1900, 9999).map(str),
    st.builds("{:04}-{:02}".format, st.integers(1900, 9999), st.integers(1, 12)),
).map(Day.read)
DAYS = st.none() | DAY
MAYBE = st.none() | TEXT
WORDS = st.dictionaries(TEXT, TEXT, max_size=3)
DECIMALS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
YES_NO = st.sampled_from(["yes", "no"])
ABOUT = {"source": MAYBE, "comment": MAYBE}
PERSON = st.sampled_from([None, "subject", "coordinator", "investigator"])
FACTS = {
    "milestone": st.builds(
        Milestone,
        trial=TEXT,
        event=st.sampled_from(["consent", "infusion"]),
        date=DAYS,
        attempt=st.integers(1, 9),
        planned=YES_NO,
        signed_by=st.sampled_from(["subject", "guardian"]),
        refused=YES_NO,
        **ABOUT,
    ),
    "observation": st.builds(
        Observation,
        of=TEXT,
        value=MAYBE,
        date=DAYS,
        upper_limit=MAYBE,
        lower_limit=MAYBE,
        specimen=MAYBE,
        method=st.sampled_from([None, "reported"]),
        significance=st.sampled_from([None, "ncs"]),
        antigens=st.lists(TEXT, max_size=3).map(tuple),
        not_done=st.sampled_from([None, "pending"]),
        expected=DAYS,
        **ABOUT,
    ),
    "score": st.builds(
        Score,
        of=TEXT,
        date=DAYS,
        total=DECIMALS,
        value=MAYBE,
        grades=WORDS,
        items=WORDS,
        joints=st.dictionaries(TEXT, st.lists(TEXT, max_size=2).map(tuple), max_size=2),
        version=MAYBE,
        rater=MAYBE,
        **ABOUT,
    ),
    "diagnosis": st.builds(
        Diagnosis,
        of=TEXT,
        date=DAYS,
        status=st.sampled_from(["suspected", "ongoing", "resolved", "ruled_out"]),
        end=DAYS,
        classified_by=st.lists(
            st.builds(Classified, set=TEXT, date=DAYS, source=MAYBE), max_size=2
        ).map(tuple),
        detail=WORDS,
        **ABOUT,
    ),
    "medication": st.builds(
        Medication,
        of=TEXT,
        route=MAYBE,
        form=MAYBE,
        start=DAYS,
        end=DAYS,
        planned_end=YES_NO,
        once=YES_NO,
        dose=MAYBE,
        per=st.sampled_from([None, "day", "week"]),
        doses=st.lists(
            st.builds(DoseChange, from_=DAY, dose=TEXT, per=st.sampled_from(["day", "week"])),
            max_size=2,
        ).map(tuple),
        stable_since=DAYS,
        **ABOUT,
    ),
    "event": st.builds(Event, of=TEXT, date=DAYS, end=DAYS, planned=YES_NO, detail=WORDS, **ABOUT),
    "allergy": st.builds(
        Allergy, to=TEXT, severity=st.sampled_from([None, "mild"]), date=DAYS, **ABOUT
    ),
    "device": st.builds(Device, of=TEXT, from_=DAYS, until=DAYS, **ABOUT),
    "complete": st.builds(
        Complete,
        list=st.sampled_from(["medications", "devices"]),
        as_of=DAY,
        of=MAYBE,
        since=DAYS,
        by=MAYBE,
        **ABOUT,
    ),
    "answer": st.builds(
        Answer,
        to=TEXT,
        answer=st.sampled_from(["yes", "no", "unknown"]),
        trial=MAYBE,
        by=PERSON,
        date=DAYS,
        reason=MAYBE,
        detail=WORDS,
        **ABOUT,
    ),
    "judgement": st.builds(
        Judgement,
        kind=st.sampled_from(["attribution", "significance"]),
        of=TEXT,
        trial=MAYBE,
        fact=MAYBE,
        date_of=DAYS,
        value=MAYBE,
        due_to=st.sampled_from([None, "disease"]),
        by=PERSON,
        reason=MAYBE,
        date=DAYS,
        **ABOUT,
    ),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("folding") / "f.tamis", ticking(), "0.1.0") as store:
        yield store


def as_entered(fact):
    return replace(fact, **dict.fromkeys(OF_THE_LEDGER))


def test_every_list_of_the_record_has_its_kind():
    assert {*FACT_KINDS.values()} == {*FACT_LISTS.values()}
    assert {*FACTS} == {*FACT_KINDS}


@pytest.mark.parametrize("kind", FACTS)
@settings(max_examples=50)
@given(data=st.data())
def test_a_fact_of_every_kind_comes_back_as_it_was_entered(shared, kind, data):
    fact = data.draw(FACTS[kind])
    (row,) = shared.append([entry_of("S-001", fact, *LIN)])
    record = fold("S-001", [row])
    (back,) = facts(record)
    assert as_entered(back) == fact
    assert type(back) is type(fact)
    assert row.kind == kind
    assert (back.id, back.time) == (str(row.sequence), row.utc_time)
    assert (back.author, back.role, back.supersedes) == ("lin", "coordinator", None)
    assert not {*OF_THE_LEDGER} & {*row.data}


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (Milestone(trial="NCT06503224", event="consent"), "consent"),
        (Observation(of="alt"), "alt"),
        (Score(of="sledai_2k", total=Decimal(10)), "sledai_2k"),
        (Allergy(to="iodinated contrast"), "iodinated contrast"),
        (Complete(list="events", as_of=Day.read("2026")), "events"),
        (Answer(to="other_reason", answer="no"), "other_reason"),
        (Judgement(kind="attribution", of="alt"), "alt"),
    ],
)
def test_the_code_of_a_row_is_what_the_fact_is_about(fact, code):
    assert entry_of("S-001", fact, *LIN).code == code


def test_what_could_not_be_read_back_is_not_written():
    part_of_a_month = Day.read("2026-11").until(Day.read("2026-11-18").first)
    with pytest.raises(ValueError, match="not a date"):
        entry_of("S-001", Observation(of="alt", date=part_of_a_month), *LIN)


def test_a_record_holds_the_person_and_the_facts_in_the_order_of_entry(store, alt):
    store.append(
        [
            opening_entry("S-001", *LIN),
            sex_entry("S-001", "female", *LIN),
            birth_date_entry("S-001", Day.read("1990-05"), *LIN),
            alt("1 U/L"),
            alt("2 U/L"),
        ]
    )
    store.append([alt("3 U/L"), alt("9 U/L", subject="S-002")])
    record = record_of(store, "S-001")
    assert (record.sex, record.birth_date) == ("female", Day.read("1990-05"))
    assert [fact.value for fact in record.observations] == ["1 U/L", "2 U/L", "3 U/L"]
    assert record_of(store, "S-003") == PatientRecord(subject="S-003")


def test_a_record_from_the_store_is_a_record_of_a_file(store, alt):
    store.append([sex_entry("S-001", "male", *LIN), alt()])
    record = record_of(store, "S-001")
    assert from_document(PatientRecord, to_document(record)) == record


def test_a_correction_takes_the_place_of_what_it_corrects(store, alt):
    store.append([alt("1 U/L"), alt("2 U/L")])
    store.append([correcting(alt("10 U/L"), 1, "typing slip")])
    first, second = record_of(store, "S-001").observations
    assert (first.value, first.id, first.supersedes) == ("10 U/L", "3", "1")
    assert second.value == "2 U/L"


def test_what_is_withdrawn_leaves_the_record_and_stays_in_the_ledger(store, alt):
    rows = store.append([alt(), sex_entry("S-001", "male", *LIN)])
    store.append([withdrawal(row, *LIN, "entered for the wrong patient") for row in rows])
    assert record_of(store, "S-001") == PatientRecord(subject="S-001")
    assert [row.kind for row in store.rows()] == ["observation", "sex", "withdrawal", "withdrawal"]
    assert [row.why for row in store.rows()][2:] == ["entered for the wrong patient"] * 2


def test_the_later_of_two_entries_about_the_person_holds(store):
    store.append([birth_date_entry("S-001", Day.read("1990"), *LIN)])
    store.append([birth_date_entry("S-001", Day.read("1990-05-17"), *LIN)])
    assert record_of(store, "S-001").birth_date == Day.read("1990-05-17")


def values(store):
    return [fact.value for fact in record_of(store, "S-001").observations]


def test_undoing_an_entry_takes_it_back_and_undoing_that_brings_it_again(store, alt):
    (entry,) = store.append([alt("1 U/L")])
    (undone,) = store.append([undoing(store, entry, *LIN, "undo")])
    assert values(store) == []
    (redone,) = store.append([undoing(store, undone, *LIN, "redo")])
    assert values(store) == ["1 U/L"]
    store.append([undoing(store, redone, *LIN, "undo")])
    assert values(store) == []
    assert len(store.rows()) == 4
    assert verify(store).is_intact


def test_undoing_a_correction_brings_back_what_it_corrected(store, alt):
    (entry,) = store.append([alt("1 U/L", comment="<b>")])
    (corrected,) = store.append([correcting(alt("2 U/L"), entry.sequence, "typing slip")])
    (undone,) = store.append([undoing(store, corrected, *LIN, "undo")])
    assert values(store) == ["1 U/L"]
    assert undone.payload == entry.payload
    store.append([undoing(store, undone, *LIN, "redo")])
    assert values(store) == ["2 U/L"]


def test_undoing_a_withdrawal_brings_the_fact_back(store, alt):
    (entry,) = store.append([alt("1 U/L")])
    (gone,) = store.append([withdrawal(entry, *LIN, "wrong patient")])
    store.append([undoing(store, gone, *LIN, "it was the right one")])
    assert values(store) == ["1 U/L"]


@settings(max_examples=30)
@given(st.data())
def test_rows_of_unknown_kinds_do_not_change_a_record(shared, data):
    known = data.draw(st.lists(FACTS["observation"] | FACTS["event"], max_size=4))
    entries = [entry_of("S-009", fact, *LIN) for fact in known]
    strange = st.builds(
        Entry,
        subject=st.just("S-009"),
        kind=st.sampled_from(["signature", "approval", "log_in", "export", "observations"]),
        code=TEXT,
        payload=WORDS,
        author=TEXT,
        role=TEXT,
    )
    mixed = list(entries)
    for entry in data.draw(st.lists(strange, max_size=4)):
        mixed.insert(data.draw(st.integers(0, len(mixed))), entry)
    plain = fold("S-009", shared.append(entries))
    rows = shared.append(mixed)
    among_strangers = fold("S-009", rows)
    assert list(map(as_entered, facts(plain))) == list(map(as_entered, facts(among_strangers)))
    assert [row.kind for row in rows] == [entry.kind for entry in mixed]


PERSONAL = st.builds(
    sex_entry, st.just("S-008"), st.sampled_from(["female", "male"]), *map(st.just, LIN)
) | (st.builds(birth_date_entry, st.just("S-008"), DAY, *map(st.just, LIN)))
ENTERED = st.one_of(
    st.one_of(*FACTS.values()).map(lambda fact: entry_of("S-008", fact, *LIN)),
    PERSONAL,
    st.builds(
        Entry,
        subject=st.just("S-008"),
        kind=st.sampled_from(["subject_note", "export"]),
        code=TEXT,
        author=TEXT,
        role=TEXT,
    ),
)


def any_entry(data, standing):
    """Return an entry that is new, corrects one that stands, takes one back, or redoes it."""
    if not standing or data.draw(st.booleans()):
        return data.draw(ENTERED)
    row = data.draw(st.sampled_from(standing))
    if data.draw(st.booleans()):
        return withdrawal(row, *LIN, "wrong patient")
    same = (
        FACTS[row.kind].map(lambda fact: entry_of("S-008", fact, *LIN))
        if row.kind in FACTS
        else ENTERED
    )
    return correcting(data.draw(same | ENTERED), row.sequence, "typing slip")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_record_made_from_the_one_before_is_the_fold_of_all_rows(shared, data):
    rows: list[Any] = []
    folded = 0
    record = fold("S-008", [])
    for _ in range(data.draw(st.integers(1, 12))):
        superseded = {row.supersedes for row in rows}
        standing = [row for row in rows if row.sequence not in superseded]
        rows += shared.append([any_entry(data, standing)])
        if data.draw(st.booleans()):
            record = fold_on(record, rows, len(rows) - folded)
            folded = len(rows)
            assert record == fold("S-008", rows)
    assert fold_on(record, rows, len(rows) - folded) == fold("S-008", rows)


def test_lists_that_an_entry_does_not_belong_to_stay_the_same_ones(store, alt):
    event = entry_of("S-001", Event(of="surgery"), *LIN)
    rows = store.append([alt("1 U/L"), event, alt("2 U/L")])
    before = fold("S-001", rows)
    for entry in (
        alt("3 U/L"),
        correcting(alt("10 U/L"), 1, "typing slip"),
        withdrawal(rows[2], *LIN, "not done"),
    ):
        rows += store.append([entry])
        after = fold_on(before, rows, 1)
        assert after.observations != before.observations
        assert all(
            getattr(after, name) is getattr(before, name)
            for name in FACT_LISTS
            if name != "observations"
        )
        before = after


def test_a_fact_of_a_newer_payload_is_not_guessed_at(store, alt):
    (row,) = store.append([alt()])
    for strange in (
        replace(row, payload_version=2),
        replace(row, payload='{"of":"alt","colour":"red"}'),
        replace(row, payload="[]"),
        replace(row, kind="sex"),
        replace(row, kind="birth_date", payload='{"value":"soon"}'),
    ):
        with pytest.raises(StoreError, match=r"Entry 1 .* cannot be read by this version"):
            fold("S-001", [strange])


def test_the_history_of_a_fact_is_its_whole_chain(store, alt):
    (first, _) = store.append([alt("1 U/L"), alt("5 U/L")])
    (second,) = store.append([correcting(alt("2 U/L"), 1, "typing slip")])
    (third,) = store.append([withdrawal(second, *LIN, "wrong patient")])
    for row in (first, second, third):
        assert history(store, row) == (first, second, third)


def test_the_history_of_a_code_holds_what_was_corrected_withdrawn_or_entered_elsewhere(store, alt):
    ast = entry_of("S-001", Observation(of="ast", value="1 U/L"), *LIN)
    store.append([alt("1 U/L"), ast, alt("5 U/L"), alt(subject="S-002")])
    store.append([correcting(ast, 1, "the other enzyme")])
    (fourth,) = store.rows(after=4)
    store.append([withdrawal(fourth, *LIN, "not done")])
    found = code_history(store, "S-001", "observation", "alt")
    assert [row.sequence for row in found] == [1, 5, 6, 3]


def test_subjects_are_those_open_in_the_order_of_opening(store, alt):
    rows = store.append([opening_entry(subject, *LIN) for subject in ("S-2", "S-1", "S-3")])
    store.append([alt(subject="S-4"), withdrawal(rows[1], *LIN, "opened twice")])
    assert subjects(store) == ("S-2", "S-3")


def test_the_head_of_a_record_is_the_last_row_that_changed_it(store, alt):
    assert head_of(store, "S-001") == 0
    (row,) = store.append([alt()])
    store.append([Entry(subject="S-001", kind="export", code="NCT06503224", author="", role="")])
    store.append([alt(subject="S-002")])
    assert head_of(store, "S-001") == 1
    store.append([withdrawal(row, *LIN, "wrong patient")])
    assert head_of(store, "S-001") == 4
