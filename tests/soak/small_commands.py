"""Commands drawn at random for the process of `small.yaml`, each with the facts that it makes and the exit code."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.soak.small_answers import Customer
from tests.soak.small_changes import happen
from tests.soak.small_process import JUDGES, OTHER, OWNER, STAGES, STEPS, Deal, Fact, stage_of
from tests.soak.small_rules import blocked, may

TEXTS = (
    "called back", "客户说：预算 50 万", "a: b # c", "'quoted\"", "yes", "2026-03-02", "{x}", "[red]", "=1+1",
    "Li Na, 13800138000", "write to li.na@example.com", "- no list", "null", "|", "é́ 𝛑",
)  # fmt: skip
_PEOPLE = (OWNER, OWNER, OWNER, OWNER, OTHER)
_REASONS = {"lost": ("price", "other"), "void": ("mistake",), "hold": ("client", "us")}


@dataclass
class Drawn:
    """A command line, and what it is worth."""

    words: tuple[str, ...]
    code: int = 0
    customer: str = ""
    who: str = OWNER


Kind = Callable[[random.Random, datetime, str, Customer], Drawn]


def added(chance: random.Random, now: datetime, number: int) -> tuple[Drawn, Customer]:
    """A new customer."""
    name = f"客户 {number} {chance.choice(('Ltd', '有限公司', 'GmbH & Co.'))}"
    words, card = ["lead", "add", name], {"name": name}
    if chance.random() < 0.5:
        words += ["--contact", "Li Na", "--phone", "138-0013-8000"]
        card["contact"] = "Li Na"
    if chance.random() < 0.5:
        card["need"] = chance.choice(TEXTS)
        words += ["--need", card["need"]]
    told = {"owner": OWNER, "playbook": "small@1"}
    if chance.random() < 0.5:
        words += ["--amount", "80000"]
        told["amount"] = "80000"
    return Drawn(tuple(words)), Customer(card, [Fact("opened", now, OWNER, told=told)])


def stamp(moment: datetime) -> str:
    """A moment as a record has it."""
    return moment.isoformat(timespec="minutes")


class _Drawing:
    """One command being drawn: whom it is about, and the facts that it makes where it is allowed."""

    def __init__(self, chance: random.Random, now: datetime, customer: str, known: Customer) -> None:
        self.chance, self.now, self.id, self.known = chance, now, customer, known
        self.who = chance.choice(_PEOPLE)
        self.number = chance.choice(list(known.deals))
        self.deal: Deal = known.deals[self.number]
        plain = chance.choice((customer, known.card["name"]))
        self.ref = plain if self.number == 1 and chance.random() < 0.7 else f"{plain}/{self.number}"

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def fact(self, what: str, step: str | None = None, **told: Any) -> Fact:
        return Fact(what, self.now, self.who, self.number, step, {k: v for k, v in told.items() if v is not None})

    def drawn(self, words: tuple[str, ...], *facts: Fact) -> Drawn:
        """The command with its facts, or with exit code 3 where the process does not allow them."""
        allowed = all(may(self.known.deals, one) for one in facts)
        if allowed:
            for one in facts:
                self.known.add(one)
        return Drawn(words, 0 if allowed else 3, self.id, self.who)

    def round_of(self, step: str, *, always: bool = False) -> str | None:
        """The round that a fact keeps: where a step may come again, or has."""
        number = self.deal.steps[step].round
        return str(number) if always or number > 1 or stage_of(step) > 0 else None


def _kind(draw: Callable[[_Drawing], Drawn]) -> Kind:
    return lambda chance, now, customer, known: draw(_Drawing(chance, now, customer, known))


def _on(one: _Drawing) -> Drawn:
    """What brings the deal on, mostly: the step that is open, the verdict that is asked, the next stage."""
    open_ = [step for step in STEPS if one.deal.state(step) == "open" and step != "talk.grading"]
    if not blocked(one.deal) and one.chance.random() < 0.7:
        return _advance(one)
    if not open_:
        return _grade(one)
    step = one.chance.choice(open_)
    if step == "offer.judge":
        return _verdict(one, one.chance.choice(one.deal.asked()), yes=one.chance.random() < 0.8)
    return _do(one, step, complete=True)


def _do_any(one: _Drawing) -> Drawn:
    return _do(one, one.chance.choice([step for step in STEPS if step != "talk.grading"]), complete=False)


def _do(one: _Drawing, name: str, *, complete: bool) -> Drawn:
    step, outcome = STEPS[name], None
    form = {
        key: _value(one, key) for key, needed in step.fields.items()
        if one.chance.random() < (1 if complete and needed else 0.6)
    }  # fmt: skip
    if step.outcomes and (complete or one.chance.random() < 0.6):
        outcome = step.outcomes[0] if one.chance.random() < 0.7 else one.chance.choice(step.outcomes)
    told = one.fact("done", name, outcome=outcome, round=one.round_of(name), form=form or None)
    words = ["done", one.ref, name, *_settings(form)]
    return one.drawn((*words, "--outcome", outcome) if outcome else tuple(words), told)


def _amend(one: _Drawing) -> Drawn:
    name = one.chance.choice([step for step, spec in STEPS.items() if spec.fields])
    key = one.chance.choice(list(STEPS[name].fields))
    form, why = {key: _value(one, key)}, one.text()
    told = one.fact("amended", name, because=why, round=one.round_of(name), form=form)
    return one.drawn(("amend", one.ref, name, *_settings(form), "--because", why), told)


def _judge(one: _Drawing) -> Drawn:
    return _verdict(one, one.chance.choice(list(JUDGES)), yes=one.chance.random() < 0.6)


def _verdict(one: _Drawing, role: str, *, yes: bool) -> Drawn:
    told = {"as": role, "round": one.round_of("offer.judge", always=True)}
    if yes:
        return one.drawn(("approve", one.ref, "offer.judge", "--as", role), one.fact("approved", "offer.judge", **told))
    why = one.text()
    words = ("reject", one.ref, "offer.judge", "--as", role, "--because", why)
    return one.drawn(words, one.fact("rejected", "offer.judge", because=why, **told))


def _grade(one: _Drawing) -> Drawn:
    grade, why = one.chance.choice("AABC"), one.text()
    words = ("grade", one.ref, grade, "--because", why)
    return one.drawn(words, one.fact("graded", grade=grade, because=why))


def _advance(one: _Drawing) -> Drawn:
    to = STAGES[one.deal.stage + 1] if one.deal.stage + 1 < len(STAGES) else None
    return one.drawn(("advance", one.ref), one.fact("advanced", to=to))


def _override(one: _Drawing) -> Drawn:
    to, why = (STAGES[one.deal.stage + 1] if one.deal.stage + 1 < len(STAGES) else None), one.text()
    words = ("advance", one.ref, "--override", "--because", why)
    return one.drawn(words, one.fact("advanced", to=to, override="yes", because=why))


def _back(one: _Drawing) -> Drawn:
    to, why = one.chance.choice(STAGES), one.text()
    return one.drawn(("back", one.ref, to, "--because", why), one.fact("returned", to=to, because=why))


def _reopen(one: _Drawing) -> Drawn:
    to, why = one.chance.choice(STAGES), one.text()
    return one.drawn(("reopen", one.ref, to, "--because", why), one.fact("reopened", to=to, because=why))


def _hold(one: _Drawing) -> Drawn:
    until = stamp(one.now + timedelta(hours=one.chance.choice((0, 5, 30, 24 * 20, 24 * 40))))
    why = one.chance.choice(_REASONS["hold"])
    words = ("hold", one.ref, "--because", why, "--until", until)
    return one.drawn(words, one.fact("held", because=why, until=until))


def _resume(one: _Drawing) -> Drawn:
    what = "woken" if one.deal.status == "nurture" else "resumed"
    return one.drawn(("resume", one.ref), one.fact(what))


def _nurture(one: _Drawing) -> Drawn:
    why = one.text()
    return one.drawn(("nurture", one.ref, "--because", why), one.fact("nurtured", because=why))


def _close(one: _Drawing) -> Drawn:
    how = one.chance.choice(("lost", "void"))
    why = one.chance.choice(_REASONS[how])
    told = {"as": how, "because": why}
    return one.drawn(("close", one.ref, how, "--because", why), one.fact("closed", **told))


def _assign(one: _Drawing) -> Drawn:
    who, role, why = one.chance.choice((OWNER, OTHER, OTHER)), one.chance.choice((None, None, "boss")), one.text()
    words = ("assign", one.ref, who, *(("--role", role) if role else ()), "--because", why)
    return one.drawn(words, one.fact("assigned", who=who, role=role, because=why))


def _log(one: _Drawing) -> Drawn:
    words, text = ["log", one.ref], one.text()
    missed = one.chance.random() < 0.3
    facts = [one.fact("contacted", kind="call", text=text, reached="no" if missed else None)]
    words += ["--reached", "no"] if missed else []
    if one.chance.random() < 0.4:
        when, next_ = stamp(one.now + timedelta(hours=30)), one.text()
        words += ["--next", when, next_]
        facts.append(one.fact("planned", when=when, text=next_))
    return one.drawn((*words, "--", text) if text.startswith("-") else (*words, text), *facts)


def _note(one: _Drawing) -> Drawn:
    text = one.text()
    return one.drawn(("note", one.ref, "--", text), one.fact("noted", text=text))


def _plan(one: _Drawing) -> Drawn:
    when, text = stamp(one.now + timedelta(hours=one.chance.choice((2, 50)))), one.text()
    return one.drawn(("plan", one.ref, when, "--", text), one.fact("planned", when=when, text=text))


def _deal(one: _Drawing) -> Drawn:
    one.number = max(one.known.deals) + 1
    title, amount = one.text(), one.chance.choice((None, "30000"))
    owner = one.known.deals[one.number - 1].owner
    told = one.fact("opened", owner=owner, playbook="small@1", title=title, amount=amount)
    words = ("deal", "add", one.id, f"--title={title}", *(("--amount", amount) if amount else ()))
    return one.drawn(words, told) if one.number <= 2 else _note(replace_number(one))


def replace_number(one: _Drawing) -> _Drawing:
    """The first deal again, where there are enough."""
    one.number = 1
    one.ref = one.id
    return one


def _edit(one: _Drawing) -> Drawn:
    card, kind = one.known.card, one.chance.choice(("name", "amount", "title"))
    if kind == "name":
        card["name"] = f"{card['name'].partition(' (')[0]} ({len(one.known.facts)})"
        return Drawn(("edit", one.ref, "--set", f"name={card['name']}"), 0, one.id, one.who)
    value = one.chance.choice(("90000", "120000")) if kind == "amount" else one.text()
    return one.drawn(("edit", one.ref, "--set", f"{kind}={value}"), one.fact("estimated", **{kind: value}))


def _undo(one: _Drawing) -> Drawn:
    """One's own last event, unless it opened the deal or a later one was built on it."""
    mine = [fact for fact in one.known.facts if fact.by == one.who and not fact.gone]
    mine = [fact for fact in mine if fact.what not in ("undone", "forgotten")]
    words = ("undo", one.ref)
    if not mine or mine[-1].what == "opened":
        return Drawn(words, 3, one.id, one.who)
    last = mine[-1]
    before = _unearned(one.known.facts)
    last.gone = True
    if _unearned(one.known.facts) - before:
        last.gone = False
        return Drawn(words, 3, one.id, one.who)
    one.known.add(Fact("undone", one.now, one.who, last.deal, None, {"event": last.place}))
    return Drawn(words, 0, one.id, one.who)


