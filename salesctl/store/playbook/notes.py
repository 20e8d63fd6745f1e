"""What the reader keeps while it reads: problems with their places, and where everything stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct, field

from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.nodes import Node, Scalar

T = TypeVar("T")
MOST_REPORTED = 100


class Notes(Struct):
    """Problems are collected, never raised one by one. ``places`` maps paths such as ``steps/needs.report/due``."""

    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def problem(self, code: str, node: Node, **params: Any) -> None:
        """Something is wrong at this node."""
        self.problems.append(Problem(code, params, node.place))

    def phrase(self, node: Scalar, parse: Callable[[str], T]) -> T | None:
        """The value of a phrase; None, with its problems noted at their columns, if it can't be read."""
        try:
            return parse(node.text)
        except Broken as broken:
            for problem in broken.problems:
                place = _inside(node, problem.where)
                self.problems.append(Problem(problem.code, problem.params, place, severity=problem.severity))
            return None

    def settle(self) -> None:
        """Raise everything that was noted, in the order of the file."""
        if self.problems:
            ordered = sorted(self.problems, key=lambda one: _spot(one.where))
            raise Broken(*_once(ordered)[:MOST_REPORTED])


def _once(problems: list[Problem]) -> list[Problem]:
    """The same thing at the same place is said once."""
    seen: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, str(problem.where)), problem)
    return list(seen.values())


def _spot(place: Place | None) -> tuple[int, int]:
    return (place.line or 0, place.column or 0) if place else (0, 0)


def _inside(node: Scalar, inner: Place | None) -> Place:
    """The column inside a phrase as a column of the file. Text over several lines keeps the place where it begins."""
    place = node.place
    if inner is None or inner.column is None or node.end[0] != place.line:
        return place
    quote = 1 if node.style in {"'", '"'} else 0
    return Place(place.file, place.line, (place.column or 1) + quote + inner.column - 1)
