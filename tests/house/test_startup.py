"""What is asked often must answer at once: the cheap ways through the door import nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "ruamel", "rich", "dateutil", "openpyxl", "pypinyin")


def modules_after(*arguments: str, **environment: str) -> set[str]:
    """The top-level modules that one run of the program imported."""
    script = (
        "import contextlib, io, os, sys\n"
        f"os.environ.update({environment!r})\n"
        "from salesctl.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    with contextlib.suppress(SystemExit):\n"
        f"        main({list(arguments)!r})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def test_the_version_imports_not_even_typer() -> None:
    modules = modules_after("--version")
    assert modules.isdisjoint({*HEAVY, "typer"})
    assert "salesctl" in modules


@pytest.mark.parametrize("arguments", [("--help",), ("lead",), ("nosuch",), ("--nosuch",), ("--version", "--json")])
def test_help_and_mistakes_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert modules_after(*arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "environment",
    [
        {"_SALESCTL_COMPLETE": "complete_bash", "COMP_WORDS": "salesctl le", "COMP_CWORD": "1"},
        {"_SALESCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "salesctl le"},
        {
            "_SALESCTL_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_ARGS": "salesctl le",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    ],
    ids=["bash", "zsh", "fish"],
)
def test_completing_the_name_of_a_command_imports_nothing_heavy(environment: dict[str, str]) -> None:
    assert modules_after(**environment).isdisjoint(HEAVY)
