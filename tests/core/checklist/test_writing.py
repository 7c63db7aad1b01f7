"""A checklist reaches the disk whole or not at all, and never over another file."""

import errno
import os
import stat
from pathlib import Path

import pytest

from core.checklist.pdf import render_pdf
from core.checklist.writing import file_stem, write_pdf
from core.errors import StoreError
from tests.core.checklist.builders import A_RECORD, RESOURCES, a_checklist

MADE = a_checklist()


def test_the_file_is_written_whole(tmp_path):
    to = tmp_path / "checklist.pdf"
    write_pdf(MADE, RESOURCES, to)
    assert to.read_bytes().startswith(b"%PDF-1.7")
    assert to.read_bytes().rstrip().endswith(b"%%EOF")
    assert [*tmp_path.iterdir()] == [to]


def test_a_file_that_exists_is_not_overwritten(tmp_path):
    to = tmp_path / "checklist.pdf"
    to.write_text("signed")
    with pytest.raises(StoreError, match="never overwritten"):
        write_pdf(MADE, RESOURCES, to)
    assert to.read_text() == "signed"
    assert [*tmp_path.iterdir()] == [to]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    to = tmp_path / "checklist.pdf"

    def render_slowly(*arguments):
        to.write_text("another's")
        return render_pdf(*arguments)

    monkeypatch.setattr("core.checklist.writing.render_pdf", render_slowly)
    with pytest.raises(StoreError, match="never overwritten"):
        write_pdf(MADE, RESOURCES, to)
    assert to.read_text() == "another's"
    assert [*tmp_path.iterdir()] == [to]


def test_its_own_name_says_trial_subject_and_day():
    assert file_stem(MADE) == "INV01_S-001_2026-11-24_checklist"


@pytest.mark.parametrize(
    "subject", ["../../etc", "a/b\\c:d*?", "患者 7", "." * 300, "S" * 500, "-"]
)
def test_no_subject_makes_a_name_that_leaves_its_folder_or_is_too_long(subject, tmp_path):
    made = a_checklist(record=type(A_RECORD)(subject=subject))
    path = tmp_path / f"{file_stem(made)}.pdf"
    write_pdf(made, RESOURCES, path)
    assert path.parent == tmp_path
    assert len(file_stem(made)) < 200
    assert [*tmp_path.iterdir()] == [path]


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(StoreError, match=r"there is no folder .*Make it, or choose another"):
        write_pdf(MADE, RESOURCES, tmp_path / "nowhere" / "x.pdf")


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="there is no folder"):
        write_pdf(MADE, RESOURCES, tmp_path / "file" / "x.pdf")


def test_a_name_too_long_for_the_disk_is_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="Choose another folder or name"):
        write_pdf(MADE, RESOURCES, tmp_path / ("x" * 300 + ".pdf"))
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a Linux disk")
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.EIO, "Choose another folder or name"),
        (errno.ENOENT, "Choose another folder or name"),  # Windows says so of a name too long
    ],
)
@pytest.mark.parametrize("moment", ["write", "link"])
def test_a_disk_that_fails_leaves_nothing_behind(tmp_path, monkeypatch, code, sentence, moment):
    def fail(*_):
        raise OSError(code, os.strerror(code))

    if moment == "write":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StoreError, match=sentence):
        write_pdf(MADE, RESOURCES, tmp_path / "x.pdf")
    assert [*tmp_path.iterdir()] == []


def test_a_write_that_stops_in_the_middle_leaves_nothing_behind(tmp_path):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreError, match="File too large"):
            write_pdf(MADE, RESOURCES, tmp_path / "x.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [*tmp_path.iterdir()] == []


def test_a_disk_without_links_is_written_all_the_same(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_pdf(MADE, RESOURCES, tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "y.pdf").write_text("signed")
    with pytest.raises(StoreError, match="never overwritten"):
        write_pdf(MADE, RESOURCES, tmp_path / "y.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.pdf", "y.pdf"]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may")
def test_a_folder_of_others_is_a_sentence(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreError, match="cannot be written to"):
        write_pdf(MADE, RESOURCES, tmp_path / "x.pdf")
    tmp_path.chmod(stat.S_IRWXU)
