"""What the builder of trees refuses in texts that a parser has let through."""

from __future__ import annotations

import pytest

from salesctl.core.problems import Broken
from salesctl.store.yamltext import parse, plain


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize("code", ["d800", "d801", "dbff", "dc00", "dfff"])
def test_half_a_letter_is_no_text(code: str, pure: bool) -> None:
    with pytest.raises(Broken) as caught:
        parse(f'a: "\\u{code}"\n', "f", pure=pure)
    assert [(one.code, str(one.where)) for one in caught.value.problems] == [("yaml.bad_escape", "f:1:4")]


@pytest.mark.parametrize("code", ["d7ff", "e000"])
def test_its_neighbours_are_letters(code: str) -> None:
    assert plain(parse(f'a: "\\u{code}"\n', "f")) == {"a": chr(int(code, 16))}


def test_a_long_text_with_a_time_in_brackets_is_no_mistake() -> None:
    """Only the older YAML wants it quoted, and a customer's file may well be longer than a second look is cheap for."""
    text = "notes:\n" + "- {at: 2026-03-12T09:00+08:00, text: again}\n" * 6000
    assert len(text) > 200_000
    read = plain(parse(text, "f"))
    assert read == {"notes": [{"at": "2026-03-12T09:00+08:00", "text": "again"}] * 6000}
