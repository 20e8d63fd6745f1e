"""The edits that the documentation shows fit the shipped playbook, and what they make is a playbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesctl.core.playbook import Playbook
from salesctl.store.playbook import read_playbook

ROOT = Path(__file__).parents[2]
BLOCKS: list[str] = re.findall(
    r"```diff\n(.*?)```", (ROOT / "docs" / "playbook-edits.md").read_text(encoding="utf-8"), re.DOTALL
)
WHOLE = [block for block in BLOCKS if re.search(r"^[- ]", block, re.MULTILINE)]


def edited(block: str) -> Playbook:
    """The shipped playbook with one block of the documentation applied."""
    lines = block.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = (ROOT / "playbook.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    return read_playbook(text.replace(before, after).encode(), "playbook.yaml")


def block(word: str) -> str:
    return next(one for one in WHOLE if word in one)


@pytest.mark.parametrize("one", WHOLE)
def test_an_edit_is_one_to_three_lines(one: str) -> None:
    added = [line for line in one.splitlines() if line.startswith("+")]
    assert 1 <= len(added) <= 3
    assert len([line for line in one.splitlines() if line.startswith("-")]) <= 3
    assert edited(one).stage_order == ("lead", "needs", "proposal", "contract", "delivery")


def test_another_deadline() -> None:
    due = edited(block("36h")).steps["lead.first_contact"].due[1].then
    assert due is not None
    assert due.text.startswith("36h after opened")


def test_another_required_field() -> None:
    field = edited(block("present_system")).forms["needs_checklist"].field("present_system")
    assert field is not None
    assert field.required == ()


def test_a_new_step_is_waited_for_by_the_one_below_it() -> None:
    book = edited(block("credit_check"))
    assert book.steps["contract.credit_check"].after == ("contract.confirmation",)
    assert book.steps["contract.signing"].after == ("contract.credit_check",)


def test_legal_leaves_the_internal_review_and_no_other() -> None:
    book = edited(block("all of product"))
    asked = book.steps["proposal.review"].approve
    assert asked is not None
    last = asked[-1].then
    assert last is not None
    assert last.roles == ("product", "technical", "finance")
    assert book.steps["contract.draft"].by == "legal"
