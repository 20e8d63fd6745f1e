"""Every customer as rows, for the commands that look over all of them. The one door to the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import json

from salesctl.core.problems import Problem
from salesctl.desk.keeping import SHAPES, holder, key_of, micros, span
from salesctl.desk.opening import Workspace
from salesctl.reports.items import Item
from salesctl.reports.rows import Course, CrossedRow, CustomerRow, DealRow, HeardRow, NameRow, OwedRow
from salesctl.store.index.keeping import UNUSABLE, Index
from salesctl.store.index.shapes import Row, Table
from salesctl.store.index.sight import look
from salesctl.store.workspace import cut_off

if TYPE_CHECKING:
    from salesctl.desk.cores import Bar
    from salesctl.desk.rereading import Reread
    from salesctl.reports.courses import Counted

R = TypeVar("R")
Chosen = Callable[[Table], Sequence[int]]
Fits = Callable[[Row], bool]


class Everyone:
    """The rows of all customers at the world's moment; ``broken`` are the files that could not be read."""

    def __init__(self, world: Workspace, bar: Bar) -> None:
        self.world = world
        self._bar = bar
        self._read()

    @property
    def count(self) -> int:
        """How many customers there are."""
        return self._index.count

    def customers(self) -> list[CustomerRow]:
        """A row a customer, in the order of their files."""
        return self._rows("customers", list[CustomerRow], _all, _always)

    def deals(self, owner: str | None = None) -> list[DealRow]:
        """A row a deal, in the order of the files; with ``owner`` only theirs."""
        if owner is None:
            return self._rows("deals", list[DealRow], _all, _always)

        def theirs(table: Table) -> Sequence[int]:
            column = table.words("owner")
            code = column.code(owner)
            return [at for at, one in enumerate(column.codes) if one == code]

        return self._rows("deals", list[DealRow], theirs, lambda row: row.words[0] == owner)

    def items(
        self, *, before: datetime | None = None, owner: str | None = None, of: str | None = None,
        concerning: str | None = None,
    ) -> list[Item]:  # fmt: skip
        """What is owed, by the time that is left: all of it; what is due ``before`` a moment; in the deals of an
        ``owner``; what a person has in hand (``of``); or that, and of what they have been told by now (``concerning``).
        """
        choice = _Owed(self.world, before, owner, of, concerning)
        rows = self._rows("owed", list[OwedRow], choice.chosen, choice.fits)
        return [item for item in (Item(row, self.world) for row in rows) if item.is_owed]

    def heard(self, span: timedelta) -> list[HeardRow]:
        """What was done within a span of time before now, and somebody must be told."""
        first, last = micros(self.world.now - span), micros(self.world.now)

        def lately(table: Table) -> Sequence[int]:
            from bisect import bisect_left, bisect_right

            moments = table.numbers("at")
            return range(bisect_left(moments, first), bisect_right(moments, last))

        return self._rows("heard", list[HeardRow], lately, lambda row: first <= row.numbers[0] <= last)

    def crossed(self) -> list[CrossedRow]:
        """Moves of two people that certainly contradict each other."""
        return self._rows("crossed", list[CrossedRow], _all, _always)

    def names(self) -> list[NameRow]:
        """What each customer is looked for by, in the order of their files."""
        return self._rows("names", list[NameRow], _all, _always)

    def courses(self) -> Counted:
        """How many deals went the same way and are worth the same: all that a funnel counts, if of all times."""
        return self._trusting(self._courses)

    def _read(self) -> None:
        """Look over the folder, and read what the index does not know."""
        world = self.world
        self._index = Index(world.root, SHAPES, look(world.root), key_of(world.key), world.now.timestamp())
        self._catch_up()

    def _catch_up(self) -> None:
        index = self._index
        self.broken = [*cut_off(self.world.root), *index.problems]
        broken: list[tuple[str, tuple[Problem, ...]]] = []
        try:
            for one in self._reread() if index.todo else ():
                if one.problems:
                    broken.append((one.todo.file, one.problems))
                elif one.kept is None:
                    index.confirm(one.todo, young=one.young)
                else:
                    index.learn(one.kept)
        finally:
            index.put_back(span(self.world.key, self.world.now))
        for _, problems in sorted(broken, key=lambda one: one[0].split("/")):
            self.broken.extend(problems)

    def _reread(self) -> Iterator[Reread]:
        from salesctl.desk.rereading import reread

        return reread(self.world, self._index.todo, self._bar)

    def _rows(self, name: str, kind: type[list[R]], chosen: Chosen, fits: Fits) -> list[R]:
        """The rows of a table that fit, by its first number where it has one, then by file."""
        return self._trusting(lambda: self._looked_up(name, kind, chosen, fits))

    def _trusting(self, ask: Callable[[], R]) -> R:
        """The answer of the index; where it is damaged, of the files."""
        try:
            return ask()
        except UNUSABLE:
            self._index.forget()
            self._catch_up()
            return ask()

    def _courses(self) -> Counted:
        from collections import Counter

        index, found = self._index, Counter[tuple[str, str]]()
        table = index.table("deals")
        if table is not None:
            courses, amounts = table.words("course"), table.words("amount")
            codes: Iterable[tuple[int, int]] = zip(courses.codes, amounts.codes, strict=True)
            if index.hidden:
                codes = (both for both, file in zip(codes, table.files(), strict=True) if file not in index.hidden)
            for (one, amount), often in Counter(codes).items():
                found[courses.names[one], amounts.names[amount]] += often
        for kept in index.learned.values():
            found.update((row.words[1], row.words[2]) for row in kept.rows["deals"])
        known = {one: json.decode(one, type=Course) for one in {one for one, _ in found}}
        return {(known[one], amount): often for (one, amount), often in found.items()}

    def _looked_up(self, name: str, kind: type[list[R]], chosen: Chosen, fits: Fits) -> list[R]:
        index = self._index
        table = index.table(name)
        places: Sequence[int] = chosen(table) if table is not None else ()
        hidden = index.hidden
        if table is not None and hidden:
            files = table.files()
            places = [at for at in places if files[at] not in hidden]
        found: list[R] = json.decode(table.json(places), type=kind) if table is not None and places else []
        if not index.learned:
            return found
        keyed: list[tuple[Any, R]] = []
        if table is not None and found:
            files, first = table.files(), _first(table)
            keyed = [
                ((first(at), index.file(files[at]).split("/")), row) for at, row in zip(places, found, strict=True)
            ]
        for kept in index.learned.values():
            fresh = [row for row in kept.rows[name] if fits(row)]
            if fresh:
                parts = kept.file.split("/")
                rows: list[R] = json.decode(b"[" + b",".join(row.data for row in fresh) + b"]", type=kind)
                keyed += [
                    ((row.numbers[0] if row.numbers else 0, parts), one) for row, one in zip(fresh, rows, strict=True)
                ]
        keyed.sort(key=lambda one: one[0])
        return [row for _, row in keyed]


