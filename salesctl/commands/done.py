"""Finish a step with its form; settle a duty; raise what happens whenever it happens."""

from __future__ import annotations

from shlex import quote
from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._answers import answers, fields_of
from salesctl.commands._asking import after, forget_drafts, is_asking, offer_to_advance, talked_through
from salesctl.commands._blank import print_form, show_how
from salesctl.commands._options import AsRole, At, CustomerName, FormFile, Set
from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.core.commands import Advance, Command, Do
from salesctl.core.events import Value
from salesctl.core.naming import matches, one_of, read_role, read_step
from salesctl.core.playbook import Outcome, Playbook, Text
from salesctl.core.problems import Broken, Problem, Refused
from salesctl.desk.acting import Acted, act
from salesctl.desk.customers import Found


def command(
    context: typer.Context,
    customer: CustomerName,
    steps: Annotated[list[str], typer.Argument(metavar="STEP", autocompletion=_completing.step)],
    set_: Set = None,
    file: FormFile = None,
    outcome: Annotated[str | None, typer.Option("--outcome")] = None,
    as_: AsRole = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT")] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT")] = None,
    same: Annotated[bool, typer.Option("--same")] = False,
    advance: Annotated[bool, typer.Option("--advance")] = False,
    form: Annotated[bool, typer.Option("--form")] = False,
    at: At = None,
) -> int:
    """Do one step or several of a deal, all or none."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    playbook, when = workspace.playbook, happened_of(workspace, at)
    role = read_role(playbook, as_) if as_ else None
    for step in steps:
        if "=" in step or "＝" in step:
            raise Broken(Problem("usage.setting_alone", {"value": step, "fixed": f"--set {quote(step)}"}), exit_code=2)
    named = [read_step(playbook, step, found.customer.deal(found.number).stage) for step in steps]
    shares = _shares(playbook, [name for name, _ in named], set_ or [])
    asking = is_asking(file) and not form
    commands: list[Command] = []
    ahead = found
    for (name, number), settings in zip(named, shares, strict=True):
        values = answers(workspace, forms_of(playbook, name), settings, file)
        chosen = outcome_of(playbook, name, outcome) if outcome is not None else None
        if same:
            values = {**_last(found, name), **values}

        def made(
            given: dict[str, Value], ending: str | None, step: str = name, occurrence: int | None = number
        ) -> Command:  # fmt: skip
            return Do(deal=found.number, at=when, step=step, values=given, outcome=ending, role=role, note=note,
                      because=because, occurrence=occurrence)  # fmt: skip

        if form:
            print_form(workspace, found, name, number, values)
            continue
        if asking:
            values, chosen = talked_through(workspace, ahead, name, number, values, chosen, made)
        commands.append(made(values, chosen))
        if asking and len(named) > 1:
            ahead = after(workspace, ahead, commands[-1])
    if form:
        return 0
    if advance:
        commands.append(Advance(deal=found.number))
    acted = act(workspace, found, commands)
    titles = tuple(title_of(playbook, name) for name, _ in named)
    saying = "saved.done_and_advanced" if advance else "saved.done"
    code = reply(workspace, acted, saying, _content(acted, found), follow=not asking or advance, steps=titles)
    if isinstance(acted, Refused):
        show_how(workspace, found, named, acted)
        return code
    forget_drafts(workspace, found, [f"{name}/{number}" if number is not None else name for name, number in named])
    return offer_to_advance(workspace, acted) if asking and not advance else code


def forms_of(playbook: Playbook, name: str) -> tuple[str, ...]:
    """The forms of a step, a duty or a whenever."""
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    return entry.forms


def outcomes_of(playbook: Playbook, name: str) -> tuple[Outcome, ...]:
    """The ways in which a step or a duty can end."""
    entry = playbook.steps.get(name) or playbook.duties.get(name)
    return entry.outcomes if entry else ()


def outcome_of(playbook: Playbook, name: str, wanted: str) -> str:
    """The outcome meant, by id or label. Raises Broken (exit code 2)."""
    outcomes = outcomes_of(playbook, name)
    if not outcomes:
        raise Broken(Problem("outcome.none_here", {"step": title_of(playbook, name), "outcome": wanted}), exit_code=2)
    return one_of(wanted, {one.id: one.title for one in outcomes}, "outcome")


def title_of(playbook: Playbook, name: str) -> Text:
    """What a step, a duty or a whenever is called."""
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    return entry.title


def _shares(playbook: Playbook, names: list[str], settings: list[str]) -> list[list[str]]:
    """Each step's own share of the settings: with several steps, a field goes to those that ask it."""
    if len(names) == 1:
        return [settings]
    shares: list[list[str]] = [[] for _ in names]
    for setting in settings:
        key = setting.partition("=")[0].strip()
        taken = False
        for name, share in zip(names, shares, strict=True):
            if matches(key, {field: one.title for field, one in fields_of(playbook, forms_of(playbook, name)).items()}):
                share.append(setting)
                taken = True
        if not taken:
            shares[0].append(setting)
    return shares


def _last(found: Found, name: str) -> dict[str, Value]:
    visits = found.customer.deal(found.number).step(name).visits
    return dict(visits[-1].values) if visits else {}


def _content(acted: object, found: Found) -> dict[str, object]:
    if not isinstance(acted, Acted):
        return {}
    deal = acted.state.deals[acted.number]
    return {"customer": found.customer.id, "deal": found.number, "stage": deal.stage, "status": deal.status,
            "events": [event.id for event in acted.events]}  # fmt: skip
