"""git set up around a workspace: the driver in this copy, the files that it is for in the workspace itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from salesctl.core.problems import Problem
from salesctl.desk.globals import Globals
from salesctl.store.faults import finished
from salesctl.store.git_driver import install_driver
from salesctl.store.git_merges import needed_repository
from salesctl.store.git_setup import ATTRIBUTES, with_lines
from salesctl.store.workspace import find_workspace, read_file
from salesctl.store.writing import Change, Lock, save


class SetUp(Struct, frozen=True):
    """What was done; ``files`` are those of the workspace that changed."""

    driver: Literal["installed", "unchanged"]
    files: tuple[str, ...]
    hints: tuple[Problem, ...] = ()


def root_of(told: Globals) -> Path:
    """The workspace's folder; its files may be broken. Raises Broken (exit code 2) where there is none."""
    return find_workspace(None, Path(told.folder) if told.folder else None, told.home)


def set_up(root: Path) -> SetUp:
    """Raises Broken: 2 outside a repository or without git, 5 where something could not be kept."""
    needed_repository(root)
    name = ".gitattributes"
    with Lock(root) as lock:
        path = root / name
        old = read_file(path, name) if path.exists() or path.is_symlink() else None
        new = with_lines(old, ATTRIBUTES)
        if new != old:
            save(root, [Change(name, old, new)], lock)
        driver = install_driver(root)
    return SetUp(driver, (name,) if new != old else (), finished(lock.recovered))
