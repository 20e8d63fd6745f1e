"""Make a workspace of N believable customers: ``python -m bench.generate N DIR``.

Each history is asked of the real engine move by move and written as the commands write it. The same N and seed give
the same bytes, on however many cores.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from time import perf_counter

from bench import naming
from bench.long import long_history
from bench.scene import World
from bench.story import Story, tell
from salesctl.core.team import Team
from salesctl.desk.globals import Globals
from salesctl.desk.looking_over import shipped_workspace
from salesctl.store.git_setup import ATTRIBUTES, IGNORED, with_lines
from salesctl.store.names import CUSTOMERS, PLAYBOOK, TEAM
from salesctl.store.record_file import new_record
from salesctl.store.shipped import shipped
from salesctl.store.team_file import new_team
from salesctl.store.workspace import new_record_path

#: The moment at which a generated folder is looked at: a Wednesday afternoon.
NOW = "2026-11-18T15:00+08:00"
ABOUT = "bench.json"
_AT_ONCE = 200
_READY_MOST = 40
_READY = {"graded": "done", "talked": "advance"}


@dataclass(frozen=True)
class Made:
    """What one share of the customers came to: how many are late, and who waits for which command (id, owner)."""

    customers: int
    late: int
    ready: tuple[tuple[str, str, str], ...]


def main(words: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int, metavar="N", help="how many customers; with --long ignored")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty, or not there yet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--git", action="store_true", help="make a repository with one commit")
    parser.add_argument("--long", action="store_true", help="instead, one customer of 5,000 events and 200 deals")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    told = parser.parse_args(words)
    started = perf_counter()
    try:
        about = make(told.folder, told.count, told.seed, jobs=told.jobs, git=told.git, long=told.long)
    except FileExistsError as error:
        parser.error(f"{error} is not empty")
    print(f"{about['customers']} customers, {about['late']} late at {NOW}, in {perf_counter() - started:.0f} s")
    return 0


def make(
    folder: Path, count: int, seed: int = 1, *, jobs: int = 1, git: bool = False, long: bool = False
) -> dict[str, object]:  # fmt: skip
    """Fill a folder; what stands in its ``bench.json``. Raises FileExistsError where it has something in it."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    _frame(folder)
    made = [_long(folder, seed)] if long else list(_shares(folder, count, seed, jobs))
    ready: dict[str, list[dict[str, str]]] = {}
    for one in made:
        for command, id_, owner in one.ready:
            waiting = ready.setdefault(command, [])
            if len(waiting) < _READY_MOST:
                waiting.append({"id": id_, "owner": owner})
    about: dict[str, object] = {
        "now": NOW, "seed": seed, "customers": sum(one.customers for one in made),
        "late": sum(one.late for one in made), "ready": ready,
    }  # fmt: skip
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    if git:
        commit(folder, "Generated customers")
    return about


def commit(folder: Path, message: str) -> None:
    """Everything in the folder as one commit, in a repository that is made where there is none."""
    who = ("-c", "user.name=Generator", "-c", "user.email=generator@example.com", "-c", "gc.auto=0")
    if not (folder / ".git").exists():
        _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, *who, "commit", "--quiet", "--message", message)


@lru_cache(maxsize=1)
def the_world() -> World:
    """The shipped process, its calendar, the team of the generator, and its now."""
    workspace = shipped_workspace(Globals(lang="en", now=NOW))
    team = Team({person.id: person for person in naming.TEAM})
    return World(workspace.playbook, workspace.calendars, team, workspace.now.replace(second=0, microsecond=0))


# ------------------------------------------------------------------------------------------------------------- shares


def _shares(folder: Path, count: int, seed: int, jobs: int) -> Iterator[Made]:
    ranges = [range(start, min(start + _AT_ONCE, count)) for start in range(0, count, _AT_ONCE)]
    if jobs <= 1 or len(ranges) <= 1:
        yield from (_share(folder, seed, one) for one in ranges)
        return
    with ProcessPoolExecutor(jobs) as pool:
        for place, made in enumerate(pool.map(partial(_share, folder, seed), ranges), 1):
            if sys.stderr.isatty():
                print(f"\r{place * _AT_ONCE} of {count}", end="", file=sys.stderr, flush=True)
            yield made


def _share(folder: Path, seed: int, numbers: range) -> Made:
    """The customers of a range, told and written. Nearly all that is allocated is freed by counting alone."""
    gc.disable()
    try:
        stories = [tell(the_world(), seed, number) for number in numbers]
        for story in stories:
            _write(folder, story.record.id, str(story.record.card["name"]), new_record(story.record))
    finally:
        gc.enable()
        gc.collect()
    return Made(len(stories), sum(one.late for one in stories), tuple(_ready(stories)))


def _long(folder: Path, seed: int) -> Made:
    record = long_history(the_world(), seed)
    _write(folder, record.id, str(record.card["name"]), new_record(record))
    return Made(1, 0, ())


def _ready(stories: list[Story]) -> Iterator[tuple[str, str, str]]:
    for one in stories:
        if one.stand in _READY:
            yield _READY[one.stand], one.record.id, one.owner


def _write(folder: Path, id_: str, name: str, text: str) -> None:
    new_record_path(folder, name, id_).write_bytes(text.encode())


def _frame(folder: Path) -> None:
    """Everything but the customers."""
    (folder / CUSTOMERS).mkdir(parents=True)
    (folder / PLAYBOOK).write_bytes(shipped(PLAYBOOK).read_bytes())
    (folder / TEAM).write_bytes(new_team(naming.TEAM).encode())
    (folder / ".gitignore").write_bytes(with_lines(None, IGNORED))
    (folder / ".gitattributes").write_bytes(with_lines(None, ATTRIBUTES))


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True)  # noqa: S607  a fixed command line, no shell


if __name__ == "__main__":
    sys.exit(main())
