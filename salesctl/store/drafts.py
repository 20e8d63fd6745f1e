"""Answers that were typed but not saved yet: one file a step, in the workspace's own folder that git ignores.

A draft is a convenience: where it can't be kept, the command goes on, and nothing claims that it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from salesctl.core.events import Value
from salesctl.core.problems import Broken
from salesctl.store.disk import Folder
from salesctl.store.emit import block
from salesctl.store.names import HIDDEN
from salesctl.store.nodes import PlainValue, plain
from salesctl.store.workspace import read_file
from salesctl.store.yamltext import read

_FOLDER = "drafts"
_ONLY_MINE = 0o600


def keep_draft(root: Path, name: str, content: Mapping[str, Value]) -> str | None:
    """Write a draft in the place of the one before. Where it is, from the workspace; None if it could not be kept."""
    file = _file(name)
    try:
        with Folder.open(root) as top, top.sub([HIDDEN, _FOLDER], create=True) as folder:
            folder.create(f"{file}.new", "\n".join([*block(content), ""]).encode(), _ONLY_MINE)
            folder.rename(f"{file}.new", file)
    except (OSError, Broken):
        return None
    return f"{HIDDEN}/{_FOLDER}/{file}"


def find_draft(root: Path, name: str) -> Mapping[str, PlainValue]:
    """What was typed before; empty where there is no draft, or none that can be read."""
    path = root / HIDDEN / _FOLDER / _file(name)
    try:
        found = plain(read(read_file(path), path.name)) if path.is_file() else {}
    except Broken:
        return {}
    return found if isinstance(found, dict) else {}


def drop_draft(root: Path, name: str) -> None:
    """The draft is gone, whether there was one or not."""
    try:
        with Folder.open(root) as top, top.sub([HIDDEN, _FOLDER]) as folder:
            folder.remove(_file(name))
    except OSError:
        return


def _file(name: str) -> str:
    return re.sub(r"[^0-9A-Za-z._-]+", "-", name) + ".yaml"
