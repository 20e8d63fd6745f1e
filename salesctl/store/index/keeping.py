"""The index as a whole: what is known of which file, what has to be read again, and putting back what was learned."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from salesctl.core.problems import Problem
from salesctl.store.index import BASE, MORE, SPELLED
from salesctl.store.index.comparing import Before, Compared, Todo, compare, read_all
from salesctl.store.index.frames import Frame, append_frames, read_frames
from salesctl.store.index.hidden import drop, path_of, putting
from salesctl.store.index.sections import Damaged, Sections, Writer
from salesctl.store.index.shapes import Kept, Shape, Table
from salesctl.store.index.sight import Sight, split

if TYPE_CHECKING:
    from salesctl.store.index.heap import Heap
    from salesctl.store.index.piles import Batch

_FRAMES = 256
"""So many frames beside the base are no burden; with a larger base, its fortieth part."""


UNUSABLE = (Damaged, MsgspecError, OSError, LookupError, ValueError)
"""What reading a damaged or foreign index raises."""


class Span(Struct, frozen=True):
    """By what the rows were reckoned, and from when to when they hold, in seconds of the epoch."""

    key: str
    since: int
    until: int

    def holds(self, key: str, now: float) -> bool:
        """Whether they may be used at a moment."""
        return self.key == key and self.since <= now <= self.until

    def within(self, other: Span) -> Span:
        """When the rows of both hold."""
        return replace(self, since=max(self.since, other.since), until=min(self.until, other.until))


_AGAIN = msgpack.Decoder(list[tuple[int, bytes]])
_PASSED = msgpack.Decoder(list[tuple[str, str]])


class Index:
    """What is kept in a workspace, beside what a pass over it saw.

    ``files`` are the customers' files by name. ``todo`` has to be read; what it leads to is put into ``learned``.
    """

    def __init__(self, root: Path, shapes: Sequence[Shape], sight: Sight, key: str, now: float) -> None:
        self.root, self.shapes, self.sight = root, shapes, sight
        self.key, self.now = key, now
        self.learned: dict[str, Kept] = {}
        self.todo: list[Todo] = []
        self.problems: list[Problem] = []
        self.hidden: set[int] = set()
        self._files: list[str] | None = None
        self._base: Sections | None = None
        self._span: Span | None = None
        self._count = 0
        self._frames, self._whole = 0, True
        self._settled = False
        self._held: dict[str, Span] = {}
        self._new: set[str] = set()
        self._young: set[int] = set()
        self._heap: Heap | None = None
        try:
            self._open()
        except UNUSABLE:
            self._forget()

    def table(self, name: str) -> Table | None:
        """A table of the base, whose rows of ``hidden`` files do not hold; None where there is no base."""
        shape = next(one for one in self.shapes if one.name == name)
        return Table(shape, self._base) if self._base is not None else None

    def files_before(self, file: str) -> int:
        """How many files of the base come before one, in the order of names."""
        return bisect_left(self._base_files(), file.split("/"), key=lambda one: one.split("/"))

    @property
    def count(self) -> int:
        """How many files have rows."""
        return self._count - len(self.hidden) + len(self.learned)

    def forget(self) -> None:
        """Go on as if nothing were kept: a section that was asked for is damaged."""
        self._forget()

    def put_back(self, span: Span, *, asked: bool = True) -> bool:
        """Keep what was learned for the next time; a disk that refuses is no harm.

        ``asked``: somebody wants to know the rows now. False where the index turned out to be damaged: it has begun
        anew, and everything in ``todo`` has to be read.
        """
        fresh = [one for one in self.learned.values() if one.file in self._new]
        if not (fresh or self._heap or self._settled) and self._whole:
            return True
        many = len(fresh) + self._frames > self._bearable
        if self._base is not None and not (many or self._heap or self._settled):
            with suppress(OSError):
                self._append(fresh, span)
            return True
        try:
            self._lay(self._until_any_ends(span), reopen=asked)
        except UNUSABLE:
            if self._base is None:
                raise
            # What no answer has asked for yet is damaged.
            drop(self.root, BASE)
            self._forget()
            return False
        return True

    @property
    def _bearable(self) -> int:
        return max(_FRAMES, self._count // 40)

    def learn(self, todo: Sequence[Todo], batch: Batch) -> None:
        """Some files were read."""
        files = [one.file for one in todo]
        if self._base is None or len(self.todo) + self._frames > self._bearable:
            for file in files:
                self.learned.pop(file, None)
            self._waiting().add(files, batch)
            return
        from salesctl.store.index.piles import unpacked

        for kept in unpacked(batch, files, [one.stamp for one in todo]):
            self.learned[kept.file] = kept
            self._held.pop(kept.file, None)
            self._new.add(kept.file)

    def confirm(self, todo: Todo, *, young: bool) -> None:
        """A file was read and holds what it held: its rows do too."""
        if todo.kept is not None:
            self.learned[todo.file] = replace(todo.kept, young=young)
            if not young:
                self._new.add(todo.file)
            return
        place = self._place(todo.file)
        self.hidden.discard(place)
        if young:
            self._young.add(place)
        self._settled = self._settled or not young

    def _open(self) -> None:
        # A folder with nothing in it has no stamp to compare, and proves nobody's rows.
        base = Sections.of(self.root) if self.sight.joined else None
        if base is not None:
            span = Span(base.facts.key, base.facts.since, base.facts.until)
            if span.holds(self.key, self.now):
                self._base, self._span, self._count = base, span, base.facts.count
        if self._base is None:
            self._take(read_all(self.sight))
            return
        frames, self._whole = read_frames(self.root)
        self._frames = len(frames)
        known: dict[str, Kept] = {}
        for one in frames:
            span = Span(one.key, one.since, one.until)
            if span.holds(self.key, self.now):
                known[one.kept.file], self._held[one.kept.file] = one.kept, span
        before = Before(
            self._base.read("names"), self._base.read("stamps"), self._base_files,
            dict(_AGAIN.decode(self._base.read("again"))), _PASSED.decode(self._base.read("passed")),
        )  # fmt: skip
        self._take(compare(self.sight, before, known))

    def _take(self, found: Compared) -> None:
        self.todo, self.learned, self.hidden, self.problems = found.todo, found.learned, found.hidden, found.problems

    def _base_files(self) -> list[str]:
        if self._files is None:
            self._files = split(self._base.read("files")) if self._base is not None else []
        return self._files

    def _place(self, file: str) -> int:
        return self._base_files().index(file)

    def _forget(self) -> None:
        self._base, self._span, self._count, self._frames = None, None, 0, 0
        self._files, self._held, self._new, self._young = None, {}, set(), set()
        self._heap = None
        self._whole, self._settled = False, False
        self._take(read_all(self.sight))

    def _until_any_ends(self, span: Span) -> Span:
        """How long all that is kept holds, of which some was reckoned earlier."""
        for held in (self._span, *(self._held.get(name) for name in self.learned)):
            span = span.within(held) if held is not None else span
        return span

    def _append(self, fresh: Sequence[Kept], span: Span) -> None:
        if not self._whole:
            drop(self.root, MORE)
            fresh = list(self.learned.values())
        append_frames(self.root, [_frame(self._held.get(one.file, span), one) for one in fresh])

    def _lay(self, span: Span, *, reopen: bool) -> None:
        """Everything as one new file; where the disk refuses it, in memory, as long as somebody asks."""
        from salesctl.store.index.piles import packed

        learned = list(self.learned.values())
        self._waiting().add([one.file for one in learned], packed(self.shapes, learned))
        if self._base is not None:
            self._heap_base(self._base)
        base = None
        try:
            with putting(self.root, BASE) as file:
                inode = os.fstat(file.fileno()).st_ino
                self._write(Writer(file), span)
            drop(self.root, MORE)
            base = Sections.of(self.root, inode) if reopen else None
        except OSError:
            pass
        if reopen:
            self._stand_on(base or self._in_memory(span), span)

    def _in_memory(self, span: Span) -> Sections:
        from io import BytesIO

        file = BytesIO()
        self._write(Writer(file), span)
        return Sections(file.getbuffer())

    def _write(self, writer: Writer, span: Span) -> None:
        from salesctl.store.index.laying import lay

        lay(writer, (span.key, span.since, span.until), self.shapes, self.sight, self._waiting())

    def _waiting(self) -> Heap:
        from salesctl.store.index.heap import Heap

        if self._heap is None:
            self._heap = Heap(self.root)
        return self._heap

    def _heap_base(self, base: Sections) -> None:
        from salesctl.store.index.piles import Batch, pile_of

        files = self._base_files()
        piles = {shape.name: pile_of(Table(shape, base)) for shape in self.shapes}
        gone = {at for at, name in enumerate(files) if name in self.learned} | self.hidden
        young = bytes(at in self._young for at in range(len(files)))
        self._waiting().add(files, Batch(base.read("digests"), young, piles), frozenset(gone))

    def _stand_on(self, base: Sections, span: Span) -> None:
        """What was laid is the base from now on."""
        self._base, self._span, self._count, self._frames = base, span, base.facts.count, 0
        self._heap = None
        self.hidden, self.learned = set(), {}
        self._files, self._held, self._new, self._young = None, {}, set(), set()
        self._whole, self._settled = True, False


def add(root: Path, span: Span, kept: Kept) -> None:
    """Put what is known of a file beside the index, where there is one; a disk that refuses is no harm."""
    with suppress(OSError):
        if path_of(root, BASE).exists():
            append_frames(root, [_frame(span, kept)])


def forget_rows(root: Path) -> None:
    """Nothing is kept any more, not even what no answer would have shown."""
    for name in (BASE, MORE, SPELLED):
        drop(root, name)


def _frame(span: Span, kept: Kept) -> Frame:
    return Frame(span.key, span.since, span.until, kept)
