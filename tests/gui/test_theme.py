"""Colours that can be read, glyphs that are told apart without them, and words to translate."""

import ast
import re

import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.places import HOUSE, RESOURCES
from gui.widgets import glyphs

TEXT = ["text", "text2", "text3", "accent", "met", "not_met", "unknown", "needs_review", "warn"]
ON_TINT = ["met", "not_met", "unknown", "needs_review", "warn"]
STATUSES = ["met", "not_met", "unknown", "needs_review", "not_applicable", "conflict", "stale"]


def luminance(colour):
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("token", TEXT)
def test_text_can_be_read_on_a_pane(name, token):
    shown = theme.read(name)
    assert contrast(shown.colour(token), shown.colour("surface")) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("token", ON_TINT)
def test_a_status_can_be_read_on_its_tint(name, token):
    shown = theme.read(name)
    assert contrast(shown.colour(token), shown.colour(f"{token}_tint")) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("token", ["border_strong", "focus"])
def test_the_edge_of_a_field_can_be_seen(name, token):
    shown = theme.read(name)
    assert contrast(shown.colour(token), shown.colour("surface")) >= 3


def test_both_themes_name_the_same_colours():
    assert theme.read("light").colours.keys() == theme.read("dark").colours.keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_names_only_colours_that_exist(name):
    assert not re.search(r"@\w+", theme.style_sheet(theme.read(name)))


@pytest.mark.parametrize("status", STATUSES)
def test_a_glyph_differs_from_every_other_in_shape(qapp, status):
    """Compare which pixels are painted at all: what is left without any colour."""

    def mask(word):
        image = glyphs.pixmap(word, glyphs.LIST, 2.0).toImage()
        flat = image.convertToFormat(QImage.Format.Format_Alpha8)
        return [
            flat.pixelColor(x, y).alpha() > 127
            for x in range(flat.width())
            for y in range(flat.height())
        ]

    own = mask(status)
    for other in set(STATUSES) - {status}:
        differing = sum(a != b for a, b in zip(own, mask(other), strict=True))
        assert differing > 60, f"{status} looks like {other}"


def test_the_other_theme_gives_every_widget_its_colours(qapp):
    theme.show(qapp, "dark")
    assert qapp.palette().window().color() == theme.read("dark").colour("bg")
    theme.show(qapp, "light")
    assert qapp.palette().window().color() == theme.read("light").colour("bg")


def test_every_icon_that_is_named_is_there():
    named = {
        argument.value
        for path in (HOUSE / "gui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("IconButton", "IconLabel")
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }
    there = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert named <= there


def test_every_word_of_the_window_is_a_literal_that_can_be_translated():
    """A translator's tool finds literals only: tr(f"…") would never be translated."""
    wrong = []
    for path in (HOUSE / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            # Text and painters have a translate() of their own, with one argument.
            is_ours = name == "tr" or (name == "translate" and len(node.args) > 1)
            wanted = node.args[: 1 if name == "tr" else 2] if is_ours else []
            if any(not isinstance(argument, ast.Constant) for argument in wanted):
                wrong.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
    assert wrong == []


@pytest.fixture
def foreign_font(qapp):
    """A font of the system for lists alone, as Windows brings one with its colours."""
    before = (qapp.font(), qapp.property("theme"), qapp.styleSheet(), qapp.palette())
    qapp.setProperty("theme", None)
    qapp.setFont(theme.body_font())
    # The stub asks for bytes, and PySide refuses them.
    QApplication.setFont(QFont("DejaVu Serif"), "QAbstractItemView")  # type: ignore[arg-type]
    yield qapp
    font, name, sheet, palette = before
    qapp.setFont(font)
    qapp.setProperty("theme", name)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def test_lists_have_the_font_of_the_window_whatever_the_system_brings(foreign_font):
    theme.show(foreign_font, "light")
    of_lists = QApplication.font("QAbstractItemView")  # type: ignore[call-overload]
    assert of_lists == QApplication.font()


def test_a_font_of_the_system_gives_way_to_the_bundled_ones_where_it_is_painted(qapp):
    families = theme.sized(QFont("DejaVu Serif"), 12).families()
    assert families == [*theme.FAMILIES, "DejaVu Serif"]
