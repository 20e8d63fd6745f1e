"""What a person typed, read as the field's type into the text that a record keeps, or why it is none.

Kept text: numbers and money as plain decimals, dates as ISO 8601, choices and people as ids, ``yes`` and ``no``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from salesctl.core.choosing import is_part, offered
from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.moments import read_day, read_moment
from salesctl.core.playbook import Field, Text
from salesctl.core.problems import Broken, Problem

_YES = frozenset({"yes", "y", "true", "1", "是", "有", "对", "√", "✓"})
_NO = frozenset({"no", "n", "false", "0", "否", "没有", "无", "不", "×"})
_TIMES = {
    "亿": Decimal(100_000_000),
    "万": Decimal(10_000),
    "千": Decimal(1_000),
    "w": Decimal(10_000),
    "k": Decimal(1_000),
}
_LONGEST_NUMBER = 40
_LONGEST_TEXT = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Reading(Struct, frozen=True):
    """What reading needs to know of the world: the moment, who a name means, and how to fingerprint a file."""

    now: datetime
    person: Callable[[str], str]
    """Id of the person meant; raises Broken with the candidates."""
    file: Callable[[str], Mapping[str, Value]]
    """Name and sha256 of the file at a path; raises Broken."""


def read_value(field: Field, raw: object, reading: Reading) -> Value:
    """The field's value as a record keeps it. Raises Broken (exit code 2) with what is wrong and what fits."""
    if field.type == "list":
        return _rows(field, raw, reading)
    if field.type == "choices":
        return _choices(field, raw)
    if field.type == "file" and isinstance(raw, Mapping):
        return {str(key): str(value) for key, value in raw.items()}
    if not isinstance(raw, str):
        raise _wrong("value.not_plain", field)
    text = raw.strip()
    match field.type:
        case "number" | "money":
            return _number(field, text)
        case "date":
            return _day(field, text, reading)
        case "time":
            return _moment(field, text, reading)
        case "choice":
            return pick(field.choices, text, lambda code, **more: _wrong(code, field, **more))
        case "yes_no":
            return _yes_no(field, text)
        case "person":
            return reading.person(text)
        case "file":
            return reading.file(text)
        case _:
            return _text(field, raw)


