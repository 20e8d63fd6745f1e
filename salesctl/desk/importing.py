"""Bringing a table in: read it and everybody there is, plan, and save the whole or nothing.

Planning takes seconds for thousands of rows and needs no lock; under the lock it is only asked whether the folder is
still the one that was planned for, and planned again where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Event, Record, Value
from salesctl.core.folding import fold
from salesctl.core.intake import Draft, Intake, Row, Rules, World, find_head, take_in
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import Customer, Customers
from salesctl.desk.opening import Workspace
from salesctl.store.faults import finished
from salesctl.store.ids import new_event_id, new_record_id
from salesctl.store.names import TEAM
from salesctl.store.person_ids import person_id
from salesctl.store.record_file import append_events, edit_card, new_record
from salesctl.store.tables import Sheet, read_records, read_table
from salesctl.store.team_file import add_person, new_team, read_team
from salesctl.store.workspace import new_record_path, read_file, record_files, relative
from salesctl.store.writing import Change, Lock, save

Watched = Callable[[Collection[Draft]], Iterator[Draft]]
"""Something that shows how far the work on new and changed customers has come."""
Signature = tuple[tuple[str, int, int], ...]


class Source(Struct, frozen=True):
    """A table with its rows under their heads, and how they are to be understood. ``hints``: what is left out of it."""

    file: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    rules: Rules
    hints: tuple[Problem, ...] = ()


class Plan(Struct, frozen=True):
    """What a source comes to, for the folder as it was read. ``hints``: what saving it has shown."""

    intake: Intake
    customers: Mapping[str, Customer]
    seen: Signature
    hints: tuple[Problem, ...] = ()


def open_source(path: Path, map_path: Path | None) -> Source:
    """The table in a file, by the register's columns or by a map. Raises Broken for what cannot be understood."""
    from salesctl.store.import_map import read_map

    sheet = read_table(path)
    rules = read_map(read_file(map_path, map_path.name), map_path.name) if map_path is not None else None
    try:
        place, head, rules = find_head([line.cells for line in sheet.lines], rules)
    except Broken as error:
        raise Broken(*(replace(one, where=Place(path.name)) for one in error.problems)) from None
    folders = (path.parent, map_path.parent) if map_path is not None else (path.parent,)
    joined = [_joined(join.file, join.by, folders) for join in rules.joins]
    rows = []
    for line in sheet.lines[place + 1 :]:
        cells = {name: cell.strip() for name, cell in zip(head, line.cells, strict=False) if name and cell.strip()}
        said = {name: text for name, text in cells.items() if rules.columns.get(name) != "no"}
        if not said or all(" ".join(text.split()) == name for name, text in said.items()):
            continue  # only a running number, or the head once more, as on every printed page
        keys = [fold(cells.get(join.by, "")) for join in rules.joins]
        others = tuple(known.get(key, {}) for key, known in zip(keys, joined, strict=True))
        rows.append(Row(line.number, cells, others))
    return Source(path.name, head, tuple(rows), rules, _hints(sheet, head, rules))


def plan(workspace: Workspace, customers: Customers, source: Source) -> Plan:
    """What would be written. Raises Broken where a customer's file is broken: nobody can say whether a row is new."""
    seen = _signature(workspace.root)
    everybody = {one.id: one for one in customers.all()}
    broken = [one for one in customers.broken if one.severity == "error"]
    if broken:
        raise Broken(*broken)
    now = workspace.now.replace(second=0, microsecond=0)
    world = World(workspace.playbook, now, workspace.calendars[""].day_ends, workspace.who)
    states = {one.id: one.state for one in everybody.values()}
    intake = take_in(source.rows, source.rules, world, workspace.team, states, source.file, person_id)
    return Plan(intake, everybody, seen)


