"""Both languages say the same things, and every sentence that the source asks for exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from salesctl.i18n.catalog import _HOLE, subjects

SOURCE = Path(__file__).parents[2] / "salesctl"
SUBJECTS = sorted({*subjects("zh"), *subjects("en")})


def entries(lang: str, subject: str, kind: str) -> dict[str, str | tuple[str, str]]:
    return getattr(import_module(f"salesctl.i18n.{lang}.{subject}"), kind, {})


def everything(kind: str) -> set[str]:
    return {code for subject in SUBJECTS for code in entries("en", subject, kind)}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("kind", ["PROBLEMS", "SENTENCES"])
def test_both_catalogs_have_the_same_keys_and_holes(subject: str, kind: str) -> None:
    zh, en = entries("zh", subject, kind), entries("en", subject, kind)
    assert zh.keys() == en.keys()
    for code in en:
        both = [[found] if isinstance(found, str) else list(found) for found in (zh[code], en[code])]
        holes = [{hole.group(1) for hole in re.finditer(_HOLE, " ".join(parts))} for parts in both]
        assert holes[0] == holes[1], code
        assert all(parts[0] for parts in both), code


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_chinese_catalog_is_chinese_and_the_english_one_is_not(subject: str) -> None:
    chinese = re.compile("[一-鿿]")
    for kind in ("PROBLEMS", "SENTENCES"):
        for code, found in entries("zh", subject, kind).items():
            said = found if isinstance(found, str) else " ".join(found)
            words = re.sub(r"`[^`]*`|\{[^{}]*\}", "", said)
            assert chinese.search(said) or not re.search("[a-z]{2} [a-z]{2}", words), code


def test_no_code_stands_in_two_subjects() -> None:
    for kind in ("PROBLEMS", "SENTENCES"):
        codes = [code for subject in SUBJECTS for code in entries("en", subject, kind)]
        assert sorted(codes) == sorted(set(codes))


def asked_for(*functions: str) -> Iterator[tuple[str, str]]:
    """(where, code) of every call of these functions with a literal code."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in functions and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", first.value


def test_every_problem_in_the_source_has_its_sentences() -> None:
    known = everything("PROBLEMS")
    assert [found for found in asked_for("Problem") if found[1] not in known] == []


def test_every_sentence_in_the_source_exists() -> None:
    known = everything("SENTENCES")
    found = list(asked_for("say", "Said"))
    assert found
    assert [one for one in found if one[1] not in known] == []
