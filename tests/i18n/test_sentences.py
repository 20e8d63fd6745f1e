"""How sentences and values read in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from salesctl.core.problems import Problem
from salesctl.i18n import catalog, from_environment, problem_text, say, speaking, text, use
from salesctl.i18n.forms import shown

MOMENT = datetime(2026, 10, 2, 18, 0, tzinfo=UTC)
BOTH = {"zh": "需求调研", "en": "Needs survey"}


@pytest.fixture(autouse=True)
def _year() -> None:
    use("en", year=2026)


@pytest.mark.parametrize(
    ("value", "hint", "en", "zh"),
    [
        (MOMENT, "", "Fri 2 Oct 18:00", "10月2日（周五）18:00"),
        (MOMENT, "day", "Fri 2 Oct", "10月2日（周五）"),
        (date(2027, 1, 4), "", "Mon 4 Jan 2027", "2027年1月4日（周一）"),
        (time(9, 5), "", "09:05", "09:05"),
        (Decimal(1200000), "", "1,200,000", "1,200,000"),
        (Decimal(1200000), "wan", "1,200,000", "120万"),
        (Decimal(1234567), "wan", "1,234,567", "123.4567万"),
        (Decimal("0.5"), "", "0.50", "0.50"),
        (Decimal("2.5"), "number", "2.5", "2.5"),
        (Decimal("-3000.25"), "", "-3,000.25", "-3,000.25"),
        (timedelta(days=2, hours=3, minutes=5), "", "2d 3h", "2天3小时"),
        (timedelta(minutes=-90), "", "-1h 30m", "-1小时30分钟"),
        (timedelta(seconds=30), "", "0m", "0分钟"),
        (True, "", "yes", "是"),
        (None, "", "-", "-"),
        (BOTH, "", "Needs survey", "需求调研"),
        ({"": "Logo"}, "", "Logo", "Logo"),
        ({"en": "only"}, "", "only", "only"),
        (("a", BOTH), "", "a, Needs survey", "a、需求调研"),
        (1200, "", "1200", "1200"),
    ],
)
def test_a_value_reads_as_its_language_writes_it(value: Any, hint: str, en: str, zh: str) -> None:
    assert shown(value, hint) == en
    with speaking("zh"):
        assert shown(value, hint) == zh


def test_a_moment_told_in_another_zone_is_shown_by_the_clock_of_the_team() -> None:
    use("en", zone=timezone(timedelta(hours=8)))
    assert shown(MOMENT) == "Sat 3 Oct 02:00"
    assert shown(MOMENT, "day") == "Sat 3 Oct"
    assert shown(MOMENT.replace(tzinfo=None)) == "Fri 2 Oct 18:00"


def test_holes_are_filled_by_name_hint_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    from salesctl.i18n.en import render

    monkeypatch.setitem(render.SENTENCES, "render.trial", "{n} {n|deal|deals}, {at:day}, {who}, {missing}")
    assert say("render.trial", n=1, at=MOMENT, who="{n}") == "1 deal, Fri 2 Oct, {n}, {missing}"
    assert say("render.trial", n=2, at=MOMENT, who="{0.__class__}") == "2 deals, Fri 2 Oct, {0.__class__}, {missing}"


def test_a_code_without_a_sentence_still_says_something() -> None:
    assert say("no.such.code") == "no.such.code"
    assert problem_text(Problem("no.such.code", {"a": 1})) == ("no.such.code a: 1", "")


def test_the_words_of_a_playbook() -> None:
    assert text(BOTH) == "Needs survey"
    assert text("plain") == "plain"
    with speaking("zh"):
        assert text(BOTH) == "需求调研"


def test_one_subject_is_loaded_for_one_sentence() -> None:
    assert catalog._likely("en", "render.empty")[0] == "render"
    assert set(catalog._likely("en", "render.empty")) == set(catalog.subjects("en"))


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_HK"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], lang: str) -> None:
    assert from_environment(environment) == lang