def everyone(world: Workspace, bar: Bar) -> Everyone:
    """Every readable customer now."""
    return Everyone(world, bar)


class _Owed:
    """Which obligations are wanted, asked of columns or of a row."""

    def __init__(
        self, world: Workspace, before: datetime | None, owner: str | None, of: str | None, concerning: str | None
    ) -> None:
        self.before = micros(before) if before is not None else None
        self.owner = owner
        self.who = of if of is not None else concerning
        self.told = concerning is not None
        self.now = micros(world.now)
        self.roles = frozenset(role for role in world.playbook.roles if self.who and world.team.fills(self.who, role))
        self.hands = {holder(self.who, None), *(holder(None, role) for role in self.roles)}
        self.owners = {"owner", world.playbook.owner_role}

    def chosen(self, table: Table) -> Sequence[int]:
        """The places of the rows that are wanted."""
        end = len(table)
        if self.before is not None:
            from bisect import bisect_left

            end = bisect_left(table.numbers("due"), self.before)
        places: Sequence[int] = range(end)
        if self.owner is not None:
            owners = table.words("owner")
            code = owners.code(self.owner)
            places = [at for at in places if owners.codes[at] == code]
        return self._of_person(table, places) if self.who is not None else places

    def fits(self, row: Row) -> bool:
        """Whether one row is wanted."""
        (due, tells), (owner, hand, told) = row.numbers, row.words
        if (self.before is not None and due >= self.before) or self.owner not in (None, owner):
            return False
        if self.who is None or hand in self.hands:
            return True
        return self.told and tells <= self.now and self._meant(told, owner == self.who)

    def _of_person(self, table: Table, places: Sequence[int]) -> Sequence[int]:
        holders = table.words("holder")
        hands = {at for at, name in enumerate(holders.names) if name in self.hands}
        codes = holders.codes
        if not self.told:
            return [at for at in places if codes[at] in hands]
        owners, told, tells, now = table.words("owner"), table.words("told"), table.numbers("tells"), self.now
        own = owners.code(str(self.who))
        meant = {
            (at, mine) for at, words in enumerate(told.names) for mine in (False, True) if self._meant(words, mine)
        }
        return [
            at for at in places
            if codes[at] in hands or (tells[at] <= now and (told.codes[at], owners.codes[at] == own) in meant)
        ]  # fmt: skip

    def _meant(self, told: str, mine: bool) -> bool:
        """Whether a ladder's words may mean the person, in a deal of their own or not."""
        return any((mine and who in self.owners) or who in self.roles for who in told.split())


def _all(table: Table) -> Sequence[int]:
    return range(len(table))


def _always(row: Row) -> bool:  # noqa: ARG001  asked like every other choice
    return True


def _first(table: Table) -> Callable[[int], int]:
    if not table.shape.numbers:
        return lambda at: 0  # noqa: ARG005  rows without a number lie by file alone
    return table.numbers(table.shape.numbers[0]).__getitem__
