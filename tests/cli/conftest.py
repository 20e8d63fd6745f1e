"""A door with a few made-up commands behind it, so that what it promises is tested apart from the real ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesctl import commands

FILES = {
    "lead/__init__.py": "",
    "lead/add.py": """
        def command(
            context: typer.Context,
            name: str,
            size: Annotated[int, typer.Option()] = 0,
            channel: Annotated[str, typer.Option()] = "",
            set_: Annotated[list[str], typer.Option("--set")] = [],
        ) -> None:
            told = context.obj
            given = f"{name}|{size}|{channel}|{','.join(set_)}"
            console.result(f"{given}|{told.folder or told.home}|{told.now}|{told.user}|{told.lang}")
        """,
    "lead/import_.py": """
        def command(file: str) -> int:
            console.result(f"import {file}")
            return 1
        """,
    "team/__init__.py": """
        def command() -> None:
            console.result("the team")
        """,
    "team/add.py": """
        def command(who: str) -> None:
            console.result(f"add {who}")
        """,
    "next_.py": """
        def command(customer: Annotated[str | None, typer.Argument()] = None) -> None:
            console.result(f"next {customer}")
        """,
    "merge_driver.py": """
        def command() -> int:
            console.result("merging")
            return 9
        """,
    "refuse.py": """
        def command() -> Refused:
            return Refused((Problem("usage.no_such_command", {"name": "evil\\x1b[2J\\nError: x"}, Place("a.yaml", 3)),))
        """,
    "broken.py": """
        def command() -> None:
            raise Broken(Problem("usage.value_missing", {"option": "--x"}), exit_code=5)
        """,
    "boom.py": """
        def command() -> None:
            raise ZeroDivisionError("secret detail")
        """,
    "stop.py": """
        def command() -> None:
            raise KeyboardInterrupt
        """,
}
HEAD = """
from typing import Annotated
import typer
from salesctl.core.problems import Broken, Place, Problem, Refused
from salesctl.render import console
"""


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    from textwrap import dedent

    folder = tmp_path / "commands"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + dedent(text), encoding="utf-8")
    before = {name for name in sys.modules if name.startswith("salesctl.commands.")}
    kept = {name: sys.modules.pop(name) for name in before}
    monkeypatch.setattr(commands, "__path__", [str(folder)])
    yield folder
    for name in [name for name in sys.modules if name.startswith("salesctl.commands.")]:
        del sys.modules[name]
    sys.modules.update(kept)
