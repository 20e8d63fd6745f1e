"""The days off that are shipped: by country, from the notices that published them, and the named days."""

from __future__ import annotations

import json
from collections import abc
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from salesctl.core.calendar import Calendar, Festival, Published
from salesctl.core.calendar_spec import DEFAULT_COUNTRY, make_calendar
from salesctl.core.playbook import Text
from salesctl.core.problems import Problem
from salesctl.store.nodes import Mapping, Node, Scalar

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "calendars"


def load_calendar(spec: abc.Mapping[str, Any]) -> Calendar:
    """The calendar that a playbook or a workspace asks for. Raises Broken with ``calendar.*`` problems."""
    return make_calendar(spec, published(str(spec.get("country") or DEFAULT_COUNTRY)))


def placed(problem: Problem, node: Mapping) -> Problem:
    """A calendar's problem with its place in the file: the text that it speaks of, else its key, else the whole."""
    told = [str(value) for name, value in problem.params.items() if name != "key" and not isinstance(value, tuple)]
    texts = list(_texts(node))
    for wanted in (*told, str(problem.params.get("key", ""))):
        for fits in (str.__eq__, str.__contains__):
            for scalar in texts:
                if wanted and fits(scalar.text, wanted):
                    return replace(problem, where=scalar.place)
    return replace(problem, where=node.place)


@lru_cache(maxsize=8)
def published(country: str) -> Published:
    """What is shipped for ``country``; for one without a file, the named days alone."""
    code = country.strip().upper()
    path = _FOLDER / f"{code}.json"
    if not (code.isalpha() and code.isascii() and path.is_file()):
        return Published(country, festivals=_festivals())
    told = _read(path)
    names: abc.Mapping[str, Text] = told["names"]
    notices = told["notices"]
    years = range(notices[0]["year"], notices[-1]["year"] + 1)
    off: dict[date, Text | None] = {}
    work: dict[date, Text | None] = {}
    for notice in notices:
        off |= {day: names[name] for first, last, name in notice["off"] for day in _span(first, last)}
        work |= {date.fromisoformat(day): names[name] for day, name in notice["work"]}
    return Published(code, told["zone"], years, off, work, _festivals())


@lru_cache(maxsize=1)
def _festivals() -> abc.Mapping[str, Festival]:
    told = _read(_FOLDER / "festivals.json")["festivals"]
    return {id_: _festival(one) for id_, one in told.items()}


def _festival(told: abc.Mapping[str, Any]) -> Festival:
    days = [date.fromisoformat(day) for day in told["days"]]
    return Festival({"zh": told["zh"], "en": told["en"]}, {day.year: day for day in days})


def _texts(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield key
            yield from _texts(value)
    else:
        for item in node.items:
            yield from _texts(item)


def _span(first: str, last: str) -> Iterator[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
