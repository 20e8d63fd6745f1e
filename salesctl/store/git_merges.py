"""What git knows of merges: one that is under way, those that were made, and the three texts of a file in each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from salesctl.core.events import LETTERS
from salesctl.core.problems import Broken, Problem
from salesctl.store.git import git
from salesctl.store.git_setup import repository_of
from salesctl.store.names import CUSTOMERS

_EVENT = re.compile(rf"\bid:[ \t]*[\"']?((?:0|[1-9][0-9]{{0,11}})-[{LETTERS}]{{5}})\b".encode())
_NO_BLOB = re.compile("0+")


class Sides(Struct, frozen=True):
    """One file of a merge: its bytes in the common base and on both sides, None where it was not there."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


class Merge(Struct, frozen=True):
    """A commit with more than one parent."""

    commit: str
    parents: tuple[str, ...]


def needed_repository(root: Path) -> None:
    """Raises Broken (exit code 2) where the workspace is in no repository, or git is not installed."""
    if repository_of(root) is None:
        raise Broken(Problem("git.no_repository", {"folder": str(root)}), exit_code=2)
    if not git(root, ["--version"]).ok:
        raise Broken(Problem("git.missing"), exit_code=2)


def unmerged(root: Path) -> tuple[Sides, ...]:
    """The customers' files about which git itself is still undecided."""
    stages: dict[str, dict[str, str]] = {}
    for line in _split(git(root, ["ls-files", "-u", "-z", "--", CUSTOMERS]).out):
        head, _, path = line.partition("\t")
        _, blob, stage = head.split(" ")
        stages.setdefault(path, {})[stage] = blob
    blobs = contents(root, [blob for found in stages.values() for blob in found.values()])
    return tuple(
        Sides(path, *(blobs.get(found.get(stage, "")) for stage in "123")) for path, found in sorted(stages.items())
    )


def merges(root: Path, most: int, revision: str = "HEAD") -> tuple[Merge, ...]:
    """The latest merges up to a revision, the newest first; none where there is no commit."""
    words = ["rev-list", "--merges", "--parents", f"--max-count={most}", "--end-of-options", revision, "--"]
    lines = git(root, words).text.splitlines()
    return tuple(Merge(commit, tuple(parents)) for commit, *parents in (line.split() for line in lines))


def merge_at(root: Path, revision: str) -> Merge:
    """The merge that a revision names. Raises Broken (exit code 2) for what is none."""
    found = git(root, ["rev-parse", "-q", "--verify", "--end-of-options", f"{revision}^{{commit}}"])
    if not found.ok or revision.startswith("-"):
        raise Broken(Problem("git.unknown_revision", {"revision": revision}), exit_code=2)
    commit = found.text.splitlines()[-1]
    parents = git(root, ["rev-parse", "-q", "--end-of-options", f"{commit}^@"]).text.split()
    parents = [one for one in parents if one != "--end-of-options"]
    if len(parents) < 2:
        raise Broken(Problem("git.no_merge", {"revision": revision}), exit_code=2)
    return Merge(commit, tuple(parents))


def differing(root: Path, parent: str, commit: str) -> dict[str, tuple[str | None, str | None]]:
    """The customers' files that a commit has otherwise than one of its parents: the blob there and the blob here."""
    words = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--relative", parent, commit, "--", CUSTOMERS]
    fields = _split(git(root, words).out)
    found: dict[str, tuple[str | None, str | None]] = {}
    for head, path in zip(fields[::2], fields[1::2], strict=False):
        _, _, old, new, _ = head.split(" ")
        found[path] = (None if _NO_BLOB.fullmatch(old) else old, None if _NO_BLOB.fullmatch(new) else new)
    return found


def common_base(root: Path, merge: Merge) -> str | None:
    """The commit from which the first two parents went apart; None where they have nothing in common."""
    found = git(root, ["merge-base", *merge.parents[:2]])
    return found.text.split()[0] if found.ok and found.text else None


def at(commit: str, path: str) -> str:
    """The name of a file's text in a commit, for ``contents``; the path is from the workspace."""
    return f"{commit}:./{path}"


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes behind names of blobs; what does not exist is left out."""
    wanted = [name for name in dict.fromkeys(names) if name and "\n" not in name]
    if not wanted:
        return {}
    out = git(
        root, ["cat-file", "--batch"], given="".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
    ).out
    found: dict[str, bytes] = {}
    place = 0
    for name in wanted:
        end = out.find(b"\n", place)
        head = out[place:end].split(b" ")
        place = end + 1
        if end < 0 or head[-1] in (b"missing", b"ambiguous") or len(head) != 3:
            continue
        size = int(head[2])
        if head[1] == b"blob":
            found[name] = out[place : place + size]
        place += size + 1
    return found


def events_in(data: bytes | None) -> set[str]:
    """The ids of events that stand anywhere in a text, readable or not."""
    return {found.decode() for found in _EVENT.findall(data or b"")}


def _split(out: bytes) -> Sequence[str]:
    return [os.fsdecode(part) for part in out.split(b"\0") if part]
