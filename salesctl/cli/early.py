"""What is begun before anything is imported, because it can go on meanwhile."""

from __future__ import annotations

import os
from collections.abc import Sequence

from salesctl.commands import LOOKING
from salesctl.desk.words import sorted_out
from salesctl.store.index import ahead
from salesctl.store.names import PLAYBOOK


def begin(arguments: Sequence[str]) -> None:
    """Begin to look over the customers' folder where the command will, as far as that can be told from its words."""
    words = sorted_out(arguments)
    command, *more = words.rest or [""]
    if LOOKING.isdisjoint({command, " ".join(words.rest[:2])}) or words.flags & {"help", "version"}:
        return
    if command == "next" and not all(word.startswith("-") for word in more):
        return
    root = words.values.get("folder") or _above()
    if root:
        ahead.begin(root)


def _above() -> str:
    """The nearest folder upward with a playbook, as `find_workspace` looks for it; empty where there is none."""
    try:
        folder = os.getcwd()  # noqa: PTH109  pathlib costs more than all that is done here
    except OSError:
        return ""
    while not os.path.isfile(f"{folder}/{PLAYBOOK}"):  # noqa: PTH113
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return ""
        folder = above
    return folder
