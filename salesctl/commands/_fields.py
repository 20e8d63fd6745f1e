"""Asking for the value of one field: what it is, what is known, the line, and why a value does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.playbook import Field, Text
from salesctl.core.problems import Broken
from salesctl.core.team import Team
from salesctl.core.values import Reading, read_value
from salesctl.i18n import problem_text, say, text
from salesctl.i18n.answers import answer
from salesctl.render import page, prompting

_MOST_PEOPLE = 20
CLEAR, EXPLAIN = ("-", "－"), ("?", "？")
YES, NO = frozenset({"", "y", "yes", "是", "好", "对"}), frozenset({"n", "no", "q", "否", "不"})


def ask_field(
    field: Field, reading: Reading, team: Team, *, required: bool, proposed: Value | None = None, last: bool = False,
    place: str = "",
) -> Value:  # fmt: skip
    """The value that a person gives; empty where they leave the field empty. KeyboardInterrupt when they stop."""
    page.head(f"{place}{text(field.title)}{' *' if required else ''}", kind_of(field))
    _explain(field, team)
    if proposed:
        page.tell(answer(field, proposed, team), label=say("asking.last" if last else "asking.known"))
    return ask_value(field, reading, team, required=required, proposed=proposed)


def ask_value(
    field: Field, reading: Reading, team: Team, *, required: bool, proposed: Value | None = None, mark: str = ">"
) -> Value:
    """The same without a head: only the line, again until what is typed fits."""
    while True:
        typed = prompting.line(mark)
        if typed in EXPLAIN:
            page.tell(
                " · ".join(part for part in (kind_of(field), text(field.hint) if field.hint else "") if part), "dim"
            )
            _choices(field, team)
        elif typed in CLEAR:
            if not required:
                return ""
            proposed = None
            page.tell(say("asking.clears"), "yellow")
        elif not typed:
            if proposed:
                return proposed
            if not required:
                return ""
            page.tell(say("asking.needed"), "yellow")
        else:
            found = read(lambda given: read_value(field, given, reading), meant(field, typed, team))
            if found is not None:
                return found


def read(reader: Callable[[str], Value], typed: str) -> Value | None:
    """What was typed as a value; or None, having said on one line why not."""
    try:
        return reader(typed)
    except Broken as error:
        for problem in error.problems:
            page.tell(problem_text(problem)[0], "yellow")
        return None


def ask_choice(title: str, choices: Mapping[str, Text], reading: Reading, proposed: str | None = None) -> str:
    """One of several, which are shown with their numbers."""
    field = Field("outcome", "choice", {"": title}, choices=choices)
    page.head(f"{title} *", kind_of(field))
    _choices(field, Team())
    if proposed:
        page.tell(text(choices[proposed]), label=say("asking.known"))
    found = ask_value(field, reading, Team(), required=True, proposed=proposed)
    return str(found)


def kind_of(field: Field) -> str:
    """What can be typed, in a few words."""
    if field.type == "text":
        return say("asking.type.open") if field.choices else ""
    if field.type == "list":
        columns = tuple(text(one.title) + (" *" if needs(one) else "") for one in field.columns)
        return say("asking.type.list", columns=columns)
    bounds = {(False, False): "", (True, False): "_least", (False, True): "_most", (True, True): "_between"}
    ending = bounds[field.min is not None, field.max is not None] if field.type == "number" else ""
    return say(f"asking.type.{field.type}{ending}", min=field.min, max=field.max)


def needs(column: Field) -> bool:
    """Whether a row must have the column."""
    return not column.required or bool(column.required[0].then)


def meant(field: Field, typed: str, team: Team) -> str:
    """A number becomes the choice or the person that it stands before; a dragged file loses its quotes."""
    names = list(field.choices) if field.type in ("choice", "choices", "text") else _people(field, team)
    if field.type == "file":
        return typed.strip("'\"").replace("\\ ", " ")
    if field.type == "choices":
        parts = [part.strip() for part in typed.replace("，", ",").replace("、", ",").split(",")]
        return ",".join(_numbered(names, part) for part in parts if part)
    return _numbered(names, typed)


def _numbered(names: list[str], typed: str) -> str:
    if typed.isdecimal() and typed not in names and 1 <= int(typed) <= len(names):
        return names[int(typed) - 1]
    exact = [name for name in names if fold(name) == fold(typed)]
    return exact[0] if exact else typed


def _explain(field: Field, team: Team) -> None:
    if field.hint:
        page.tell(text(field.hint), "dim")
    _choices(field, team)


def _choices(field: Field, team: Team) -> None:
    """The choices, or the people, one a line with its number."""
    if field.type == "person":
        people = [(name, team.people[name].name or name) for name in _people(field, team)]
        page.numbered(people)
    else:
        page.numbered([(name, text(label)) for name, label in field.choices.items()])


def _people(field: Field, team: Team) -> list[str]:
    return list(team.people)[:_MOST_PEOPLE] if field.type == "person" else []
