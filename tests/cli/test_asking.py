"""A rep at a real terminal: what is asked, what is taken, what is kept when the rep stops."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from salesctl.render.layout import width

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

from shell import Shell, init
from terminal import Seen, Terminal

NAME = "华信精密机械有限公司"
FITS = ("--set", "industry_fit=yes", "--set", "size_fit=yes", "--set", "need_or_budget=yes")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A workspace with one lead of an hour ago."""
    made = init(tmp_path / "ws", "--no-git")
    made.ok(
        "lead",
        "add",
        NAME,
        "--channel",
        "trade_fair",
        "--contact",
        "李敏",
        "--position",
        "采购经理",
        "--phone",
        "13800000000",
        "--need",
        "产线数字化",
        now="2026-03-02T08:10",
    )
    return made


@pytest.fixture
def needs(shell: Shell) -> Shell:
    """The same lead, in the stage where needs are asked."""
    shell.ok("done", "华信", "screening", "--outcome", "fits", *FITS)
    shell.ok("grade", "华信", "B", "--because", "no budget yet")
    shell.ok(
        "done",
        "华信",
        "first_contact",
        "--outcome",
        "reached",
        "--set",
        "how=call",
        "--set",
        "spoke_with=李敏",
        "--set",
        "pains=停机太久",
        "--set",
        "industry=机械制造",
        "--advance",
    )
    return shell


def at(shell: Shell, **more: object) -> Terminal:
    return Terminal(shell.root, **more)  # type: ignore[arg-type]


def drafts(shell: Shell) -> list[Path]:
    return sorted((shell.root / ".salesctl" / "drafts").glob("*"))


def record(shell: Shell) -> str:
    return next((shell.root / "customers").glob("*.yaml")).read_text(encoding="utf-8")


def fits(seen: Seen, columns: int) -> list[str]:
    """The lines that are wider than the window, apart from commands and file names, which are never broken."""
    lines = seen.screen.splitlines()
    return [line for line in lines if width(line) > columns and "salesctl" not in line and ".yaml" not in line]


CONTACT = ["1", "", "李敏", "", "停机太久", "-", "机械制造", "many", "120", "someday", "2010-05-01", "", ""]


@pytest.mark.row("1.4")
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            (
                "话术  「李经理您好",
                "结果如何？ *",
                "微信等",
                "这一项必填",
                "“规模（人）”的“many”",
                "即将保存：首次触达",
            ),
        ),
        (
            "en",
            (
                "To say  “Good morning",
                "How did it end? *",
                "Telephone",
                "This is needed",
                "“many” for “Size",
                "To be saved",
            ),
        ),
    ],
)
def test_a_step_is_talked_through_field_by_field(shell: Shell, lang: str, words: tuple[str, ...], columns: int) -> None:
    outcome = "1" if lang == "en" else "已联系上"
    seen = at(shell, lang=lang, columns=columns).run("done", "华信", "first_contact", typed=[outcome, *CONTACT])
    assert seen.code == 0, seen.screen
    flat = " ".join(seen.screen.split())
    for said in words:
        assert " ".join(said.split())[:18] in flat, said
    assert fits(seen, columns) == []
    assert "pains: 停机太久" in record(shell)
    assert "industry: 机械制造" in record(shell)
    assert 'size: "120"' in record(shell)
    assert drafts(shell) == []


def test_what_is_known_is_not_asked(shell: Shell) -> None:
    seen = at(shell).run(
        "done", "华信", "first_contact", typed=["reached", "call", "李敏", *[""] * 3, "机械", *[""] * 3, ""]
    )
    assert seen.code == 0
    assert "Contacts" not in seen.screen
    assert "Need" not in seen.screen


def test_stopping_loses_nothing_that_was_typed(shell: Shell) -> None:
    terminal = at(shell)
    seen = terminal.run("done", "华信", "first_contact", typed=["reached", "visit", "李敏", "机器人", "^C"])
    assert seen.code == 130
    assert "What you typed is kept (.salesctl/drafts/" in seen.screen
    assert "done " in seen.screen.splitlines()[-2] + seen.screen.splitlines()[-3]
    (draft,) = drafts(shell)
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    before = record(shell)
    assert "机器人" not in before
    again = terminal.run("done", "华信", "first_contact", typed=["", "", "", "", "", "", "机械制造", "", "", "", ""])
    assert again.code == 0, again.screen
    assert "Your answers from last time are filled in." in again.screen
    assert "interests: 机器人" in record(shell)
    assert "how: visit" in record(shell)
    assert drafts(shell) == []


@pytest.mark.row("2.1")
def test_a_list_is_kept_completed_or_typed_row_by_row(needs: Shell) -> None:
    typed = [
        "visit",
        "",  # their people, known from the register
        "",
        "停机减半",
        "已批",
        "",
        "60万",
        "",
        "",
        "decides",
        "for",
        "",  # the decision chain needs a part for each person that is known
        "总经理批",
        "立项",
        "soon",
        "tomorrow",
        "",
        "",
        "",
        "",
        "",
    ]
    seen = at(needs).run("done", "华信", "survey", typed=typed)
    assert seen.code == 0, seen.screen
    form = needs.ask("show", "华信")["history"][-1]["with"]["form"]
    assert form["their_people"] == [{"name": "李敏", "position": "采购经理"}]
    assert form["pains"] == "停机太久"
    assert form["decision_people"] == [{"name": "李敏", "part": "decides", "attitude": "for"}]
    assert form["key_dates"] == [{"what": "立项", "date": "2026-03-03"}]
    assert form["budget_max"] == "600000"


