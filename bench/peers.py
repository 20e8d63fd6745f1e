"""The tools that a user might take instead, with the same number of customers and as many of them late."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.timing import UnexpectedError, environment, said

_DAY = 86_400
_MOST_TODOMAN = 10_000


@dataclass(frozen=True)
class Peer:
    """One tool's answer to "what is late?": how it is asked, or why it is not."""

    id: str
    title: str
    command: tuple[str, ...] = ()
    env: dict[str, str] | None = None
    skipped: str = ""


def peers(work: Path, names: list[str]) -> Iterator[Peer]:
    """Taskwarrior and todoman with one task a name, every fourth late; each set up in a folder below ``work``."""
    for make in (_taskwarrior, _todoman):
        yield make(work, names)


def _taskwarrior(work: Path, names: list[str]) -> Peer:
    id_, title = "taskwarrior", "taskwarrior: `task +OVERDUE`"
    program = shutil.which("task")
    if program is None:
        return Peer(id_, title, skipped="not installed (`apt-get install taskwarrior`)")
    folder = _fresh(work / "taskwarrior")
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nconfirmation=no\nhooks=off\nnews.version=9.9.9\n", encoding="utf-8")
    now = int(time.time())
    lines = [
        f'[description:"{name}" due:"{_due(now, place)}" entry:"{now - 30 * _DAY}" status:"pending" '
        f'uuid:"{place:08x}-0000-4000-8000-000000000000"]\n'
        for place, name in enumerate(names, 1)
    ]
    (folder / "pending.data").write_text("".join(lines), encoding="utf-8")
    env = environment(TASKRC=str(settings), TASKDATA=str(folder))
    return _asked(Peer(id_, f"{title} ({_version([program, '--version'], env)})", (program, "+OVERDUE"), env))


def _todoman(work: Path, names: list[str]) -> Peer:
    id_, title = "todoman", "todoman: `todo list`"
    program = os.environ.get("BENCH_TODOMAN") or shutil.which("todo")
    if program is None:
        return Peer(id_, title, skipped="not installed (`pip install todoman` in an environment of its own)")
    if len(names) > _MOST_TODOMAN:
        return Peer(id_, title, skipped=f"only up to {_MOST_TODOMAN:,}: filling its cache takes minutes")
    folder = _fresh(work / "todoman")
    tasks = folder / "lists" / "customers"
    tasks.mkdir(parents=True)
    now = int(time.time())
    for place, name in enumerate(names, 1):
        due = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(_due(now, place)))
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VTODO\r\n"
            f"UID:{place}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{name}\r\nDUE:{due}\r\nSTATUS:NEEDS-ACTION\r\n"
            "END:VTODO\r\nEND:VCALENDAR\r\n"
        )
        (tasks / f"{place}.ics").write_text(text, encoding="utf-8", newline="")
    settings = folder / "config.py"
    settings.write_text(f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite3"\n', encoding="utf-8")
    env = environment()
    asked = (program, "--config", str(settings), "list")
    return _asked(Peer(id_, f"{title} ({_version([program, '--version'], env)})", asked, env))


def _asked(peer: Peer) -> Peer:
    """The peer once its caches are filled; skipped where it does not answer."""
    try:
        said(peer.command, peer.env or {})
    except UnexpectedError as error:
        return Peer(peer.id, peer.title, skipped=f"does not answer: {str(error)[-200:]}")
    return peer


def _version(command: list[str], env: dict[str, str]) -> str:
    return said(command, env).split()[-1]


def _due(now: int, place: int) -> int:
    return now - 5 * _DAY if place % 4 == 0 else now + 60 * _DAY


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
