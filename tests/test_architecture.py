"""The house, in sentences: who may import whom, how long things are, what they may be called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_archon import archrule

HERE = Path(__file__).resolve().parents[1]
CORE = HERE / "core"
GUI = HERE / "gui"

# The rooms of the core. Each may import those before it, and none after it.
ROOMS = (
    "version",
    "errors",
    "scalar",
    "plain_yaml",
    "names",
    "quantity",
    "dates",
    "truth",
    "medicines",
    "vocabulary",
    "site",
    "values",
    "record",
    "facts",
    "calculators",
    "instruments",
    "rules",
    "trial",
    "reading",
    "lint",
    "step",
    "evaluate",
    "assessment",
    "wording",
    "next_steps",
    "store",
    "exchange",
    "checklist",
    "self_test",
    "commands",
)

# The panes of the window: they meet in the workspace and the window, and nowhere else.
PANES = ("worklist", "entry", "results")

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_FILES = 15

# Modules that are one long table, and may be as long as their table is.
TABLES: tuple[str, ...] = ()

NAMES_THAT_SAY_NOTHING = {
    "base",
    "common",
    "helper",
    "helpers",
    "manager",
    "misc",
    "service",
    "util",
    "utils",
}

FOLDERS_MADE_HERE = {"__pycache__", "build", "dist"}

# Pieces that stand in no tracked file; written so that this file does not hold them either.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|opt)/\w|\b[A-Z]:\\+Users")
REGISTRY_ADDRESS = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|-index-url")


def modules_under(folder: Path) -> list[Path]:
    """List the modules of a folder that may not exist yet."""
    return sorted(path for path in folder.rglob("*.py") if not FOLDERS_MADE_HERE & {*path.parts})


def house_modules() -> list[Path]:
    """List every module of the program; its tests are not among them."""
    return [*sorted(HERE.glob("*.py")), *modules_under(CORE), *modules_under(GUI)]


def name_of(module: Path) -> str:
    """Name a module as a reader finds it."""
    return module.relative_to(HERE).as_posix()


def tree_of(module: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(module.read_text(encoding="utf-8"))


def imports_of(module: Path) -> Iterator[str]:
    """Give every name that a module imports, wherever in it, in full."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers_of(name: str, modules: list[Path]) -> list[str]:
    """List those modules that import this name or something in it."""
    wanted = f"{name}."
    return [name_of(m) for m in modules if any(f"{i}.".startswith(wanted) for i in imports_of(m))]


def room_of(module: Path) -> str:
    """Name the room of the core that a module belongs to; for core/__init__.py, nothing."""
    return module.relative_to(CORE).parts[0].removesuffix(".py").removeprefix("__init__")


def rooms_imported_by(module: Path) -> set[str]:
    """Name the other rooms of the core that a module imports."""
    names = (name.split(".") for name in imports_of(module))
    return {parts[1] for parts in names if parts[0] == "core"} - {room_of(module)}


def place_of(room: str) -> int:
    """Give the place of a room in the order; a room that is not in it comes after all."""
    return ROOMS.index(room) if room in ROOMS else len(ROOMS)


def text_files() -> Iterator[tuple[Path, str]]:
    """Give every file of the project that holds text, with its text."""
    shown = (top for top in HERE.iterdir() if top.is_file() or is_ours(top))
    for top in sorted(shown):
        for path in [top, *sorted(top.rglob("*"))]:
            if path.is_file() and not FOLDERS_MADE_HERE & {*path.parts}:
                data = path.read_bytes()
                if b"\0" not in data:
                    yield path, data.decode(errors="replace")


