"""What a row says of a deal, as events: a new one as it stood, a known one where the row says something new.

The table keeps saying what it said the last time; only what it says differently is news. So a deal that went on here
after it was brought in is not set back by the same table, and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from salesctl.core.events import Event, Value
from salesctl.core.intake.cells import World
from salesctl.core.intake.reading import Told
from salesctl.core.plain import moment
from salesctl.core.problems import Problem
from salesctl.core.state import Deal
from salesctl.core.values import plain_decimal

#: Where a deal stands: the process moves it, so a table may only say it of a deal that nobody has worked on here.
POSITION = ("stage", "since", "status", "closed", "finished", "grade", "because")
_FACTS = ("owner", "kind", "amount", "title", "channel", "sign_by")
_QUIET = frozenset({"imported", "planned", "noted", "contacted", "estimated", "assigned"})


def entering(world: World, told: Told, number: int) -> list[Event]:
    """The events of a deal that comes in: where it stood, and the next follow-up.

    One that is under way and has no stage stands in the first: there the process takes it up.
    """
    said = {**told.deal, "ref": told.ref, "playbook": world.playbook.mark}
    if said.get("status", "open") in ("open", "nurture"):
        said.setdefault("stage", world.playbook.stage_order[0])
    if said.get("status") == "open":
        del said["status"]
    said.setdefault("owner", world.who)
    order = (*POSITION, *_FACTS, "ref", "playbook")
    data: dict[str, Value] = {key: value for key in order if (value := said.get(key)) is not None}
    return [_event(world, "imported", number, data), *_follow_up(world, told, number, ())]


def news(world: World, told: Told, deal: Deal) -> list[Event] | Problem:
    """What is new in the row for a deal that is here already; empty when nothing is."""
    before = _told_before(deal)
    changed: dict[str, Value] = {
        key: value for key, value in told.deal.items()
        if not _same(key, value, before.get(key)) and not _same(key, value, _present(deal, key))
    }  # fmt: skip
    moved = [key for key in changed if key in POSITION and (deal.imported or key not in ("since", "closed"))]
    if moved and (not deal.imported or any(event.what not in _QUIET for event in deal.events)):
        here = {key: _present(deal, key) or "" for key in moved}
        return Problem("intake.moved_here", {"said": {key: changed[key] for key in moved}, "here": here})
    if not deal.imported:
        return [*_corrections(world, deal, changed), *_follow_up(world, told, deal.number, deal.events)]
    events = [_event(world, "imported", deal.number, changed)] if changed else []
    return [*events, *_follow_up(world, told, deal.number, deal.events)]


def _corrections(world: World, deal: Deal, changed: Mapping[str, Value]) -> list[Event]:
    """The same facts for a deal that was opened here, told by the verbs that people have."""
    plain = {key: value for key, value in changed.items() if key in _FACTS and key != "owner"}
    events = [_event(world, "estimated", deal.number, plain)] if plain else []
    if "owner" in changed:
        events.append(_event(world, "assigned", deal.number, {"who": changed["owner"]}))
    return events


def _follow_up(world: World, told: Told, number: int, events: tuple[Event, ...] | list[Event]) -> list[Event]:
    """The next follow-up, unless it was planned once for that moment (or day, where the row names no hour)."""
    plan = told.plan
    if plan is None:
        return []
    for event in events:
        when = moment(event.data.get("when")) if event.what == "planned" else None
        if when is None:
            continue
        local = when.astimezone(plan.at.tzinfo).replace(second=0, microsecond=0)
        if local == plan.at or (not plan.timed and local.date() == plan.at.date()):
            return []
    text = {"text": told.plan_text} if told.plan_text else {}
    return [_event(world, "planned", number, {"when": plan.at.isoformat(timespec="minutes"), **text})]


def _told_before(deal: Deal) -> dict[str, Value]:
    """What the table has said of this deal so far, the latest word on each fact."""
    said: dict[str, Value] = {}
    for event in deal.events:
        if event.what == "imported":
            said |= event.data
    return {"status": "open", **said} if said else {}


def _present(deal: Deal, key: str) -> Value | None:
    """What this deal is now."""
    match key:
        case "since":
            return deal.opened_at.isoformat() if deal.opened_at else None
        case "closed":
            ended = deal.won[-1][0] if deal.won else deal.closings[-1].start if deal.closings else None
            return ended.isoformat() if ended else None
        case "finished":
            return "yes" if deal.finished is not None else "no"
        case "because":
            return deal.closed_because
        case "amount":
            return plain_decimal(deal.estimate) if deal.estimate is not None else None
        case _:
            found: str | None = getattr(deal, key)
            return found


def _same(key: str, one: Value, other: Value | None) -> bool:
    if key in ("since", "closed") and isinstance(one, str) and isinstance(other, str):
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    return one == other


def _event(world: World, what: str, number: int, data: Mapping[str, Value]) -> Event:
    return Event(world.now, world.who, what, deal=number, data=data)
