"""Giving and taking by git, one step a function: commit what is ours, fetch, merge and take back, send."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from salesctl.core.problems import Broken, Problem
from salesctl.core.silence import Heard
from salesctl.store.file_names import colliding
from salesctl.store.git import OWN_DRIVER, Answer, asked, git, trusted_signing
from salesctl.store.git_driver import driver_line
from salesctl.store.names import CUSTOMERS, PLAYBOOK, TEAM

OURS: Final = (
    f":(glob){CUSTOMERS}/**/*.yaml", f":(glob){CUSTOMERS}/**/*.yml", f":(literal){CUSTOMERS}/.gitkeep",
    f":(literal){PLAYBOOK}", f":(literal){TEAM}", ":(literal)calendar.yaml",
    ":(literal).gitattributes", ":(literal).gitignore",
)  # fmt: skip
"""The files of a workspace that are shared; whatever else lies in the folder is none of our business."""
_UNFINISHED: Final = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD")
_FROM_STDIN: Final = ("--pathspec-from-file=-", "--pathspec-file-nul")
_LONG: Final = 600.0
_DISK: Final = (
    "No space left on device",
    "Read-only file system",
    "unable to write",
    "insufficient permission for adding",
)
_COMMITS: Final = 20_000
"""Who has not worked within so many commits has been silent for long."""
_DIGITS: Final = 12
"""A clock that counts more seconds than that is out of order."""


class Where(Struct, frozen=True):
    """The branch worked on, the remote it is shared through, and what that remote has of it, as far as known."""

    branch: str
    remote: str | None
    remote_branch: str
    theirs: str | None


def where(root: Path) -> Where | None:
    """None where no branch is checked out. Without settings of its own a branch is shared through `origin`."""
    head = git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"])
    if not head.ok:
        return None
    branch = head.text
    remotes = git(root, ["remote"]).text.split()
    chosen = git(root, ["config", "--get", f"branch.{branch}.remote"]).text
    remote = chosen if chosen in remotes else "origin" if "origin" in remotes else next(iter(remotes), None)
    merged = git(root, ["config", "--get", f"branch.{branch}.merge"]).text.removeprefix("refs/heads/")
    name = merged if merged and chosen == remote else branch
    theirs = f"refs/remotes/{remote}/{name}"
    known = remote is not None and git(root, ["rev-parse", "--verify", "--quiet", theirs]).ok
    return Where(branch, remote, name, theirs if known else None)


def is_unfinished(root: Path) -> bool:
    """Whether git is in the middle of a merge or the like."""
    folder = Path(asked(root, "rev-parse", "--absolute-git-dir").decode().rstrip("\n"))
    return any((folder / name).exists() for name in _UNFINISHED)


def lock_left(root: Path) -> str | None:
    """The lock of git itself on the index, where one lies: git is working here at this moment, or was cut off."""
    folder = Path(asked(root, "rev-parse", "--absolute-git-dir").decode().rstrip("\n"))
    return str(folder / "index.lock") if (folder / "index.lock").exists() else None


def changed(root: Path, leave: Iterable[str] = ()) -> tuple[str, ...]:
    """Shared files that differ from the last commit, new and deleted ones too; ``leave`` out some."""
    found = _paths(asked(root, "ls-files", "-z", "-m", "-d", "-o", "--exclude-standard", "--", *OURS))
    found |= _paths(asked(root, "diff", "--cached", "--name-only", "-z", "--relative", "--no-ext-diff", "--", *OURS))
    return tuple(sorted(found - set(leave)))


def commit(root: Path, paths: Sequence[str], words: str) -> None:
    """Commit these files and nothing else. Raises Broken (exit code 5) with git's reason."""
    given = "\0".join(paths).encode("utf-8", "surrogateescape")
    _done(git(root, ["--literal-pathspecs", "add", "-A", *_FROM_STDIN], given=given), "add")
    line = ["--literal-pathspecs", "commit", "--quiet", "--no-verify", "-m", words, "--only", *_FROM_STDIN]
    _done(git(root, line, given=given, settings=trusted_signing(), seconds=_LONG), "commit")


