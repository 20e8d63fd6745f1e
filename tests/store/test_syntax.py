"""What each complaint of a parser means to a person, and where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from salesctl.core.problems import Broken
from salesctl.store import yamltext
from salesctl.store.parsers import YamlError, _only_yaml_errors
from salesctl.store.syntax import explain


def meant(problem: str, context: str = "", text: str = "abcdef\nghijkl\nmnopqr", column: int = 3) -> tuple[str, str]:
    error = YamlError(problem, context, 2, column, (1, 2))
    found = explain(error, text, "f", lambda _: error)
    return found.code, str(found.where)


@pytest.mark.parametrize(
    ("problem", "context", "code", "at_start"),
    [
        ("found undefined tag handle", "while parsing a node", "tag", True),
        ("expected a digit", "while scanning a directive", "directive", False),
        ("expected alphabetic or numeric character", "while scanning an alias", "alias", True),
        ("expected alphabetic or numeric character", "while scanning an anchor", "anchor", True),
        ("found unknown escape character 'q'", "while scanning a double-quoted scalar", "bad_escape", False),
        ("expected escape sequence of 2 hexdecimal numbers", "", "bad_escape", False),
        ("did not find expected hexadecimal number", "", "bad_escape", False),
        ("found unexpected end of stream", "while scanning a quoted scalar", "open_quote", True),
        ("found unexpected document separator", "while scanning a quoted scalar", "open_quote", True),
        ("found unexpected document indicator", "while scanning a quoted scalar", "open_quote", True),
        ("expected ',' or ']', but got ':'", "", "open_bracket", True),
        ("did not find expected ',' or ']'", "while parsing a flow sequence", "open_bracket", True),
        ("found '}'", "while parsing a flow node", "open_bracket", True),
        ("found '}'", "while parsing a flow mapping", "open_bracket", True),
        ("expected chomping or indentation indicators", "while scanning a block scalar", "block_text", False),
        ("mapping values are not allowed here", "", "colon_in_text", False),
        ("found character '@' that cannot start any token", "", "bad_start", False),
        ("could not find expected ':'", "while scanning a simple key", "no_colon", True),
        ("did not find expected ':'", "", "no_colon", True),
        ("block sequence entries are not allowed", "", "indent", False),
        ("mapping keys are not allowed", "", "indent", False),
        ("did not find expected key", "", "indent", False),
        ("did not find expected '-' indicator", "", "indent", False),
        ("expected <block end>, but found '?'", "", "indent", False),
        ("bad indentation", "", "indent", False),
        ("expected '<document start>'", "", "indent", False),
        ("something new", "", "syntax", False),
    ],
)
def test_each_complaint_has_its_meaning_and_its_place(problem: str, context: str, code: str, at_start: bool) -> None:
    assert meant(problem, context) == (f"yaml.{code}", "f:1:2" if at_start else "f:2:3")


def test_what_follows_a_quote_or_a_star_is_named_as_such() -> None:
    assert meant("did not find expected key", "", 'x\n"a" b\n', 5) == ("yaml.after_quote", "f:2:5")
    assert meant("did not find expected key", "", "x\na] b\n", 4) == ("yaml.after_quote", "f:2:4")
    assert meant("did not find expected key", "", "x\na: *b c\n", 7) == ("yaml.alias", "f:2:4")
    assert meant("did not find expected key", "", "x\na *b c\n", 6) == ("yaml.indent", "f:2:6")
    assert meant("mapping values are not allowed", "", "x\na: *b c\n", 7) == ("yaml.colon_in_text", "f:2:7")


def test_the_line_is_shown_without_its_margin_and_not_whole() -> None:
    error = YamlError("something new", "", 1, 6, None)
    found = explain(error, "  ab" + "c" * 90, "f", lambda _: None)
    assert dict(found.params) == {"text": "ab" + "c" * 78, "char": "c"}
    error = YamlError("tag", "", 1, 3, None)
    found = explain(error, "a !" + "b" * 90 + " c", "f", lambda _: None)
    assert dict(found.params) == {"tag": "!" + "b" * 39, "name": "b" * 39}
    beyond = YamlError("something new", "", 9, 1, None)
    assert str(explain(beyond, "a\nb", "f", lambda _: None).where) == "f:2:1"


def test_a_tab_is_blamed_in_a_margin_near_by_and_nowhere_else() -> None:
    error = YamlError("something new", "", 3, 1, (1, 1))
    for text, place in (("\ta\n\nb", "f:1:1"), ("a\n \tb\n\nc", "f:2:2"), ("a\nb\n  \tc", "f:3:3")):
        found = explain(error, text, "f", lambda _: None)
        assert (found.code, str(found.where)) == ("yaml.tab_indent", place)
    assert explain(error, "a\tb\nc\td\ne", "f", lambda _: None).code == "yaml.syntax"


def test_full_width_signs_are_blamed_where_correcting_them_carries_further() -> None:
    error = YamlError("something new", "", 2, 1, None)
    tried: list[str] = []

    def left(line: int) -> tuple[str, str]:
        def attempt(text: str) -> YamlError:
            tried.append(text)
            return YamlError("something new", "", line, 1, None)

        found = explain(error, "a：b\n\nc", "f", attempt)
        return found.code, str(found.where)

    assert left(3) == ("yaml.fullwidth", "f:1:2")
    assert left(2) == ("yaml.syntax", "f:2:1")
    assert tried == ["a: b\n\nc"] * 2


def test_whatever_a_parser_raises_is_an_error_of_the_text() -> None:
    def events(error: Exception) -> Iterator[object]:
        yield "first"
        raise error

    found = _only_yaml_errors(events(RecursionError("deep")))
    assert next(found) == "first"
    with pytest.raises(YamlError) as caught:
        next(found)
    one = caught.value
    assert (one.problem, one.context, one.line, one.column, one.start) == ("", "", 1, 1, None)
    told = ValueError()
    mark = SimpleNamespace(line=2, column=4)
    vars(told).update(problem="p", context="c", problem_mark=mark, context_mark=SimpleNamespace(line=0, column=1))
    with pytest.raises(YamlError) as caught:
        list(_only_yaml_errors(events(told)))
    one = caught.value
    assert (one.problem, one.context, one.line, one.column, one.start) == ("p", "c", 3, 5, (1, 2))


def test_a_text_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_BYTES", 2 << 20)
    monkeypatch.setattr(
        yamltext, "compose", lambda text, *_, **__: pytest.fail("read") if len(text) > 2 << 20 else None
    )
    monkeypatch.setattr(yamltext, "review", lambda *_: [])
    yamltext.parse("#" * (2 << 20), "f")
    with pytest.raises(Broken) as caught:
        yamltext.parse("#" * ((2 << 20) + 1), "f")
    assert [(one.code, dict(one.params)) for one in caught.value.problems] == [("yaml.too_large", {"megabytes": 2})]