def carry_in(workspace: Workspace, source: Source, planned: Plan, watched: Watched) -> tuple[Plan, tuple[str, ...]]:
    """Save what was planned, all or nothing; the plan that was carried out, and the ids of its drafts in their order.

    Raises Broken (exit code 5) when meanwhile somebody has written what changes the plan: it must be looked at again.
    """
    ids, changes = _changes(workspace, planned, watched)
    if not changes:
        return planned, ids
    with Lock(workspace.root) as lock:
        if _signature(workspace.root) != planned.seen:
            again = plan(workspace, Customers(workspace.root, workspace.playbook), source)
            if _outline(again.intake) != _outline(planned.intake):
                raise Broken(Problem("intake.changed_meanwhile"), exit_code=5)
            planned = again
            ids, changes = _changes(workspace, planned, iter)
        save(workspace.root, changes, lock)
    return replace(planned, hints=finished(lock.recovered)), ids


def _changes(workspace: Workspace, planned: Plan, watched: Watched) -> tuple[tuple[str, ...], list[Change]]:
    changes = _team_changes(workspace, planned.intake)
    ids: list[str] = []
    for draft in watched((*planned.intake.new, *planned.intake.changed)):
        if draft.id:
            customer = planned.customers[draft.id]
            text = customer.data.decode("utf-8-sig")
            events = _numbered(customer.record.history, draft.events)
            text = append_events(text, events, customer.file) if events else text
            told: dict[str, Value | None] = dict(draft.changed)
            text = edit_card(text, told, customer.file) if told else text
            changes.append(Change(customer.file, customer.data, text.encode()))
            ids.append(draft.id)
            continue
        record = Record(new_record_id(), draft.card, _numbered((), draft.events))
        path = new_record_path(workspace.root, str(draft.card["name"]), record.id)
        changes.append(Change(relative(path, workspace.root), None, new_record(record).encode()))
        ids.append(record.id)
    return tuple(ids), changes


def _team_changes(workspace: Workspace, intake: Intake) -> list[Change]:
    if not intake.people:
        return []
    path = workspace.root / TEAM
    if not path.exists():
        return [Change(TEAM, None, new_team(intake.people).encode())]
    data = read_file(path, TEAM)
    text, known = data.decode("utf-8-sig"), read_team(data, TEAM)
    for person in intake.people:
        text = text if person.id in known.people else add_person(text, person)
    return [Change(TEAM, data, text.encode())]


def _numbered(history: tuple[Event, ...], events: list[Event]) -> tuple[Event, ...]:
    """The events with ids of their own, each one more than the one before."""
    before = tuple(sorted(history, key=lambda event: event.order)[-1:])
    result: list[Event] = []
    for event in events:
        result.append(replace(event, id=new_event_id(before)))
        before = (result[-1],)
    return tuple(result)


def _outline(intake: Intake) -> tuple[object, ...]:
    """What a person has seen of a plan before saying yes to it."""
    drafts = tuple((draft.id, draft.card, draft.changed, draft.events) for draft in (*intake.new, *intake.changed))
    return drafts, tuple(one.row.number for one in intake.aside), intake.people


def _signature(root: Path) -> Signature:
    """By what it shows that somebody has written in the folder."""
    files = [*record_files(root).files, *(path for path in (root / TEAM,) if path.exists())]
    return tuple((relative(path, root), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),))


def _joined(file: str, by: str, folders: tuple[Path, ...]) -> Mapping[str, Mapping[str, str]]:
    path = next((folder / file for folder in folders if (folder / file).is_file()), folders[0] / file)
    records = read_records(path)
    if records and not any(by in record for record in records):
        raise Broken(Problem("intake.join_without_column", {"column": by}, Place(file)))
    return {fold(record[by]): record for record in reversed(records) if by in record}


def _hints(sheet: Sheet, head: tuple[str, ...], rules: Rules) -> tuple[Problem, ...]:
    from salesctl.core.intake.heads import REASON, plain_head

    ours = {plain_head(words) for words in REASON}
    left = tuple(cell for cell in head if cell and cell not in rules.columns and plain_head(cell) not in ours)
    hints = []
    if rules.register and left:
        hints.append(Problem("intake.columns_left_out", {"columns": left}, Place(sheet.file), severity="info"))
    if sheet.others:
        params = {"sheet": sheet.name or "", "others": sheet.others}
        hints.append(Problem("intake.sheets_left_out", params, Place(sheet.file), severity="info"))
    return tuple(hints)
