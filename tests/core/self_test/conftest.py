"""A copy of the installation, to be broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.self_test.result import Ground
from tests.builders import HOUSE


@pytest.fixture
def house(tmp_path: Path) -> Path:
    made = tmp_path / "house"
    for folder in ("trials", "resources"):
        shutil.copytree(HOUSE / folder, made / folder)
    return made


@pytest.fixture
def ground(house: Path, tmp_path: Path) -> Ground:
    room = tmp_path / "room"
    room.mkdir()
    return Ground(house, tmp_path / "data", room)


@pytest.fixture
def alter(house: Path) -> Callable[[str, str, str], None]:
    def put(name: str, old: str, new: str) -> None:
        path = house / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return put
