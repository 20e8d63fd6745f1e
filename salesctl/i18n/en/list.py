"""Deals in one line each."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "list.title": "Deals",
    "list.customer": "Customer",
    "list.stage": "Stage",
    "list.grade": "Grade",
    "list.owner": "Owner",
    "list.status": "Status",
    "list.amount": "Amount",
    "list.next": "Next",
    "list.due": "Due",
    "list.ref": "Id",
    "list.none_fits": "No deal fits. All deals: {command}",
    "list.nobody": "There are no customers yet. Add the first: {command}",
    "help.list": "Every deal in one line; without a filter all of them, whatever their status.",
    "help.list.owner": "Only deals of this person, by id or name.",
    "help.list.stage": "Only deals in this stage.",
    "help.list.status": "open, nurture, won, lost or void.",
    "help.list.grade": "Only deals of this grade.",
    "help.list.min_amount": "Only deals of at least this amount: 500000, 50万.",
    "help.list.channel": "Only deals that came through this channel.",
    "help.list.kind": "Only deals of this kind.",
    "help.list.words_": "Only where the name, title, industry or need has this text in it.",
    "help.list.sort": "By what to sort; a minus before it turns the order round.",
}
