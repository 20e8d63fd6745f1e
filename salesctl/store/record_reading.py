"""A customer's file to a typed record: every problem of the file at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from salesctl.core.events import Event, Record, is_record_id
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.event_reading import read_events
from salesctl.store.yamltext import Mapping, Scalar, Sequence, decode, parse, remarks, value

FORMAT = 1
_NAME_MOST = 200
_KNOWN = {"salesctl", "id", "customer", "history"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Reading(Struct, frozen=True):
    """What a file holds and everything there is to say about it.

    ``record`` is there whenever enough could be read to list the customer, even beside an error. ``root`` is the
    file's tree, for whoever edits its text.
    """

    record: Record | None
    problems: tuple[Problem, ...]
    root: Mapping | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before the file can be used."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_record(data: str | bytes, file: str) -> Record:
    """The record of a file. Raises Broken (exit code 4) with every error in it."""
    reading = examine(data, file)
    if reading.errors or reading.record is None:
        raise Broken(*reading.errors)
    return reading.record


def examine(data: str | bytes, file: str) -> Reading:
    """The same without raising, and with what is worth knowing but no error."""
    try:
        noted = list(remarks(data, file)) if isinstance(data, bytes) else []
        root = parse(decode(data, file) if isinstance(data, bytes) else data, file)
    except Broken as broken:
        return Reading(None, broken.problems)
    if not isinstance(root, Mapping):
        return Reading(None, (Problem("record.not_mapping", {}, root.place),))
    history, found = read_events(root.get("history"))
    form = tuple(_format(root))
    if any(problem.code == "record.newer_format" for problem in form):
        # What else looks wrong may be right in that format.
        return Reading(_record(root, history), (*noted, *form), root)
    problems = [*noted, *form, *_identity(root), *_card_problems(root)]
    problems += found
    if root.key("history") and root.items[-1][0].text != "history":
        following = root.items[-1][0]
        problems.append(Problem("record.history_not_last", {"key": following.text}, following.place, severity="warn"))
    return Reading(_record(root, history), tuple(problems), root)


def _record(root: Mapping, history: tuple[Event, ...]) -> Record | None:
    """The record as far as it can be listed: an id and a card with a name are enough."""
    name, card = root.get("id"), root.get("customer")
    if not isinstance(name, Scalar) or not isinstance(card, Mapping) or not isinstance(card.get("name"), Scalar):
        return None
    extra = {key.text: value(item) for key, item in root.items if key.text not in _KNOWN}
    facts = {key.text: value(item) for key, item in card.items}
    return Record(name.text, facts, history, _version(root) or FORMAT, extra)


def _version(root: Mapping) -> int | None:
    node = root.get("salesctl")
    return int(node.text) if isinstance(node, Scalar) and re.fullmatch("[0-9]{1,6}", node.text) else None


def _format(root: Mapping) -> Iterator[Problem]:
    version, node = _version(root), root.get("salesctl")
    place = _place(root, "salesctl")
    if version is None and isinstance(node, Scalar) and not node.blank:
        yield Problem("record.unknown_format", {"found": node.text, "known": FORMAT}, place)
    elif version is None:
        yield Problem("record.no_format", {"format": FORMAT}, place)
    elif version > FORMAT:
        yield Problem("record.newer_format", {"found": version, "known": FORMAT}, place)
    elif version < FORMAT:
        yield Problem("record.unknown_format", {"found": version, "known": FORMAT}, place)


def _identity(root: Mapping) -> Iterator[Problem]:
    node = root.get("id")
    if not isinstance(node, Scalar) or not is_record_id(node.text):
        text = node.text if isinstance(node, Scalar) else ""
        yield Problem("record.bad_id" if text else "record.no_id", {"text": text}, _place(root, "id"))


def _card_problems(root: Mapping) -> Iterator[Problem]:
    card = root.get("customer")
    if not isinstance(card, Mapping):
        yield Problem("record.no_customer", {}, _place(root, "customer"))
        return
    name = card.get("name")
    if not isinstance(name, Scalar) or not name.text.strip():
        yield Problem("record.no_name", {}, _place(card, "name"))
    elif len(name.text) > _NAME_MOST or _CONTROL.search(name.text):
        yield Problem("record.bad_name", {"most": _NAME_MOST, "length": len(name.text)}, name.place)
    contacts = card.get("contacts")
    if contacts is None or (isinstance(contacts, Scalar) and contacts.blank):
        return
    if not isinstance(contacts, Sequence):
        yield Problem("record.contacts", {}, contacts.place)
        return
    for item in contacts.items:
        if not isinstance(item, Mapping) or any(not isinstance(part, Scalar) for _, part in item.items):
            yield Problem("record.contact", {}, item.place)


def _place(mapping: Mapping, key: str) -> Place:
    """Where a value stands, or the mapping that lacks it."""
    found = mapping.get(key)
    return (mapping.key(key) or mapping).place if found is None or isinstance(found, Scalar) else found.place
