"""One key of a mapping changed in a text: every other letter stays where it is."""

from __future__ import annotations

import pytest

from salesctl.core.events import Value
from salesctl.store.card_text import remove_key, set_key
from salesctl.store.nodes import Mapping
from salesctl.store.yamltext import parse


def root(text: str) -> Mapping:
    found = parse(text, "f.yaml")
    assert isinstance(found, Mapping)
    inner = found.get("card")
    return inner if isinstance(inner, Mapping) else found


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("card: {}\n", "b", "c", "card: {b: c}\n"),
        ("card: {a: 1}\n", "b", ("c", "d"), "card: {a: 1, b: [c, d]}\n"),
        ("card: {a: 1, b: 2}\n", "a", "x", "card: {a: x, b: 2}\n"),
        ("a: 1\n", "b", "c", "a: 1\nb: c\n"),
        ("a: 1", "b", "c", "a: 1\nb: c"),
        ("a: 1\r\n", "b", "c", "a: 1\r\nb: c\r\n"),
        ("a: 1\r\nb: 2", "c", "d", "a: 1\r\nb: 2\r\nc: d"),
        ("card:\n    a: 1\n", "b", "c", "card:\n    a: 1\n    b: c\n"),
        ("a:\n", "a", "c", "a: c\n"),
        ("a:   # why\n", "a", "c", "a: c   # why\n"),
        ("a: 'x'   # why\n", "a", "z", "a: z   # why\n"),
        ("a:  # why\n- x\nb: 1\n", "a", "z", "a: z  # why\nb: 1\n"),
        ("a:  # why\r\n- x\r\nb: 1\r\n", "a", "z", "a: z  # why\r\nb: 1\r\n"),
        ("a: |  # no\n  x\n  y\nb: 1\n", "a", "z", "a: z\nb: 1\n"),
        ("a:\n  # one\n  - x\n  # two\n  - y\nb: 1\n", "a", ("y",), "a:\n  # two\n  - y\nb: 1\n"),
        ("a:\n- {k: v}\n- {k: w}  # two\n", "a", ({"k": "w"}, {"k": "z"}), "a:\n- {k: w}  # two\n- {k: z}\n"),
        ("a:\n- {k: [x, y]}  # one\n", "a", ({"k": ("x", "y")}, "n"), 'a:\n- {k: [x, y]}  # one\n- "n"\n'),
        ("a: [x]  # why\n", "a", ("w",), "a: [w]  # why\n"),
        ("a: {}  # why\n", "a", {"k": "w"}, "a: {k: w}  # why\n"),
        ("a: x  # why\n", "a", ("w",), "a: [w]  # why\n"),
        ("a: [x]  # why\n", "a", "w", "a: w  # why\n"),
        ("a: [x,\n  y]\nb: 1\n", "a", "z", "a: z\nb: 1\n"),
        ("a: [x,\n  y]  # why\nb: 1\n", "a", ("z",), "a: [z]  # why\nb: 1\n"),
        ("a:\n- Xb: c\n  # d\n  e: f\n", "a", ({"Xb": "c", "e": "f"}, "Xg"), "a:\n- Xb: c\n  # d\n  e: f\n- Xg\n"),
        ("a: x\nb: 1\n", "a", "two\nlines", "a: |-\n  two\n  lines\nb: 1\n"),
    ],
)
def test_one_key_is_set(before: str, key: str, value: Value, after: str) -> None:
    assert set_key(before, root(before), key, value) == after


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("a: 1\nb: 2\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb:\n- x\n- y\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("card: {a: 1, b: 2, c: 3}\n", "a", "card: {b: 2, c: 3}\n"),
        ("card: {a: 1, b: 2, c: 3}\n", "b", "card: {a: 1, c: 3}\n"),
        ("card: {a: 1, b: 2, c: 3}\n", "c", "card: {a: 1, b: 2}\n"),
        ("card: {a: 1}\n", "a", "card: {}\n"),
        ("a: 1\n", "z", "a: 1\n"),
    ],
)
def test_one_key_is_removed(before: str, key: str, after: str) -> None:
    assert remove_key(before, root(before), key) == after


@pytest.mark.parametrize("before", ["a: x  # why\n", "a: [x]  # why\n"])
def test_a_list_takes_the_place_of_a_value_up_to_a_hundred_columns(before: str) -> None:
    name = "x" * 98
    assert set_key(before, root(before), "a", (name,)) == f"a: [{name}]  # why\n"
    assert set_key(before, root(before), "a", (name, "w")) == f"a:\n- {name}\n- w\n"
    assert set_key(before, root(before), "a", (f"{name}z",)) == f"a:\n- {name}z\n"


def test_windows_line_ends_at_the_very_end_stay_as_they_were() -> None:
    before = "a: 1\r\nb: 2"
    assert (
        set_key(before, root(before), "b", ("x" * 60, "y" * 60)) == "a: 1\r\nb:\r\n- " + "x" * 60 + "\r\n- " + "y" * 60
    )
