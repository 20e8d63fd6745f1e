"""Laying the index: from batches, from an older one, with rows that wait on the disk, and where the disk refuses."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from indexed import rows_of
from indexed import without_index as without
from shell import Shell

from salesctl.store.index import heap, hidden
from salesctl.store.index import keeping as index
from salesctl.store.index.keeping import Index
from salesctl.store.index.piles import packed, unpacked
from salesctl.store.index.sections import Sections
from salesctl.store.index.shapes import Kept, Row, Shape

pytestmark = pytest.mark.usefixtures("believing")

_SHAPES = (Shape("plain"), Shape("chosen", numbers=("at", "of"), words=("who",)), Shape("empty", words=("why",)))


@pytest.fixture
def laid_each_time(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Whatever has changed, the whole is laid anew; each time is counted."""
    monkeypatch.setattr(index, "_FRAMES", -1)
    counted: list[int] = []
    plain = Index._lay

    def lay(self: Index, *words: object, **named: object) -> None:
        counted.append(len(self.hidden))
        plain(self, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "_lay", lay)
    return counted


@pytest.fixture
def waiting_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "_ROOM", 0)


def without_index(root: Path) -> tuple[object, ...]:
    """What reading every file answers, of a copy: the index of the workspace stays."""
    copy = root.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    return without(copy)


def _kept(chance: random.Random) -> Kept:
    rows = {
        "plain": (Row((), (), chance.randbytes(chance.randrange(9))),),
        "chosen": tuple(
            Row((chance.randrange(-9, 9), 1 << 62), (chance.choice(("", "li", "王")),), b"[%d]" % number)
            for number in range(chance.randrange(4))
        ),
        "empty": (),
    }
    return Kept(f"customers/{chance.random()}", (1, 2, 3, 4), chance.randbytes(16), chance.random() < 0.5, rows)


def test_what_is_packed_comes_out_as_it_was() -> None:
    chance = random.Random(4)
    for count in range(9):
        kept = [_kept(chance) for _ in range(count)]
        batch = packed(_SHAPES, kept)
        assert list(unpacked(batch, [one.file for one in kept], [one.stamp for one in kept])) == kept


def _changes(shell: Shell) -> list[Callable[[], object]]:
    first, second, third, *_ = sorted((shell.root / "customers").glob("*.yaml"))
    text = first.read_bytes()
    return [
        lambda: first.write_bytes(text.replace(b"customer:", b"customer: # seen", 1)),
        lambda: first.write_bytes(b"not: a record\n"),
        lambda: (first.write_bytes(text), second.unlink()),
        lambda: third.rename(third.with_name(f"aa-{third.name}")),
        lambda: shell.ok("lead", "add", "Kingfisher Tools", "--channel", "website"),
        (shell.root / "customers" / "zz").mkdir,
        lambda: first.rename(shell.root / "customers" / "zz" / first.name),
    ]


@pytest.mark.usefixtures("waiting_on_the_disk")
def test_an_index_laid_from_the_one_before(shell: Shell, laid_each_time: list[int]) -> None:
    rows_of(shell.root)
    for number, change in enumerate(_changes(shell)):
        change()
        assert rows_of(shell.root) == without_index(shell.root), number
        assert rows_of(shell.root) == without_index(shell.root), number
    assert len(laid_each_time) > 5
    assert any(laid_each_time)
    assert not [path for path in (shell.root / ".salesctl").iterdir() if path.name.startswith("tmp")]


@pytest.mark.usefixtures("laid_each_time")
def test_nothing_is_left_of_a_customer_who_is_gone(shell: Shell) -> None:
    one, other, *_ = sorted((shell.root / "customers").glob("*.yaml"))
    one.write_bytes(one.read_bytes().replace(b"name: ", b"name: Oddly", 1))
    path = shell.root / ".salesctl" / "index"
    rows_of(shell.root)
    assert b"Oddly" in path.read_bytes()
    one.unlink()
    other.write_bytes(other.read_bytes() + b"\n")
    rows_of(shell.root)
    assert b"Oddly" not in path.read_bytes()


def _refusing(*_: object, **__: object) -> object:
    raise OSError("no room")


@pytest.mark.usefixtures("laid_each_time", "waiting_on_the_disk")
@pytest.mark.parametrize("since", ["always", "later"])
def test_rows_stay_in_memory_where_the_disk_refuses(since: str, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = without_index(shell.root)
    if since == "later":
        rows_of(shell.root)
    monkeypatch.setattr(heap, "folder_of", _refusing)
    monkeypatch.setattr(hidden, "folder_of", _refusing)
    assert rows_of(shell.root) == wanted
    path = min((shell.root / "customers").glob("*.yaml"))
    path.write_bytes(path.read_bytes().replace(b"customer:", b"customer: # seen", 1))
    path.with_name(f"copy-{path.name}").write_bytes(path.read_bytes())
    changed = without_index(shell.root)
    assert changed != wanted
    assert rows_of(shell.root) == changed


@pytest.mark.usefixtures("laid_each_time")
def test_an_old_index_that_is_damaged_is_not_laid_into_the_new_one(shell: Shell) -> None:
    rows_of(shell.root)
    path = shell.root / ".salesctl" / "index"
    whole = path.read_bytes()
    for section in ("digests", "customers.rows", "owed.ends", "heard.at", "deals.owner.names"):
        base = Sections.of(shell.root)
        assert base is not None
        at, length, _ = base._places[section]
        path.write_bytes(whole[: at + length // 2] + b"\x7f" + whole[at + length // 2 + 1 :])
        one = min((shell.root / "customers").glob("*.yaml"))
        one.write_bytes(one.read_bytes() + b"\n")
        assert rows_of(shell.root) == without_index(shell.root), section
        rows_of(shell.root)
        whole = path.read_bytes()


@pytest.mark.usefixtures("laid_each_time")
def test_an_index_that_another_command_puts_in_place_is_not_taken_for_ones_own(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = without_index(shell.root)
    rows_of(shell.root)
    path = shell.root / ".salesctl" / "index"
    (tmp_path / "other").write_bytes(path.read_bytes())
    for one in list((shell.root / "customers").glob("*.yaml"))[1:]:
        one.unlink()
    plain = Sections.of.__func__  # type: ignore[attr-defined]

    def late(kind: type[Sections], root: Path, inode: int | None = None) -> Sections | None:
        if inode is not None:
            (tmp_path / "other").replace(path)
        found: Sections | None = plain(kind, root, inode)
        return found

    monkeypatch.setattr(Sections, "of", classmethod(late))
    found = rows_of(shell.root)
    monkeypatch.undo()
    assert found != wanted
    assert found == without_index(shell.root)
