"""A customer as rows: what reading commands need of it, reckoned once and good for a while."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from salesctl.core.contradictions import contradictions
from salesctl.core.customers import core_name, phones_of, plain_phone
from salesctl.core.events import Value
from salesctl.core.facts import amount
from salesctl.core.folding import fold
from salesctl.core.lookalikes import skeleton
from salesctl.core.plain import moment
from salesctl.core.playbook import Playbook
from salesctl.core.replay import origin
from salesctl.core.standing import standing_deal
from salesctl.core.state import Deal
from salesctl.reports.blocking import can_advance
from salesctl.reports.contradictions import problem_of
from salesctl.reports.material import Read, World, ref_of
from salesctl.reports.owing import owed_rows
from salesctl.reports.rows import UNKNOWN, CrossedRow, CustomerRow, DealRow, HeardRow, NameRow, Summary

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def summary(world: World, customer: Read, since: datetime, until: datetime) -> Summary:
    """The rows of a customer; what they say of obligations holds from ``since`` to ``until``."""
    return Summary(
        _customer(world, customer),
        tuple(_deal(world, customer, deal) for deal in customer.state.deals.values()),
        tuple(owed_rows(world, customer, since, until)),
        tuple(_heard(world.playbook, customer)),
        tuple(_crossed(world, customer)),
        _name(customer),
    )


def _customer(world: World, customer: Read) -> CustomerRow:
    card, deal = customer.record.card, standing_deal(customer.state)
    person, came_in = _first_contact(card.get("contacts")), origin(customer.state)
    reach = " / ".join(part for part in (_text(person.get("phone")), _text(person.get("email"))) if part)
    return CustomerRow(
        came_in=UNKNOWN if came_in is None else (came_in - _EPOCH) // timedelta(microseconds=1), name=customer.name,
        industry=_text(card.get("industry")), contact=_text(person.get("name")),
        position=_text(person.get("position")), reach=reach or None, need=_text(card.get("need")),
        stage=deal.stage if deal else None, owner=deal.owner if deal else None,
        follow_up=_planned(world, deal) if deal else None,
    )  # fmt: skip


def _name(customer: Read) -> NameRow:
    name = customer.name
    phones = tuple(plain_phone(phone) for phone in phones_of(customer.record.card))
    return NameRow(customer.id, name, customer.file, fold(name), core_name(name), skeleton(name), phones)


def _deal(world: World, customer: Read, deal: Deal) -> DealRow:
    card = customer.record.card
    industry = _text(card.get("industry"))
    words = fold(" ".join([customer.name, deal.title or "", industry or "", _text(card.get("need")) or ""]))
    return DealRow(
        customer=customer.id, name=customer.name, ref=ref_of(customer, deal.number), deal=deal.number, title=deal.title,
        stage=deal.stage, grade=deal.grade, owner=deal.owner, status=deal.status, going=deal.going,
        held=deal.going and deal.held is not None, finished=deal.finished is not None,
        ready=can_advance(world, customer, deal), planned=deal.plan is not None,
        amount=amount(world.playbook, customer.state, deal), sign_by=deal.sign_by, channel=deal.channel, kind=deal.kind,
        industry=industry, opened=deal.opened_at, entries=tuple((one.stage, one.at) for one in deal.entries),
        won=_won_at(world.playbook, deal), ended=deal.closings[-1].start if deal.closings else None, words=words,
    )  # fmt: skip


def _won_at(playbook: Playbook, deal: Deal) -> datetime | None:
    """When the deal was first won; None where it was not, or was sent back behind its signing and is open again."""
    if not deal.won or (deal.status == "open" and playbook.won is not None):
        return None
    return deal.won[0][0]


def _planned(world: World, deal: Deal) -> datetime | None:
    """When the next follow-up was last planned, on the team's clock."""
    when = moment(deal.plan.data.get("when")) if deal.plan else None
    return world.calendars[""].local(when) if when else None


def _heard(playbook: Playbook, customer: Read) -> Iterator[HeardRow]:
    """Everything done of which somebody must be told: steps, their outcomes, occurrences, duties."""
    for deal in customer.state.deals.values():
        for what, outcome, at, by, tell in _done(playbook, deal):
            if tell:
                ref = ref_of(customer, deal.number)
                yield HeardRow(customer.id, customer.name, deal.number, ref, deal.owner, what, outcome, at, by, tell)


def _done(playbook: Playbook, deal: Deal) -> Iterator[tuple[str, str | None, datetime, str, tuple[str, ...]]]:
    inner = [one.steps for same in deal.occurrences.values() for one in same]
    for steps in (deal.steps, *inner):
        for name, kept in steps.items():
            step = playbook.steps[name]
            for visit in kept.visits:
                spec = step.outcome(visit.outcome)
                yield name, visit.outcome, visit.at, visit.by, (*step.tell, *(spec.tell if spec else ()))
    for name, same in deal.occurrences.items():
        for one in same:
            yield name, None, one.event.at, one.event.by, playbook.whenevers[name].tell
    for name, often in deal.duties.items():
        for settled in often:
            yield name, None, settled.at, settled.event.by, playbook.duties[name].tell


def _crossed(world: World, customer: Read) -> Iterator[CrossedRow]:
    for one in contradictions(customer.record.history):
        if one.certain:
            deal = customer.state.deals.get(one.deal)
            concerns = (one.one.by, one.other.by, *((deal.owner,) if deal else ()))
            problem = problem_of(world, customer, one)
            yield CrossedRow(customer.id, customer.name, one.deal, one.other.id, concerns, problem)


def _first_contact(contacts: Value | None) -> Mapping[str, Value]:
    if contacts is None or isinstance(contacts, str | Mapping):
        return {}
    return next((one for one in contacts if isinstance(one, Mapping)), {})


def _text(value: Value | None) -> str | None:
    return value if isinstance(value, str) and value else None
