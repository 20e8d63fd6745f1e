"""The schema and the reference say what the reader does, because they are made from its own table."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from salesctl.core import phrases
from salesctl.core.phrases import HOLIDAYS, Kind
from salesctl.core.problems import Place
from salesctl.store.calendar_file import published
from salesctl.store.playbook.keys import SHAPES
from salesctl.store.playbook.reference import PAGE, SCHEMA, main, page
from salesctl.store.playbook.registry import Known, Registry, Scope
from salesctl.store.playbook.schema import as_text, schema
from salesctl.store.playbook.values import VALUES
from salesctl.store.yamltext import plain, read

ROOT = Path(__file__).parents[2]
AGAIN = "python -m salesctl.store.playbook.reference"


def test_the_shipped_schema_is_the_present_one() -> None:
    assert (ROOT / SCHEMA).read_text(encoding="utf-8") == as_text(), AGAIN


def test_the_reference_is_the_present_one() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(), AGAIN


def test_both_are_written_by_one_command(tmp_path: Path) -> None:
    main(str(tmp_path))
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == page()
    assert json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8")) == schema()


def test_every_key_is_explained_in_both_languages() -> None:
    for shape in SHAPES.values():
        for key in shape.keys.values():
            assert key.en.isascii() or "“" in key.en
            assert any("\u4e00" <= char <= "\u9fff" for char in key.zh), key.name
            assert f"| `{key.name}`" in page()


def test_the_named_days_are_those_of_the_calendar() -> None:
    assert set(published("CN").festivals) == set(HOLIDAYS)


FILES = [ROOT / "playbook.yaml", *sorted((Path(__file__).parent / "foreign").glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_playbook_that_reads_also_fits_the_schema(path: Path) -> None:
    text = path.read_bytes().replace(b"[09:00-12:00, 13:30-18:00]", b'["09:00-12:00", "13:30-18:00"]')
    assert misfits(plain(read(text, path.name)), schema(), "") == []


def test_the_schema_refuses_a_misspelt_key() -> None:
    found = plain(read(FILES[0].read_bytes().replace(b"  goal:\n", b"  gaol:\n", 1), "playbook.yaml"))
    assert misfits(found, schema(), "") != []


def misfits(value: Any, told: dict[str, Any], path: str) -> list[str]:
    """The few words of JSON schema that ours uses: where a value does not fit."""
    if "$ref" in told:
        return misfits(value, schema()["$defs"][told["$ref"].rpartition("/")[2]], path)
    for many in ("oneOf", "anyOf"):
        if many in told:
            return [] if any(not misfits(value, one, path) for one in told[many]) else [path]
    if "enum" in told:
        return [] if value in told["enum"] else [path]
    kinds = [told["type"]] if isinstance(told["type"], str) else told["type"]
    kind = {dict: "object", list: "array", str: "string"}[type(value)]
    if kind not in kinds:
        return [path]
    found: list[str] = []
    if isinstance(value, list):
        for at, item in enumerate(value):
            found += misfits(item, told.get("items", {"type": ["string", "array", "object"]}), f"{path}/{at}")
    elif isinstance(value, dict):
        found += [f"{path}/{key}" for key in told.get("required", ()) if key not in value]
        rest = told.get("additionalProperties", True)
        for key, item in value.items():
            inner = told.get("properties", {}).get(key, rest)
            if inner is False:
                found.append(f"{path}/{key}")
            elif isinstance(inner, dict):
                found += misfits(item, inner, f"{path}/{key}")
    return found


SCOPE = Scope(
    Registry(
        {
            "step": dict.fromkeys(("needs.survey", "needs.report", "needs.confirmation"), Place()),
            "role": dict.fromkeys(("product", "technical", "sales_lead", "finance"), Place()),
            "kind": {"repeat": Place()},
        },
        {
            "contract": {"price": Known("money")},
            "proposal": {"price": Known("money")},
            "negotiation": {"price": Known("money")},
        },
        {"needs.confirmation": ("changed",)},
    ),
    prefixes=("needs",),
    answers=("failed",),
)


@pytest.mark.parametrize("kind", ["due", "every", "events", "approve", "action", "condition", "required", "strengths"])
def test_the_examples_of_phrases_can_be_read(kind: Any) -> None:
    parsers: dict[str, Any] = {
        "approve": phrases.approval,
        "required": phrases.condition,
        "strengths": phrases.condition,
    }
    parse = parsers.get(kind) or getattr(phrases, kind)
    assert parse(VALUES[kind].example, SCOPE) is not None


def test_the_examples_of_names_can_be_read() -> None:
    assert phrases.amount(VALUES["amount"].example).n == 30
    assert len(phrases.field_refs(VALUES["fields"].example, SCOPE)) == 2
    assert phrases.field_ref(VALUES["field"].example, SCOPE).form == "negotiation"
    assert phrases.name_list(VALUES["names"].example, ("role",), SCOPE) == ("product", "technical")


def test_every_code_of_the_language_has_its_words() -> None:
    known = set(import_module("salesctl.i18n.en.playbook").PROBLEMS)
    rooms = [ROOT / "salesctl" / room for room in ("store/playbook", "core/phrases", "core/linting")]
    source = "".join(path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py"))
    asked = set(re.findall(r'"((?:playbook|phrase|lint)\.[a-z_.]+)"', source))
    asked |= {f"phrase.unknown.{kind}" for kind in get_args(Kind)}
    assert asked == known
