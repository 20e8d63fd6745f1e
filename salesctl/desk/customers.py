"""Reading customers: the file, what it says, and what that amounts to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from shlex import quote

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Record
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.core.replay import replay
from salesctl.core.state import Deal, State
from salesctl.store.record_lanes import read_record
from salesctl.store.workspace import read_file, record_files, relative


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
            raise Broken(no_deal(self.name, self.file, f"check {self.id}"))
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


_NO_TEXT = re.compile(r"\\x([89a-f][0-9a-f])")
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

    def read(self, path: Path) -> Customer:
        """The customer in a file. Raises Broken (exit code 4) with every problem in it."""
        shown = relative(path, self.root)
        return self.customer(shown, read_file(path, shown))

    def shown_as(self, file: str, id_: str) -> Customer:
        """The customer of a row, which may show a file's name otherwise than the disk has it. Raises Broken (4)."""
        named = named_on_disk(file)
        if named != file and os.path.lexists(self.root / named):
            found = self.read(self.root / named)
            if found.id == id_:
                return found
        return self.read(self.root / file)

    def bytes_of(self, file: str) -> bytes:
        """What a file of this workspace holds. Raises Broken (exit code 4)."""
        # Thousands of files are read in one go, and making an object of each path takes as long as opening it.
        return read_file(os.path.join(self.root, file), file)  # noqa: PTH118

    def customer(self, file: str, data: bytes) -> Customer:
        """The customer in the bytes of a file. Raises Broken (exit code 4) with every problem in it."""
        try:
            record = read_record(data, file)
        except Broken as broken:
            raise Broken(*with_way_out(self.root, broken.problems)) from None
        if not record.history:
            raise Broken(no_history(file))
        return Customer(file, data, record, self.playbook)

    def _read(self, path: Path) -> Customer | None:
        try:
            return self.read(path)
        except Broken as error:
            self.broken.extend(error.problems)
            return None


def no_deal(name: str, file: str, command: str | None = None) -> Problem:
    """What is said of a file whose history begins nothing: it was taken out by hand, or its first event was changed."""
    return Problem("customer.no_deal", {"name": name, "file": quote(file)}, Place(file), command)


def no_history(file: str) -> Problem:
    """What is said of a file without any event: the program writes none such, somebody has taken them out."""
    return Problem("customer.no_history", {"file": quote(file)}, Place(file))


def tellable(file: str) -> str:
    """A file's name as a row can hold it: bytes in it that are no text are shown as such."""
    return file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def named_on_disk(shown: str) -> str:
    """The name that is shown so, if it has bytes that are no text."""
    return _NO_TEXT.sub(lambda byte: bytes.fromhex(byte[1]).decode("utf-8", "surrogateescape"), shown)


def with_way_out(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of a customer's file; to the marks of a merge under way belongs the command that settles them."""
    found = tuple(problems)
    if all(one.code != "yaml.conflict_marker" for one in found):
        return found
    from salesctl.store.git_exchange import is_unfinished
    from salesctl.store.git_setup import repository_of

    try:
        if repository_of(root) is None or not is_unfinished(root):
            return found
    except Broken:
        return found
    return tuple(replace(one, command="merge") if one.code == "yaml.conflict_marker" else one for one in found)


def with_ref(problem: Problem, ref: str) -> Problem:
    """The problem with the customer's id where its command leaves room for it."""
    return replace(problem, command=problem.command.replace("{customer}", ref)) if problem.command else problem
