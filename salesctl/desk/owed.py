"""Which obligations are wanted, asked of the columns of the index or of a row that is not in them yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import json

from salesctl.desk.keeping import holder, micros
from salesctl.desk.opening import Workspace
from salesctl.reports.rows import Matter
from salesctl.store.index.shapes import Row, Table

Wanted = Callable[[Matter], bool]


class Owed:
    """Those that are owed at the world's moment; due ``before`` a moment; in the deals of an ``owner``; in a person's
    hand (``of``), or that and what they have been told of (``concerning``); of matters that are ``wanted``.
    """

    def __init__(
        self, world: Workspace, before: datetime | None, owner: str | None, of: str | None, concerning: str | None,
        wanted: Wanted | None,
    ) -> None:  # fmt: skip
        self.before = micros(before) if before is not None else None
        self.owner = owner
        self.wanted = wanted
        self.who = of if of is not None else concerning
        self.told = concerning is not None
        self.now = micros(world.now)
        self.roles = frozenset(role for role in world.playbook.roles if self.who and world.team.fills(self.who, role))
        self.hands = {holder(self.who, None), *(holder(None, role) for role in self.roles)}
        self.owners = {"owner", world.playbook.owner_role}
        self._matters: tuple[Table, Sequence[Matter]] | None = None

    def matters(self, table: Table) -> Sequence[Matter]:
        """The matters of a table's rows by their number."""
        if self._matters is None or self._matters[0] is not table:
            told = ",".join(table.words("matter").names)
            self._matters = table, json.decode(f"[{told}]", type=list[Matter])
        return self._matters[1]

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
        if self.who is not None:
            places = self._of_person(table, places)
        if self.wanted is not None:
            wanted, codes = list(map(self.wanted, self.matters(table))), table.words("matter").codes
            places = [at for at in places if wanted[codes[at]]]
        appears, lapses, now = table.numbers("appears"), table.numbers("lapses"), self.now
        return [at for at in places if appears[at] <= now < lapses[at]]

    def fits(self, row: Row) -> bool:
        """Whether one row is wanted."""
        (due, appears, lapses, tells), (owner, hand, told, _, matter) = row.numbers, row.words
        if (self.before is not None and due >= self.before) or self.owner not in (None, owner):
            return False
        if not appears <= self.now < lapses:
            return False
        if self.wanted is not None and not self.wanted(json.decode(matter, type=Matter)):
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