def _forget(one: _Drawing) -> Drawn:
    if one.known.forget():
        one.known.add(one.fact("forgotten"))
    return Drawn(("forget", one.ref, "--yes"), 0, one.id, one.who)


def _senseless(one: _Drawing) -> Drawn:
    lines = (
        ("note", "no-such-customer", "x"), ("list", "--no-such"), ("grade", one.ref, "Z"), ("no-such",),
        ("back", one.ref, "nowhere", "--because", "x"), ("done", one.ref, "talk.call", "--outcome", "maybe"),
        ("done", one.ref, "no.step"), ("assign", one.ref, "nobody"), ("show", f"{one.id}/9"),
        ("plan", one.ref, "some day", "x"), ("done", one.ref, "offer.write", "--set", "price=dear"),
        ("approve", one.ref, "offer.judge", "--as", "king"), ("close", one.ref, "lost", "--because", "weather"),
    )  # fmt: skip
    return Drawn(one.chance.choice(lines), 2, one.id, one.who)


def _unearned(facts: list[Fact]) -> set[int]:
    """Those that the process would not have allowed where they stand."""
    deals: dict[int, Deal] = {}
    found: set[int] = set()
    for fact in facts:
        if fact.gone or fact.what in ("undone", "forgotten"):
            continue
        if not may(deals, fact, people=False):
            found.add(fact.place)
        happen(deals, replace(fact))
    return found


def _value(one: _Drawing, key: str) -> str:
    numbers = {"price": ("500000", "620000"), "people": ("3", "12")}
    return one.chance.choice(numbers.get(key, TEXTS))


def _settings(form: dict[str, str]) -> list[str]:
    return [word for key, value in form.items() for word in ("--set", f"{key}={value}")]


KINDS: tuple[Kind, ...] = tuple(
    _kind(one)
    for one in (
        *[_on] * 24, _do_any, _do_any, _amend, _amend, _amend, _judge, _grade, _advance, _override, _back, _reopen,
        _reopen, _hold, _hold, _resume, _resume, _nurture, _close, _assign, _assign, _log, _log, _note, _plan, _deal,
        _edit, _edit, _undo, _undo, _undo, _forget, _senseless,
    )
)  # fmt: skip
"""What may be drawn; what brings a deal on most often, or none would come far."""
