"""The index as a whole: what is known of which file, what has to be read again, and putting back what was learned."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from salesctl.core.problems import Place, Problem
from salesctl.store.digests import SIZE
from salesctl.store.index import BASE, MORE
from salesctl.store.index.frames import Frame, append_frames, read_frames
from salesctl.store.index.hidden import drop, path_of, put
from salesctl.store.index.sections import Damaged, Facts, Sections, written
from salesctl.store.index.shapes import Kept, Shape, Table, laid, taken
from salesctl.store.index.sight import Sight, Stamp, in_order, split, stamp_at

_CHUNK = 4096
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


class Todo(Struct, frozen=True):
    """A file to read. ``digest``: what it held when its rows were kept; they hold still where it does."""

    file: str
    stamp: Stamp
    digest: bytes | None = None
    kept: Kept | None = None


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
        self._names: list[str] = []
        self._base: Sections | None = None
        self._span: Span | None = None
        self._count = 0
        self._frames, self._whole = 0, True
        self._settled = False
        self._held: dict[str, Span] = {}
        self._new: set[str] = set()
        try:
            self._open()
        except UNUSABLE:
            self._forget()

    def table(self, name: str) -> Table | None:
        """A table of the base, whose rows of ``hidden`` files do not hold; None where there is no base."""
        shape = next(one for one in self.shapes if one.name == name)
        return Table(shape, self._base) if self._base is not None else None

    def file(self, place: int) -> str:
        """The name of a file of the base."""
        return self._base_files()[place]

    @property
    def count(self) -> int:
        """How many files have rows."""
        return self._count - len(self.hidden) + len(self.learned)

    def forget(self) -> None:
        """Go on as if nothing were kept: a section that was asked for is damaged."""
        self._forget()

    def put_back(self, span: Span) -> None:
        """Keep what was learned for the next time; a disk that refuses is no harm."""
        fresh = [one for one in self.learned.values() if one.file in self._new]
        if not fresh and not self._settled and self._whole:
            return
        many = len(fresh) + self._frames > max(_FRAMES, self._count // 40)
        try:
            if self._base is None or many or self._settled:
                everything = sorted(self._everything(), key=_by_name)
                _lay(self.root, self._until_any_ends(span), self.shapes, self.sight, everything)
            else:
                if not self._whole:
                    drop(self.root, MORE)
                    fresh = list(self.learned.values())
                append_frames(self.root, [_frame(self._held.get(one.file, span), one) for one in fresh])
        except OSError:
            return
        except UNUSABLE:
            # What no answer has asked for yet is damaged: the next look begins anew.
            drop(self.root, BASE)

    def learn(self, kept: Kept) -> None:
        """A file was read."""
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
        self.hidden.discard(self._place(todo.file))
        self._settled = self._settled or not young

    def _open(self) -> None:
        # A folder with nothing in it has no stamp to compare, and proves nobody's rows.
        base = Sections.of(self.root) if self.sight.joined else None
        if base is not None:
            span = Span(base.facts.key, base.facts.since, base.facts.until)
            if span.holds(self.key, self.now):
                self._base, self._span, self._count = base, span, base.facts.count
        if self._base is None:
            self._compare_all({}, {}, {})
            return
        frames, self._whole = read_frames(self.root)
        self._frames = len(frames)
        known: dict[str, Kept] = {}
        for one in frames:
            span = Span(one.key, one.since, one.until)
            if span.holds(self.key, self.now):
                known[one.kept.file], self._held[one.kept.file] = one.kept, span
        names = self._base.read("names")
        stamps = array("q")
        stamps.frombytes(self._base.read("stamps"))
        again = dict(_AGAIN.decode(self._base.read("again")))
        if names == self.sight.joined and not known and stamps == self.sight.numbers:
            passed = [
                Problem(code, {}, Place(name), severity="warn")
                for name, code in _PASSED.decode(self._base.read("passed"))
            ]
            self.problems = in_order([*passed, *self.sight.problems])
            for place, digest in again.items():
                self._doubt(place, digest)
            return
        self._names = split(names)
        self._compare_all(known, self._stamps_by_name(stamps), again)

    def _doubt(self, place: int, digest: bytes) -> None:
        name = self.sight.names[place]
        self.todo.append(Todo(name, self.sight.stamp(place), digest or None))
        if not digest:
            return
        self.hidden.add(self._place(name))

    def _compare_all(self, known: Mapping[str, Kept], stamps: Mapping[str, int], again: Mapping[int, bytes]) -> None:
        """File by file: the base knows it, a frame does, or it has to be read."""
        files, self.problems = self.sight.files()
        places = self._place_of if self._base is not None else {}
        present: set[int] = set()
        before = self._before
        for name, at in files:
            stamp = self.sight.stamp(at)
            kept = known.get(name)
            if kept is not None and kept.stamp == stamp:
                if kept.young:
                    self.todo.append(Todo(name, stamp, kept.digest, kept))
                else:
                    self.learned[name] = kept
                continue
            seen = stamps.get(name)
            if seen is not None and name in places and before(seen) == stamp:
                if seen in again:
                    self.todo.append(Todo(name, stamp, again[seen] or None))
                else:
                    present.add(places[name])
                continue
            self.todo.append(Todo(name, stamp))
        self.hidden = set(places.values()) - present

    def _stamps_by_name(self, stamps: array[int]) -> dict[str, int]:
        self._stamps = stamps
        return dict(zip(self._names, range(len(self._names)), strict=True))

    def _before(self, at: int) -> Stamp:
        return stamp_at(self._stamps, at)

    @property
    def _place_of(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._base_files())}

    def _base_files(self) -> list[str]:
        if self._files is None:
            if self._base is None:
                return []
            self._files = split(self._base.read("files"))
        return self._files

    def _place(self, file: str) -> int:
        return self._base_files().index(file)

    def _forget(self) -> None:
        self._base, self._span, self._count, self._frames = None, None, 0, 0
        self._names = []
        self.hidden, self.learned, self.todo = set(), {}, []
        self._files, self._held, self._new = None, {}, set()
        self._whole, self._settled = False, False
        self._compare_all({}, {}, {})

    def _until_any_ends(self, span: Span) -> Span:
        """How long all that is kept holds, of which some was reckoned earlier."""
        for held in (self._span, *(self._held.get(name) for name in self.learned)):
            span = span.within(held) if held is not None else span
        return span

    def _everything(self) -> Iterator[Kept]:
        yield from self.learned.values()
        if self._base is None:
            return
        files = self._base_files()
        stamps = dict(zip(self.sight.names, range(len(self.sight.names)), strict=True))
        digests = self._base.read("digests")
        tables = {shape.name: taken(shape, Table(shape, self._base)) for shape in self.shapes}
        for place, name in enumerate(files):
            if place not in self.hidden and name not in self.learned:
                rows = {table: tuple(found.get(place, ())) for table, found in tables.items()}
                stamp = self.sight.stamp(stamps[name])
                yield Kept(name, stamp, digests[place * SIZE : (place + 1) * SIZE], young=False, rows=rows)


def add(root: Path, span: Span, kept: Kept) -> None:
    """Put what is known of a file beside the index, where there is one; a disk that refuses is no harm."""
    with suppress(OSError):
        if path_of(root, BASE).exists():
            append_frames(root, [_frame(span, kept)])


def forget_rows(root: Path) -> None:
    """Nothing is kept any more, not even what no answer would have shown."""
    for name in (BASE, MORE):
        drop(root, name)


def _frame(span: Span, kept: Kept) -> Frame:
    return Frame(span.key, span.since, span.until, kept)


def _by_name(kept: Kept) -> list[str]:
    return kept.file.split("/")


def _lay(root: Path, span: Span, shapes: Sequence[Shape], sight: Sight, kept: Sequence[Kept]) -> None:
    files, problems = sight.files()
    names = {one.file: one for one in kept}
    again = []
    for name, at in files:
        one = names.get(name)
        if one is None or one.young or one.stamp != sight.stamp(at):
            again.append((at, one.digest if one is not None and one.stamp == sight.stamp(at) else b""))
    passed = [(one.where.file or "", one.code) for one in problems if one.where and one.code.startswith("store.")]
    sections = {
        "names": sight.joined,
        "stamps": sight.numbers.tobytes(),
        "files": _joined([one.file for one in kept]),
        "digests": b"".join(one.digest for one in kept),
        "again": msgpack.encode(again),
        "passed": msgpack.encode([one for one in passed if one[1] != "store.unreadable"]),
    }
    for shape in shapes:
        sections |= laid(shape, kept)
    put(root, BASE, *written(Facts(span.key, span.since, span.until, len(kept)), sections))
    drop(root, MORE)


def _joined(names: Sequence[str]) -> bytes:
    return "\0".join(names).encode("utf-8", "surrogateescape")
