"""Spans of time: ``24h``, ``4wh``, ``2wd``, ``30d``, ``1w``, ``3mo``."""

from __future__ import annotations

from typing import get_args

from salesctl.core.phrases.cursor import Cursor
from salesctl.core.playbook import Amount, Unit
from salesctl.core.problems import Broken

UNITS: tuple[Unit, ...] = get_args(Unit)


def amount(text: str) -> Amount:
    """One span of time and nothing else."""
    cursor = Cursor(text)
    return cursor.end(an_amount(cursor))


def an_amount(cursor: Cursor) -> Amount:
    """The span that comes next."""
    found = read(cursor.word())
    if found is None:
        raise _wrong(cursor)
    cursor.take()
    return found


def read(word: str) -> Amount | None:
    """``2wd`` as an amount, None for any other word."""
    digits = leading_digits(word)
    unit = word[len(digits) :]
    for known in UNITS:
        if digits and unit == known and int(digits) > 0:
            return Amount(int(digits), known)
    return None


def leading_digits(word: str) -> str:
    """The plain digits that a word begins with; at most six, more is no span of time."""
    end = 0
    while end < len(word) and word[end] in "0123456789":
        end += 1
    return word[:end] if end <= 6 else ""


def is_number(word: str) -> bool:
    """Whether a word is a plain number: ``2``, ``500000``, ``0.5``, ``-3``."""
    whole, dot, part = word.removeprefix("-").partition(".")
    return _digits(whole) and (not dot or _digits(part))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _wrong(cursor: Cursor) -> Broken:
    word = cursor.word()
    digits = leading_digits(word)
    if digits and int(digits) == 0:
        return cursor.wrong("phrase.zero")
    if digits:
        return cursor.wrong("phrase.unit", unit=word[len(digits) :] or cursor.word(1), n=digits, units=UNITS)
    return cursor.wrong("phrase.expected", expected="2wd, 24h, 1w …")
