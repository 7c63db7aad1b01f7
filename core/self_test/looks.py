"""Check: fonts, icons, colours and templates are there, unaltered, and can be read."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from core.checklist.coverage import read_coverage
from core.self_test.manifest import faults_in
from core.self_test.result import Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.self_test.result import Ground

FOLDERS = ("resources/fonts", "resources/icons", "resources/templates", "resources/theme")
# What each font is there for; a font that lacks it would leave a gap on the paper.
FONTS = {
    "Inter-Regular.ttf": "Aé≥µ⁹",
    "Inter-Medium.ttf": "Aé≥µ⁹",
    "Inter-SemiBold.ttf": "Aé≥µ⁹",
    "Inter-Bold.ttf": "Aé≥µ⁹",
    "DejaVuSans.ttf": "אع",
    "NotoSansSC-Regular.otf": "筛选䶮",
}


def check(ground: Ground) -> Found:
    """Compare the files with their list, and read the fonts' character maps."""
    faults = (*faults_in(ground.house, *FOLDERS), *_gaps(ground.resources / "fonts"))
    count = sum(1 for folder in FOLDERS for _ in (ground.house / folder).rglob("*.*"))
    return Found(
        f"{len(FONTS)} fonts with Latin, Hebrew, Arabic and Chinese letters, and all "
        f"{count} files of the look are as they were released.",
        faults,
    )


def _gaps(folder: Path) -> Iterator[str]:
    for name, wanted in FONTS.items():
        try:
            coverage = read_coverage(folder / name)
        except FileNotFoundError:
            continue  # said by the list of files
        except (OSError, ValueError, StopIteration, struct.error):
            yield f"{name} cannot be read as a font."
            continue
        lacking = "".join(one for one in wanted if not coverage.holds(one))
        if lacking:
            yield f"{name} has no glyph for {lacking}."
