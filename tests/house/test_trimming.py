"""Libraries imported without what only their corners use do everything that they do when imported in the common way."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from typing import Annotated, Any

import pytest
import typer

from salesctl.cli import finding, signatures
from salesctl.cli.trimming import BARRED, LATER

TRIMMED = "from salesctl.cli.trimming import import_libraries; import_libraries()"
COMMON = "import msgspec, typer"


def said_by(*lines: str) -> str:
    script = "\n".join(("import contextlib, os, sys", *lines))
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout


def test_what_waits_is_not_imported_and_leaves_no_trace() -> None:
    out = said_by("before = set(sys.modules)", TRIMMED, "print(*sorted(set(sys.modules) - before))")
    loaded = set(out.split())
    assert loaded.isdisjoint({*LATER, BARRED})
    assert {"typer", "typer.core", "typer.main", "msgspec"} <= loaded


@pytest.mark.parametrize("name", sorted(LATER))
def test_what_waits_is_the_real_one_for_everybody_else(name: str) -> None:
    real = f"print({name}.__file__ or {name}.__path__)"
    assert said_by(TRIMMED, f"import {name}", real) == said_by(f"import {name}", real)


CORNERS = (
    "import typer, typer.main, typer.core, pathlib",
    "print(typer.get_terminal_size())",
    "print(typer.main._is_macos(), typer.main._is_linux_or_bsd())",
    "print(typer.main.traceback.format_exception_only(ValueError('x')), typer.main.shutil.which('nosuch-program'))",
    "print(typer.main.subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True, text=True).stdout)",
    "print(typer.core.get_close_matches('overdu', ['overdue']), typer.core._('Aborted!'))",
    "print(typer.main.StackSummary.from_list([]), typer.main.FrameSummary('f', 1, 'n'))",
    "print(pathlib.PurePosixPath('/a b').as_uri())",
    "Day = typing.Annotated[str, typer.Option()]",
    "def command(name: str, *, path: pathlib.Path, number: int = 3, day: Day = '') -> None:",
    "    '''Two",
    "    lines.'''",
    "    print(name, path, number, day)",
    "app = typer.Typer(rich_markup_mode=None)",
    "app.command()(command)",
    "for words in (['--help'], ['x', 'p'], ['x', 'p', '--numbe', '1'], ['x', 'p', '--number', 'y'], []):",
    "    with contextlib.suppress(SystemExit), contextlib.redirect_stderr(sys.stdout):",
    "        app(words, prog_name='program')",
)


def test_every_corner_can_be_entered() -> None:
    trimmed, common = (said_by(how, "import typing", *CORNERS) for how in (TRIMMED, COMMON))
    assert trimmed == common
    assert "['overdue']" in trimmed
    assert "x p 3" in trimmed


def test_every_page_of_help_and_every_complaint_is_the_same() -> None:
    calls = [[*path, "--help"] for path in finding.paths()]
    calls += [[*path, "--nosuch"] for path in finding.paths()]
    calls += [["--help"], ["nosuch"], ["overdu"], ["done"], ["overdue", "--within"], ["lead", "add", "a", "b", "c"]]
    script = (
        "from salesctl.cli import main",
        f"for words in {calls!r}:",
        "    with contextlib.suppress(SystemExit), contextlib.redirect_stderr(sys.stdout):",
        "        print(words, main(words))",
    )
    trimmed = said_by(TRIMMED, *script)
    assert trimmed == said_by(COMMON, *script)
    assert "['done', '--help'] 0" in trimmed
    assert "['done', '--nosuch'] 2" in trimmed


def test_where_anything_is_odd_the_libraries_are_imported_in_the_common_way() -> None:
    out = said_by(
        "from salesctl.cli import trimming",
        "trimming.WANTED = (*trimming.WANTED, 'typer.nosuch')",
        "trimming.import_libraries()",
        "print('typer' in sys.modules)",
        "from salesctl.cli import main",
        "import inspect, typer.utils",
        "print(typer.utils.inspect is inspect, main(['overdue', '--nosuch']))",
    )
    assert out.startswith("False\nTrue 2\n")


def plain(first: str, second: Annotated[int, typer.Option("--second")] = 3, *, third: bool = False) -> None:
    """A line."""


def open_ended(first: str, *more: int, **named: str) -> None:
    """Two
    lines.
    """


FUNCTIONS = [
    plain,
    open_ended,
    *(import_module(f"salesctl.commands.{name}").command for name in ("overdue", "next_", "done", "show", "lead.add")),
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: f"{function.__module__}.{function.__name__}")
def test_a_signature_is_what_inspect_says(function: Any) -> None:
    empty = {inspect.Parameter.empty: "nothing", signatures.Parameter.empty: "nothing"}

    def told(found: Any) -> list[tuple[str, Any, Any]]:
        parameters = found.parameters.items()
        return [(name, told_of(one.default), told_of(one.annotation)) for name, one in parameters]

    def told_of(value: Any) -> Any:
        return empty.get(value, value) if isinstance(value, type) else value

    assert told(signatures.signature(function, eval_str=True)) == told(inspect.signature(function, eval_str=True))
    assert signatures.getdoc(function) == inspect.getdoc(function)


@pytest.mark.parametrize("text", ["", "A line.", " A line. ", "Two\n    lines.\n    ", "\tTab", "a\tb", "\n"])
def test_a_text_is_straightened_as_inspect_does(text: str) -> None:
    assert signatures.cleandoc(text) == inspect.cleandoc(text)
