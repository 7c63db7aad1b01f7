"""The manual page tamis(1), made of the command line itself, so that it says what --help says."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = """\
.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
an error in the input; of \\fB\\-\\-self\\-test\\fR, a check that failed
.TP
.B 2
a wrong call
.PP
A verdict is never an exit status.
.SH FILES
.TP
.I ~/.local/share/Tamis
the store with all patients, and
.IR site.yaml ,
what one hospital sets. Removing or purging the package leaves it as it is.
.TP
.I ~/.config/Tamis
what the user prefers.
.TP
.I ~/.local/state/Tamis/log
where something went wrong, and never whose record it was.
.PP
With \\fB\\-\\-data\\-dir\\fR all three lie in that folder.
Tamis opens no connection to any network.
.SH NOTES
Tamis is decision support from the data entered. The investigator decides eligibility.
.PP
The licences of all its parts lie beside the program, in the folder
.IR licences .
"""


def man_page(parser: argparse.ArgumentParser, version: str, moment: int) -> str:
    """Return the page, in roff, of a whole command line; `moment` is a second since 1970."""
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    lines = [
        f'.TH TAMIS 1 "{day}" "Tamis {version}" "User Commands"',
        ".SH NAME",
        r"tamis \- screen patients for clinical trials",
        ".SH SYNOPSIS",
        *_usage(parser),
        *(line for _, one in commands(parser) for line in (".br", *_usage(one))),
        ".SH DESCRIPTION",
        _text(parser.description or ""),
        ".PP",
        _text(parser.epilog or ""),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
    ]
    for helps, one in commands(parser):
        lines += [f'.SS "{_text(_words(one))}"', _text(_sentence(helps)), *_options(one)]
    return "\n".join(lines) + "\n" + _END


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give each command, at its deepest, with what --help says of it."""
    for action in _subcommands(parser):
        helps = {one.dest: one.help or "" for one in action._choices_actions}
        for name, one in (action.choices or {}).items():
            deeper = list(commands(one))
            yield from deeper or [(helps.get(name, ""), one)]


def _subcommands(parser: argparse.ArgumentParser) -> list[argparse._SubParsersAction]:  # type: ignore[type-arg]
    actions = parser._actions
    return [one for one in actions if isinstance(one, argparse._SubParsersAction)]


def _usage(parser: argparse.ArgumentParser) -> list[str]:
    words = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    called = _words(parser)
    rest = words.removeprefix(called).strip()
    return [f".B {_text(called)}", _text(rest)]


def _words(parser: argparse.ArgumentParser) -> str:
    return re.sub(r"\s+", " ", parser.prog)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    formatter = parser._get_formatter()
    for action in parser._actions:
        if not isinstance(action, (argparse._SubParsersAction, argparse._HelpAction)):
            called = formatter._format_action_invocation(action)
            yield ".TP"
            yield f'.B "{_text(called)}"'
            yield _text(_expanded(action)) or r"\&"


def _expanded(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else r"\&"


def _text(text: str) -> str:
    """Return text that roff prints as it stands."""
    if text == r"\&":
        return text
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return re.sub(r"^([.'])", r"\\&\1", " ".join(escaped.split()))