def folded(root: Path, here: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Customers' files that git has and this disk takes for one: it finds each by its name, and lists only one."""
    listed = asked(root, "ls-files", "-z", "--", CUSTOMERS).decode("utf-8", "surrogateescape").split("\0")
    groups = colliding(one for one in listed if one)
    return tuple(group for group in groups if any(one not in here and os.path.lexists(root / one) for one in group))


def fetch(root: Path, place: Where, *, asks: bool) -> Answer:
    """What the others have sent, without touching any file here; refused where their history was written anew."""
    remote, branch = place.remote or "origin", place.remote_branch
    line = ["fetch", "--no-tags", "--no-recurse-submodules", "--refmap=", "--", remote]
    spec = f"refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    return git(root, [*line, spec], network=True, asks=asks, seconds=_LONG)


def is_of_this_disk(answer: Answer) -> bool:
    """Whether git failed at this computer's own disk, and not on the way to the others."""
    here = [line for line in answer.err.splitlines() if not line.startswith("remote:")]
    return any(sign in line for line in here for sign in _DISK)


def branches_of(root: Path, remote: str, *, asks: bool) -> tuple[str, ...]:
    """The branches that a remote has."""
    listed = git(root, ["ls-remote", "--heads", "--", remote], network=True, asks=asks, seconds=_LONG)
    names = [line.partition("refs/heads/")[2] for line in listed.text.splitlines()]
    return tuple(name for name in names if name)


def push(root: Path, place: Where, *, asks: bool) -> Answer:
    """Send the branch as it stands here; never by force."""
    line = ["push", "--quiet", "--no-verify", "--set-upstream", "--", place.remote or "origin"]
    return git(root, [*line, f"HEAD:refs/heads/{place.remote_branch}"], network=True, asks=asks, seconds=_LONG)


def distance(root: Path, theirs: str) -> tuple[int, int]:
    """How many commits only we have, and how many only they."""
    ours, others = asked(root, "rev-list", "--left-right", "--count", f"HEAD...{theirs}").split()
    return int(ours), int(others)


def count(root: Path) -> int:
    """How many commits there are."""
    return int(asked(root, "rev-list", "--count", "HEAD"))


def merge(root: Path, theirs: str) -> Answer:
    """Merge by our own driver into the files, without committing it yet; only forward where nothing of ours is new."""
    ahead, _ = distance(root, theirs)
    how = ["--no-commit", "--no-ff"] if ahead else ["--ff-only"]
    settings = (f"{OWN_DRIVER}={driver_line()}", "merge.conflictStyle=diff3", "rerere.enabled=false")
    return git(root, ["merge", "--quiet", "--no-stat", "--no-verify", *how, theirs], settings=settings, seconds=_LONG)


def finish(root: Path, words: str) -> None:
    """Commit the merge. Raises Broken (exit code 5)."""
    line = ["commit", "--quiet", "--no-verify", "-m", words]
    _done(git(root, line, settings=trusted_signing(), seconds=_LONG), "commit")


def take_back(root: Path) -> bool:
    """The folder as it was before the merge, or as a git that was still at work has left it; False where git would
    not.
    """
    return git(root, ["merge", "--abort"]).ok or not is_unfinished(root)


def settle(root: Path, path: str) -> None:
    """Tell git that a file is decided. Raises Broken (exit code 5)."""
    _done(git(root, ["--literal-pathspecs", "add", "-A", "--", path]), "add")


def conflicted(root: Path) -> tuple[str, ...]:
    """The paths, from the workspace, that git could not merge; one outside it begins with `../`."""
    top = asked(root, "diff", "--name-only", "-z", "--diff-filter=U", "--no-ext-diff").decode(
        "utf-8", "surrogateescape"
    )
    prefix = asked(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    found = [one for one in top.split("\0") if one]
    return tuple(one.removeprefix(prefix) if one.startswith(prefix) else f"../{one}" for one in found)


def files_between(root: Path, one: str, other: str, *, new: bool = False) -> tuple[str, ...]:
    """The workspace's files in which two commits differ; ``new``: those that only the other one has."""
    line = ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", *(["--no-renames", "--diff-filter=A"] * new)]
    return tuple(sorted(_paths(asked(root, *line, one, other))))


def unsent(root: Path, theirs: str | None) -> tuple[str, ...]:
    """The workspace's files in which the last commit differs from what the remote has; all, where it has nothing."""
    if revision(root) is None:
        return ()
    empty = git(root, ["hash-object", "-t", "tree", "--stdin"], given=b"").text
    return files_between(root, theirs or empty, "HEAD")


def last_author(root: Path, span: str, path: str) -> str:
    """Who last changed a file in a span of commits, as far as git's names can be believed; empty for nobody."""
    return git(root, ["log", "-1", "--format=%an", span, "--", f":(literal){path}"]).text


def heard(root: Path) -> tuple[Heard, ...]:
    """Whose work is here, and when each last worked, as far as git's names and clocks can be believed."""
    line = ["log", "--no-show-signature", f"-{_COMMITS}", "-z", "--format=%at%x09%an%x09%ae", "HEAD"]
    latest: dict[tuple[str, str], datetime] = {}
    for row in git(root, line).out.decode("utf-8", "replace").split("\0"):
        at, _, who = row.partition("\t")
        name, _, address = who.rpartition("\t")
        if at.isdecimal() and len(at) < _DIGITS:
            when = datetime.fromtimestamp(int(at), UTC)
            latest[name, address] = max(when, latest.get((name, address), when))
    return tuple(Heard(name, address, at) for (name, address), at in latest.items())


def revision(root: Path, name: str = "HEAD") -> str | None:
    """The id of a commit; None where there is none yet."""
    found = git(root, ["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"])
    return found.text if found.ok else None


def staged_tree(root: Path) -> str:
    """The id of what would be committed now."""
    return asked(root, "write-tree").decode().strip()


def knows_who(root: Path) -> bool:
    """Whether git has a name and an address to commit under."""
    return git(root, ["var", "GIT_COMMITTER_IDENT"]).ok


def _paths(out: bytes) -> set[str]:
    return {one for one in out.decode("utf-8", "surrogateescape").split("\0") if one}


def _done(answer: Answer, words: str) -> None:
    if not answer.ok:
        raise Broken(Problem("sync.git_failed", {"reason": answer.reason, "words": words}), exit_code=5)
