"""What a UCUM code of the vocabulary measures: its size, exactly, and its dimension."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

Dimension = frozenset[tuple[str, int]]

# Size in metres, grams, seconds and moles; what has a scale of its own is its own dimension.
_LITRE, _MINUTE = Fraction(1, 1000), Fraction(60)
_SYMBOLS: dict[str, tuple[Fraction, dict[str, int]]] = {
    "m": (Fraction(1), {"m": 1}),
    "g": (Fraction(1), {"g": 1}),
    "s": (Fraction(1), {"s": 1}),
    "mol": (Fraction(1), {"mol": 1}),
    "min": (_MINUTE, {"s": 1}),
    "h": (60 * _MINUTE, {"s": 1}),
    "L": (_LITRE, {"m": 3}),
    "kat": (Fraction(1), {"mol": 1, "s": -1}),
    "U": (Fraction(1, 10**6) / _MINUTE, {"mol": 1, "s": -1}),
    "[lb_av]": (Fraction("453.59237"), {"g": 1}),
    "[in_i]": (Fraction("0.0254"), {"m": 1}),
    "%": (Fraction(1, 100), {}),
    "Cel": (Fraction(1), {"Cel": 1}),
    "m[Hg]": (Fraction(1), {"m[Hg]": 1}),
    "[IU]": (Fraction(1), {"[IU]": 1}),
    "[HPF]": (Fraction(1), {"[HPF]": 1}),
    "[GPL'U]": (Fraction(1), {"[GPL'U]": 1}),
    "[MPL'U]": (Fraction(1), {"[MPL'U]": 1}),
}
_PREFIXES = {"k": 3, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9}
_PIECE = re.compile(
    r"10\*(?P<power>\d+)|(?P<number>\d+)|(?P<note>\{[^{} ]+\})"
    r"|(?P<word>[^\d/.(){}]+)(?P<raised>\d?)"
)


def measured_by(code: str) -> tuple[Fraction, Dimension]:
    """Return size and dimension of a UCUM code; raise ValueError for what is none."""
    size, dimension = _term(code, code)
    return size, frozenset((name, power) for name, power in dimension.items() if power)


def _term(text: str, code: str) -> tuple[Fraction, Counter[str]]:
    size, dimension = Fraction(1), Counter[str]()
    sign, rest = 1, text
    while rest:
        if rest[0] in "/.":
            sign, rest = (-1 if rest[0] == "/" else 1), rest[1:]
        if rest.startswith("("):
            inner, rest = rest[1:].split(")", 1)
            part: tuple[Fraction, Mapping[str, int]] = _term(inner, code)
        else:
            piece = _PIECE.match(rest)
            if piece is None:
                message = f"'{code}' is no UCUM code: '{rest}' is not known here"
                raise ValueError(message)
            rest = rest[piece.end() :]
            part = _component(piece, code)
        one, its = part
        size *= one**sign
        for name, power in its.items():
            dimension[name] += sign * power
    return size, dimension


def _component(piece: re.Match[str], code: str) -> tuple[Fraction, Mapping[str, int]]:
    if piece["power"]:
        return Fraction(10 ** int(piece["power"])), {}
    if piece["number"]:
        return Fraction(int(piece["number"])), {}
    if piece["note"]:
        return Fraction(1), {}
    size, dimension = _symbol(piece["word"], code)
    power = int(piece["raised"] or 1)
    return size**power, {name: each * power for name, each in dimension.items()}


def _symbol(word: str, code: str) -> tuple[Fraction, dict[str, int]]:
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    prefix, base = _PREFIXES.get(word[0]), _SYMBOLS.get(word[1:])
    if prefix is None or base is None:
        message = f"'{code}' is no UCUM code: '{word}' is not known here"
        raise ValueError(message)
    return Fraction(10) ** prefix * base[0], base[1]
