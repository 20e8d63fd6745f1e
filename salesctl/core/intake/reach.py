"""Telephone and e-mail in one cell, as the register has them, and back again."""

from __future__ import annotations

import re
import unicodedata

from salesctl.core.customers import plain_phone

_EMAIL = re.compile(r"[^\s/,，;；、|:：<>()（）]+@[^\s/,，;；、|<>()（）]+")
_LABEL = re.compile(r"(?:电话|手机|座机|邮箱|邮件|tel(?:ephone)?|phone|mobile|e-?mail)\s*[:：.]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[/,，;；、|\n]+")
_CUT = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_LEAST_DIGITS = 7


def reach_of(phone: str, email: str) -> str:
    """``138… / a@b.cn``: what the register shows."""
    return " / ".join(part for part in (phone, email) if part)


def phone_and_email(text: str) -> tuple[str, str]:
    """The two in a cell; several of a kind stay together. What is no e-mail belongs to the telephone."""
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text))
    emails = tuple(dict.fromkeys(_EMAIL.findall(plain)))
    rest = " ".join(_EMAIL.sub("", plain).split())
    return rest.strip(" /,;、|()<>"), " / ".join(emails)


def numbers_in(phone: str) -> frozenset[str]:
    """The telephone numbers of a cell, comparable; a short one, like an extension, identifies nobody."""
    parts = (plain_phone(part) for part in _BETWEEN.split(unicodedata.normalize("NFKC", phone)))
    return frozenset(part for part in parts if len(part) >= _LEAST_DIGITS)


def cut_off(phone: str) -> bool:
    """Whether a spreadsheet has shortened the number to ``1.38E+10``: its last digits are lost."""
    return _CUT.fullmatch(unicodedata.normalize("NFKC", phone).strip()) is not None
