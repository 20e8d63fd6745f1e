"""How a value reads in a sentence: a moment, a day, money, a duration, a list, a playbook's own text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from salesctl.i18n.choice import language, year, zone

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_NONE = {"en": "(none)", "zh": "（无）"}
_YES_NO = {"en": ("yes", "no"), "zh": ("是", "否")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(value: Any, hint: str = "") -> str:
    """A value in the spoken language. Hints: ``day`` (no hour), ``wan`` (money in 万), ``number`` (no money),
    ``some`` (says so where a list is empty).
    """
    match value:
        case None:
            return "-"
        case str():
            return value
        case bool():
            return _YES_NO[language()][not value]
        case datetime():
            at = value.astimezone(zone()) if value.tzinfo and zone() else value
            return day(at) if hint == "day" else f"{day(at)}{_gap()}{at.hour:02}:{at.minute:02}"
        case date():
            return day(value)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return duration(value)
        case Decimal():
            return _plain(value) if hint == "number" else money(value, wan=hint == "wan")
        case Mapping():
            return _mapping(value)
        case tuple() | list() | set() | frozenset():
            if not value and hint == "some":
                return _NONE[language()]
            return ("、" if language() == "zh" else ", ").join(shown(one, hint) for one in value)
        case _:
            return str(value)


def day(value: date) -> str:
    """`Fri 2 Oct`, `10月2日（周五）`; with the year where it is not the present one."""
    name = _DAYS[language()][value.weekday()]
    other = value.year != year()
    if language() == "zh":
        return f"{f'{value.year}年' if other else ''}{value.month}月{value.day}日（{name}）"
    return f"{name} {value.day} {_MONTHS[value.month - 1]}{f' {value.year}' if other else ''}"


def money(value: Decimal, *, wan: bool = False) -> str:
    """`1,200,000`; cents only where there are any. In Chinese `120万` where that is asked for and exact to the yuan."""
    if not value.is_finite():
        return str(value)
    if wan and language() == "zh" and abs(value) >= 10_000:
        return f"{_plain(value / 10_000)}万"
    return f"{value:,.2f}" if value == value.quantize(Decimal("0.1")) != value.to_integral_value() else _plain(value)


def duration(value: timedelta) -> str:
    """The two largest units: `2d 3h`, `2天3小时`; under a minute `0m`."""
    minutes = abs(int(value.total_seconds())) // 60
    units = (("天", "d", 1440), ("小时", "h", 60), ("分钟", "m", 1))
    parts = []
    for zh, en, size in units:
        count, minutes = divmod(minutes, size)
        if count:
            parts.append(f"{count}{zh}" if language() == "zh" else f"{count}{en}")
    sign = "-" if value < timedelta(0) else ""
    empty = "0分钟" if language() == "zh" else "0m"
    return sign + ("" if language() == "zh" else " ").join(parts[:2]) if parts else empty


def _plain(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value.normalize():,f}"


def _mapping(value: Mapping[Any, Any]) -> str:
    """A text by language (its keys are languages, or empty), else `key: value` pairs."""
    if value and set(value) <= {"zh", "en", ""}:
        for key in (language(), ""):
            if key in value:
                return str(value[key])
        return str(next(iter(value.values())))
    return ", ".join(f"{key}: {shown(one)}" for key, one in value.items())


def _gap() -> str:
    return "" if language() == "zh" else " "
