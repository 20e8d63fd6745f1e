"""The commands as the names of files and folders: nothing is imported to know them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final

from salesctl import commands
from salesctl.commands import HIDDEN

ROOT: Final = "salesctl.commands"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def paths(package: str = ROOT, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command as the words that call it, hidden ones left out."""
    for name, folder in entries(package):
        if name in HIDDEN:
            continue
        yield (*above, name)
        if folder is not None:
            yield from paths(folder, (*above, name))


def names(package: str) -> list[str]:
    """What stands in a folder, hidden ones left out."""
    return [name for name, _ in entries(package) if name not in HIDDEN]


def entries(package: str) -> Iterator[tuple[str, str | None]]:
    """(name, package of the group or None) of each file and folder, by name."""
    here = place(package)
    for entry in sorted(os.listdir(here)):  # noqa: PTH208  every run lists the folder: what pathlib adds would be felt
        stem, _, ending = entry.partition(".")
        name = stem.rstrip("_").replace("_", "-")
        if not _NAME.fullmatch(name):
            continue
        if ending == "py":
            yield name, None
        elif not ending and os.path.isfile(f"{here}/{entry}/__init__.py"):  # noqa: PTH113  as above
            yield name, f"{package}.{stem}"


def place(package: str) -> str:
    """The folder of a package of commands."""
    return "/".join((commands.__path__[0], *package.removeprefix(ROOT).split(".")[1:]))
