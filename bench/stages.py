"""The stages of the shipped process as moves of a story, each with the days that pass before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bench import naming
from bench.scene import Scene
from salesctl.core import commands as c
from salesctl.core.events import Value

REVIEWERS = ("product", "technical", "legal", "finance")
_CHANNELS = ("website", "trade_fair", "partner", "social", "other")
_PARTS = ("decides", "advises", "uses", "buys")


@dataclass(frozen=True)
class Beat:
    """One move: the days since the one before it, and what happens. ``name`` says where a story stands after it."""

    days: float
    name: str
    act: Callable[[Scene], None]


def deal(random: Random, kind: str | None = None) -> list[Beat]:
    """A whole deal from its opening to the first visit; a story is a beginning of it."""
    beats: list[Beat] = []
    grade = random.choices("AB", (45, 55))[0]
    beats.extend(_lead(random, grade, kind))
    beats.extend(_needs(random, kind))
    beats.extend(_proposal(random, kind))
    beats.extend(_contract(random))
    beats.extend(_delivery(random))
    return beats


def opening(kind: str | None) -> Callable[[Scene], None]:
    """The registration of a customer, or of one more deal."""

    def act(scene: Scene) -> None:
        random = scene.random
        values: dict[str, Value] = {"channel": random.choice(_CHANNELS)}
        if scene.deal == 1:
            values |= _card(scene) | {"channel_detail": scene.say("fair")}
        title = scene.say("title") if scene.deal > 1 else None
        amount = Decimal(scene.price) if random.random() < 0.5 else None
        command = c.Open(owner=scene.owner, kind=kind, title=title, amount=amount, values=values)
        scene.ask(command, scene.owner)

    return act


def _card(scene: Scene) -> dict[str, Value]:
    random = scene.random
    contacts = []
    for place, person in enumerate(scene.people):
        row: dict[str, Value] = {"name": person, "position": scene.say("position")}
        row["phone"] = naming.phone(scene.number, place)
        if random.random() < 0.6:
            row["email"] = f"c{scene.number}.{place}@example.com"
        contacts.append({**row, "part": _PARTS[place]})
    card: dict[str, Value] = {"name": scene.name, "industry": scene.say("industry"), "need": scene.say("need")}
    if random.random() < 0.8:
        card["size"] = str(random.randrange(3, 240) * 10)
    if random.random() < 0.3:
        card["founded"] = f"{random.randrange(1985, 2020)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    return {**card, "contacts": tuple(contacts)}


def _lead(random: Random, grade: str, kind: str | None) -> Iterator[Beat]:
    yield Beat(0, "opened", opening(kind))
    yield Beat(0.05, "graded", lambda s: s.graded(grade))
    yield Beat(
        0.05, "screened",
        lambda s: s.done("lead.screening", "fits", industry_fit="yes", size_fit="yes", need_or_budget="yes"),
    )  # fmt: skip
    for _ in range(random.choices((0, 1, 2), (50, 33, 17))[0]):
        yield Beat(0.15, "tried", _tried)
    yield Beat(0.3, "reached", _reached)
    if random.random() < 0.5:
        yield Beat(0.1, "noted", _noted)
    yield Beat(0.05, "needs", Scene.advanced)


def _needs(random: Random, kind: str | None) -> Iterator[Beat]:
    if kind != "repeat":
        if random.random() < 0.5:
            yield Beat(1, "planned", lambda s: s.moved("planned", text=s.say("plan"), when=s.moment(1)))
            yield Beat(1, "called", _called)
        yield Beat(random.uniform(2, 6), "surveyed", _survey)
    yield Beat(random.uniform(0.5, 1), "reported", _report)
    for _ in range(random.choices((0, 1), (80, 20))[0]):
        yield Beat(2, "changed", lambda s: _answered(s, "changed"))
        yield Beat(1, "reported", _report)
    for _ in range(random.choices((0, 1, 2), (30, 45, 25))[0]):
        yield Beat(0.5, "called", _called)
    yield Beat(random.uniform(0.5, 2), "confirmed", lambda s: _answered(s, "confirmed"))
    if kind != "repeat":
        yield Beat(random.uniform(2, 6), "talked", _talk)
    yield Beat(0.1, "proposal", Scene.advanced)


def _proposal(random: Random, kind: str | None) -> Iterator[Beat]:
    yield Beat(random.uniform(2, 4), "improved", _improve)
    reviewers = ("sales_lead", "finance") if kind == "repeat" else REVIEWERS
    refusing = reviewers[-1] if random.random() < 0.18 else None
    for role in reviewers:
        if role != refusing:
            yield Beat(random.uniform(0.1, 0.5), "reviewing", _verdict("proposal.review", role))
    if refusing is not None:
        yield Beat(0.3, "refused", _verdict("proposal.review", refusing, yes=False))
        yield Beat(1.5, "improved", _improve)
        yield Beat(0.5, "reviewing", _again)
    if random.random() < 0.6:
        yield Beat(random.uniform(1, 3), "called", _called)
    yield Beat(random.uniform(2, 6), "agreed", _negotiated)
    if kind != "repeat":
        yield Beat(random.uniform(1, 4), "intended", _intent)
    yield Beat(0.1, "contract", Scene.advanced)


def _contract(random: Random) -> Iterator[Beat]:
    yield Beat(random.uniform(1, 2), "drafted", _draft)
    yield Beat(0.3, "reviewing", _verdict("contract.review", "sales_lead"))
    yield Beat(0.5, "reviewed", _verdict("contract.review", "finance"))
    yield Beat(
        random.uniform(1, 4),
        "accepted",
        lambda s: s.done("contract.confirmation", "confirmed", confirmed_by=s.people[0]),
    )
    yield Beat(random.uniform(1, 3), "signed", _signed)
    yield Beat(0.6, "filed", _filed)
    yield Beat(0.5, "ordered", _ordered)
    yield Beat(1.5, "prepared", _planned)
    yield Beat(0.1, "delivery", Scene.advanced)


def _delivery(random: Random) -> Iterator[Beat]:
    yield Beat(random.uniform(9, 16), "completed", lambda s: s.done("delivery.completion"))
    yield Beat(random.uniform(2, 5), "passed", _accepted)
    yield Beat(random.uniform(4, 6), "visited", _visited)
    yield Beat(0.1, "finished", Scene.advanced)
    if random.random() < 0.4:
        yield Beat(58, "cared", lambda s: s.done("care.news", note=s.say("plan")))


# ------------------------------------------------------------------------------------------------------- the moves


def _tried(scene: Scene) -> None:
    scene.moved("contacted", text=scene.say("vain"), kind="call", reached="no", **{"with": scene.people[0]})


def _called(scene: Scene) -> None:
    kind = scene.random.choice(("call", "chat", "visit", "mail"))
    scene.moved("contacted", text=scene.say("result"), kind=kind, **{"with": scene.people[0]})


def _noted(scene: Scene) -> None:
    scene.moved("noted", text=scene.say("note"))


def _reached(scene: Scene) -> None:
    scene.done(
        "lead.first_contact", "reached", how=scene.random.choice(("call", "mail", "chat", "visit")),
        spoke_with=scene.people[0], interests=scene.say("interests"), pains=scene.say("pains"),
        timing=scene.say("timing"),
    )  # fmt: skip


def _survey(scene: Scene) -> None:
    people = tuple({"name": person} for person in scene.people)
    deciders = tuple({"name": person, "part": _PARTS[place]} for place, person in enumerate(scene.people))
    scene.done(
        "needs.survey", how=scene.random.choice(("visit", "online")), their_people=people, pains=scene.say("pains"),
        goals=scene.say("goals"), budget_state=scene.random.choice(("approved", "planned", "not_told")),
        budget_min=str(scene.price * 4 // 5), budget_max=str(scene.price * 6 // 5), decision_people=deciders,
        decision_steps=scene.say("decision"), key_dates=({"what": scene.say("event"), "date": scene.day(70)},),
    )  # fmt: skip


def _report(scene: Scene) -> None:
    scene.done(
        "needs.report", core_need=scene.say("need"), target_date=scene.day(70), not_included=scene.say("excluded"),
        success=scene.say("success"), sent_to=scene.people[0], sent_how=scene.random.choice(("mail", "chat")),
    )  # fmt: skip


def _answered(scene: Scene, outcome: str) -> None:
    how = scene.random.choice(("mail", "chat"))
    if outcome == "changed":
        changes = scene.say("point")
        scene.done("needs.confirmation", outcome, confirmed_by=scene.people[0], how=how, changes=changes)
    else:
        scene.done("needs.confirmation", outcome, confirmed_by=scene.people[0], how=how)


def _talk(scene: Scene) -> None:
    functions = tuple(
        {"item": item, "kind": kind}
        for item, kind in zip(scene.some("function", 3), ("standard", "adapted", "service"), strict=False)
    )
    scene.done(
        "needs.solution_talk", "suits", expert=scene.whose("product"), functions=functions,
        period_days=str(scene.random.choice((45, 60, 75))), effect=scene.say("effect"), rough_price=str(scene.price),
        reactions=({"point": scene.say("point"), "answer": scene.say("answer")},), next=scene.say("next"),
    )  # fmt: skip


def _improve(scene: Scene) -> None:
    items = scene.some("function", 3)
    share = scene.price // len(items) // 1000 * 1000
    amounts = [scene.price - share * (len(items) - 1)] + [share] * (len(items) - 1)
    rows = ({"item": item, "quantity": "1", "amount": str(one)} for item, one in zip(items, amounts, strict=True))
    scene.done(
        "proposal.improve", items=tuple(rows),
        price=str(scene.price), tax="vat_13", floor_price=str(scene.price * 9 // 10),
        margin=str(scene.random.randrange(28, 48)), payment_plan=_payments(scene.price),
        delivery_days="60", services=scene.say("services"), warranty_months="24",
        standard=tuple({"item": item, "criterion": scene.say("criterion")} for item in items),
        valid_until=scene.day(60),
    )  # fmt: skip


def _payments(price: int) -> Value:
    first = price * 3 // 10 // 1000 * 1000
    return ({"when": "on_signing", "amount": str(first)}, {"when": "on_acceptance", "amount": str(price - first)})


def _verdict(step: str, role: str, *, yes: bool = True) -> Callable[[Scene], None]:
    return lambda scene: scene.judged(step, role, yes=yes)


def _again(scene: Scene) -> None:
    """Whoever is asked anew after a no."""
    from salesctl.core.progress import Progress

    for role in Progress(scene.world.playbook, scene.state, scene.going).asked("proposal.review"):
        scene.judged("proposal.review", role)


def _negotiated(scene: Scene) -> None:
    objection = {"about": "price", "what": scene.say("objection"), "answer": scene.say("concession"), "settled": "yes"}
    scene.done("proposal.negotiation", "agreed", objections=(objection,))


def _intent(scene: Scene) -> None:
    scene.done(
        "proposal.intent", binding="not_binding", next_steps=({"what": scene.say("step")},), signed_us=scene.owner,
        signed_customer=scene.people[0],
    )  # fmt: skip


def _draft(scene: Scene) -> None:
    scene.done(
        "contract.draft", party=scene.name, source="ours", delivery_date=scene.day(40), rights=scene.say("rights"),
        breach=scene.say("breach"), confidentiality=scene.say("confidentiality"),
    )  # fmt: skip


def _signed(scene: Scene) -> None:
    kind = scene.random.choice(("paper", "electronic"))
    scene.done("contract.signing", kind=kind, signed_us=scene.owner, signed_customer=scene.people[0])


def _filed(scene: Scene) -> None:
    scan = {"name": f"c{scene.number}-signed.pdf", "sha256": scene.random.randbytes(32).hex()}
    number = f"HT-{scene.at.year}-{scene.number:06}"
    scene.done(
        "contract.filing", number=number, scan=scan, original_at=scene.say("cabinet"), told=("finance", "delivery")
    )


def _ordered(scene: Scene) -> None:
    scene.done("contract.order", prepayment="received", site=scene.say("site"))


def _planned(scene: Scene) -> None:
    milestone = {"what": scene.say("milestone"), "date": scene.day(8)}
    scene.done(
        "contract.plan", "planned", manager=scene.whose("delivery"), milestones=(milestone,), sent_to_customer="yes"
    )


def _accepted(scene: Scene) -> None:
    standard = scene.going.steps["proposal.improve"].visits[-1].values["standard"]
    rows = [row for row in standard if isinstance(row, dict)]
    items = tuple({"item": row["item"], "result": "pass"} for row in rows)
    scene.done("delivery.acceptance", "accepted", kind="final", items=items, accepted_by=scene.people[0])


def _visited(scene: Scene) -> None:
    scene.done(
        "delivery.first_visit", how=scene.random.choice(("visit", "phone")), spoke_with=scene.people[-1], use="daily",
        satisfaction=scene.random.choice(("3", "4", "5")), reference="yes",
    )  # fmt: skip
