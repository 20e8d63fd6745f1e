"""Every expected no says what is wrong and what to do next, in both languages."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from salesctl.i18n.catalog import subjects

SOURCE = Path(__file__).parents[2] / "salesctl"
MAKERS = {"Problem", "problem", "_wrong", "wrong"}


def raised() -> set[str]:
    """Codes that are made into problems, and the codes by which replay says that an event means nothing."""
    found: set[str] = set()
    for file in (file for room in ("core", "desk", "commands") for file in (SOURCE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MAKERS:
                found |= {text for one in node.args[:1] for text in words(one)}
            elif isinstance(node, ast.Return) and node.value is not None:
                found |= {text for text in words(node.value) if text.startswith(("event.", "hint."))}
    return {code for code in found if "." in code}


def words(node: ast.expr) -> list[str]:
    """The texts that an expression may come to: a literal, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return [*words(node.body), *words(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_no_says_what_is_wrong_and_what_to_do(lang: str) -> None:
    known: dict[str, tuple[str, str]] = {}
    for subject in subjects("en"):
        known |= getattr(import_module(f"salesctl.i18n.{lang}.{subject}"), "PROBLEMS", {})
    codes = raised()
    assert len(codes) > 100
    assert sorted(codes - known.keys()) == []
    assert [code for code in sorted(codes) if not all(known[code]) and not code.startswith("usage.")] == []
