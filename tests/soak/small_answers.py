"""What the program must answer about the customers of the model, and what it does answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.soak.scenes import call
from tests.soak.small_process import FILLS, OWNER, STAGES, STEPS, Deal, Fact, owed, stage_of, standing
from tests.soak.small_rules import blocked

READINGS = ("list", "overdue", "inbox", "report register")
_PERSONAL = re.compile(r"13800138000|li\.na@example\.com")
_NAMES = {"wang.lei": "wang.lei", "li.min": "Li Min"}


@dataclass
class Customer:
    """What the model knows of one."""

    card: dict[str, str]
    facts: list[Fact]
    deals: dict[int, Deal] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Let it happen; the deals are told again."""
        fact.place = len(self.facts)
        self.facts.append(fact)
        self.deals = standing(self.facts)

    def forget(self) -> bool:
        """Take persons out of everything; whether there was anything."""
        contact = self.card.pop("contact", None)
        name = re.compile(re.escape(contact)) if contact else None
        places = [self.card, *(fact.told for fact in self.facts), *(fact.told.get("form", {}) for fact in self.facts)]
        changed = bool(contact)
        for place in places:
            for key, value in list(place.items()):
                if isinstance(value, str) and key != "name":
                    place[key] = _PERSONAL.sub("***", name.sub("***", value) if name else value)
                    changed = changed or place[key] != value
        return changed


class Told(NamedTuple):
    """An answer of the program."""

    code: int
    content: dict[str, Any]


def ask(root: Path, words: tuple[str, ...], now: datetime, who: str) -> Told:
    """Run a command, and read its JSON."""
    line = ["-C", str(root), "--now", now.isoformat(), "--user", who, "--lang", "en", "--json", *words]
    code, out, err = call(line)
    assert "Traceback" not in err, err
    return Told(code, dict(json.loads(out)))


def differences(name: str, told: Told, customers: Mapping[str, Customer], customer: str, now: datetime) -> list[str]:
    """Where an answer is not what the model says."""
    if told.code or told.content.get("problems"):
        return [f"ends with {told.code}: {told.content.get('problems')}"]
    if name == "show":
        return _unlike(_shown(customers[customer], now), told.content, "")
    if name == "report register":
        meant = [_registered(customers[one]) for one in customers]
        keys = [one["key"] for one in told.content["columns"]]
        rows = [dict(zip(keys, row, strict=True)) for row in told.content["rows"]]
        there = [{key: row[key] for key in meant[0]} for row in rows]
        return _unlike(sorted(meant, key=str), sorted(there, key=str), "rows")
    items = told.content["items"]
    if name == "list":
        meant = [_line(known, deal, one, now) for one, known in customers.items() for deal in known.deals.values()]
        return _unlike(_placed(meant), _placed(items), "items")
    every = [
        {"customer": one, "name": known.card["name"], **item}
        for one, known in customers.items() for deal in known.deals.values() for item in _items(deal, now)
    ]  # fmt: skip
    if name == "overdue":
        meant = [one for one in every if one["late"]]
    else:
        meant = [one for one in every if one["person"] == OWNER or (not one["person"] and one["role"] in FILLS[OWNER])]
    dues = [datetime.fromisoformat(one["due"]) for one in items if one["due"]]
    wrong = [] if dues == sorted(dues) else [f"not in the order of their time: {dues}"]
    return wrong + _unlike(_placed(meant), _placed(items), "items")


def _shown(known: Customer, now: datetime) -> dict[str, Any]:
    deals = [_deal(deal, now) for deal in known.deals.values()]
    return {
        "customer": {"name": known.card["name"], **({"need": known.card["need"]} if "need" in known.card else {})},
        "deals": deals, "duties": [], "history": [_event(one) for one in known.facts],
    }  # fmt: skip


def _event(fact: Fact) -> dict[str, Any]:
    found = {"what": fact.what, "at": fact.at, "by": fact.by, "deal": fact.deal, "step": fact.step, "recorded": None}
    return found | ({} if fact.what == "forgotten" else {"with": fact.told})


