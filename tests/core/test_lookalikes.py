"""Two names that one cannot tell apart come to one skeleton, and two that one can do not."""

from __future__ import annotations

import unicodedata

import pytest

from salesctl.core.lookalikes import skeleton, strange


@pytest.mark.parametrize(
    "other",
    [
        "\u0410cme", "Acm\u0435", "Ac\u200bme", "\u202aAcme", "ＡＣＭＥ", "acme", "A c m e", "\ufeffAcme", "\u0391cme",
        "\u0410\u0421\u041c\u0415", "Ac\u00adme",
    ],
)  # fmt: skip
def test_names_that_look_the_same_come_to_the_same(other: str) -> None:
    assert skeleton(other) == skeleton("Acme")


@pytest.mark.parametrize(
    ("one", "other"), [("Acme", "Acne"), ("华信", "华欣"), ("li.na", "li.ma"), ("Beta 1", "Beta 7")]
)
def test_names_that_look_different_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_accents_are_the_same_however_they_are_spelled() -> None:
    assert skeleton(unicodedata.normalize("NFD", "Müller")) == skeleton(unicodedata.normalize("NFC", "Müller"))


def test_the_characters_that_differ_are_named() -> None:
    assert strange("\u0410cme", "Acme") == ("U+0410",)
    assert strange("Ac\u200bme", "Acme") == ("U+200B",)
