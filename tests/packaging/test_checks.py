"""A frozen program that is not whole, too large or tells on its maker is not given away."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from making import checks
from making.ground import PackageError

TRIAL = "_internal/trials/nct06503224.yaml"


def test_a_whole_folder_passes(folder):
    checks.check(folder)


@pytest.mark.parametrize(
    "name",
    [
        TRIAL,
        "_internal/resources/fonts/Inter-Regular.ttf",
        "_internal/resources/templates/checklist.typ",
        "_internal/resources/self_test/expected.json",
        "_internal/licences/parts.json",
    ],
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()

    with pytest.raises(PackageError, match="missing in it"):
        checks.check(folder)


def test_an_altered_trial_file_is_named(folder):
    path = folder / TRIAL
    path.write_bytes(path.read_bytes() + b"\n")

    assert list(checks.missing(folder)) == [
        "trials/nct06503224.yaml is missing in it, or is another."
    ]


@pytest.mark.parametrize(
    "name", ["tests/test_a.py", "core/__pycache__/x", "a/b.pyc", "requirements.lock"]
)
def test_what_a_workshop_leaves_behind_is_named(folder, name):
    path = folder / "_internal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()

    assert any(Path(name).parts[0] in fault for fault in checks.foreign(folder))


def test_a_trial_that_the_house_does_not_have_is_named(folder):
    (folder / "_internal/trials/nct00000000.yaml").touch()

    assert list(checks.foreign(folder)) == [
        "_internal/trials/nct00000000.yaml is not in the house."
    ]


def test_the_path_of_the_build_machine_is_found_in_a_file_and_in_an_archive(folder):
    place = Path("/somewhere/else/entirely")
    (folder / "_internal" / "library.so").write_bytes(b"\0/somewhere/else/entirely/x.c\0")
    with zipfile.ZipFile(folder / "_internal" / "library.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("module.pyc", b"in /somewhere/else/entirely/module.py, line 1" * 9)

    assert list(checks.paths_told(folder, (place,))) == [
        "_internal/library.so names the build machine.",
        "_internal/library.zip:module.pyc names the build machine.",
    ]


def test_the_size_is_held_at_its_limit(folder):
    size = checks.size_mb(folder)

    assert list(checks.too_large(folder, size)) == []
    assert "are allowed. Largest: NotoSansSC-Regular.otf 8.3" in "".join(
        checks.too_large(folder, size - 0.001)
    )
