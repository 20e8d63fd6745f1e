"""The days off that are shipped: by country, from the notices that published them, and the named days."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from salesctl.core.calendar import Calendar, Festival, Published
from salesctl.core.calendar_spec import DEFAULT_COUNTRY, make_calendar
from salesctl.core.playbook import Text

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "calendars"


def load_calendar(spec: Mapping[str, Any]) -> Calendar:
    """The calendar that a playbook or a workspace asks for. Raises Broken with ``calendar.*`` problems."""
    return make_calendar(spec, published(str(spec.get("country") or DEFAULT_COUNTRY)))


@lru_cache(maxsize=8)
def published(country: str) -> Published:
    """What is shipped for ``country``; for one without a file, the named days alone."""
    code = country.strip().upper()
    path = _FOLDER / f"{code}.json"
    if not (code.isalpha() and code.isascii() and path.is_file()):
        return Published(country, festivals=_festivals())
    told = _read(path)
    names: Mapping[str, Text] = told["names"]
    notices = told["notices"]
    years = range(notices[0]["year"], notices[-1]["year"] + 1)
    off: dict[date, Text | None] = {}
    work: dict[date, Text | None] = {}
    for notice in notices:
        off |= {day: names[name] for first, last, name in notice["off"] for day in _span(first, last)}
        work |= {date.fromisoformat(day): names[name] for day, name in notice["work"]}
    return Published(code, told["zone"], years, off, work, _festivals())


@lru_cache(maxsize=1)
def _festivals() -> Mapping[str, Festival]:
    told = _read(_FOLDER / "festivals.json")["festivals"]
    return {id_: _festival(one) for id_, one in told.items()}


def _festival(told: Mapping[str, Any]) -> Festival:
    days = [date.fromisoformat(day) for day in told["days"]]
    return Festival({"zh": told["zh"], "en": told["en"]}, {day.year: day for day in days})


def _span(first: str, last: str) -> Iterator[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