def _deal(deal: Deal, now: datetime) -> dict[str, Any]:
    here = [_checked(deal, name, now) for name in STEPS if stage_of(name) == deal.stage]
    recalled = deal.steps["offer.judge"].recalled is not None and deal.stage != 1
    rounds = {name: kept.round for name, kept in deal.steps.items() if kept.round > 1 or kept.visits}
    return {
        "deal": deal.number, "title": deal.title, "stage": STAGES[deal.stage], "grade": deal.grade,
        "owner": deal.owner, "amount": deal.amount, "status": deal.status, "held": deal.held is not None,
        "finished": deal.finished, "round": rounds, "duties": [],
        "checklist": [*here, *([_checked(deal, "offer.judge", now)] if recalled else [])],
        "blocked_by": deal.going and blocked(deal),
    }  # fmt: skip


def _checked(deal: Deal, name: str, now: datetime) -> dict[str, Any]:
    state, step = deal.state(name), STEPS[name]
    since, due = deal.clock(name) if state == "open" else (None, None)
    due = due if deal.going and deal.status != "nurture" else None
    return {
        "step": name, "state": state, "required": deal.required(name), "by": step.by, "since": since, "due": due,
        "asked": list(deal.asked()) if name == "offer.judge" and state == "open" else [],
        "late": due is not None and due < now, "outcomes": list(step.outcomes), "round": deal.steps[name].round,
    }  # fmt: skip


def _items(deal: Deal, now: datetime) -> list[dict[str, Any]]:
    """What is owed, as `overdue` and `inbox` tell it; the end of a hold is told elsewhere."""
    found = []
    for one in owed(deal):
        hours = (now - one["due"]).total_seconds() / 3600 if one["due"] is not None else 0
        if "hold" not in one:
            told = {"deal": deal.number, "stage": STAGES[deal.stage], "grade": deal.grade, "owner": deal.owner}
            found.append({**told, **one, "late_hours": round(max(hours, 0), 1), "late": hours > 0})
    return found


def _line(known: Customer, deal: Deal, customer: str, now: datetime) -> dict[str, Any]:
    waiting = list(owed(deal))
    soonest = min(waiting, key=lambda one: one["due"].timestamp() if one["due"] else float("inf"), default=None)
    return {
        "customer": customer, "name": known.card["name"], "deal": deal.number, "stage": STAGES[deal.stage],
        "grade": deal.grade, "owner": deal.owner, "status": deal.status, "held": deal.going and deal.held is not None,
        "amount": deal.amount, "title": deal.title, "opened": deal.opened, "finished": deal.finished,
        "next": {"step": soonest["step"] if soonest else None, "due": soonest["due"] if soonest else None},
        "late": any(one["due"] and one["due"] < now and "hold" not in one for one in waiting),
    }  # fmt: skip


def _registered(known: Customer) -> dict[str, Any]:
    deals = list(known.deals.values())
    deal = ([one for one in deals if one.going] or deals)[-1]
    return {
        "customer": known.card["name"], "contact": known.card.get("contact"), "need": known.card.get("need"),
        "phone_email": "138-0013-8000" if "contact" in known.card else None,
        "stage": STAGES[deal.stage], "owner": _NAMES[deal.owner],
        "next_follow_up": datetime.fromisoformat(deal.plan.told["when"]).isoformat() if deal.plan else None,
    }  # fmt: skip


def _placed(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In one order, whatever the order of equal times."""
    return sorted(items, key=lambda one: (one["customer"], one["deal"], str(one.get("step")), str(one.get("role"))))


def _unlike(meant: Any, there: Any, where: str) -> list[str]:
    """Every place in which the answer has another value; keys that the model knows nothing of are passed over."""
    if isinstance(meant, dict) and isinstance(there, dict):
        keys = set(meant) | (set(there) if where.endswith((".with", ".form", ".round")) else set())
        return [one for key in keys for one in _unlike(meant.get(key), there.get(key, "nothing"), f"{where}.{key}")]
    if where.endswith(".blocked_by"):
        there = bool(there)
    if where.endswith(".history") and isinstance(there, list):
        meant = [_with_ids(one, there) for one in meant]
    if isinstance(meant, list) and isinstance(there, list) and len(meant) == len(there):
        pairs = enumerate(zip(meant, there, strict=True))
        return [one for place, (a, b) in pairs for one in _unlike(a, b, f"{where}[{place}]")]
    if isinstance(meant, datetime) and isinstance(there, str):
        there = datetime.fromisoformat(there)
    return [] if meant == there else [f"{where}: {there!r}, not {meant!r}"]


def _with_ids(event: dict[str, Any], there: list[dict[str, Any]]) -> dict[str, Any]:
    """What was taken back is named by the id that the program drew for it."""
    if event["what"] != "undone":
        return event
    return {**event, "with": {"event": there[event["with"]["event"]]["id"]}}