def read_money(text: str) -> Decimal | None:
    """``1200000`` · ``1,200,000`` · ``￥`` and ``元`` · ``120万`` · ``1.2亿``; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace(",", "").replace(" ", "")
    for mark in ("￥", "¥", "rmb", "cny", "元", "人民币", "$", "€", "£", "usd", "eur", "gbp"):
        plain = plain.replace(mark, "")
    times = Decimal(1)
    if plain and plain[-1] in _TIMES:
        times, plain = _TIMES[plain[-1]], plain[:-1]
    if not plain or len(plain) > _LONGEST_NUMBER or not re.fullmatch(r"[-+]?\d+(\.\d+)?|[-+]?\.\d+", plain):
        return None
    try:
        return Decimal(plain) * times
    except InvalidOperation:
        return None


def plain_decimal(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros behind the point."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def pick(choices: Mapping[str, Text], text: str, problem: Callable[..., Broken]) -> str:
    """The choice that a text means: by id, by label in either language, or by an unambiguous part of one.

    ``problem`` makes the Broken to raise from a code and parameters.
    """
    wanted = fold(text)
    if text in choices:
        return text
    exact = [
        name for name, title in choices.items() if wanted in {fold(name), *(fold(words) for words in title.values())}
    ]
    if len(exact) == 1:
        return exact[0]
    part = [
        name for name, title in choices.items()
        if wanted and any(is_part(wanted, fold(words)) for words in (name, *title.values()))
    ]  # fmt: skip
    if len(part) == 1:
        return part[0]
    if part:
        raise problem("value.ambiguous_choice", value=text, candidates=offered({name: choices[name] for name in part}))
    raise problem("value.unknown_choice", value=text, candidates=offered(choices))


def looks_odd(field: Field, value: Value) -> str | None:
    """The code of a hint where a text does not look like the telephone, e-mail or credit code its name promises."""
    if not isinstance(value, str) or field.type != "text" or not value:
        return None
    if field.id in ("phone", "telephone", "mobile") and not re.fullmatch(r"[+\d][\d\s\-()（）转#*x./]{4,30}", value):
        return "hint.odd_phone"
    if field.id in ("email", "mail", "e_mail") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "hint.odd_email"
    if field.id == "credit_code" and not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", value):
        return "hint.odd_credit_code"
    return None


def _number(field: Field, text: str) -> str:
    number = read_money(text)
    if number is None:
        raise _wrong("value.not_money" if field.type == "money" else "value.not_a_number", field, value=text)
    if field.min is not None and number < Decimal(field.min):
        raise _wrong("value.too_small", field, value=text, least=field.min)
    if field.max is not None and number > Decimal(field.max):
        raise _wrong("value.too_large", field, value=text, most=field.max)
    return plain_decimal(number)


def _day(field: Field, text: str, reading: Reading) -> str:
    day = read_day(text, reading.now.date())
    if day is None:
        raise _wrong("value.not_a_date", field, value=text)
    return day.isoformat()


def _moment(field: Field, text: str, reading: Reading) -> str:
    moment = read_moment(text, reading.now, time(0))
    if moment is None:
        raise _wrong("value.not_a_time", field, value=text)
    return moment.isoformat(timespec="minutes")


def _yes_no(field: Field, text: str) -> str:
    wanted = fold(text)
    if wanted in _YES:
        return "yes"
    if wanted in _NO:
        return "no"
    raise _wrong("value.not_yes_no", field, value=text)


def _text(field: Field, raw: str) -> str:
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).strip()
    if len(text) > _LONGEST_TEXT:
        raise _wrong("value.too_long", field, most=_LONGEST_TEXT)
    if _CONTROL.search(text):
        raise _wrong("value.control_character", field)
    if field.choices:
        known = {fold(words): name for name, title in field.choices.items() for words in (name, *title.values())}
        return known.get(fold(text), text)
    return text


def _choices(field: Field, raw: object) -> tuple[Value, ...]:
    parts: Iterable[object] = (
        re.split(r"[,，、;；]", raw) if isinstance(raw, str) else raw if isinstance(raw, Sequence) else ()
    )
    names = [str(part).strip() for part in parts if str(part).strip()]
    return tuple(
        dict.fromkeys(pick(field.choices, name, lambda code, **more: _wrong(code, field, **more)) for name in names)
    )


def _rows(field: Field, raw: object, reading: Reading) -> tuple[Value, ...]:
    if isinstance(raw, Mapping):
        raw = (raw,)
    if isinstance(raw, str) or not isinstance(raw, Sequence):
        raise _wrong("value.not_rows", field, columns=tuple(column.id for column in field.columns))
    columns = {column.id: column for column in field.columns}
    labels = {fold(words): column.id for column in field.columns for words in (column.id, *column.title.values())}
    rows: list[Value] = []
    problems: list[Problem] = []
    for place, one in enumerate(raw, start=1):
        if not isinstance(one, Mapping):
            raise _wrong("value.not_rows", field, columns=tuple(columns))
        row: dict[str, Value] = {}
        for key, value in one.items():
            name = labels.get(fold(str(key)))
            if name is None:
                problems.append(
                    Problem(
                        "value.unknown_column",
                        {"field": field.title, "column": str(key), "row": place, "candidates": tuple(columns)},
                    )
                )
            elif value not in ("", None):
                try:
                    row[name] = read_value(columns[name], value, reading)
                except Broken as error:
                    problems.extend(error.problems)
        if row:
            rows.append(row)
    if problems:
        raise Broken(*problems, exit_code=2)
    return tuple(rows)


def _wrong(code: str, field: Field, **params: object) -> Broken:
    return Broken(Problem(code, {"field": field.title, "id": field.id, **params}), exit_code=2)
