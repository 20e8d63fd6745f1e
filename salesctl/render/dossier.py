"""The page about one customer: the card, each deal, what is owed, the forms, the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesctl.core.events import Value
from salesctl.core.playbook import Field
from salesctl.i18n import say, text
from salesctl.i18n.answers import answer, rows
from salesctl.i18n.forms import shown
from salesctl.i18n.history import beside, sentence
from salesctl.render import console, deal_page, form_page, page
from salesctl.render.clean import clean
from salesctl.render.layout import padded, width
from salesctl.reports.dossier import DealView, Dossier
from salesctl.reports.items import Item
from salesctl.reports.material import Read, World, shown_person
from salesctl.reports.story import Story, in_full, story


def show(
    world: World, customer: Read, seen: Dossier, items: Sequence[Item], deal: int | None, *, everything: bool
) -> None:
    """Write the page. ``deal``: only that one; ``everything``: every deal in full and the whole history."""
    page.head(customer.name, customer.id)
    _card(world, seen.record.card)
    page.tell(customer.file, "dim")
    full = in_full(seen.deals, deal, everything=everything)
    if len(seen.deals) > len(full) and deal is None:
        _others(world, customer, [one for one in seen.deals if one not in full])
    for view in full:
        mine = [
            one for one in items if one.deal == view.deal.number and one.step not in {duty.what for duty in seen.duties}
        ]
        deal_page.show(world, customer, view, mine)
    beyond = [one for one in items if one.step in {duty.what for duty in seen.duties}]
    if beyond and deal is None:
        page.head(say("dossier.owed_customer"))
        deal_page.owed(world, beyond)
    _history(world, customer, story(seen.history, deal, everything=everything or deal is not None))


def _card(world: World, card: Mapping[str, Value]) -> None:
    """The card's facts under their titles; what no form knows stands as it was written."""
    known = {field.id: field for form in world.playbook.forms.values() if form.on_card for field in form.fields}
    plain = {key: known.get(key, Field(key, "text", _title(key))) for key in card if key != "name"}
    lists = {key: field for key, field in plain.items() if field.type == "list"}
    labels = [clean(text(field.title)) for key, field in plain.items() if key not in lists]
    wide = max((width(label) for label in labels), default=0)
    for key, field in plain.items():
        if key not in lists:
            words = answer(field, card[key], world.team)
            page.tell(words, label=padded(clean(text(field.title)), wide)) if words else None
    for key, field in lists.items():
        form_page.table(field, rows(field, card[key], world.team))


def _title(key: str) -> dict[str, str]:
    return {"": say("dossier.tags") if key == "tags" else key}


def _others(world: World, customer: Read, views: Sequence[DealView]) -> None:
    """Deals on one line each."""
    page.head(say("dossier.deals"))
    for view in views:
        deal = view.deal
        stage = world.playbook.stages.get(deal.stage or "")
        parts = [deal.title or "", text(stage.title) if stage else "", deal_page.status(world, deal), deal.grade or ""]
        parts += [shown_person(world.team, deal.owner) or "", shown(view.amount) if view.amount is not None else ""]
        page.tell(" · ".join(part for part in parts if part), label=f"{customer.id}/{deal.number}")
    example = f"show {customer.id}/{views[-1].deal.number}"
    page.tell(
        say("dossier.others", command=console.pasteable(example), all=console.pasteable(f"show {customer.id} --all")),
        "dim",
    )


def _history(world: World, customer: Read, told: Story) -> None:
    page.head(say("dossier.history"))
    if told.left_out:
        command = console.pasteable(f"show {customer.id} --all")
        page.tell(say("history.earlier", count=told.left_out, command=command), "dim")
    several = len({event.deal for event in told.events}) > 1
    for event in told.events:
        who = shown_person(world.team, event.by) or event.by
        label = f"{shown(event.at)} {clean(who)}" + (f" /{event.deal}" if several else "")
        more = list(beside(world.playbook, event))
        if event.id in told.undone:
            more.append(say("history.taken_back"))
        words = sentence(world.playbook, world.team, event)
        words = say("history.beside", sentence=words, more=tuple(more)) if more else words
        page.tell(words, "dim" if event.id in told.undone else None, label=label, mark="dim")
