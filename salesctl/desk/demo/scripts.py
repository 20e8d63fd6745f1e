"""The scripts as they are shipped: who plays, and what happens to each customer, without any meaning yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Value
from salesctl.core.team import Person, Team
from salesctl.store.nodes import value
from salesctl.store.shipped import shipped
from salesctl.store.yamltext import read

YOU = "you"
"""How a script names the person at the desk."""

Words = Mapping[str, Value]


class Line(Struct, frozen=True):
    """One thing that happens: when, what, to which step or with which words, and everything else that is told of it."""

    at: str
    verb: str
    subject: str
    more: Words

    def word(self, key: str) -> str | None:
        """A plain word told of it; None where it is not."""
        found = self.more.get(key)
        return found if isinstance(found, str) else None

    def form(self) -> Words:
        """The answers given with it."""
        return _mapping(self.more.get("form", {}))

    @property
    def deal(self) -> int:
        """Which of the customer's deals it is about."""
        return int(self.word("deal") or 1)


class Habit(Struct, frozen=True):
    """A duty that somebody keeps whenever it falls due, but for the last few times; the answers are used in turn."""

    duty: str
    missed: int
    forms: tuple[Words, ...]


class Script(Struct, frozen=True):
    """One customer: the card, what is done as a habit, and what happens."""

    name: str
    card: Words
    habits: tuple[Habit, ...]
    lines: tuple[Line, ...]


class Cast(Struct, frozen=True):
    """The people of the scripts. ``your_roles`` are those of the person at the desk."""

    members: tuple[Person, ...]
    your_roles: tuple[str, ...]

    def joining(self, team: Team, you: str) -> Team:
        """The team with everybody in it. Who is there keeps their roles, but one alone gives up those of the others."""
        alone = len(team.people) <= 1
        people = dict(team.people)
        before = people.get(you, Person(you))
        people[you] = replace(before, roles=_joined(() if alone else before.roles, self.your_roles))
        for member in self.members:
            there = people.get(member.id)
            people[member.id] = replace(there, roles=_joined(there.roles, member.roles)) if there else member
        return Team(people)

    def known_as(self, you: str) -> Mapping[str, str]:
        """From the name in a script to the person's id."""
        return {YOU: you, **{member.id: member.id for member in self.members}}


def read_scripts(lang: str) -> tuple[Cast, tuple[Script, ...]]:
    """The cast and the scripts of a language."""
    root = _told(lang)
    people = _mapping(root["team"])
    members = tuple(_person(id_, _mapping(told)) for id_, told in people.items() if id_ != YOU)
    cast = Cast(members, _words(_mapping(people[YOU])["roles"]))
    return cast, tuple(_script(_mapping(told)) for told in _items(root["customers"]))


def suggestions(lang: str) -> tuple[str, ...]:
    """The commands that show something worth looking at once the customers are there."""
    return _words(_told(lang)["try"])


@lru_cache(maxsize=2)
def _told(lang: str) -> Words:
    file = shipped(f"demo/{lang}.yaml")
    return _mapping(value(read(file.read_bytes(), file.name)))


def _person(id_: str, told: Words) -> Person:
    return Person(id_, str(told["name"]), _words(told["roles"]))


def _script(told: Words) -> Script:
    habits = _mapping(told.get("habits", {}))
    return Script(
        name=str(told["name"]),
        card=_mapping(told["card"]),
        habits=tuple(_habit(duty, _mapping(one)) for duty, one in habits.items()),
        lines=tuple(_line(_mapping(one)) for one in _items(told["script"])),
    )


def _habit(duty: str, told: Words) -> Habit:
    return Habit(duty, int(str(told.get("missed", 0))), tuple(_mapping(form) for form in _items(told["forms"])))


def _line(told: Words) -> Line:
    """The key after ``at`` is what happens."""
    (_, at), (verb, subject), *rest = told.items()
    return Line(str(at), verb, str(subject), dict(rest))


def _joined(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def _words(told: Value) -> tuple[str, ...]:
    return tuple(str(word) for word in _items(told))


def _items(told: Value) -> Iterator[Value]:
    if not isinstance(told, tuple):
        raise TypeError(f"not a list: {told}")
    return iter(told)


def _mapping(told: Value) -> Words:
    if not isinstance(told, Mapping):
        raise TypeError(f"not a mapping: {told}")
    return told