def is_ours(folder: Path) -> bool:
    """Tell whether a folder of the top level is tracked: hidden ones are made by tools, but two."""
    return not folder.name.startswith(".") or folder.name in {".ci", ".github"}


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """List the lines, in all text files but this one, in which a pattern is found."""
    return [
        f"{path.relative_to(HERE)}:{number}: {line.strip()}"
        for path, text in text_files()
        if path != Path(__file__)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


# Who may import whom


def test_the_core_knows_neither_qt_nor_the_window():
    (
        archrule("The core knows neither Qt nor the window")
        .match("core", "core.*")
        .should_not_import("PySide6", "PySide6.*", "shiboken6*", "gui", "gui.*", "main")
        .check("core")
    )


def test_only_the_store_knows_sql():
    knowing = importers_of("sqlmodel", house_modules()) + importers_of(
        "sqlalchemy", house_modules()
    )
    assert [name for name in knowing if not name.startswith("core/store/")] == []


def test_in_the_core_only_the_commands_and_the_self_test_reach_the_store():
    (
        archrule("In the core only the commands and the self-test reach the store")
        .match("core", "core.*")
        .exclude("core.store", "core.store.*", "core.commands", "core.commands.*")
        .exclude("core.self_test.ledger", "core.self_test.versions")
        .should_not_import("core.store", "core.store.*", "sqlmodel*", "sqlalchemy*", "sqlite3*")
        .check("core")
    )


def test_only_plain_yaml_reads_yaml():
    assert set(importers_of("yaml", house_modules())) <= {"core/plain_yaml.py"}


TALKING = (
    "PySide6.QtNetwork",
    "asyncio",
    "ftplib",
    "http",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "xmlrpc",
)


@pytest.mark.parametrize("module", TALKING)
def test_no_module_can_talk_to_a_network(module):
    assert importers_of(module, [*modules_under(CORE), *modules_under(GUI), HERE / "main.py"]) == []


def test_only_main_imports_the_window():
    outside = [*sorted(HERE.glob("*.py")), *modules_under(CORE)]
    assert set(importers_of("gui", outside)) <= {"main.py"}


def test_in_the_window_only_the_session_assesses():
    asking = importers_of("core.assessment.assess", modules_under(GUI))
    assert [name for name in asking if not name.startswith("gui/session")] == []


def test_in_the_window_nobody_takes_assessment_whole_and_so_assess_with_it():
    whole = [
        name_of(module)
        for module in modules_under(GUI)
        if {"core.assessment", "core.assessment.*"} & {*imports_of(module)}
    ]
    assert [name for name in whole if not name.startswith("gui/session")] == []


def test_in_the_window_only_the_session_reaches_the_store():
    reaching = importers_of("core.store", modules_under(GUI))
    assert [name for name in reaching if not name.startswith("gui/session")] == []


@pytest.mark.parametrize("room", PANES)
def test_the_panes_of_the_window_do_not_know_each_other(room):
    others = [other for other in PANES if other != room]
    (
        archrule(f"gui.{room} knows none of {others}")
        .match(f"gui.{room}", f"gui.{room}.*")
        .should_not_import(*(f"gui.{o}" for o in others), *(f"gui.{o}.*" for o in others))
        .check("gui")
    )


def test_every_room_of_the_core_has_its_place_in_the_order():
    rooms = {room_of(module) for module in modules_under(CORE)} - {""}
    strangers = rooms - {*ROOMS}
    assert not strangers, f"Give {sorted(strangers)} a place in ROOMS, after all that it imports."


def test_inside_the_core_imports_run_one_way():
    wrong = [
        f"{name_of(module)} imports core.{room}, which comes after it"
        for module in modules_under(CORE)
        for room in sorted(rooms_imported_by(module))
        if room_of(module) in {*ROOMS, ""} and place_of(room) >= _ceiling(room_of(module))
    ]
    assert wrong == []


def _ceiling(room: str) -> int:
    # core/__init__.py imports nothing: whatever it imported, every room would import.
    return place_of(room) if room else 0


def test_imports_name_the_room_in_full():
    relative = [
        name_of(module)
        for module in house_modules()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


# How long things are


@pytest.mark.parametrize("module", house_modules(), ids=name_of)
def test_a_module_is_one_idea(module):
    lines = len(module.read_text(encoding="utf-8").splitlines())
    is_table = name_of(module) in TABLES
    assert is_table or lines <= LONGEST_MODULE, f"{name_of(module)} has {lines} lines: two ideas?"


@pytest.mark.parametrize("module", house_modules(), ids=name_of)
def test_a_function_is_read_at_one_glance(module):
    functions = (
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {f.name: size for f in functions if (size := _lines_of(f)) > LONGEST_FUNCTION}
    assert not long, f"too long in {name_of(module)}: {long}"


def _lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_a_folder_past_fifteen_files_is_two_folders():
    # core/ itself is the list of rooms; what keeps it readable is their order.
    folders = {module.parent for module in house_modules()} - {CORE}
    sizes = {name_of(folder): len([*folder.glob("[!_]*.py")]) for folder in folders}
    assert {name: size for name, size in sizes.items() if size > MOST_FILES} == {}


# What they say of themselves


def test_no_name_says_nothing():
    empty = [
        name_of(module)
        for module in [*house_modules(), *modules_under(HERE / "tests")]
        if any(
            NAMES_THAT_SAY_NOTHING & {*part.removesuffix(".py").split("_")}
            for part in module.relative_to(HERE).parts
        )
    ]
    assert empty == [], "Name these after what lives in them."


def test_every_module_opens_with_a_line_that_says_what_lives_there():
    modules = [*house_modules(), *modules_under(HERE / "tests")]
    silent = [name_of(module) for module in modules if not ast.get_docstring(tree_of(module))]
    assert silent == []


def test_no_file_knows_whose_machine_it_was_written_on():
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_the_address_of_a_registry():
    assert lines_with(REGISTRY_ADDRESS) == []
