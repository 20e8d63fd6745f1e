"""What is laid out once says itself at which moments it is owed, and whom its ladder has told by then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from story import Story

from salesctl.core.obligations import Obligation, laid_out, obligations

DAYS = 60
STAGES = ("lead", "needs", "proposal", "contract", "delivery")


def told(story: Story, found: Obligation, hours: int) -> tuple[object, ...]:
    at = story.now + timedelta(hours=hours)
    return (found.deal, found.what, found.due, found.role, found.person, found.slot, found.told(at), found.late(at))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.row("U1")
def test_a_look_at_what_is_laid_out_is_a_look_at_that_moment(stage: str) -> None:
    story = Story(card={"name": "x", "founded": "2001-03-09"}).opened().through(stage)
    world = (story.playbook, story.state, story.calendars)
    since, until = story.now - timedelta(days=1), story.now + timedelta(days=DAYS)
    page = laid_out(*world, since, until, story.team)
    seen = set()
    for hours in range(-24, DAYS * 24, 5):
        at = story.now + timedelta(hours=hours)
        fresh = [told(story, one, hours) for one in obligations(*world, at, story.team)]
        assert [told(story, one, hours) for one in page if one.owed(at)] == fresh
        seen.add(tuple(fresh))
    assert len(seen) > 1, "nothing came due in all that time"
