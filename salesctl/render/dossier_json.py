"""A customer as JSON, with the keys that the command line promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from salesctl.core.events import Event
from salesctl.core.obligations import Obligation
from salesctl.render.problems import as_json
from salesctl.reports.dossier import DealView, Dossier, Item


def content(seen: Dossier, file: str, now: datetime, ref: str) -> dict[str, Any]:
    """The object behind ``show --json``."""
    card = seen.record.card
    return {
        "customer": {**card, "id": seen.record.id, "name": card.get("name"), "file": file},
        "duties": [duty(one, now) for one in seen.duties],
        "deals": [_deal(view, now, ref) for view in seen.deals],
        "history": [event(one) for one in seen.history],
    }


def duty(one: Obligation, now: datetime) -> dict[str, Any]:
    """A duty that is owed; ``slot`` names the occurrence, ``row`` is the list row that it is owed for."""
    return {
        "duty": one.what,
        "by": one.role,
        "person": one.person,
        "due": one.due,
        "late": one.late(now),
        "slot": one.slot,
        "row": one.row,
    }


def event(one: Event) -> dict[str, Any]:
    """One event of the history; ``line`` is where it stands in its file."""
    return {
        "at": one.at, "by": one.by, "what": one.what, "step": one.step, "deal": one.deal, "with": dict(one.data),
        "recorded": one.recorded, "id": one.id, "line": one.line,
    }  # fmt: skip


def _deal(view: DealView, now: datetime, ref: str) -> dict[str, Any]:
    deal = view.deal
    here = f"{ref.partition('/')[0]}/{deal.number}" if deal.number != 1 else ref.partition("/")[0]
    placed = [replace(one, command=(one.command or "").replace("{customer}", here) or None) for one in view.blocked_by]
    return {
        "deal": deal.number,
        "title": deal.title,
        "kind": deal.kind,
        "stage": deal.stage,
        "grade": deal.grade,
        "owner": deal.owner,
        "amount": view.amount,
        "status": deal.status,
        "held": deal.held is not None,
        "finished": deal.finished is not None,
        "sign_by": deal.sign_by,
        "round": {name: kept.round for name, kept in deal.steps.items() if kept.round > 1 or kept.visits},
        "checklist": [_item(one) for one in view.checklist],
        "duties": [duty(one, now) for one in view.owed if one.kind == "duty"],
        "blocked_by": [as_json(one) for one in placed],
    }


def _item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {
        "step": item.step,
        "state": item.state,
        "required": item.required,
        "by": item.by,
        "asked": list(item.asked),
        "since": item.since,
        "due": item.due,
        "late": item.late,
        "outcomes": list(item.outcomes),
        "form": item.form,
        "round": item.round,
    }
    return found | ({"occurrence": item.occurrence} if item.occurrence is not None else {})
