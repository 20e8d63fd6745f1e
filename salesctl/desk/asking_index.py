"""Questions to the index, answered from its columns and from what was read just now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import json

from salesctl.desk.keeping import moment
from salesctl.desk.owed import Owed
from salesctl.reports.rows import Course, Listed, Matter
from salesctl.store.index.keeping import Index
from salesctl.store.index.shapes import Row, Table

if TYPE_CHECKING:
    from salesctl.reports.courses import Counted

R = TypeVar("R")
Chosen = Callable[[Table], Sequence[int]]
Fits = Callable[[Row], bool]


def rows(index: Index, name: str, kind: type[list[R]], chosen: Chosen, fits: Fits) -> list[R]:
    """The rows of a table that fit, by its first number where it has one, then by file."""
    table, places = _places(index, name, chosen)
    found: list[R] = json.decode(table.json(places), type=kind) if table is not None and places else []
    if not index.learned:
        return found
    keyed: list[tuple[Any, R]] = []
    if table is not None and found:
        keyed = [(key, row) for key, row in zip(_keys(table, places), found, strict=True)]
    for key, fresh in _fresh(index, name, fits):
        row: list[R] = json.decode(b"[" + fresh.data + b"]", type=kind)
        keyed.append((key, row[0]))
    keyed.sort(key=lambda one: one[0])
    return [row for _, row in keyed]


def listed(index: Index, choice: Owed) -> Listed:
    """The obligations that are wanted, in columns and in the same order."""
    table, places = _places(index, "owed", choice.chosen)
    due: list[int] = []
    names: list[str] = []
    owners: list[str] = []
    codes: list[int] = []
    matters: list[Matter] = []
    if table is not None:
        due = _picked(table.numbers("due"), places)
        of_name, of_owner = table.words("name"), table.words("owner")
        names = [of_name.names[code] for code in _picked(of_name.codes, places)]
        owners = [of_owner.names[code] for code in _picked(of_owner.codes, places)]
        codes, matters = _picked(table.words("matter").codes, places), list(choice.matters(table))
    if index.learned:
        keys = list(_keys(table, places)) if table is not None else []
        for key, row in _fresh(index, "owed", choice.fits):
            owner, _, _, name, matter = row.words
            keys.append(key)
            due.append(row.numbers[0])
            names.append(name)
            owners.append(owner)
            codes.append(len(matters))
            matters.append(json.decode(matter, type=Matter))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        due, codes = _picked(due, order), _picked(codes, order)
        names, owners = _picked(names, order), _picked(owners, order)
    moments = {one: moment(one) for one in set(due)}
    return Listed([moments[one] for one in due], names, owners, codes, matters)


def courses(index: Index) -> Counted:
    """How many deals went the same way and are worth the same."""
    from collections import Counter

    found = Counter[tuple[str, str]]()
    table = index.table("deals")
    if table is not None:
        ways, amounts = table.words("course"), table.words("amount")
        codes: Iterable[tuple[int, int]] = zip(ways.codes, amounts.codes, strict=True)
        if index.hidden:
            codes = (both for both, file in zip(codes, table.files(), strict=True) if file not in index.hidden)
        for (one, amount), often in Counter(codes).items():
            found[ways.names[one], amounts.names[amount]] += often
    for kept in index.learned.values():
        found.update((way, amount) for _, way, amount in (row.words for row in kept.rows["deals"]))
    known = {one: json.decode(one, type=Course) for one in {one for one, _ in found}}
    return {(known[one], amount): often for (one, amount), often in found.items()}


def _places(index: Index, name: str, chosen: Chosen) -> tuple[Table | None, Sequence[int]]:
    table = index.table(name)
    places: Sequence[int] = chosen(table) if table is not None else ()
    if table is not None and index.hidden:
        files, hidden = table.files(), index.hidden
        places = [at for at in places if files[at] not in hidden]
    return table, places


def _picked(column: Sequence[R], places: Sequence[int]) -> list[R]:
    return list(map(column.__getitem__, places))


_Key = tuple[int, int, list[str]]


def _keys(table: Table, places: Sequence[int]) -> Iterator[_Key]:
    """By what each row is put in order: its first number, then its file, which is known by its place."""
    files, nothing = table.files(), list[str]()
    first = table.numbers(table.shape.numbers[0]) if table.shape.numbers else None
    return ((first[at] if first is not None else 0, 2 * files[at] + 1, nothing) for at in places)


def _fresh(index: Index, name: str, fits: Fits) -> Iterator[tuple[_Key, Row]]:
    """The rows of files that were read just now, with what each is put in order by."""
    for kept in index.learned.values():
        fresh = [row for row in kept.rows[name] if fits(row)]
        if fresh:
            before, parts = 2 * index.files_before(kept.file), kept.file.split("/")
            yield from (((row.numbers[0] if row.numbers else 0, before, parts), row) for row in fresh)
