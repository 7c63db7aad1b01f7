"""What one hospital sets is read beside its store, and only there."""

import pytest

from core.errors import RecordError
from core.record import Observation
from gui.session.session import Session
from tests.gui.conftest import AS_OF

SITE = """
name: Central laboratory
ranges:
  - {of: alt, upper_limit: 50 U/L}
default_units: {hemoglobin: g/dL}
date_order: dmy
"""


@pytest.fixture
def opened(folder):
    made = []

    def open_with(text="", *, is_demo=False):
        folder.mkdir(parents=True, exist_ok=True)
        if text:
            (folder / "site.yaml").write_text(text, encoding="utf-8")
        session = Session(folder, AS_OF, is_demo=is_demo)
        made.append(session)
        session.load_now()
        return session

    yield open_with
    for session in made:
        session.close()


def test_the_sites_ranges_units_and_order_of_dates_are_used(opened):
    session = opened(SITE)
    session.new_patient("S-001")
    session.open_patient("S-001")
    session.put(Observation(of="alt", value="150 U/L", date=session.read_day("24/11/2026")))
    scar02 = next(one for one in session.assessments if one.trial == "NCT06503224")
    liver = next(one for one in scar02.findings if one.id == "I4")
    assert liver.parts[0].outcome.value == "met"  # three times 50
    assert session.setting.site.default_units == {"hemoglobin": "g/dL"}


def test_without_a_file_there_is_no_site_and_the_demo_has_none_either(opened):
    assert opened().setting.site.name == ""
    assert opened(SITE, is_demo=True).setting.site.name == ""


def test_a_mistake_in_the_file_is_said_with_its_line(opened):
    with pytest.raises(RecordError, match="line 4: 'kg' is no unit"):
        opened(SITE.replace("50 U/L", "50 kg"))
