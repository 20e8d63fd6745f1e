"""Places in a text, and where a value ends."""

from __future__ import annotations

import pytest

from salesctl.core.problems import Place
from salesctl.store.nodes import Mapping
from salesctl.store.spans import index_of, last_line, line_end
from salesctl.store.yamltext import parse


def test_a_line_and_a_column_are_a_position() -> None:
    text = "ab\n\ncd"
    assert [index_of(text, spot) for spot in ((1, 1), (1, 3), (2, 1), (3, 1), (3, 3))] == [0, 2, 3, 4, 6]
    assert index_of(text, Place("f", 3, 2)) == 5
    assert index_of(text, Place("f", 3)) == 4
    assert index_of(text, Place("f")) == 0


def test_the_line_end_of_a_text_is_that_of_windows_where_one_is() -> None:
    assert [line_end(text) for text in ("a", "a\n", "a\nb\r\n", "a\r")] == ["\n", "\n", "\r\n", "\n"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("a: b\n\nz: 1\n", 1),
        ("a: |\n  b\n\n\nz: 1\n", 2),
        ("a: |\n\nz: 1\n", 1),
        ("a: |\n  b", 2),
        ("a: |\n  b\n", 2),
        ("a:\n\nz: 1\n", 1),
        ("a: [b,\n  c]\nz: 1\n", 2),
        ("a:\n- b\n# c\nz: 1\n", 2),
        ('a: "b\n  c"\nz: 1\n', 2),
    ],
)
def test_a_value_ends_before_the_blank_lines_behind_it(text: str, last: int) -> None:
    root = parse(text, "f")
    assert isinstance(root, Mapping)
    key, node = root.items[0]
    assert last_line(text.split("\n"), key, node) == last
