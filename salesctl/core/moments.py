"""Moments and days as people write them: ISO 8601, dates with strokes or 年月日, and plain words in two languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, tzinfo

# Compiled by whoever asks first: most commands are told no moment.
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?"
_MONTH_DAY = r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_CLOCK = r"(?i)(上午|下午|晚上|早上|中午)?\s*(\d{1,2})(?::(\d{2})(?::(\d{2}))?|点(半|\d{1,2}分?)?)\s*(am|pm)?"
_DIGITS = "〇一二三四五六七八九"
_SPOKEN = "(?:[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=点)"
_AHEAD = r"(?i)(?:in\s+)?(\d{1,3})\s*(?:days?|天)\s*(ago|前|后|later)?"
#: What a person can mean; sums with days outside of it could leave the calendar.
_YEARS = range(1000, 3000)
_WORDS = {
    "today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "yesterday": -1, "昨天": -1, "昨日": -1,
    "后天": 2, "前天": -2, "大后天": 3,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    "周一": 0, "周二": 1, "周三": 2, "周四": 3, "周五": 4, "周六": 5, "周日": 6, "周天": 6,
    "星期一": 0, "星期二": 1, "星期三": 2, "星期四": 3, "星期五": 4, "星期六": 5, "星期日": 6, "星期天": 6,
}  # fmt: skip


def read_day(text: str, today: date) -> date | None:
    """The day that a text names, or None. Words like ``tomorrow`` and dates without a year are read from ``today``."""
    found = _leading_day(_plain(text), today)
    return found[0] if found is not None and not found[1].strip() else None


def read_moment(text: str, now: datetime, default: time = time(0)) -> datetime | None:
    """The moment that a text names, or None; in the zone of ``now`` unless it says another.

    ``default`` is the time of a bare day.
    """
    plain = _plain(text)
    iso = _iso(plain, now.tzinfo)
    if iso is not None:
        return iso
    if plain in ("now", "现在", "刚才"):
        return now
    found = _leading_day(plain, now.date())
    day, rest = found if found is not None else (now.date(), plain)
    rest = rest.strip(" t,，的")
    if not rest:
        return datetime.combine(day, default, now.tzinfo) if found is not None else None
    clock = _clock(rest)
    return datetime.combine(day, clock, now.tzinfo) if clock is not None else None


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("两点", "二点")
    return re.sub(_SPOKEN, _in_digits, plain)


def _in_digits(spoken: re.Match[str]) -> str:
    """The hour in digits: 十点 is 10点, 二十三点 is 23点."""
    tens, ten, ones = spoken[0].rpartition("十")
    return str((_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0))


def _iso(plain: str, zone: tzinfo | None) -> datetime | None:
    if len(plain) <= 10 or not plain[:4].isdigit():
        return None
    try:
        found = datetime.fromisoformat(plain.upper().replace(" ", "T", 1) if plain[10] in " t" else plain)
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _leading_day(plain: str, today: date) -> tuple[date, str] | None:
    for word in sorted(_WORDS, key=len, reverse=True):
        if plain.startswith(word):
            return today + timedelta(days=_WORDS[word]), plain[len(word) :]
    weekday = _weekday(plain, today)
    if weekday is not None:
        return weekday
    ahead = re.match(_AHEAD, plain)
    if ahead and (ahead[2] or plain.startswith("in ")):
        days = int(ahead[1]) * (-1 if ahead[2] in ("ago", "前") else 1)
        return today + timedelta(days=days), plain[ahead.end() :]
    if month_day := re.match(_MONTH_DAY, plain):
        day = _made(today.year, int(month_day[1]), int(month_day[2]))
        return (day, plain[month_day.end() :]) if day else None
    match = re.match(_DAY, plain) or re.match(_COMPACT, plain)
    if match is None or plain[match.end() : match.end() + 1].isdigit():
        return None
    made = _made(int(match[1]), int(match[2]), int(match[3]))
    return (made, plain[match.end() :]) if made else None


def _weekday(plain: str, today: date) -> tuple[date, str] | None:
    """``Friday``, ``周五``: the next one, today included.

    ``next Friday``, ``下周五``: in next week; ``last Friday``, ``上周五``: in the past one.
    """
    weeks, rest = None, plain
    for word, shift in (("next ", 1), ("下", 1), ("last ", -1), ("上", -1), ("this ", 0), ("本", 0), ("这", 0)):
        if plain.startswith(word):
            weeks, rest = shift, plain[len(word) :]
            break
    for name in sorted(_WEEKDAYS, key=len, reverse=True):
        if rest.startswith(name):
            place, after = _WEEKDAYS[name], rest[len(name) :]
            if weeks is None:
                return today + timedelta(days=(place - today.weekday()) % 7), after
            return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks + place), after
    return None


def _clock(text: str) -> time | None:
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        return None
    part, hours, minutes, seconds, chinese, half = match.groups()
    hour = int(hours)
    minute = int(minutes or 0) if minutes else 30 if chinese == "半" else int((chinese or "0").rstrip("分"))
    if (part in ("下午", "晚上") or (half or "").lower() == "pm") and hour < 12:
        hour += 12
    try:
        return time(hour, minute, int(seconds or 0))
    except ValueError:
        return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
