"""Texts to parser events. Two parsers: a fast one in C, and a pure one wherever the first is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any


class YamlError(Exception):
    """The parser gave up: its own words, where it stood, and where the thing it was reading began (from 1)."""

    def __init__(self, problem: str, context: str, line: int, column: int, start: tuple[int, int] | None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.context = context
        self.line = line
        self.column = column
        self.start = start


def fast_events(text: str) -> Iterator[Any] | None:
    """The events of the fast parser, None where it is not installed. YamlError may come at any event."""
    try:
        fast: Any = import_module("_ruamel_yaml")
    except ImportError:
        return None
    return _only_yaml_errors(_drain(fast.CParser, text))


def pure_events(text: str) -> Iterator[Any]:
    """The events of the pure parser, which knows YAML 1.2 and takes ten times as long."""
    yaml: Any = import_module("ruamel.yaml").YAML(typ="safe", pure=True)
    return _only_yaml_errors(yaml.parse(text))


def _drain(parser_class: Any, text: str) -> Iterator[Any]:
    parser = parser_class(text)
    while parser.check_event():
        yield parser.get_event()


def _only_yaml_errors(events: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from events
    except Exception as error:  # noqa: BLE001 - parsers raise anything on hostile text, none of it our bug
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    return YamlError(
        str(getattr(error, "problem", None) or ""),
        str(getattr(error, "context", None) or ""),
        mark.line + 1 if mark else 1,
        mark.column + 1 if mark else 1,
        (start.line + 1, start.column + 1) if start else None,
    )
