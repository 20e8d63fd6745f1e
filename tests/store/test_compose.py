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
