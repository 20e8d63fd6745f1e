"""Whatever stands in a file, Broken is the only exception."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesctl.core.problems import Broken
from salesctl.store.record_reading import examine
from salesctl.store.yamltext import parse, read

PIECES = [
    "\n",
    "\n  ",
    "\n- ",
    "\n\t",
    " ",
    ": ",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "|",
    ">",
    "|-\n  ",
    "&a",
    "*a",
    "!!str",
    "!",
    "%",
    "@",
    "`",
    "#",
    " #",
    "---\n",
    "...\n",
    "<<: ",
    "\\",
    "\\x0",
    "\\ud800",
    "：",
    "，",
    "“",
    "”",
    "　",
    "－",
    "｛",
    "name",
    "华信",
    "a",
    "1",
    "\r\n",
    "\ufeff",
    "\x00",
    "<<<<<<< a\n",
    "history:\n",
    "id",
    "at: 2026-03-02T09:10+08:00",
]


def outcome(call: Callable[[], object]) -> object:
    """What came back, or the codes of the problems."""
    try:
        return call()
    except Broken as broken:
        return [problem.code for problem in broken.problems]


def survives(text: str, pure: bool) -> None:
    found = outcome(lambda: parse(text, "f.yaml", pure=pure))
    if isinstance(found, list):
        assert found
        assert all(code.startswith("yaml.") for code in found)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_pieces_of_yaml(text: str) -> None:
    survives(text, pure=False)
    survives(text, pure=True)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    survives(text, pure=False)
    survives(text, pure=True)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert outcome(lambda: read(data, "f.yaml")) != []


@pytest.mark.parametrize("seed", range(300))
def test_damaged_records(card: str, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(card.encode())
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data))
        piece = dice.choice(PIECES).encode("utf-8", "surrogatepass") if dice.random() < 0.7 else dice.randbytes(2)
        data[at : at + dice.randrange(4)] = piece
    reading = examine(bytes(data), "f.yaml")
    assert reading.record is not None or reading.problems


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_records_with_lines_moved(card: str, data: st.DataObject) -> None:
    lines = card.split("\n")
    order = data.draw(st.permutations(range(len(lines))))
    cut = data.draw(st.integers(0, len(lines)))
    reading = examine("\n".join([*lines[:cut], *(lines[at] for at in order[:6])]), "f.yaml")
    assert reading.record is not None or reading.problems
