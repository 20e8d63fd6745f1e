"""The door: bytes of a playbook to the compiled playbook, or ``Broken`` with everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from typing import Any

from msgspec import Struct

from salesctl.core.linting import faults
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.nodes import Mapping, Node, Scalar
from salesctl.store.playbook.declaring import declare
from salesctl.store.playbook.forms import read_forms
from salesctl.store.playbook.head import read_calendar, read_grades, read_moves, read_roles
from salesctl.store.playbook.notes import Notes
from salesctl.store.playbook.order import read_process
from salesctl.store.playbook.page import Page, title, word
from salesctl.store.playbook.registry import Scope
from salesctl.store.playbook.structure import check
from salesctl.store.yamltext import read

FORMAT = 1
"""Of the language in which a playbook is written; a file that does not say has this one."""


class Reading(Struct, frozen=True):
    """A playbook with the places of its elements, by paths such as ``steps/needs.report/due``."""

    playbook: Playbook
    places: Map[str, Place]


def read_playbook(data: bytes, file: str) -> Playbook:
    """The playbook of a file's bytes. Raises Broken with every problem at once, what can't work included."""
    return read_with_places(data, file).playbook


def read_with_places(data: bytes, file: str) -> Reading:
    """The playbook, and where everything in it stands."""
    reading = read_unjudged(data, file)
    notes = Notes(list(faults(reading.playbook, reading.places)))
    notes.settle()
    return reading


def read_unjudged(data: bytes, file: str) -> Reading:
    """The playbook as it is written, whether or not it can work: for showing all that lint has to say."""
    root = read(data, file)
    _understand(root)
    notes = Notes()
    check(root, notes)
    if not isinstance(root, Mapping):
        notes.settle()
        raise Broken(*notes.problems)
    page = Page(declare(root, notes), notes)
    playbook = _playbook(page, root, file)
    notes.settle()
    return Reading(playbook, notes.places)


def _understand(root: Node) -> None:
    """Rules of a later format would be judged by wrongly: nothing is said of such a file but that. Raises Broken."""
    told = root.get("salesctl") if isinstance(root, Mapping) else None
    if told is None or (isinstance(told, Scalar) and told.text == str(FORMAT)):
        return
    found = told.text if isinstance(told, Scalar) else ""
    newer = re.fullmatch("[0-9]{1,6}", found) and int(found) > FORMAT
    code = "playbook.newer_format" if newer else "playbook.unknown_format"
    raise Broken(Problem(code, {"found": found, "known": FORMAT}, told.place))


def _playbook(page: Page, root: Mapping, file: str) -> Playbook:
    everywhere = Scope(page.registry)
    name = word(root, "playbook") or ""
    page.place("playbook", root)
    base = read_calendar(page, root.get("calendar"), "calendar")
    process = read_process(page, root)
    won = page.names(root.get("won"), ("step",), everywhere)
    return Playbook(
        id=name,
        version=word(root, "version") or "",
        title=title(root, name),
        roles=read_roles(page, root.get("roles")),
        stages=process.stages,
        steps=process.steps,
        groups=process.groups,
        duties=process.duties,
        whenevers=process.whenevers,
        forms=read_forms(page, root.get("forms")),
        kinds=page.titles(root.get("kinds")),
        grades=read_grades(page, root.get("grades")),
        moves=read_moves(page, root.get("moves")),
        remind=page.ladder(root.get("remind"), everywhere),
        won=_only(page, root.get("won"), won),
        amount=page.fields(root.get("amount"), everywhere),
        calendar=base,
        calendars=_calendars(page, root.get("calendars"), base),
        alongside=process.alongside,
        file=file,
    )


def _only(page: Page, node: Node | None, names: tuple[str, ...]) -> str | None:
    if len(names) > 1 and node is not None:
        page.notes.problem("playbook.one_step", node, steps=names)
    return names[0] if names else None


def _calendars(page: Page, node: Node | None, base: dict[str, Any]) -> dict[str, dict[str, Any]]:
    if not isinstance(node, Mapping):
        return {}
    return {key.text: read_calendar(page, spec, f"calendars/{key.text}", base) for key, spec in node.items}
