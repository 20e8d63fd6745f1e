"""The kanban on a terminal: lanes side by side where there is room, one under the other where there is not."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from salesctl.i18n import say, text
from salesctl.i18n.forms import shown
from salesctl.render import console
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.render.console import Styled
from salesctl.render.layout import padded, wrapped
from salesctl.reports.board import Lane
from salesctl.reports.deals import Line, status_cell
from salesctl.reports.material import World, shown_person

_LEAST: Final = 20
_GAP: Final = 2


def show(world: World, lanes: tuple[Lane, ...]) -> None:
    """Write the board to stdout."""
    columns = console.width() or console.WIDEST
    each = (columns - _GAP * (len(lanes) - 1)) // max(len(lanes), 1)
    if each >= _LEAST:
        _side_by_side(world, lanes, min(each, 36))
    else:
        for lane in lanes:
            _stacked(world, lane, columns)
    if not any(lane.deals for lane in lanes):
        console.result("")
        console.result(say("board.nothing"))


def _side_by_side(world: World, lanes: tuple[Lane, ...], each: int) -> None:
    heads = [[(line, False) for line in wrapped(clean(text(lane.title)), each)] for lane in lanes]
    tallest = max(map(len, heads), default=0)
    piles: list[list[tuple[str, bool]]] = []
    for lane, head in zip(lanes, heads, strict=True):
        pile = [*head, *[("", False)] * (tallest - len(head)), (_sum(lane), False), ("-" * each, False)]
        for one in lane.deals:
            pile += [(line, one.late) for line in _card(world, one, each)]
            pile.append(("", False))
        piles.append(pile)
    for place, row in enumerate(zip_longest(*piles, fillvalue=("", False))):
        parts: list[str | Styled] = []
        for line, late in row:
            filled = padded(line, each + _GAP)
            parts.append(Styled(filled, "red") if late else Styled(filled, "bold") if place < tallest else filled)
        if any(line for line, _ in row):
            console.result(*parts)
        else:
            console.result("")


def _stacked(world: World, lane: Lane, columns: int) -> None:
    console.result(Styled(f"{clean(text(lane.title))} · {_sum(lane)}", "bold"))
    for one in lane.deals:
        lines = wrapped(" · ".join(_card_parts(world, one)), columns - 4)
        for place, line in enumerate(lines):
            told = f"{_mark(one) if not place else ' '} {line}"
            console.result("  ", Styled(told, "red") if one.late else told)


def _sum(lane: Lane) -> str:
    return say("board.sum", count=len(lane.deals), amount=lane.amount)


def _card(world: World, one: Line, each: int) -> list[str]:
    name, *rest = _card_parts(world, one)
    return [line for part in (f"{_mark(one)} {name}", " · ".join(rest)) for line in wrapped(part, each) if line]


def _card_parts(world: World, one: Line) -> list[str]:
    name = one.name if one.deal == 1 else f"{one.name}/{one.deal}"
    amount = shown(one.amount, "wan") if one.amount is not None else ""
    standing = words(status_cell(one)) if one.held or one.status == "nurture" else ""
    owner = shown_person(world.team, one.owner) or ""
    late = say("board.late") if one.late else ""
    return [clean(part) for part in (name, one.grade or "", amount, owner, standing, late) if part]


def _mark(one: Line) -> str:
    return "!" if one.late else "-"
