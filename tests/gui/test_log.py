"""The log says where something went wrong, and never what was typed."""

import logging
import sys

import pytest

from gui import log


@pytest.fixture
def logger(tmp_path):
    root = logging.getLogger()
    before = list(root.handlers), root.level
    log.set_up(tmp_path)
    yield logging.getLogger("tamis.test")
    for handler in set(root.handlers) - set(before[0]):
        handler.close()
    root.handlers[:], root.level = before


def fail():
    raise ValueError("ALT 96 U/L of S-001")


def test_an_error_is_logged_without_its_message(logger, tmp_path):
    try:
        fail()
    except ValueError:
        logger.exception("a bug")

    text = (tmp_path / "tamis.log").read_text()
    assert "ValueError" in text
    assert "in fail" in text
    assert "96" not in text.split("a bug")[1]
    assert "S-001" not in text


def test_what_is_shown_of_an_error_holds_no_values():
    try:
        fail()
    except ValueError as error:
        text = log.details(type(error), sys.exc_info()[2])
    assert text.endswith("ValueError")
    assert "S-001" not in text


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    before = list(logging.getLogger().handlers)
    log.set_up(tmp_path / "file")
    logging.getLogger().handlers[:] = before
