"""What the Tab key may offer: customers, steps, stages, roles, people. Cheap, silent, and never in the way.

A shell evaluates what a completion answers, so nothing but letters, digits, dots, hyphens and underscores leaves here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from salesctl.desk.globals import Globals, separate
from salesctl.i18n import text, use
from salesctl.store.names import PLAYBOOK, TEAM
from salesctl.store.workspace import find_workspace, read_file, record_files

if TYPE_CHECKING:
    from salesctl.core.playbook import Playbook, Text

Offer = tuple[str, str]
"""A word to type, and what it stands for."""

_MOST: Final = 50
_HEAD: Final = 4096
_NAME: Final = re.compile(rb"^ +name: *([^\r\n]*)", re.MULTILINE)
_FILLERS: Final = "\u115f\u1160\u3164\uffa0"
"""Letters to Python that nobody sees."""
_SAFE: Final = re.compile(rf"[^\W_{_FILLERS}](?:[^\W{_FILLERS}]|[.-])*")


def customers(told: Globals, typed: str) -> list[Offer]:
    """Customers whose name or id begins so: by the first word of the name where that means nobody else, else by id."""
    found = _everybody(_root(told))
    names = [name for _, name in found]
    joined = "\n".join(names).casefold()
    named = [(id_, name) for id_, name in found if typed and id_.startswith(typed)]
    offers = [(id_, name) for id_, name in named[:_MOST]]
    for id_, name in found:
        if len(offers) >= _MOST:
            break
        if not name.startswith(typed):
            continue
        word = _SAFE.match(name)
        clear = word is not None and word[0].startswith(typed) and _means_one(word[0], name, names, joined)
        offers.append((word[0] if word and clear else id_, name))
    return offers


def _everybody(root: Path) -> list[Offer]:
    """Ids and names, as far as they are remembered; else off the heads of the files."""
    from salesctl.desk.remembered import remembered

    known = remembered(root)
    if known is not None:
        return known
    return [(path.stem.rpartition("-")[2], _name(path)) for path in record_files(root).files]


def steps(told: Globals, typed: str) -> list[Offer]:  # noqa: ARG001  every completion is asked alike
    """Steps, duties and whenevers by their ids."""
    from salesctl.core.naming import step_names

    return _titled(step_names(_playbook(told)))


def stages(told: Globals, typed: str) -> list[Offer]:  # noqa: ARG001
    """Stages by their ids."""
    return _titled({one.id: one.title for one in _playbook(told).stages.values()})


def roles(told: Globals, typed: str) -> list[Offer]:  # noqa: ARG001
    """Roles by their ids."""
    return _titled({one.id: one.title for one in _playbook(told).roles.values()})


def people(told: Globals, typed: str) -> list[Offer]:  # noqa: ARG001
    """People of the team by their ids."""
    from salesctl.store.team_file import read_team

    team = read_team(read_file(_root(told) / TEAM, TEAM), TEAM)
    return [(one.id, one.name) for one in team.people.values()]


def offered(ask: Callable[[Globals, str], Iterable[Offer]], told: Globals, typed: str) -> list[Offer]:
    """What ``ask`` offers for a word that was begun, fit for a shell; nothing at all where anything is wrong."""
    try:
        use(told.lang)
        found = [(word, _harmless(meaning)) for word, meaning in ask(_placed(told), typed)]
        return [one for one in found if _SAFE.fullmatch(one[0]) and one[0].startswith(typed)]
    except Exception:  # noqa: BLE001  a Tab key that shows an error is worse than one that offers nothing
        return []


def _placed(told: Globals) -> Globals:
    """The workspace may be named in the very line that is being completed."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    if "-C" not in line:
        return told
    from shlex import split

    from msgspec.structs import replace

    folder = separate(split(line), os.environ)[0].folder
    return replace(told, folder=folder or told.folder)


def _root(told: Globals) -> Path:
    return find_workspace(None, Path(told.folder) if told.folder else None, told.home)


def _playbook(told: Globals) -> Playbook:
    from salesctl.store.playbook import read_playbook

    return read_playbook(read_file(_root(told) / PLAYBOOK, PLAYBOOK), PLAYBOOK)


def _titled(names: Mapping[str, Text]) -> list[Offer]:
    return [(name, text(title)) for name, title in names.items()]


def _name(path: Path) -> str:
    """The customer's name as it stands in the head of the file; empty where it is written in an unusual way."""
    with path.open("rb") as file:
        found = _NAME.search(file.read(_HEAD))
    return found[1].decode("utf-8", "replace").split(" #")[0].strip().strip("'\"") if found else ""


def _means_one(word: str, name: str, names: list[str], joined: str) -> bool:
    """Whether a word, given as CUSTOMER, means this name alone: a whole name goes before a part of one."""
    return names.count(name) == 1 if word == name else joined.count(word.casefold()) == 1


def _harmless(meaning: str) -> str:
    return " ".join(re.sub(rf"[^\w.-]|[{_FILLERS}]", " ", meaning).split())[:60]
