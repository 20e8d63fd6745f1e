"""Customers as such: which names are allowed, and which two are probably the same company."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from salesctl.core.events import Value
from salesctl.core.problems import Problem

LONGEST_NAME = 200
_CHINESE_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司|集团|[(（]集团[)）])$")
# A form stands behind a blank, a comma or a Chinese character: Zinc and Codelag have none.
_LATIN_FORM = re.compile(
    r"(?<![a-z0-9-])(?:co|company|ltd|limited|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|mbh|ag|kg|ohg|"
    r"s\.?a|s\.?r\.?l|b\.?v|n\.?v|pty|pte|oy|ab)$"
)
_LOOSE = " \t,.，。、&+-(（"


def name_problem(name: str) -> Problem | None:
    """Why a text can't be a customer's name: one line of 1 to 200 characters, no control characters."""
    if not name.strip():
        return Problem("customer.no_name")
    if len(name) > LONGEST_NAME:
        return Problem("customer.long_name", {"most": LONGEST_NAME, "length": len(name)})
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") for character in name):
        return Problem("customer.control_in_name")
    return None


def plain_name(name: str) -> str:
    """A name for comparing: full and half width made one, no blanks, no case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).casefold()


def core_name(name: str) -> str:
    """The same without its legal forms: 华信科技 for 华信科技股份有限公司, acme for Acme Co., Ltd."""
    left = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).rstrip(_LOOSE)
    while True:
        form = _CHINESE_FORM.search(left) or _LATIN_FORM.search(left)
        shorter = left[: form.start()].rstrip(_LOOSE) if form else ""
        if len(shorter) <= 1:
            return plain_name(left)
        left = shorter


def plain_phone(phone: str) -> str:
    """The digits of a telephone number, without the country's 86."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return digits[2:] if digits.startswith("86") and len(digits) == 13 else digits


def likely_same(name: str, phones: Iterable[str], card: Mapping[str, Value]) -> str | None:
    """Why a new name and its telephones are probably this card's: ``name``, ``legal_form`` or ``phone``; else None."""
    known = frozenset(plain_phone(phone) for phone in phones_of(card))
    return alike(name, frozenset(map(plain_phone, phones)), str(card.get("name", "")), known)


def alike(name: str, phones: frozenset[str], other: str, known: frozenset[str]) -> str | None:
    """The same of two names with the digits of their telephones."""
    if plain_name(name) == plain_name(other):
        return "name"
    if core_name(name) == core_name(other):
        return "legal_form"
    return "phone" if (phones & known) - {""} else None


def phones_of(card: Mapping[str, Value]) -> tuple[str, ...]:
    """Every telephone number on a card."""
    rows = card.get("contacts", ())
    if isinstance(rows, str | Mapping):
        return ()
    return tuple(str(row["phone"]) for row in rows if isinstance(row, Mapping) and row.get("phone"))
