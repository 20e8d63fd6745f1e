"""Who is known already, and whom a row probably means under another name or number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from salesctl.core.customers import core_name, phones_of, plain_name
from salesctl.core.events import Value
from salesctl.core.intake.reach import numbers_in
from salesctl.core.lookalikes import skeleton, strange
from salesctl.core.problems import Problem


class Other(Struct, frozen=True):
    """A customer whom a row could mean: known by its id, or another row of the same file by its place."""

    name: str
    id: str = ""
    place: str = ""


class Likeness:
    """Names without blanks and legal forms, and telephone numbers, of everybody there is and everybody taken in."""

    def __init__(self) -> None:
        self._names: dict[str, Other] = {}
        self._cores: dict[str, Other] = {}
        self._numbers: dict[str, Other] = {}
        self._looks: dict[str, Other] = {}
        self._names_seen: dict[str, str] = {}

    def learn(self, other: Other, card: Mapping[str, Value]) -> None:
        """This customer is known from now on."""
        self._names.setdefault(plain_name(other.name), other)
        self._cores.setdefault(core_name(other.name), other)
        self._looks.setdefault(self._seen(other.name), other)
        for number in numbers_of(card):
            self._numbers.setdefault(number, other)

    def by_name(self, name: str, column: str) -> Problem | None:
        """The problem of a new name that is somebody's, or is but for blanks or the legal form."""
        for code, index, key in (
            ("intake.like_name", self._names, plain_name(name)),
            ("intake.like_form", self._cores, core_name(name)),
        ):
            if key in index:
                return _problem(code, index[key], column, name)
        return None

    def by_looks(self, name: str) -> Problem | None:
        """A warning where a new name is written otherwise than a known one, and nobody can see it."""
        other = self._looks.get(self._seen(name))
        if other is None or core_name(other.name) == core_name(name):
            return None
        params = {
            "name": other.name,
            "at": other.id or other.place,
            "other": name,
            "letters": strange(name, other.name),
        }
        return Problem("intake.look_alike", params, None, f"show {other.id}" if other.id else None, "warn")

    def _seen(self, name: str) -> str:
        """What an eye makes of a name; asked for every row, of which many are of one customer."""
        if name not in self._names_seen:
            self._names_seen[name] = skeleton(name)
        return self._names_seen[name]

    def by_number(self, numbers: Iterable[str], column: str) -> Problem | None:
        """The problem of a telephone number that is somebody's."""
        for number in sorted(numbers):
            if number in self._numbers:
                return _problem("intake.like_phone", self._numbers[number], column, number)
        return None


def numbers_of(card: Mapping[str, Value]) -> frozenset[str]:
    """Every telephone number on a card, comparable."""
    return frozenset().union(*(numbers_in(phone) for phone in phones_of(card)))


def _problem(code: str, other: Other, column: str, value: str) -> Problem:
    params = {"column": column, "value": value, "other": other.name, "at": other.id or other.place}
    return Problem(code, params, None, f"show {other.id}" if other.id else None)
