from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from salesctl.core.conditions import FactName, MeasureName
from salesctl.core.phrases import HAPPENINGS, HOLIDAYS
from salesctl.core.playbook import Unit
from salesctl.i18n import has, speaking
from salesctl.render.layout import width
from salesctl.render.paragraph import paragraph
from salesctl.store.playbook import read_playbook
from salesctl.store.playbook.keys import MOVES

ROOT = Path(__file__).parents[3]
STUDIO = ROOT / "examples" / "agency" / "playbook.yaml"


def part(page: str, id_: str) -> str:
    """What the page says of one step or duty, on one line."""
    found = re.search(rf"^ *\S.*  {re.escape(id_)}(?:  [\[［].*)?\n((?:.*\S.*\n)*)", page, re.MULTILINE)
    assert found, id_
    return " ".join(found[1].split())


@pytest.mark.row("U1")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_colleague_reads_every_step_with_its_goal_and_talk_track(workspace: Path, run: Any, lang: Any) -> None:
    answer = run("playbook", "show", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    playbook = read_playbook((ROOT / "playbook.yaml").read_bytes(), "playbook.yaml")
    flat = "".join(answer.out.split())
    for thing in [*playbook.steps.values(), *playbook.duties.values(), *playbook.whenevers.values()]:
        part(answer.out, thing.id)
        for words in (thing.title, thing.goal, thing.say, thing.hint):
            assert words is None or "".join(words[lang].split()) in flat
    assert not re.search(r"process\.[a-z]", answer.out)


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("lead.grading", "线索进来或唤醒后 4 个工作小时内", "within 4 working hours after the lead came in"),
        ("lead.first_contact", "若分级为 C：无期限", "if the grade is C: no deadline"),
        ("lead.first_contact", "唤醒或重启后 48 小时内", "within 48 hours after the lead came in"),
        ("needs.report", "「需求调研」", "within 1 working day after “Needs survey”"),
        ("needs.confirmation", "有修改 → 回到「需求分析报告」，新的一轮", "Changed → back to “Needs report”"),
        ("needs.survey", "前提 商机类型不是「老客户再购」", "Only if the kind of deal is not “Repeat business”"),
        ("proposal.review", "其余：产品专家、技术、法务和财务都要同意", "Technical, Legal and Finance must all agree"),
        ("proposal.review", "被否后 回到「方案优化」", "After a no back to “Improve the proposal”"),
        ("contract.review", "依次同意：销售负责人，再财务", "one after the other: Sales lead, then Finance"),
        ("contract.review", "每一位 1 个工作日内", "within 1 working day each"),
        ("contract.filing", "「合同签署」后 1 个工作日内", "within 1 working day after “Signing”"),
        ("delivery.completion", "不晚于《合同》的「交货日」", "by “Delivery date” in Contract"),
        ("delivery.progress_report", "每周五 18:00，逢休息日提前", "every Friday at 18:00, or the working day before"),
        ("delivery.change_order", "挡住 「验收确认」", "Holds up “Acceptance”"),
        ("delivery.first_visit", "「验收确认」后 1 周内", "within 1 week after “Acceptance”"),
        ("care.greetings", "元旦、春节、端午、中秋、国庆", "1 working day before New Year, Spring Festival"),
        ("care.greetings", "没有未了结的「客户投诉」", "no “Complaint” is open"),
        ("care.dissatisfied", "「满意度」小于 3", "“Satisfaction” in After-sales record is less than 3"),
    ],
)  # fmt: skip
def test_phrases_read_as_sentences_in_both_languages(workspace: Path, run: Any, id_: str, zh: str, en: str) -> None:
    # Lines are broken at the width of the page, in Chinese without a space.
    assert zh.replace(" ", "") in part(run("playbook", "show", "--lang", "zh").out, id_).replace(" ", "")
    assert en in part(run("playbook", "show", "--lang", "en").out, id_)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_window(
    workspace: Path, run: Any, monkeypatch: pytest.MonkeyPatch, lang: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("playbook", "show", "--lang", lang).out.splitlines()
    assert max(width(line) for line in lines) <= columns


def test_another_playbook_reads_as_well(workspace: Path, run: Any) -> None:
    (workspace / "playbook.yaml").write_bytes(STUDIO.read_bytes())
    page = " ".join(run("playbook", "show", "--lang", "en").out.split())
    assert "In any order; 2 of them are enough:" in page
    assert "if “Fee” in Estimate is at least 20000: one of Managing partner or Bookkeeper must agree" in page
    assert "otherwise: nobody needs to agree" in page
    assert not re.search(r"process\.[a-z]", page)


def test_one_stage_alone_by_its_label(workspace: Path, run: Any) -> None:
    page = run("playbook", "show", "--stage", "商务谈判", "--lang", "zh").out
    assert "proposal.negotiation" in page
    assert "needs.survey" not in page
    assert run("playbook", "show", "--stage", "nonsense").code == 2


def test_a_program_gets_the_same_as_json(workspace: Path, run: Any) -> None:
    told = run("playbook", "show", "--json").json
    assert told["playbook"] == {"id": "b2b", "version": "1", "title": "B2B standard sales process"}
    stages = [one for one in told["chapters"] if one["kind"] == "stage"]
    assert [one["id"] for one in stages] == ["lead", "needs", "proposal", "contract", "delivery"]
    grading = stages[0]["entries"][1]["entries"][1]
    assert (grading["id"], grading["by"]) == ("lead.grading", "account_manager")
    assert grading["facts"]["outcomes"][2] == "C – low intent → into the nurture pool"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_a_phrase_can_say_has_words(lang: Any) -> None:
    codes = [f"process.happening.{name}" for name in HAPPENINGS]
    codes += [f"process.holiday.{name}" for name in HOLIDAYS]
    codes += [f"process.amount.{name}" for name in get_args(Unit)]
    codes += [f"process.fact.{name}" for name in get_args(FactName)]
    codes += [f"process.measure.{name}" for name in get_args(MeasureName)]
    codes += [f"process.move.{name}" for name in MOVES]
    with speaking(lang):
        assert [code for code in codes if not has(code)] == []


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "先想好三种让步和底线，让步要有交换。超出评审过的条件不要当场答应，选“超出评审范围”（不要例外）。" * 3
    for columns in range(12, 60):
        lines = paragraph(text, columns)
        assert "".join(lines) == text
        assert max(width(line) for line in lines) <= columns
        assert not [line for line in lines[1:] if line[0] in "，。”）"]
        assert not [line for line in lines if line[-1] in "“（"]
