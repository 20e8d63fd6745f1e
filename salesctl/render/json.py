"""Answers for programs: one JSON object, stable. Times ISO 8601 with offset, money as strings, nothing invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from salesctl.i18n import text
from salesctl.render import console
from salesctl.render.clean import json_clean


def answer(now: datetime, content: Mapping[str, Any] | None = None, *, ok: bool = True) -> None:
    """Write ``{"ok": …, "now": …, …}`` to stdout."""
    show({"ok": ok, "now": now, **(content or {})})


def show(content: Mapping[str, Any]) -> None:
    """Write one object to stdout. Characters outside ASCII stay readable; controls are escaped by JSON itself."""
    console.result(dumps(content))


def dumps(content: Any) -> str:
    """The JSON text of any value of ours. Invisible characters are escaped, so the text is clean as it stands."""
    return json_clean(json.dumps(as_json(content), ensure_ascii=False, allow_nan=False, indent=2))


def as_json(value: Any) -> Any:
    """Booleans, whole numbers, strings, lists and objects; every other type as a string with one meaning."""
    match value:
        case Enum():
            return as_json(value.value)
        case None | bool() | str() | int() | float():
            return value
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds() / 3600
        case PurePath():
            return value.as_posix()
        case _:
            return _compound(value)


def _compound(value: Any) -> Any:
    match value:
        case Mapping() if value and set(value) <= {"zh", "en", ""}:
            return text(value)
        case Mapping():
            return {str(key): as_json(one) for key, one in value.items()}
        case list() | tuple():
            return [as_json(one) for one in value]
        case set() | frozenset():
            return sorted(as_json(one) for one in value)
    if isinstance(value, Struct):
        return {name: as_json(getattr(value, name)) for name in value.__struct_fields__}
    raise TypeError(f"no JSON for {type(value).__name__}")
