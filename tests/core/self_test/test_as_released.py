"""What this version is compared with: the list of its files, and the verdicts it gives.

After a change of trials, resources or verdicts:
TAMIS_RENEW_GOLDEN=1 pytest tests/core/self_test/test_as_released.py, and read the difference.
"""

import json
import os

from core.self_test import manifest, patients
from core.self_test.patients import AS_OF
from gui.session.demo_days import WRITTEN_FOR
from tests.builders import HOUSE

IS_RENEWED = bool(os.environ.get("TAMIS_RENEW_GOLDEN"))


def test_the_verdicts_of_this_version_are_those_that_it_gives():
    path, now = patients.expected_file(HOUSE), patients.made_anew(HOUSE)
    if IS_RENEWED:
        path.write_text(now, encoding="utf-8", newline="\n")
        _renew_the_list()
    assert path.read_text(encoding="utf-8") == now


def test_the_list_of_files_is_that_of_the_files():
    if IS_RENEWED:
        _renew_the_list()
    path = manifest.manifest_file(HOUSE)
    assert path.read_text(encoding="utf-8") == manifest.made_anew(HOUSE)


def test_every_verdict_occurs_among_the_invented_patients():
    kept = json.loads(patients.expected_file(HOUSE).read_text(encoding="utf-8"))
    assert len(kept) == 6
    assert {len(of_patient) for of_patient in kept.values()} == {5}
    said = [one for of_patient in kept.values() for one in of_patient.values()]
    assert {one["verdict"] for one in said} == {"eligible", "not_eligible", "undecided"}
    outcomes = {outcome for one in said for outcome in one["criteria"].values()}
    assert outcomes == {"met", "not_met", "unknown", "needs_review", "not_applicable"}


def test_the_invented_patients_are_assessed_on_the_day_for_which_they_were_written():
    assert AS_OF == WRITTEN_FOR


def _renew_the_list():
    path = manifest.manifest_file(HOUSE)
    path.write_text(manifest.made_anew(HOUSE), encoding="utf-8", newline="\n")
