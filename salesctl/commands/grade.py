"""Grade a deal, or propose a grade from its answers (``process.md 1.3``)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import carry_out
from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.core.commands import SetGrade
from salesctl.core.naming import read_grade
from salesctl.i18n import say, text
from salesctl.render import console, json
from salesctl.reports.grading import proposal


def command(
    context: typer.Context,
    customer: CustomerName,
    grade: Annotated[str | None, typer.Argument(metavar="GRADE")] = None,
    because: Because = None,
    at: At = None,
) -> int:
    """Set the grade; without one, propose it with the reasons."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    playbook = workspace.playbook
    if grade is not None:
        name = read_grade(playbook, grade)
        asked = SetGrade(deal=found.number, at=happened_of(workspace, at), grade=name, because=because)
        return carry_out(workspace, found, [asked], "saved.graded", grade=playbook.grades[name].title)
    made = proposal(playbook, found.customer.state, found.customer.deal(found.number))
    if console.screen.json:
        json.answer(workspace.now, {"grade": made.present, "proposed": made.grade, "answers": dict(made.answers)})
        return 0
    if made.grade is None:
        console.result(say("saved.no_grade_proposed", name=found.customer.name))
    else:
        proposed = text(playbook.grades[made.grade].title)
        console.result(say("saved.grade_proposed", name=found.customer.name, grade=proposed))
    for title, answer in made.shown:
        shown = say("value." + answer) if answer in ("yes", "no") else answer or say("value.unknown")
        console.result(f"  {text(title)}: {shown}")
    if made.grade is not None:
        console.result("  ", console.Styled(console.pasteable(f"grade {found.ref} {made.grade}"), "bold"))
    return 0
