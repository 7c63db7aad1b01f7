"""The bundled fonts: what they can draw, that each has its licence, what stands for the rest."""

import pytest

from core.checklist.coverage import drawable, read_coverage
from tests.core.checklist.builders import RESOURCES

FONTS = RESOURCES / "fonts"
LATIN, OTHER, CHINESE = (
    read_coverage(FONTS / name)
    for name in ("Inter-Regular.ttf", "DejaVuSans.ttf", "NotoSansSC-Regular.otf")
)
ALL = (LATIN, OTHER, CHINESE)


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_the_latin_font_has_every_sign_of_the_field_in_every_weight(weight):
    font = read_coverage(FONTS / f"Inter-{weight}.ttf")
    signs = "0123456789≥≤×µμ✓✗⁰¹²³⁴⁵⁶⁷⁸⁹⁻₂°±−–—…“”‘’αβγ½%·→"
    assert [sign for sign in signs if not font.holds(sign)] == []


def test_the_chinese_font_has_common_and_rare_characters_of_names():
    signs = "患者王小明血红蛋白䶮㛃喆堃龑㴪𬱖，。：（）"
    assert [sign for sign in signs if not CHINESE.holds(sign)] == []


def test_a_font_does_not_claim_what_it_has_not():
    assert not LATIN.holds("患")
    assert not any(font.holds("🦠") for font in ALL)
    assert not any(font.holds("\U0010fffd") for font in ALL)


def test_each_font_has_its_licence_beside_it():
    fonts = [path for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"}]
    assert fonts
    for path in fonts:
        family = path.stem.partition("-")[0]
        assert (FONTS / f"{family}-LICENSE.txt").read_text(encoding="utf-8")
        assert path.stem.partition("-")[0] in (FONTS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ALT 96 U/L", "ALT 96 U/L"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a    b"),
        ("\u202eevil", "[U+202E]evil"),
        ("\ud800", "[U+D800]"),
        ("患\u0489", "患[U+0489]"),
        ("\u0301x", "[U+0301]x"),
        ("血🦠", "血[U+1F9A0]"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_shown_by_its_number(typed, shown):
    assert drawable(typed, ALL) == shown
