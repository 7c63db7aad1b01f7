"""English: what is said beside a verdict: how far off, until when, what no clause reads."""

from __future__ import annotations

# How far a failed value lies from its bound; by the side, and whether it can be repeated.
OFF = {
    ("below", False): "{off} below the bound",
    ("below", True): "{off} below the bound; can be repeated",
    ("above", False): "{off} above the bound",
    ("above", True): "{off} above the bound; can be repeated",
    ("beside", False): "{off} off the bound",
    ("beside", True): "{off} off the bound; can be repeated",
    ("at", False): "exactly at the bound",
    ("at", True): "exactly at the bound; can be repeated",
}

# What time alone will change, with nothing entered until then.
AHEAD = {
    "valid": "Valid until {day}.",
    "valid_stale": "Valid until {day} (then out of date: {names}).",
    "trial_valid": "Valid until {day} (then open again: {ids}).",
    "trial_stale": "Valid until {day} (then out of date: {names}).",
    "so_far": "What passes is valid until {day} (then open again: {ids}).",
    "so_far_stale": "What passes is valid until {day} (then out of date: {names}).",
    "possible": "Possible from {day}, if nothing new is added until then.",
    "trial_possible": "Possible from {day} (until then against it: {ids}).",
    "more": "{names}, {count} more",
    "clear": "Clear for {event} from {day}.",
}

UNREAD = "On record, and read by no clause of this trial"
