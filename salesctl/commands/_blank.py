"""A step's form as a file to fill in, and the one line that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesctl.commands._fields import kind_of
from salesctl.core.asking import Question, questions
from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Refused
from salesctl.desk.customers import Found
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.render import console
from salesctl.render.clean import clean
from salesctl.store.emit import pair, scalar


def print_form(workspace: Workspace, found: Found, name: str, number: int | None, given: Mapping[str, Value]) -> None:
    """The form as YAML on stdout, with what is known filled in and everything else explained in comments."""
    playbook, customer = workspace.playbook, found.customer
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    step = f"{name}/{number}" if number is not None else name
    outcomes = outcomes_of(playbook, name)
    ending = f" --outcome {next(iter(outcomes))}" if outcomes else ""
    lines = [
        say("asking.form_head", title=entry.title, name=clean(customer.name), ref=found.ref),
        say("asking.form_how"),
        f"  {console.pasteable(f'done {found.ref} {step}{ending} --file form.yaml')}",
    ]
    if outcomes:
        lines.append(
            say("asking.form_outcome", outcomes=tuple(f"{one} ({text(title)})" for one, title in outcomes.items()))
        )
    page = [f"# {clean(line)}" for line in lines]
    for question in questions(playbook, customer.state, customer.deal(found.number), name, entry.forms, given):
        page += ["", *_field(question, given.get(question.field.id) or question.known or question.last)]
    console.result("\n".join(page))


def show_how(workspace: Workspace, found: Found, named: Sequence[tuple[str, int | None]], refused: Refused) -> None:
    """After a refusal for missing answers: the same command with a place for each, and the way over a file."""
    missing = [
        str(one.params["id"]) for one in refused.problems if one.code.startswith("form.missing") and "id" in one.params
    ]
    outcome = next((one.params.get("outcomes") for one in refused.problems if one.code == "outcome.missing"), None)
    if console.screen.json or len(named) != 1 or not (missing or outcome):
        return
    name, number = named[0]
    step = f"{name}/{number}" if number is not None else name
    fields = {field.id: field for _, field in workspace.playbook.fields_of(_forms(workspace.playbook, name))}
    sets = "".join(f" --set {one}={_example(fields[one])}" for one in dict.fromkeys(missing) if one in fields)
    ending = f" --outcome {outcome[0]}" if outcome else ""
    console.talk(say("asking.missing"))
    for line in (
        f"done {found.ref} {step}{ending}{sets}",
        f"done {found.ref} {step} --form > form.yaml",
        f"done {found.ref} {step}{ending} --file form.yaml",
    ):
        console.talk("    ", console.Styled(console.pasteable(line), "bold"))


def outcomes_of(playbook: Playbook, name: str) -> Mapping[str, Mapping[str, str]]:
    entry = playbook.steps.get(name) or playbook.duties.get(name)
    return {one.id: one.title for one in entry.outcomes} if entry else {}


def _forms(playbook: Playbook, name: str) -> tuple[str, ...]:
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    return entry.forms


def _example(field: Field) -> str:
    """What could stand behind the equals sign: the first choice, the columns of a row, else a place to fill in."""
    if field.type == "list":
        return (
            "'"
            + "; ".join(f"{column.id}=…" for column in field.columns if not column.required or column.required[0].then)
            + "'"
        )
    return next(iter(field.choices), "yes" if field.type == "yes_no" else "…")


def _field(question: Question, value: Value | None) -> list[str]:
    field = question.field
    marks = [say("asking.form_required")] if question.required else []
    marks += [say("asking.form_known")] if value else []
    head = text(field.title) + (f" ({', '.join(marks)})" if marks else "")
    lines = [f"# {clean(head)}"]
    if field.hint:
        lines.append(f"#   {clean(text(field.hint))}")
    lines += _explained(field, "#   ")
    if value:
        return [*lines, *pair(field.id, value)]
    if field.type != "list":
        return [*lines, f"{scalar(field.id)}:"]
    rows = [f"{'- ' if at == 0 else '  '}{scalar(column.id)}:" for at, column in enumerate(field.columns)]
    return [*lines, f"#   {say('asking.form_rows')}", f"{scalar(field.id)}:", *rows]


def _explained(field: Field, start: str) -> list[str]:
    """What can be typed: the choices with their labels, the columns of a list, else the kind of value."""
    if field.choices:
        return [
            start
            + ", ".join(
                one if fold(one) == fold(text(label)) else f"{one} = {clean(text(label))}"
                for one, label in field.choices.items()
            )
        ]
    if field.type == "list":
        found = [start + kind_of(field)]
        for column in field.columns:
            found += [f"{start}{column.id}: {clean(line[len(start) :])}" for line in _explained(column, start)]
        return found
    return [start + kind_of(field)] if kind_of(field) else []