def test_half_a_row_survives_too(needs: Shell) -> None:
    stopped = at(needs).run(
        "done", "华信", "survey", typed=["visit", "", "", "目标", "1", "", "", "-", "", "总经理", "立项", "^C"]
    )
    assert stopped.code == 130, stopped.screen
    assert "立项" in drafts(needs)[0].read_text(encoding="utf-8")


def test_a_table_on_disk_brings_its_rows(needs: Shell, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("姓名,职务\n王总,总经理\n赵工,工程师\n", encoding="utf-8")
    seen = at(needs).run("done", "华信", "survey", typed=["visit", "-", str(table), "", "", "目标", "1", "^C"])
    assert "2 rows from people.csv." in seen.screen
    assert "赵工" in drafts(needs)[0].read_text(encoding="utf-8")


@pytest.mark.row("1.3")
def test_the_last_step_offers_the_next_stage_and_the_answers_propose_the_grade(shell: Shell) -> None:
    shell.ok("done", "华信", "screening", "--outcome", "fits", *FITS)
    shell.ok(
        "done",
        "华信",
        "first_contact",
        "--outcome",
        "reached",
        "--set",
        "how=call",
        "--set",
        "spoke_with=李敏",
        "--set",
        "industry=机械",
    )
    seen = at(shell).run("done", "华信", "grading", typed=["y", "no", "", "", "", "n"])
    assert seen.code == 0, seen.screen
    assert "Enter =  B" in seen.screen
    assert shell.ask("show", "华信")["deals"][0]["stage"] == "lead"
    assert shell.ask("show", "华信")["deals"][0]["grade"] == "B"
    assert "advance " in seen.screen


def test_enter_takes_the_offer(shell: Shell) -> None:
    shell.ok("done", "华信", "screening", "--outcome", "fits", *FITS)
    shell.ok("grade", "华信", "A")
    typed = ["reached", "call", "李敏", "", "", "", "机械", "", "", "", "", ""]
    seen = at(shell).run("done", "华信", "first_contact", typed=typed)
    assert seen.code == 0, seen.screen
    assert shell.ask("show", "华信")["deals"][0]["stage"] == "needs"


def test_a_number_changes_a_line_before_it_is_saved(shell: Shell) -> None:
    seen = at(shell).run(
        "done", "华信", "screening", typed=["y", "y", "n", "too small", "unfit", "4", "yes", "1", "fits", ""]
    )
    assert seen.code == 0, seen.screen
    assert shell.ask("show", "华信")["history"][-1]["with"]["outcome"] == "fits"


def test_what_the_rules_refuse_can_be_mended_on_the_spot(shell: Shell) -> None:
    seen = at(shell).run("done", "华信", "screening", typed=["y", "y", "n", "too small", "fits", "", "1", "unfit", ""])
    assert seen.code == 0, seen.screen
    assert "One of the three criteria is not met" in " ".join(seen.screen.split())
    assert shell.ask("show", "华信")["deals"][0]["status"] == "lost"


def test_nothing_is_asked_where_no_answer_could_help(shell: Shell) -> None:
    seen = at(shell).run("done", "华信", "needs.survey")
    assert seen.code == 3
    assert "Needs survey" in seen.screen


def test_an_answer_on_the_line_that_is_enough_is_saved_at_once(shell: Shell) -> None:
    seen = at(shell).run("done", "华信", "screening", "--outcome", "fits", *FITS)
    assert seen.code == 0
    assert "done: Screening" in seen.screen


def test_a_lead_with_nothing_but_a_name_asks_nothing(shell: Shell) -> None:
    seen = at(shell, lang="zh").run("lead", "add", "另一家")
    assert seen.code == 0
    assert "下一步" in seen.screen


@pytest.fixture
def reviewed(tmp_path: Path) -> Shell:
    """A small process whose proposal waits for the verdict of legal."""
    made = init(tmp_path / "small", "--no-git")
    (made.root / "playbook.yaml").write_text(REVIEW, encoding="utf-8")
    (made.root / "team.yaml").write_text("people:\n  wang.lei: {roles: [rep, legal]}\n", encoding="utf-8")
    made.ok("lead", "add", "Acme")
    made.ok("done", "Acme", "offer", "--set", "warranty=12 months")
    return made


REVIEW = """playbook: small
version: 1
roles:
  rep: {title: Rep, owner: yes}
  legal: Legal
stages:
- stage: only
  title: Only
  steps:
  - step: offer
    title: Offer
    by: rep
    form: offer
  - step: review
    title: Review
    by: rep
    approve: all of legal
    no: again from offer
    form: condition
    looks at: {legal: [offer.warranty]}
forms:
  offer:
    title: Offer
    fields: {warranty: {is: text, title: Warranty}}
  condition:
    title: Condition
    fields: {only_if: {is: text, title: Only if, required: no}}
"""


@pytest.mark.row("3.1")
def test_a_reviewer_sees_what_the_verdict_is_about(reviewed: Shell) -> None:
    seen = at(reviewed).run("approve", "Acme", "review", "--as", "legal", typed=["a site visit", ""])
    assert seen.code == 0, seen.screen
    assert "Warranty  12 months" in seen.screen
    assert reviewed.ask("show", "Acme")["history"][-1]["with"]["form"] == {"only_if": "a site visit"}


@pytest.mark.row("3.1")
def test_a_no_asks_why(reviewed: Shell) -> None:
    seen = at(reviewed).run("reject", "Acme", "review", "--as", "legal", typed=["", "no limit of liability"])
    assert seen.code == 0, seen.screen
    assert reviewed.ask("show", "Acme")["history"][-1]["with"]["because"] == "no limit of liability"
    late = at(reviewed).run("reject", "Acme", "review", "--as", "legal")
    assert late.code == 3
    assert "Why?" not in late.screen
