"""The paper's own words, one table per language; what a verdict says comes from the wording."""

from __future__ import annotations

ENGLISH = {
    "title": "Eligibility checklist",
    "source": "{registry_number}, {sponsor}",
    "source_text": "Registry text read {day}, by {reader}",
    "source_protocol": "Protocol {protocol_version}, read {day}, by {reader}",
    "trial_name": "{short_name}, {product}",
    # The header.
    "subject": "Subject",
    "person": "Sex, year of birth",
    "female": "female",
    "male": "male",
    "disease": "Disease assessed",
    "disease_known": "{disease} (arm {arm})",
    "disease_suspected": "{disease}, suspected (arm {arm})",
    "no_disease": "none with an arm in this trial",
    "site": "Site",
    "attempt": "Attempt",
    "no_consent": "not on record",
    "as_of": "Assessed as of",
    "gate": "For the gate",
    "gate_consent": "Consent",
    "gate_screening": "Screening",
    "gate_enrolment": "Enrolment",
    "gate_leukapheresis": "Leukapheresis",
    "gate_lymphodepletion": "Lymphodepletion",
    "gate_infusion": "Infusion",
    "gate_end_of_participation": "End of participation",
    "printed": "Printed",
    "printed_value": "{moment}\nby {person}",
    "planned": "{day} (planned)",
    "day_unknown": "day not known",
    # Marks.
    "draft": "DRAFT",
    "draft_means": "the trial file is not approved",
    "pre_screen": "PRE-SCREEN",
    "pre_screen_means": "no consent to this trial is on record",
    "from_file": "FROM A RECORD FILE",
    "from_file_means": "taken at its word, not from the store",
    "demo": "DEMO",
    "demo_means": "an invented patient",
    "copy": "COPY",
    "copy_means": "printed again from the same data",
    # The verdict band.
    "eligible": "Eligible as entered",
    "not_eligible": "Not eligible as entered",
    "occasion": "for {gate}",
    "no_arm": "Other disease",
    "undecided": "Undecided",
    "undecided_unknown": "Undecided: {unknown} unknown",
    "undecided_review": "Undecided: {review} to review",
    "undecided_both": "Undecided: {unknown} unknown, {review} to review",
    "ready": "Ready for the investigator: {count} questions",
    "ready_one": "Ready for the investigator: 1 question",
    "fails": "Not met: {ids}.",
    "unknown": "Unknown: {ids}.",
    "review": "For the investigator: {ids}.",
    "later": "Due later, not counted: {ids}.",
    "rests_on_plan": "Rests on days that are only planned: {days}.",
    "footing": "Decision support from data entered on this workstation. "
    "The investigator decides eligibility.",
    "count_met": "pass",
    "count_not_met": "fail",
    "count_unknown": "unknown",
    "count_needs_review": "to review",
    "count_not_applicable": "not applicable",
    # The table.
    "column_id": "No.",
    "column_text": "Criterion, registry text",
    "column_evidence": "Evidence",
    "column_day": "Date and source",
    "column_outcome": "Status",
    "column_initials": "Initials",
    "inclusion": "Inclusion criteria",
    "inclusion_remark": "verbatim text, wording not edited",
    "arm": "Disease-specific inclusion, {arm}",
    "arm_chosen": "the patient’s disease: {diagnosis}",
    "arm_suspected": "suspected: {diagnosis}",
    "arm_elsewhere": "not counted: no such diagnosis on record",
    "arm_other": "not counted: the verdict rests on {arm}",
    "exclusion": "Exclusion criteria",
    "exclusion_remark": "“Not present” means that the exclusion does not apply",
    "due": "Due at {gate}",
    "not_counted": "Not counted",
    "needs": "To settle it: {needs}",
    "held_against": "days asked for: {days}",
    "remark": "note {numbers}",
    "remark_text": "Note {number}: {text}.",
    "note": "Read as: {note}",
    "reading": "Reading: {reading}",
    # After the table.
    "comments": "Comments",
    "no_comments": "None recorded with the data.",
    "comments_by_hand": "Further comments, by criterion number",
    "decision": "Investigator’s decision",
    "as_entered": "From the data entered:",
    "choice_eligible": "Eligible",
    "choice_not_eligible": "Not eligible",
    "choice_rescreen": "Re-screen after ____________",
    "choice_pending": "Pending, see comments",
    "statement": "I have reviewed each criterion above against the source documents. "
    "No criterion was waived.",
    "completed_by": "Completed by: name and role",
    "investigator_name": "Investigator: name",
    "signature": "Signature",
    "moment": "Date and time",
    # The running lines.
    "running": "Eligibility checklist, {short_name} ({registry_number})",
    "running_right": "Subject {subject}, as of {as_of}",
    "foot_snapshot": "Snapshot SHA-256 {digest}",
    "foot_trial": "trial file {digest}",
    "foot_version": "Tamis {version}",
    "foot_printed": "printed {moment}, {person}",
    "page": "Page {page} of {pages}",
    "attachment": "The record and the assessment from which this checklist was printed",
    # The review page of a trial.
    "review_title": "How Tamis reads this trial",
    "review_purpose": "To be compared with the protocol, line by line, by the site that uses it.",
    "review_draft": "DRAFT",
    "review_draft_meaning": "Not compared with the protocol yet.",
    "review_document": "How Tamis reads {name}",
    "review_registry": "Registry text",
    "review_protocol": "Protocol version",
    "review_no_protocol": "not given; enter: ____________",
    "review_read_by": "Read by",
    "review_hash": "Trial file SHA-256",
    "review_inclusion": "Inclusion criteria",
    "review_exclusion": "Exclusion criteria",
    "review_column_text": "Registry text",
    "review_column_read": "As read by Tamis",
    "review_column_check": "Protocol",
    "review_agrees": "agrees",
    "review_differs": "differs",
    "review_initials": "Initials",
    "review_note": "Note",
    "review_everywhere": "What holds for every rule",
    "review_result": "Result of the comparison",
    "review_statement": "I have compared each criterion above with the protocol named here: "
    "version ____________ of ____________.",
    "review_not_written": "The review page was not written to {path}: {why}. "
    "Choose another name or folder; a file that exists is never overwritten.",
    # What a file says of itself.
    "document_title": "Eligibility checklist, {short_name}, subject {subject}, {as_of}",
}
_CATALOGUES = {"en": ENGLISH}
_TEMPLATE = (
    "title",
    "column_id",
    "column_text",
    "column_evidence",
    "column_day",
    "column_outcome",
    "column_initials",
    "comments",
    "no_comments",
    "comments_by_hand",
    "decision",
    "as_entered",
    "statement",
    "completed_by",
    "investigator_name",
    "signature",
    "moment",
    "page",
    "attachment",
)
_REVIEW = (
    "review_title",
    "review_purpose",
    "review_draft_meaning",
    "review_column_text",
    "review_column_read",
    "review_column_check",
    "review_agrees",
    "review_differs",
    "review_initials",
    "review_note",
    "review_everywhere",
    "review_result",
    "review_statement",
    "column_id",
    "page",
    "completed_by",
    "signature",
    "moment",
)
_CHOICES = ("choice_eligible", "choice_not_eligible", "choice_rescreen", "choice_pending")


def word(language: str, code: str, **values: object) -> str:
    """Return one of the paper's sentences in a language, or in English where it has none."""
    catalogue = _CATALOGUES.get(language, ENGLISH)
    return catalogue[code].format(**values)


def of_the_template(language: str) -> dict[str, object]:
    """Return the words that stand on the paper whatever the patient."""
    catalogue = _CATALOGUES.get(language, ENGLISH)
    return {
        **{code: catalogue[code] for code in _TEMPLATE},
        "choices": [catalogue[code] for code in _CHOICES],
    }


def of_the_review(language: str) -> dict[str, str]:
    """Return the words that stand on every review page."""
    catalogue = _CATALOGUES.get(language, ENGLISH)
    return {code.removeprefix("review_"): catalogue[code] for code in _REVIEW}
