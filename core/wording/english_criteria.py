"""English: what the items of classification criteria say of a diagnosis."""

from __future__ import annotations

SENTENCES = {
    "criteria_fulfilled": "{what}, classified by the items of {set} ({points}).",
    "criteria_not_fulfilled": "{what} is on record, but the items of {set} do not classify it ({points}).",
    "criteria_ruled_out": "{what} is on record, but the items of {set} do not classify it, whatever the points: {found}.",
    "criteria_beside_points": "{what} is on record, but the items of {set} do not classify it ({points}): the points are enough, what it asks beside them does not hold.",
    "criteria_open": "{what}: the items of {set} are begun ({points}); still open: {open}.",
    "criteria_many_items_open": "{what}: the items of {set} are begun ({points}); still open: {open} and {more} more.",
    "criteria_do_not_apply": "{what}: {set} does not apply: {found}. The investigator decides.",
    "criteria_disagree": "{what}: one assessment fulfils {set}, another does not. The investigator decides.",
    "criteria_against_claim": "{what} is said to be classified by {set}, but its items on record do not fulfil it.",
    "criteria_of_kind": "{what} is on record, but the items of {set} speak for: {found}.",
    "criteria_total_contradicted": "{set}: the total {total} contradicts its items ({points}).",
    "criteria_of_other_disease": "{what} is on record, but the items fulfil {set}, the criteria of another disease. The investigator decides.",
    # notes on evidence, and in the sentences above
    "items_fulfil": "fulfilled by its own rule",
    "points_fulfil": "fulfilled: {value}, asked {limit}",
    "items_do_not_fulfil": "not fulfilled by its own rule",
    "points_do_not_fulfil": "not fulfilled: {value}, asked {limit}",
    "items_open": "open so far",
    "points_so_far": "{value} so far, asked {limit}",
    "items_do_not_apply": "does not apply",
}
