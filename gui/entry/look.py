"""The part of the look that only the form needs, in the colours of the theme that is shown."""

from __future__ import annotations

import re

from gui import theme
from gui.places import RESOURCES


def style_sheet() -> str:
    """Return the form's style sheet in the colours that are shown now."""
    colours = theme.current().colours
    text = (RESOURCES / "theme" / "entry.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda match: colours[match[1]], text)
