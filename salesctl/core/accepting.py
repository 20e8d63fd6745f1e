"""What looks like a secret in a record, where; and which of it somebody has looked at and said that it is none.

To say so is a remark in the history (`noted`) with ``accepts``: it has a person, a moment and a reason, every colleague
reads it in the next diff, and `undo` takes it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

from msgspec import Struct

from salesctl.core.events import Event, Record, Value
from salesctl.core.picking import canonical
from salesctl.core.secrets import Kind, secrets_in


class Suspect(Struct, frozen=True):
    """What looks like a secret at one place: a key of the card or of the file, or an event, by its id.

    ``accepted`` is the remark that says that it is none.
    """

    at: str
    kind: Kind
    event: Event | None = None
    accepted: Event | None = None


def suspects(record: Record) -> Iterator[Suspect]:
    """Everything that looks like a secret, each kind once a place."""
    found = [(at, event, kinds, value) for at, event, value in _places(record) if (kinds := _kinds(value))]
    accepted = _accepted(record) if found else {}
    for at, event, kinds, value in found:
        mark = _mark(value)
        yield from (Suspect(at, kind, event, accepted.get((at, kind, mark))) for kind in kinds)


def acceptance(record: Record, at: str) -> Mapping[str, Value] | None:
    """What a remark says of a place, to accept what looks like a secret there now; None where nothing does."""
    for place, _, value in _places(record):
        if place == at and (kinds := _kinds(value)):
            return {"at": at, "as": kinds, "mark": _mark(value)}
    return None


def _places(record: Record) -> Iterator[tuple[str, Event | None, Value]]:
    yield from ((key, None, value) for key, value in (*record.card.items(), *record.extra.items()))
    yield from ((event.id, event, event.data) for event in record.history)


def _kinds(value: Value) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(secrets_in(value)))


def _mark(value: Value) -> str:
    """Tells that another text stands there now; far too short to guess the text by, which `forget` may have removed."""
    return f"{crc32(canonical(value).encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}"


def _accepted(record: Record) -> dict[tuple[str, str, str], Event]:
    undone = {str(event.data.get("event")) for event in record.history if event.what == "undone"}
    found: dict[tuple[str, str, str], Event] = {}
    for event in record.history:
        told = event.data.get("accepts")
        if event.what != "noted" or event.id in undone or not isinstance(told, Mapping):
            continue
        kinds = told.get("as", ())
        for kind in (kinds,) if isinstance(kinds, str) else kinds:
            found[str(told.get("at")), str(kind), str(told.get("mark"))] = event
    return found
