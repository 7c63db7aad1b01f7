"""The titles of the checks, and what to do where one fails."""

from __future__ import annotations

_AGAIN = "Install Tamis again from its package; the patients' data stay where they are."
_SPACE = "Check that the temporary folder can be written to and has space. Otherwise:"

TITLES = {
    "trials": "Trial files and vocabulary",
    "looks": "Fonts, icons and templates",
    "patients": "Verdicts of the invented patients",
    "paper": "Checklist as PDF",
    "ledger": "Store of entries",
    "data_folder": "Data folder",
    "window": "Window",
}
ADVICE = {
    "trials": f"Give no verdict with this installation. {_AGAIN}",
    "looks": _AGAIN,
    "patients": f"Give no verdict with this installation. {_AGAIN}",
    "paper": f"{_SPACE} {_AGAIN}",
    "ledger": (f"Enter no patient before this is settled. {_SPACE} {_AGAIN}"),
    "data_folder": (
        "Free some space, ask for the right to write there, or start Tamis with --data-dir and a "
        "folder on this computer's own disk."
    ),
    "window": _AGAIN,
}
