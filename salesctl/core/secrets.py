"""Texts that look like what must not stand in a shared history: passwords, keys, numbers of cards and of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from salesctl.core.events import Value

Kind: TypeAlias = Literal["password", "key", "card", "paper"]

# Compiled by whoever asks first, and asked only where the text has what every find would have: most are short words.
_ALONE: Final = r"(?<![0-9A-Za-z０-９]){}(?![0-9A-Za-z０-９])"
_WORDS: Final = ("密码", "口令", "password", "passwd", "pwd", "passcode")
_NAMED: Final = (
    r"(?i)(?:密码|口令|\bpassword|\bpasswd|\bpwd|\bpasscode)[ ]{0,3}(?:[:：=]|是|为|is\b)[ ]{0,3}"
    r"(?=[!-~]{0,40}[0-9])(?=[!-~]{0,40}[A-Za-z!@#$%^&*_])[!-~]{4,80}"
)
_KEYS_BEGIN: Final = (
    *("PRIVATE KEY", "AKIA", "LTAI", "AKID", "AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
    *("xox", "sk-", "sk_", "rk-", "rk_", "eyJ"),
)
_KEYS: Final = (
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|"
    r"(?<![0-9A-Za-z])(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{16,20}|AKID[0-9A-Za-z]{32}|AIza[0-9A-Za-z_-]{35}|"
    r"gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22,90}|glpat-[0-9A-Za-z_-]{20}|xox[abeprs]-[0-9A-Za-z-]{20,90}|"
    r"[sr]k[-_](?:live|proj|ant|test)?[-_]?[0-9A-Za-z_-]{24,200}|"
    r"eyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10,2000}\.[0-9A-Za-z_-]{10,2000})"
)
_CARD: Final = _ALONE.format(r"[3-6]\d{3}(?:[ -]?\d{4}){2}(?:[ -]?\d){1,7}")
_PAPER: Final = _ALONE.format(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_LENGTHS: Final = (13, 15, 16, 17, 19)
"""Eighteen digits are a paper's or a company's."""
_SHORTEST: Final = 7
"""A secret with the word before it: 密码:abc1. Most values of a record are shorter and need no search."""


def secrets_in(value: Value | None) -> Iterator[Kind]:
    """The kinds of secrets that a value seems to hold; a number counts only where its own check digit is right."""
    if value is None:
        return
    if isinstance(value, str):
        if len(value) >= _SHORTEST:
            yield from _in_text(value)
        return
    for one in value.values() if isinstance(value, Mapping) else value:
        # Most of what a record holds are short words, which need no iterator of their own.
        if not isinstance(one, str) or len(one) >= _SHORTEST:
            yield from secrets_in(one)


@lru_cache(maxsize=4096)
def _in_text(text: str) -> tuple[Kind, ...]:
    """Kept for a while: moments, names of people and set phrases come again and again."""
    found: list[Kind] = []
    folded = text.casefold()
    if any(word in folded for word in _WORDS) and re.search(_NAMED, text):
        found.append("password")
    if any(begin in text for begin in _KEYS_BEGIN) and re.search(_KEYS, text):
        found.append("key")
    digits = sum(map(str.isdecimal, text))
    if digits >= min(_CARD_LENGTHS) and any(_is_card(re.sub(r"\D", "", one[0])) for one in re.finditer(_CARD, text)):
        found.append("card")
    if digits >= len(_WEIGHTS) and any(_is_paper(one[0]) for one in re.finditer(_PAPER, text)):
        found.append("paper")
    return tuple(found)


def _is_card(digits: str) -> bool:
    doubled = [sum(divmod(2 * int(one), 10)) for one in digits[-2::-2]]
    return (
        len(digits) in _CARD_LENGTHS
        and len(set(digits)) > 1
        and (sum(doubled) + sum(int(one) for one in digits[::-2])) % 10 == 0
    )


def _is_paper(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()
