"""Where a problem of a calendar stands in the file that asked for it."""

from __future__ import annotations

import pytest

from salesctl.core.problems import Problem
from salesctl.store.calendar_file import load_calendar, placed, published
from salesctl.store.nodes import Mapping
from salesctl.store.yamltext import parse

TEXT = """\
off: [2026-01-01, 2026-02-30..2026-03-01]
work:
- 2026-02-30
- {on: 2026-05-01}
country: XX
"""


@pytest.mark.parametrize(
    ("params", "place"),
    [
        ({"date": "2026-02-30"}, "f:3:3"),
        ({"date": "2026-03-01"}, "f:1:19"),
        ({"date": "2026-05-01"}, "f:4:8"),
        ({"key": "work"}, "f:2:1"),
        ({"key": "work", "date": "2026-05-01"}, "f:4:8"),
        ({"key": "count", "date": "2027-01-01"}, "f:5:1"),
        ({"key": "work", "known": ("country", "off")}, "f:2:1"),
        ({"key": "zone"}, "f:1:1"),
        ({"text": ""}, "f:1:1"),
        ({}, "f:1:1"),
    ],
)
def test_a_problem_stands_at_the_text_that_it_speaks_of_or_its_key_or_the_whole(
    params: dict[str, object], place: str
) -> None:
    node = parse(TEXT, "f")
    assert isinstance(node, Mapping)
    found = placed(Problem("calendar.bad_date", params), node)
    assert (found.code, dict(found.params), str(found.where)) == ("calendar.bad_date", params, place)


@pytest.mark.parametrize("country", ["ZZ", "中国", "../calendars/CN", "CN.json", "festivals ", ""])
def test_of_a_country_without_a_file_only_the_named_days_are_known(country: str) -> None:
    found = published(country)
    assert (found.country, found.zone, found.years, dict(found.off), dict(found.work)) == (
        country, None, range(0), {}, {}
    )  # fmt: skip
    assert found.festivals == published("CN").festivals


def test_a_country_is_found_however_it_is_written() -> None:
    assert published(" cn ") == published("CN")
    assert (published("CN").country, published("CN").zone) == ("CN", "Asia/Shanghai")
    assert load_calendar({}).country == load_calendar({"country": "cn"}).country == "CN"
    assert load_calendar({"country": "DE", "zone": "Europe/Berlin"}).country == "DE"
