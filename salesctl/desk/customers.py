"""Finding and reading customers: by id, the start of one, or a part of the name in Chinese, pinyin or initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Record
from salesctl.core.near import near
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.core.replay import replay
from salesctl.core.state import Deal, State
from salesctl.core.values import fold
from salesctl.store.glance import glance
from salesctl.store.record_lanes import read_record
from salesctl.store.workspace import read_file, record_files, relative

_LONGEST_NUMBER = 9
_ID = re.compile(r"[0-9a-z]{1,8}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Customer(Struct, frozen=True, dict=True):
    """One customer as read: the file, its bytes, what it says, and what that amounts to."""

    file: str
    data: bytes
    record: Record
    playbook: Playbook

    @cached_property
    def state(self) -> State:
        """What the history amounts to, replayed once."""
        return replay(self.playbook, self.record.history, self.record.card)

    @property
    def id(self) -> str:
        """The record's id, which no renaming of the file changes."""
        return self.record.id

    @property
    def name(self) -> str:
        """The name on the card; empty where the card has none."""
        return str(self.record.card.get("name", ""))

    def deal(self, number: int) -> Deal:
        """The deal of that number. Raises Broken (exit code 2) when there is none, (4) where the file opens none."""
        if not self.state.deals:
            problem = Problem("customer.no_deal", {"name": self.name}, Place(self.file), f"check {self.id}")
            raise Broken(problem)
        if number not in self.state.deals:
            candidates = tuple(f"{self.id}/{one}" for one in self.state.deals)
            raise Broken(
                Problem("customer.no_such_deal", {"name": self.name, "number": number, "candidates": candidates}),
                exit_code=2,
            )
        return self.state.deals[number]


class Found(Struct, frozen=True):
    """The customer meant and the deal meant. ``asked``: whether the deal was named."""

    customer: Customer
    number: int
    asked: bool

    @property
    def ref(self) -> str:
        """How a command names this deal."""
        return self.customer.id if self.number == 1 and not self.asked else f"{self.customer.id}/{self.number}"


class Known(Struct, frozen=True):
    """Who is in a file, and its bytes; the history has not been read."""

    path: Path
    id: str
    name: str
    data: bytes


Watched = Callable[[Collection[Path]], Iterator[Path]]
"""Something that shows how far a walk over files has come."""


