"""The way on for one deal, for a person who may do it for the first time (``process.md`` U1)."""

from __future__ import annotations

from collections.abc import Mapping

from salesctl.core.asking import Question
from salesctl.core.events import Value
from salesctl.core.playbook import Field, Text
from salesctl.i18n import say, text
from salesctl.i18n.forms import shown
from salesctl.render import agenda, console
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.render.console import Styled
from salesctl.render.layout import padded, width, wrapped
from salesctl.reports.guidance import Guidance, Task
from salesctl.reports.material import Read, World, role_title, shown_person

_MOST_CHOICES = 8


def head(world: World, customer: Read, guide: Guidance, stage: str) -> None:
    """Whose deal it is, and where it stands."""
    deal = guide.deal
    parts = [customer.name if deal.number == 1 else f"{customer.name}/{deal.number}", stage]
    parts += [deal.grade] if deal.grade else []
    parts += [shown_person(world.team, deal.owner) or ""]
    parts += [say(f"status.{deal.status}")] if deal.status != "open" else []
    console.result(Styled(clean(" · ".join(parts)), "bold"))


def tasks(world: World, found: tuple[Task, ...]) -> None:
    """Every task; of those that one command settles one after the other, the page is shown once."""
    told: set[str] = set()
    for one in found:
        _headline(world, one)
        if one.command not in told:
            _page(one)
        told.add(one.command)


def _headline(world: World, one: Task) -> None:
    """What, by whom and by when."""
    item = one.item
    who = shown_person(world.team, item.person) or text(role_title(world.playbook, item.role))
    console.result("")
    line = " · ".join(part for part in (words(item.what), clean(who), agenda.when(item, world.now)) if part)
    for at, piece in enumerate(wrapped(line, _room())):
        console.result(Styled(f"{'●' if not at else ' '} {piece}", "red" if item.late else "bold"))


def _page(one: Task) -> None:
    """Why, what to say, what the form asks, and the command."""
    for code, told in (("next.why", one.goal), ("next.say", one.say), ("next.hint", one.hint)):
        _labelled(code, told)
    _form(one)
    if one.outcomes:
        _lines(say("next.outcomes"), "; ".join(f"{key} ({clean(text(title))})" for key, title in one.outcomes.items()))
    console.result(Styled(f"    {console.pasteable(one.command)}", "cyan"))
    if one.template != one.command:
        _lines(say("next.at_once"), console.pasteable(one.template), breaks=False)


def way_on(world: World, guide: Guidance) -> None:
    """The command that takes the deal on, or what is still to come."""
    console.result("")
    if guide.advance is not None:
        upcoming = world.playbook.next_stage(guide.deal.stage)
        title = text(world.playbook.stages[upcoming].title) if upcoming else ""
        console.result(Styled(say("next.ready", to=title) if upcoming else say("next.ready_to_finish"), "green"))
        console.result(Styled(f"    {console.pasteable(guide.advance)}", "cyan"))
    elif not guide.deal.going:
        code = "next.over_finished" if guide.deal.finished is not None else "next.over"
        console.result(say(code, status=say(f"status.{guide.deal.status}")))
    else:
        console.result(say("next.not_ready", count=sum(one.severity == "error" for one in guide.blocked_by)))
        console.result(Styled(f"    {console.pasteable(f'why {guide.ref}')}", "cyan"))
    for item in guide.coming:
        console.result("  ", say("next.coming_line", name="", what=words(item.what), due=item.due).strip(" ·"))


def _labelled(code: str, told: Text | None) -> None:
    if told:
        _lines(say(code), clean(text(told)))


def _lines(label: str, told: str, *, breaks: bool = True) -> None:
    room = _room() - width(label) - 2
    pieces = wrapped(told, room) if breaks else [told]
    for at, piece in enumerate(pieces):
        console.result("  ", Styled(label, "dim") if not at else " " * width(label), " ", piece)


def _form(one: Task) -> None:
    """The fields that are asked: what is needed, what may be, what is known already."""
    needed = [ask for ask in one.questions if ask.required and ask.known is None]
    known = [ask for ask in one.questions if ask.known is not None]
    spare = [ask for ask in one.questions if not ask.required and ask.known is None]
    if needed:
        console.result("  ", Styled(say("next.needed"), "dim"))
    room = max((width(ask.field.id) for ask in needed), default=0)
    for ask in needed:
        for at, piece in enumerate(wrapped(_asks(ask), max(_room() - room - 6, 12))):
            console.result("    ", padded(ask.field.id if not at else "", room), "  ", piece)
    if known:
        _lines(
            say("next.known"),
            "; ".join(f"{clean(text(ask.field.title))} = {_value(ask.field, ask.known)}" for ask in known),
        )
    if spare:
        _lines(say("next.may"), clean(", ".join(ask.field.id for ask in spare)))


def _asks(ask: Question) -> str:
    field = ask.field
    told = text(field.title)
    if field.choices:
        names = list(field.choices)
        told += ": " + " | ".join(names[:_MOST_CHOICES]) + (" | …" if len(names) > _MOST_CHOICES else "")
    elif field.type == "list":
        told += f": {say('next.rows')} " + "; ".join(f"{column.id}=" for column in field.columns)
    elif field.type != "text":
        told += f": {say(f'next.type.{field.type}')}"
    if ask.last is not None:
        told += f" ({say('next.last')} {_value(field, ask.last)})"
    return clean(told)


def _value(field: Field, value: Value | None) -> str:
    if isinstance(value, str):
        return clean(text(field.choices[value]) if value in field.choices else value)
    if isinstance(value, Mapping):
        return clean(shown(tuple(one for one in value.values() if isinstance(one, str))))
    return say("next.row_count", count=len(value or ()))


def _room() -> int:
    return min(console.width() or 100, 120) - 2
