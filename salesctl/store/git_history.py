"""What git has kept of the customers' files: every version that was ever committed, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from msgspec import Struct

from salesctl.core.problems import Broken, Problem
from salesctl.store.git import asked, git, trusted_signing
from salesctl.store.git_setup import repository_of
from salesctl.store.names import CUSTOMERS

_SEPARATOR: Final = "\x1f"
_FORMAT: Final = _SEPARATOR.join(("commit %H", "%an", "%ae", "%aI"))
_NOTHING: Final = "0" * 40
_AT_ONCE: Final = 2000
_DIGITS: Final = 12
"""A clock that counts more seconds than that is out of order."""


class Commit(Struct, frozen=True):
    """One commit as it claims to be."""

    id: str
    author: str
    address: str
    at: datetime


class Version(Struct, frozen=True):
    """One file as one commit left it; ``blob`` is None where the commit took it away."""

    commit: Commit
    file: str
    blob: str | None


class Kept(Struct, frozen=True):
    """How much of one file git still holds: in how many commits, and under which names the repository is known."""

    commits: int
    remotes: tuple[str, ...]


def kept_of(root: Path, file: str) -> Kept:
    """What git holds of a file; nothing where there is no repository."""
    if repository_of(root) is None:
        return Kept(0, ())
    listed = git(root, ["log", "--format=%H", "--all", "--", file])
    remotes = git(root, ["remote"])
    return Kept(len(listed.text.splitlines()) if listed.ok else 0, tuple(remotes.text.split()) if remotes.ok else ())


def versions(root: Path) -> tuple[Version, ...]:
    """Every version of every file below ``customers/``, parents before children. Raises Broken where git can't say."""
    if not git(root, ["rev-parse", "--verify", "--quiet", "HEAD"]).ok:
        return ()
    out = asked(
        root, "log", "--topo-order", "--reverse", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative",
        "--no-textconv", "--no-ext-diff", f"--format={_FORMAT}", "HEAD", "--", CUSTOMERS,
    )  # fmt: skip
    return tuple(_versions(out.decode("utf-8", "surrogateescape")))


def as_of(root: Path, file: str, fits: Callable[[datetime], bool]) -> bytes | None:
    """What the latest commit of a file that fits, by its moment, made of it; None where none does."""
    listed = git(root, ["log", "--no-show-signature", "--format=%H %ct", "HEAD", "--", f":(literal){file}"])
    for line in listed.text.splitlines() if listed.ok else ():
        name, _, at = line.partition(" ")
        if at.isdecimal() and len(at) < _DIGITS and fits(datetime.fromtimestamp(int(at), UTC)):
            answer = git(root, ["show", "--no-textconv", "--no-ext-diff", f"{name}:./{file}"])
            return answer.out if answer.ok else None
    return None


def is_shallow(root: Path) -> bool:
    """Whether this clone has only the last part of the history."""
    return git(root, ["rev-parse", "--is-shallow-repository"]).text == "true"


def contents(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of each blob, read in a few calls whatever their number."""
    for start in range(0, len(blobs), _AT_ONCE):
        part = blobs[start : start + _AT_ONCE]
        answer = git(root, ["cat-file", "--batch"], given="\n".join(part).encode() + b"\n", seconds=600)
        if not answer.ok:
            raise Broken(Problem("sync.git_failed", {"reason": answer.reason, "words": "cat-file"}), exit_code=5)
        yield from _batched(part, answer.out)


def signatures(root: Path, commits: Sequence[Commit]) -> Mapping[str, str]:
    """Git's letter (G good, B bad, …) for each commit that carries a signature; nothing is run where none does."""
    texts = contents(root, [one.id for one in commits])
    signed = [name for name, text in texts if b"\ngpgsig" in text.split(b"\n\n")[0]]
    if not signed:
        return {}
    words = ["log", "--no-walk=unsorted", "--stdin", "--format=%H %G?"]
    answer = git(root, words, given="\n".join(signed).encode() + b"\n", seconds=600, settings=trusted_signing())
    letters = dict(line.split(" ", 1) for line in answer.text.splitlines() if " " in line)
    return {name: letters.get(name, "E") for name in signed}


def _versions(text: str) -> Iterator[Version]:
    """The output is: a commit's line, then pairs of a raw line and a path, each ended by a zero byte."""
    commit: Commit | None = None
    words = iter(text.split("\0"))
    for word in words:
        line = word.lstrip("\n")
        if line.startswith("commit "):
            name, author, address, at = line.removeprefix("commit ").split(_SEPARATOR)
            commit = Commit(name.split()[0], author, address, datetime.fromisoformat(at))
        elif line.startswith(":") and commit is not None:
            blob = line.split(" ")[3]
            yield Version(commit, next(words), None if blob.startswith(_NOTHING) else blob)


def _batched(names: Sequence[str], out: bytes) -> Iterator[tuple[str, bytes]]:
    stream = BytesIO(out)
    for name in names:
        head = stream.readline().split(b" ")
        if len(head) < 3:
            continue
        yield name, stream.read(int(head[2]))
        stream.readline()