class Customers:
    """The customers' folder. ``broken`` collects the problems of files that could not be read."""

    def __init__(self, root: Path, playbook: Playbook, watched: Watched = iter) -> None:
        self.root, self.playbook, self.watched = root, playbook, watched
        self.broken: list[Problem] = []

    def all(self) -> Iterator[Customer]:
        """Every readable customer; what is wrong with the rest lands in ``broken``."""
        listing = record_files(self.root)
        self.broken.extend(listing.problems)
        for path in self.watched(listing.files):
            customer = self._read(path)
            if customer is not None:
                yield customer

    def known(self) -> Iterator[Known]:
        """Everybody's id and name, read off the first lines where they are plain; what is wrong lands in ``broken``."""
        listing = record_files(self.root)
        self.broken.extend(listing.problems)
        for path in self.watched(listing.files):
            try:
                data = read_file(path, relative(path, self.root))
            except Broken as error:
                self.broken.extend(error.problems)
                continue
            seen = glance(data)
            if seen is not None:
                yield Known(path, *seen, data)
            elif (customer := self._read(path)) is not None:
                yield Known(path, customer.id, customer.name, data)

    def find(self, wanted: str) -> Found:
        """Who is meant, and which deal: the first, unless another is named.

        Raises Broken (exit code 2) with the candidates, or (4) where their file is broken.
        """
        name, stroke, number = wanted.replace("／", "/").rpartition("/")
        if not stroke or not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            name, number = wanted, ""
        customer = self._by_id(name.strip()) or self._by_name(name.strip())
        chosen = int(number) if number else min(customer.state.deals, default=1)
        customer.deal(chosen)
        return Found(customer, chosen, bool(number))

    def read(self, path: Path) -> Customer:
        """The customer in a file. Raises Broken (exit code 4) with every problem in it."""
        shown = relative(path, self.root)
        return self.customer(shown, read_file(path, shown))

    def bytes_of(self, file: str) -> bytes:
        """What a file of this workspace holds. Raises Broken (exit code 4)."""
        return read_file(self.root / file, file)

    def customer(self, file: str, data: bytes) -> Customer:
        """The customer in the bytes of a file. Raises Broken (exit code 4) with every problem in it."""
        try:
            record = read_record(data, file)
        except Broken as broken:
            raise Broken(*with_way_out(self.root, broken.problems)) from None
        return Customer(file, data, record, self.playbook)

    def by_file_id(self, start: str) -> list[Path]:
        """The files whose name ends with an id that begins so; hand-named files are found by reading."""
        return [path for path in record_files(self.root).files if path.stem.rpartition("-")[2].startswith(start)]

    def _by_id(self, wanted: str) -> Customer | None:
        if not _ID.fullmatch(wanted):
            return None
        found = self.by_file_id(wanted)
        exact = [path for path in found if path.stem.rpartition("-")[2] == wanted]
        chosen = exact or found
        if len(chosen) == 1 and (len(wanted) >= 3 or exact):
            customer = self.read(chosen[0])
            return customer if customer.id.startswith(wanted) else None
        return None

    def _by_name(self, wanted: str) -> Customer:
        everybody = list(self.known())
        found = [one for one in everybody if one.id == wanted] or _named(everybody, wanted)
        if len(found) == 1:
            return self.read(found[0].path)
        if found:
            candidates = tuple(f"{one.id} {one.name}" for one in found[:10])
            raise Broken(
                Problem("customer.ambiguous", {"name": wanted, "count": len(found), "candidates": candidates}),
                exit_code=2,
            )
        broken = [one for one in self.broken if one.severity == "error"]
        if broken:
            raise Broken(*broken)
        raise Broken(_unknown(everybody, wanted), exit_code=2)

    def _read(self, path: Path) -> Customer | None:
        try:
            return self.read(path)
        except Broken as error:
            self.broken.extend(error.problems)
            return None


def _named(everybody: list[Known], wanted: str) -> list[Known]:
    plain = fold(wanted)
    if not plain:
        return []
    for fits in (
        lambda one: fold(one.name) == plain,
        lambda one: plain in fold(one.name),
        lambda one: len(plain) >= 3 and one.id.startswith(plain),
        lambda one: plain.isascii() and any(plain in spelled for spelled in _spelled(one.name)),
    ):
        found = [one for one in everybody if fits(one)]
        if found:
            return found
    return []


def _spelled(name: str) -> tuple[str, ...]:
    """Pinyin and pinyin initials of a Chinese name."""
    if not _CHINESE.search(name):
        return ()
    from pypinyin import Style, lazy_pinyin

    return (fold("".join(lazy_pinyin(name))), fold("".join(lazy_pinyin(name, style=Style.FIRST_LETTER))))


def _unknown(everybody: list[Known], wanted: str) -> Problem:
    close = near(wanted, (one.name for one in everybody), 3, 0.4)
    code = "customer.unknown_near" if close else "customer.unknown"
    return Problem(code, {"name": wanted, "candidates": close}, None, "list")


def with_way_out(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of a customer's file; to git's marks belongs the command that settles them."""
    found = tuple(problems)
    if all(one.code != "yaml.conflict_marker" for one in found):
        return found
    from salesctl.store.git_setup import repository_of

    if repository_of(root) is None:
        return found
    return tuple(replace(one, command="merge") if one.code == "yaml.conflict_marker" else one for one in found)


def with_ref(problem: Problem, ref: str) -> Problem:
    """The problem with the customer's id where its command leaves room for it."""
    return replace(problem, command=problem.command.replace("{customer}", ref)) if problem.command else problem
