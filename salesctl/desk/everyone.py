"""Every customer as rows, for the commands that look over all of them. The one door to the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from msgspec import json

from salesctl.desk.asking_index import Chosen, Fits, courses, listed, rows
from salesctl.desk.keeping import SHAPES, key_of, micros, span
from salesctl.desk.opening import Workspace
from salesctl.desk.owed import Owed, Wanted
from salesctl.reports.items import Item
from salesctl.reports.rows import CrossedRow, CustomerRow, DealRow, HeardRow, Listed, NameRow, OwedRow
from salesctl.store.index.keeping import UNUSABLE, Index
from salesctl.store.index.shapes import Row, Table
from salesctl.store.index.sight import look
from salesctl.store.workspace import cut_off

if TYPE_CHECKING:
    from salesctl.desk.cores import Bar
    from salesctl.desk.rereading import Broke
    from salesctl.reports.courses import Counted

R = TypeVar("R")
T = TypeVar("T")


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
        """A row a customer, as they came in."""
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
        concerning: str | None = None, wanted: Wanted | None = None,
    ) -> list[Item]:  # fmt: skip
        """What is owed, by the time that is left: all of it; what is due ``before`` a moment; in the deals of an
        ``owner``; what a person has in hand (``of``); or that, and of what they have been told by now (``concerning``);
        and of all that what is ``wanted``.
        """
        choice = Owed(self.world, before, owner, of, concerning, wanted)
        return [Item(row, self.world) for row in self._rows("owed", list[OwedRow], choice.chosen, choice.fits)]

    def listed(self, before: datetime, owner: str | None, wanted: Wanted) -> Listed:
        """What is owed and due ``before`` a moment, as `items` has it, in columns."""
        choice = Owed(self.world, before, owner, None, None, wanted)
        return self._trusting(lambda: listed(self._index, choice))

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

    def names_with(self, *words: str) -> list[NameRow]:
        """The same of those customers of whom one of some words stands there, whole; and maybe of a few others."""
        texts = [json.encode(word) for word in words]
        return self._rows(
            "names", list[NameRow], lambda table: table.holding(texts),
            lambda row: any(text in row.data for text in texts),
        )  # fmt: skip

    def courses(self) -> Counted:
        """How many deals went the same way and are worth the same: all that a funnel counts, if of all times."""
        return self._trusting(lambda: courses(self._index))

    def _read(self) -> None:
        """Look over the folder, and read what the index does not know."""
        world = self.world
        self._index = Index(world.root, SHAPES, look(world.root), key_of(world.key), world.now.timestamp())
        self._catch_up()

    def _catch_up(self) -> None:
        index = self._index
        self.broken = [*cut_off(self.world.root), *index.problems]
        reckoned = span(self.world.key, self.world.now)
        try:
            broken = self._reread() if index.todo else []
        except BaseException:
            index.put_back(reckoned, asked=False)
            raise
        if not index.put_back(reckoned):
            self._catch_up()
            return
        for _, problems in sorted(broken, key=lambda one: one[0].split("/")):
            self.broken.extend(problems)

    def _reread(self) -> list[Broke]:
        from salesctl.desk.rereading import reread

        return reread(self.world, self._index, self._bar)

    def _rows(self, name: str, kind: type[list[R]], chosen: Chosen, fits: Fits) -> list[R]:
        """The rows of a table that fit, by its first number where it has one, then by file."""
        return self._trusting(lambda: rows(self._index, name, kind, chosen, fits))

    def _trusting(self, ask: Callable[[], T]) -> T:
        """The answer of the index; where it is damaged, of the files."""
        try:
            return ask()
        except UNUSABLE:
            self._index.forget()
            self._catch_up()
            return ask()


def everyone(world: Workspace, bar: Bar) -> Everyone:
    """Every readable customer now."""
    return Everyone(world, bar)


def _all(table: Table) -> Sequence[int]:
    return range(len(table))


def _always(row: Row) -> bool:  # noqa: ARG001  asked like every other choice
    return True
