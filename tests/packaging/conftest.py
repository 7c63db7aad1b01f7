"""What the tests of the packaging stand on: a small folder that looks as a frozen program does."""

from __future__ import annotations

import shutil

import pytest

from making.ground import HOUSE


@pytest.fixture
def folder(tmp_path):
    """Lay out a frozen program with everything of the house that it has to hold."""
    made = tmp_path / "tamis"
    for top in ("trials", "resources", "docs/pictures"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HOUSE / top, made / "_internal" / top, ignore=ignored)
    shutil.copy(HOUSE / "docs" / "guide.md", made / "_internal" / "docs")
    (made / "_internal" / "licences").mkdir()
    (made / "_internal" / "licences" / "parts.json").write_text("[]", encoding="utf-8")
    return made
