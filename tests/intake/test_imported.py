"""A deal that came from elsewhere: what was told of it counts, what nobody saw is not claimed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.core.events import Event
from salesctl.core.playbook import Playbook
from salesctl.core.replay import replay
from salesctl.core.state import Deal
from salesctl.store.playbook import read_playbook

FILE = Path(__file__).parents[2] / "playbook.yaml"
PLAYBOOK: Playbook = read_playbook(FILE.read_bytes(), "playbook.yaml")
AT = datetime.fromisoformat("2026-03-02T09:00+08:00")


def told(*tellings: dict[str, str]) -> Deal:
    """The one deal after it was told of so often."""
    events = [Event(AT, "wang.lei", "imported", data=data, id=f"{n}-aaaaa") for n, data in enumerate(tellings, 1)]
    state = replay(PLAYBOOK, events)
    assert state.odd == []
    return state.deals[1]


def test_an_open_deal_enters_where_it_stood_and_nothing_before_it_is_known() -> None:
    deal = told({"stage": "proposal", "owner": "zhang.jing", "amount": "500000"})
    assert (deal.stage, deal.status, deal.owner, deal.opened_at) == ("proposal", "open", "zhang.jing", None)
    assert [(entry.stage, entry.at, entry.how) for entry in deal.entries] == [("proposal", None, "imported")]


def test_a_win_keeps_its_day_and_what_is_owed_for_it_begins_now() -> None:
    deal = told({"status": "won", "finished": "yes", "closed": "2017-03-01T18:00+08:00"})
    assert deal.won[0][0] == datetime.fromisoformat("2017-03-01T18:00+08:00")
    assert deal.finished_at == deal.won[0][0]
    assert deal.happened["won"] == AT
    assert (deal.stage, deal.entries, deal.going) == (None, [], False)


def test_a_loss_keeps_its_day_and_its_reason() -> None:
    deal = told({"status": "lost", "because": "price", "closed": "2017-03-01T18:00+08:00"})
    assert (deal.status, deal.closed_because, deal.going) == ("lost", "price", False)
    assert deal.closings[0].start == datetime.fromisoformat("2017-03-01T18:00+08:00")


def test_a_second_telling_changes_what_it_says_and_nothing_else() -> None:
    deal = told(
        {"stage": "lead", "owner": "a", "title": "X", "ref": "7"}, {"status": "won", "closed": "2026-03-01T18:00+08:00"}
    )
    assert (deal.status, deal.stage, deal.title, deal.owner) == ("won", "lead", "X", "a")
    assert [when for when, _ in deal.won] == [datetime.fromisoformat("2026-03-01T18:00+08:00")]


def test_an_end_that_is_taken_back_leaves_no_trace_in_the_counts() -> None:
    deal = told({"status": "won", "finished": "yes"}, {"status": "open", "stage": "needs"})
    assert (deal.status, deal.stage, deal.won, deal.finished, deal.going) == ("open", "needs", [], None, True)
    again = told({"status": "lost"}, {"status": "lost", "because": "price"})
    assert [span.reason for span in again.closings] == ["price"]


def test_waking_from_the_pool_ends_the_sleep() -> None:
    deal = told({"status": "nurture", "stage": "lead"}, {"status": "open"})
    assert (deal.status, deal.nurtures[-1].until) == ("open", AT)


def test_a_deal_that_was_opened_here_cannot_be_brought_in_over_it() -> None:
    events = [
        Event(AT, "wang.lei", "opened", data={"owner": "wang.lei"}, id="1-aaaaa"),
        Event(AT, "wang.lei", "imported", data={"status": "won"}, id="2-aaaaa"),
    ]
    state = replay(PLAYBOOK, events)
    assert [code for _, code in state.odd] == ["event.deal_twice"]
    assert state.deals[1].status == "open"


KEYS = ["stage", "since", "status", "closed", "finished", "owner", "grade", "because", "amount", "title"]
TEXTS = ["", "lead", "needs", "won", "lost", "open", "nurture", "yes", "no", "2017-03-01T18:00+08:00", "x"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(TEXTS)), min_size=1, max_size=4))
def test_whatever_a_hand_writes_the_replay_holds(tellings: list[dict[str, str]]) -> None:
    events = [Event(AT, "wang.lei", "imported", data=data, id=f"{n}-aaaaa") for n, data in enumerate(tellings, 1)]
    state = replay(PLAYBOOK, events)
    for deal in state.deals.values():
        assert deal.status in ("open", "won", "lost", "void", "nurture")
        assert deal.finished is None or deal.status == "won"


@pytest.mark.parametrize("status", ["won", "lost", "void", "nurture", "open"])
def test_every_status_can_come_in(status: str) -> None:
    assert told({"status": status}).status == status
