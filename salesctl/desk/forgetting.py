"""Removing personal data of one customer: looked at first, then saved, with a tombstone that says how much of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Event
from salesctl.core.forgetting import Cleaner, Forgotten, forget
from salesctl.core.playbook import Field, Playbook
from salesctl.desk.acting import Acted, numbered, office
from salesctl.desk.customers import Customer, Customers, Found
from salesctl.desk.opening import Workspace
from salesctl.store.disk import Folder
from salesctl.store.faults import finished
from salesctl.store.git_history import Kept, kept_of
from salesctl.store.index.keeping import forget_rows
from salesctl.store.names import HIDDEN
from salesctl.store.record_file import append_events
from salesctl.store.redacting import redacted_text
from salesctl.store.writing import Change, Lock, save

_FREE = ("text", "list", "file")


class Erased(Struct, frozen=True):
    """What was removed and saved, and what git still holds of it."""

    acted: Acted
    forgotten: Forgotten
    kept: Kept


def foreseen(workspace: Workspace, found: Found, also: Sequence[str]) -> Forgotten:
    """What would be removed, without saving."""
    return _removed(found.customer, structured(workspace.playbook), also)[0]


def erase(workspace: Workspace, found: Found, also: Sequence[str]) -> Erased:
    """Remove it and save. Nothing is written where nothing is found."""
    world = office(workspace)
    path = workspace.root / found.customer.file
    keep = structured(workspace.playbook)
    # Saying what git holds changes nothing; it comes first, so that where it fails nothing has changed.
    kept = kept_of(workspace.root, found.customer.file)
    with Lock(workspace.root) as lock:
        customer = Customers(workspace.root, workspace.playbook).read(path)
        forgotten, text = _removed(customer, keep, also)
        events: tuple[Event, ...] = ()
        data, record = customer.data, customer.record
        if forgotten.removed:
            tombstone = Event(world.now, world.who, "forgotten", deal=found.number, data=forgotten.told)
            events = numbered(forgotten.record.history, [tombstone])
            data = append_events(text, events, customer.file).encode()
            record = replace(forgotten.record, history=(*forgotten.record.history, *events))
            save(workspace.root, [Change(customer.file, customer.data, data)], lock)
            _drop_drafts(workspace, customer.id)
            forget_rows(workspace.root)
        hints = finished(lock.recovered)
    acted = Acted(replace(customer, data=data, record=record), found.number, found.ref, events, hints)
    return Erased(acted, forgotten, kept)


def _removed(customer: Customer, keep: Collection[str], also: Sequence[str]) -> tuple[Forgotten, str]:
    """What is taken out of the record and of the comments in its file, and the text without it."""
    forgotten = forget(customer.record, keep, also)
    comments = Cleaner.of(customer.record, keep, also)
    text = redacted_text(customer.data.decode("utf-8-sig"), forgotten.record, comments.text, customer.file)
    return replace(forgotten, removed=dict(comments.removed + Counter(forgotten.removed))), text


def structured(playbook: Playbook) -> frozenset[str]:
    """The ids of fields that hold no free text in any form: numbers, dates, choices and the like."""
    fields = [field for form in playbook.forms.values() for field in form.fields]
    fields += [column for field in fields for column in field.columns]
    return frozenset(one.id for one in fields if not _free(one)) - {one.id for one in fields if _free(one)}


def _free(field: Field) -> bool:
    return field.type in _FREE or field.open_choices


def _drop_drafts(workspace: Workspace, customer: str) -> None:
    """Answers typed but never saved are about the same persons."""
    with suppress(OSError), Folder.open(workspace.root) as top, top.sub([HIDDEN, "drafts"]) as folder:
        for name in folder.names():
            if name.startswith(f"{customer}-"):
                folder.remove(name)
