"""`init --demo`: twelve customers who live in the real process, whenever they are made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from salesctl.cli import main
from salesctl.desk.demo.timing import Timing
from salesctl.store.calendar_file import load_calendar
from salesctl.store.record_reading import read_record

PLAIN_DAY = "2026-11-23T15:00+08:00"
MADE = [
    ("zh", PLAIN_DAY),
    ("en", PLAIN_DAY),
    ("zh", "2026-11-22T22:00+08:00"),  # a Sunday
    ("en", "2026-02-18T12:00+08:00"),  # in the Spring Festival
    ("zh", "2026-01-06T08:10+08:00"),  # before work, in a week after a worked Sunday
    ("zh", "2031-05-06T10:00+08:00"),  # past the published calendar
]
YOU = "wang.lei"

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The workspace made in a language at a moment; made once."""
    made: dict[tuple[str, str], Path] = {}

    def of(lang: str, now: str) -> Path:
        if (lang, now) not in made:
            root = tmp_path_factory.mktemp("demo") / "here"
            words = ["init", str(root), "--demo", "--no-git", "--json", "--lang", lang, "--now", now, "--user", YOU]
            assert main(words) == 0
            made[lang, now] = root
        return made[lang, now]

    return of


@pytest.fixture(params=MADE, ids=lambda one: f"{one[0]}-{one[1][:10]}")
def made(request: pytest.FixtureRequest, folder: Callable[[str, str], Path]) -> tuple[Path, str]:
    """A workspace with the customers, and the moment of their making."""
    lang, now = request.param
    return folder(lang, now), now


