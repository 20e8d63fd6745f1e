"""The team file: who there is, by which names git knows them, and which roles they fill.

A role that the playbook does not know is no concern of this file: playbooks change, people stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from salesctl.core.events import Value
from salesctl.core.near import near
from salesctl.core.problems import Broken, Problem
from salesctl.core.team import Person, Team
from salesctl.store.card_text import set_key
from salesctl.store.emit import flow, pair
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence
from salesctl.store.record_file import UnmeantTextError
from salesctl.store.spans import index_of, line_end
from salesctl.store.yamltext import parse, read

__all__ = ["add_person", "is_person_id", "new_team", "read_team"]

_FILE = "team.yaml"
_KEYS = ("name", "roles", "git")
_ID = re.compile(r"[^\W_][\w.-]{0,99}")
_MOST_LETTERS = 200


def is_person_id(text: str) -> bool:
    """Whether a text may be somebody's id: letters of any script, digits, dot, hyphen, underscore."""
    return _ID.fullmatch(text) is not None


def read_team(data: bytes, file: str) -> Team:
    """The team in a file's bytes. Raises Broken with every problem in it."""
    return _team(read(data, file))


def add_person(text: str, person: Person) -> str:
    """The text with this person as told, put at the end or in the place of who had the id; all other lines stay.

    Raises Broken where the text is no team file, and (exit code 2) where the person may not be in one.
    """
    root = _mapping(parse(text, _FILE))
    before = _team(root)
    people = root.get("people")
    if not isinstance(people, Mapping) or not people.items:
        new = _with_first(text, root, people or root, person)
    elif isinstance(people.get(person.id), Mapping):
        new = _changed(text, before.people[person.id], person)
    else:
        new = set_key(text, people, person.id, _value(person))
    return _checked(new, Team({**before.people, person.id: person}))


def new_team(people: Iterable[Person]) -> str:
    """The whole text of a team file."""
    everybody = {person.id: person for person in people}
    lines = [line for person in everybody.values() for line in pair(person.id, _value(person), 2)]
    return _checked("\n".join(["people:" if lines else "people: {}", *lines]) + "\n", Team(everybody))


def _team(root: Node) -> Team:
    problems: list[Problem] = list(_unknown(_mapping(root), ("people",)))
    people = _mapping(root).get("people")
    found: dict[str, Person] = {}
    if isinstance(people, Mapping):
        for key, node in people.items:
            problems += _bad_id(key, found)
            found[key.text] = _person(key, node, problems)
        problems += _shared_names(people, found)
    elif people is None or not _blank(people):
        problems.append(Problem("team.people_shape", {}, (people or root).place))
    if problems:
        raise Broken(*problems)
    return Team(found)


def _mapping(node: Node | None) -> Mapping:
    if not isinstance(node, Mapping):
        raise Broken(Problem("team.not_mapping", {}, node.place if node else None))
    return node


def _person(key: Scalar, node: Node, problems: list[Problem]) -> Person:
    if _blank(node):
        return Person(key.text)
    if not isinstance(node, Mapping):
        problems.append(Problem("team.person_shape", {"id": key.text}, node.place))
        return Person(key.text)
    problems += _unknown(node, _KEYS)
    name = node.get("name")
    if name is not None and not (isinstance(name, Scalar) and _is_line(name.text)):
        problems.append(Problem("team.name_shape", {"id": key.text, "most": _MOST_LETTERS}, name.place))
        name = None
    roles = _words(node.get("roles"), "roles", key.text, problems)
    git = _words(node.get("git"), "git", key.text, problems)
    return Person(key.text, name.text if isinstance(name, Scalar) else "", roles, git)


def _words(node: Node | None, key: str, person: str, problems: list[Problem]) -> tuple[str, ...]:
    """The texts of a list; one text alone is a list of one."""
    if node is None or _blank(node):
        return ()
    items = node.items if isinstance(node, Sequence) else [node]
    wrong = [item for item in items if not (isinstance(item, Scalar) and item.text and _is_line(item.text))]
    problems += [Problem("team.list_shape", {"key": key, "id": person}, item.place) for item in wrong]
    return tuple(dict.fromkeys(item.text for item in items if isinstance(item, Scalar)))


def _unknown(node: Mapping, known: tuple[str, ...]) -> Iterator[Problem]:
    for key, _ in node.items:
        if key.text not in known:
            close = near(key.text.casefold(), known)
            code = "team.unknown_key_near" if close else "team.unknown_key"
            yield Problem(code, {"key": key.text, "near": close[0] if close else "", "known": known}, key.place)


def _bad_id(key: Scalar, before: Iterable[str]) -> Iterator[Problem]:
    if not is_person_id(key.text):
        yield Problem("team.bad_id", {"id": key.text}, key.place)
    same = [one for one in before if one.casefold() == key.text.casefold()]
    if same:
        yield Problem("team.same_id", {"id": key.text, "other": same[0]}, key.place)


def _shared_names(people: Mapping, found: dict[str, Person]) -> Iterator[Problem]:
    """A name of git's that two people have would let one act as the other."""
    owners: dict[str, str] = {}
    for key, _ in people.items:
        for claim in found[key.text].git:
            owner = owners.setdefault(claim.casefold(), key.text)
            if owner != key.text:
                yield Problem("team.same_git", {"git": claim, "id": key.text, "other": owner}, key.place)


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank


def _is_line(text: str) -> bool:
    return len(text) <= _MOST_LETTERS and all(char.isprintable() or char == "\u3000" for char in text)


def _value(person: Person) -> dict[str, Value]:
    told: dict[str, Value] = {"name": person.name, "roles": person.roles, "git": person.git}
    return {key: value for key, value in told.items() if value}


def _with_first(text: str, root: Mapping, people: Node, person: Person) -> str:
    """The first person of a file whose `people` is empty: on a line of its own under it."""
    start, stop = index_of(text, people.place), index_of(text, people.end)
    if root.flow:
        lead = " " if text[start - 1] == ":" else ""
        return text[:start] + lead + flow({person.id: _value(person)}) + text[stop:]
    margin = (root.place.column or 1) + 1
    lines = pair(person.id, _value(person), margin)
    line, newline = text.find("\n", stop), line_end(text)
    rest = text[stop:] if line < 0 else text[stop:line].rstrip("\r")
    after = "" if line < 0 else text[line + 1 :]
    return text[:start].rstrip(" ") + rest.rstrip() + newline + newline.join(lines) + newline + after


def _changed(text: str, old: Person, new: Person) -> str:
    for key in _KEYS:
        value: Value = getattr(new, key)
        if value != getattr(old, key):
            people = _mapping(_mapping(parse(text, _FILE)).get("people"))
            text = set_key(text, _mapping(people.get(new.id)), key, value)
    return text


def _checked(text: str, meant: Team) -> str:
    """The text, when it reads back as what was meant; Broken (exit code 2) when the person is not allowed."""
    try:
        found = _team(parse(text, _FILE))
    except Broken as broken:
        if all(problem.code.startswith("team.") for problem in broken.problems):
            raise Broken(*(replace(one, where=None) for one in broken.problems), exit_code=2) from None
        raise UnmeantTextError(_FILE) from None
    if dict(found.people) != dict(meant.people):
        raise UnmeantTextError(_FILE)
    return text
