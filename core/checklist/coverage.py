"""Which characters the bundled fonts can draw, and what stands for those that they cannot.

PDF/A refuses a character without a glyph, and marks that cannot be seen (writing direction,
zero width) could make a line read otherwise than it was typed. Both are shown by their number.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LAYOUT = {"\n": "\n", "\r": "\n", "\t": "    ", "\u2028": "\n", "\u2029": "\n"}
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_JOINED = {"Mn", "Me", "Mc"}
_SEGMENTED = 12


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of one font: `starts` and `ends` of its runs of code points, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, character: str) -> bool:
        """Tell whether the font has a glyph for a character."""
        run = bisect_right(self.starts, ord(character)) - 1
        return run >= 0 and ord(character) <= self.ends[run]


@lru_cache(maxsize=8)
def read_coverage(font: Path) -> Coverage:
    """Read the character map of an OpenType font (its table of format 12, cmap, OpenType 1.9)."""
    with font.open("rb") as file:
        (tables,) = struct.unpack(">4xH6x", file.read(12))
        entries = (struct.unpack(">4sIII", file.read(16)) for _ in range(tables))
        offset, length = next(entry[2:] for entry in entries if entry[0] == b"cmap")
        file.seek(offset)
        cmap = file.read(length)
    (maps,) = struct.unpack_from(">2xH", cmap)
    for number in range(maps):
        (start,) = struct.unpack_from(">4xI", cmap, 4 + 8 * number)
        form, groups = struct.unpack_from(">H10xI", cmap, start)
        if form == _SEGMENTED:
            runs = [struct.unpack_from(">II", cmap, start + 16 + 12 * n) for n in range(groups)]
            return Coverage(tuple(run[0] for run in runs), tuple(run[1] for run in runs))
    raise ValueError(f"{font.name} has no character map of format {_SEGMENTED}.")


def drawable(text: str, fonts: tuple[Coverage, ...]) -> str:
    """Return a text in which every character without a glyph is shown as [U+1F9A0]."""
    shown: list[str] = []
    carrier: Coverage | None = None
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        if character in _LAYOUT:
            shown.append(_LAYOUT[character])
            carrier = None
            continue
        # A joined mark must come from the font of the letter that it stands on.
        choice = fonts if unicodedata.category(character) not in _JOINED else (carrier,)
        carrier = _first_that_holds(character, choice)
        shown.append(character if carrier else f"[U+{ord(character):04X}]")
    return "".join(shown)


def _first_that_holds(character: str, fonts: tuple[Coverage | None, ...]) -> Coverage | None:
    if unicodedata.category(character) in _UNSEEN:
        return None
    return next((font for font in fonts if font and font.holds(character)), None)
