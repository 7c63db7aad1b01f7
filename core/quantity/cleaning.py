"""Typed text before it is understood: folded to one spelling, shortened, and asked about."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_FOLDED = str.maketrans(
    {
        "μ": "µ",
        **dict.fromkeys("−‐‒–—", "-"),
        **dict.fromkeys("～∼≈", "~"),
        "，": ",",
        "。": ".",
        "∶": ":",
        **dict.fromkeys("‘’ʼ", "'"),
        **dict.fromkeys("≦⩽", "≤"),
        **dict.fromkeys("≧⩾", "≥"),
        "〈": "<",
        "〉": ">",
        "【": "[",
        "】": "]",
    }
)
SHOWN_LENGTH = 40


class TwoReadingsError(ValueError):
    """A text that can be read in two ways; `readings` are what to write instead of it."""

    def __init__(self, message: str, readings: tuple[str, ...]) -> None:
        super().__init__(message)
        self.readings = readings


def shortened(text: str) -> str:
    """Return a typed text short enough for a message."""
    return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"


@lru_cache(maxsize=8192)
def cleaned(text: str) -> str:
    """Fold what keyboards and reports vary: full width, superscripts, two kinds of mu.

    Superscripts become ^n before NFKC, which would turn 10⁹ into 109.
    """
    marked = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    folded = unicodedata.normalize("NFKC", marked).translate(_FOLDED)
    visible = "".join(
        c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c in "\t\n"
    )
    return " ".join(visible.replace("\\^", "^").split())
