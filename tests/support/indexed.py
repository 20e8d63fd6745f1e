"""Every row of every table, as the desk gives them to commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from salesctl.desk.everyone import everyone
from salesctl.desk.globals import Globals
from salesctl.desk.opening import Workspace, open_workspace

NOW = "2026-06-01T09:00+08:00"
FILES = ("index", "index.more", "compiled", "spelled")


def world_of(root: Path, now: str = NOW) -> Workspace:
    return open_workspace(Globals(folder=str(root), now=now, user="wang.lei"))


def rows_in(world: Workspace) -> tuple[Any, ...]:
    """What every question about everybody is answered with, and what is broken."""
    found = everyone(world, iter)
    items = [
        [(item.row, item.late_hours) for item in some]
        for some in (
            found.items(), found.items(before=world.now), found.items(owner="wang.lei"), found.items(of="wang.lei"),
            found.items(concerning="wang.lei"),
        )
    ]  # fmt: skip
    late = found.listed(world.now, None, lambda one: one.kind != "hold")
    names = found.names()
    like = found.names_with("nobody", *(one.core for one in names[:2]), *(names[-1].phones if names else ()))
    heard = found.heard(timedelta(days=400))
    columns = [
        (*row, late.matters[code]) for *row, code in zip(late.due, late.names, late.owners, late.codes, strict=True)
    ]
    return (found.count, found.customers(), found.deals(), columns, found.deals(owner="wang.lei"), items, heard,
            found.crossed(), names, like, found.courses(), found.broken)  # fmt: skip


def rows_of(root: Path, now: str = NOW) -> tuple[Any, ...]:
    return rows_in(world_of(root, now))


def without_index(root: Path, now: str = NOW) -> tuple[Any, ...]:
    """The same answer by reading every file; the index is gone afterwards."""
    clear(root)
    found = rows_of(root, now)
    clear(root)
    return found


def clear(root: Path) -> None:
    for name in FILES:
        (root / ".salesctl" / name).unlink(missing_ok=True)


def damaged(data: bytes) -> Iterator[bytes]:
    """The same with each byte changed in turn, and cut off before some."""
    for at in range(len(data)):
        yield data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]
        if at % 7 == 0:
            yield data[:at]