@pytest.fixture
def ask(made: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> Ask:
    """What a command answers, as JSON."""
    root, now = made

    def asked(*words: str) -> Any:
        capsys.readouterr()
        main([*words, "-C", str(root), "--now", now, "--user", YOU, "--json"])
        return json.loads(capsys.readouterr().out)

    return asked


def files(root: Path) -> list[Path]:
    return sorted((root / "customers").glob("*.yaml"))


@pytest.mark.row("U1")
def test_twelve_customers_of_whom_check_finds_nothing_to_say(made: tuple[Path, str], ask: Ask) -> None:
    assert len(files(made[0])) == 12
    found = ask("check")
    assert found["ok"]
    assert [one for one in found["findings"] if one["severity"] != "info"] == []


def test_every_stage_status_grade_and_kind_is_there(ask: Ask) -> None:
    items = ask("list")["items"]
    assert len(items) == 13
    assert len({one["stage"] for one in items}) == 5
    assert {one["status"] for one in items} == {"open", "nurture", "won", "lost"}
    assert {one["grade"] for one in items} == {"A", "B", "C", None}
    assert [one["held"] for one in items].count(True) == 1
    assert len({one["owner"] for one in items}) == 3
    both = ask("show", f"{twice(items)}/2")["deals"]
    told = [(one["kind"], one["status"], one["finished"]) for one in both]
    assert told == [("new", "won", True), ("repeat", "open", False)]


def twice(items: list[Any]) -> str:
    """The customer with two deals."""
    return next(str(one["customer"]) for one in items if one["deal"] == 2)


@pytest.mark.row("U2")
def test_what_is_late_is_worth_looking_at(ask: Ask) -> None:
    late = {(one["step"], one["role"]) for one in ask("overdue")["items"]}
    assert late >= {
        ("lead.first_contact", "account_manager"),
        ("needs.confirmation", "customer"),
        ("proposal.review", "legal"),
        ("proposal.review", "product"),
        ("contract.review", "finance"),
        ("delivery.progress_report", "delivery"),
        ("delivery.open_items", "delivery"),
        (None, "account_manager"),  # a follow-up whose time has passed
    }


@pytest.mark.row("U3")
def test_there_is_something_to_do_for_who_made_it_and_for_those_asked(ask: Ask) -> None:
    assert {one["step"] for one in ask("inbox")["items"]} >= {"lead.grading", "proposal.negotiation", "proposal.review"}
    for role, step in (("legal", "proposal.review"), ("product", "proposal.review"), ("finance", "contract.review")):
        assert step in {one["step"] for one in ask("inbox", "--role", role)["items"]}


def test_every_role_is_filled_by_a_team_of_nine(ask: Ask) -> None:
    team = ask("team")
    assert len(team["people"]) == 9
    filled = {role for person in team["people"] for role in person["roles"]}
    assert filled == set(team["roles"])
    you = next(person for person in team["people"] if person["id"] == YOU)
    assert set(you["roles"]) == {"sales_lead", "account_manager"}


@pytest.mark.row("U4")
def test_the_funnel_counts_a_deal_in_every_stage(ask: Ask) -> None:
    report = ask("report", "funnel")
    place = [column["key"] for column in report["columns"]].index("entered")
    entered = [int(row[place]) for row in report["rows"]]
    assert entered == sorted(entered, reverse=True)
    assert len(entered) == 5
    assert min(entered) > 0


def told(root: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8").replace('"', "") for file in files(root))


def test_the_troubles_of_a_process_are_in_the_histories(made: tuple[Path, str]) -> None:
    text = told(made[0])
    for words in (
        "reached: no", "outcome: changed", "what: rejected", "what: held", "what: nurtured", "what: closed",
        "because: competitor", "review: ", "objections:", "outcome: failed", "step: delivery.correction",
        "outcome: accepted_with_open_items", "step: care.complaint.solution", "kind: repeat", "what: planned",
    ):  # fmt: skip
        assert words in text, words
    assert text.count("what: raised\n  step: delivery.change_order") == 2
    assert text.count("step: delivery.change_order.signed") == 1
    assert "you" not in re.findall(r"by: (\S+)", text)
    assert "…" not in text
    assert "{year}" not in text


def test_nothing_happens_in_the_future_and_everything_in_working_time(made: tuple[Path, str]) -> None:
    root, now = made
    calendar = load_calendar({"country": "CN", "zone": "Asia/Shanghai", "hours": ["09:00-12:00", "13:30-18:00"]})
    for file in files(root):
        record = read_record(file.read_bytes(), file.name)
        moments = [event.at for event in record.history]
        assert moments == sorted(moments)
        assert all(moment <= datetime.fromisoformat(now) for moment in moments)
        for moment in moments:
            worked = calendar.periods(calendar.local(moment).date())
            assert any(since <= moment <= until for since, until in worked), moment


def without_ids(file: Path) -> str:
    text = re.sub(r"^id: .*$", "", file.read_text(encoding="utf-8").replace('"', ""), flags=re.MULTILINE)
    return re.sub(r"(\d+)-[0-9a-hjkmnp-tv-z]{5}\b", r"\1", text)


def test_the_same_moment_tells_the_same_histories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tales = []
    for name in ("one", "two"):
        root = tmp_path / name
        assert main(["init", str(root), "--demo", "--no-git", "--lang", "en", "--now", PLAIN_DAY, "--user", YOU]) == 0
        tales.append(sorted(without_ids(file) for file in files(root)))
    assert tales[0] == tales[1]
    out = capsys.readouterr().out
    for words in ("salesctl overdue", "salesctl next", "salesctl inbox --role legal", "salesctl report funnel"):
        assert words in out


def test_a_team_that_is_there_stays_and_is_joined(tmp_path: Path) -> None:
    there = "people:\n  # our lawyer\n  li.min: {name: 李小敏, roles: [finance]}\n  wang.lei: {roles: [delivery]}\n"
    (tmp_path / "team.yaml").write_text(there, encoding="utf-8")
    assert main(["init", str(tmp_path), "--demo", "--no-git", "--lang", "zh", "--now", PLAIN_DAY, "--user", YOU]) == 0
    text = (tmp_path / "team.yaml").read_text(encoding="utf-8")
    assert "# our lawyer" in text
    assert "李小敏" in text
    assert "delivery" in text.partition("wang.lei")[2].partition("zhou.nan")[0]
    assert len(files(tmp_path)) == 12


def test_without_it_no_customer_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--no-git", "--json", "--now", PLAIN_DAY, "--user", YOU]) == 0
    assert json.loads(capsys.readouterr().out)["customers"] == 0
    assert files(tmp_path) == []


@pytest.mark.parametrize("text", ["yesterday", "-8", "8wd 10:30", "-8wd 10"])
def test_a_moment_that_no_script_can_mean_is_a_slip_of_ours(text: str) -> None:
    calendar = load_calendar({"country": "CN"})
    with pytest.raises(ValueError, match="no moment"):
        Timing(calendar, datetime.fromisoformat(PLAIN_DAY)).moment(text)
