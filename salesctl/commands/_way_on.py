"""`next CUSTOMER`: the way on for one deal (``process.md`` U1)."""

from __future__ import annotations

from typing import Any

from salesctl.commands._looking import item_json, items_json
from salesctl.commands._session import seen_in
from salesctl.desk.customers import with_ref
from salesctl.desk.opening import Workspace
from salesctl.i18n import text
from salesctl.render import console, problems
from salesctl.reports import guidance
from salesctl.reports.contradictions import of_contradictions
from salesctl.reports.material import stage_title


def way_on(workspace: Workspace, wanted: str) -> int:
    """Show what to do now in the deal that is meant, and what takes it on. Raises Broken as `show` does."""
    found = seen_in(workspace, wanted)
    customer = found.customer
    number = guidance.present_deal(customer, found.number, asked=found.asked)
    guide = guidance.build(workspace, customer, number)
    blocked = [with_ref(one, guide.ref) for one in guide.blocked_by]
    crossed = [one.problem for one in of_contradictions(workspace, customer) if one.is_grave]
    if console.screen.json:
        from salesctl.render import json

        json.answer(workspace.now, {
            "customer": {"id": customer.id, "name": customer.name, "file": customer.file}, "deal": number,
            "stage": guide.deal.stage, "grade": guide.deal.grade, "status": guide.deal.status,
            "finished": guide.deal.finished is not None,
            "to_decide": [problems.as_json(one) for one in crossed], "steps": [_task_json(one) for one in guide.tasks],
            "coming": items_json(guide.coming), "blocked_by": [problems.as_json(one) for one in blocked],
            "advance": console.pasteable(guide.advance) if guide.advance else None,
        })  # fmt: skip
        return 0
    from salesctl.render import guidance as pages

    stage = text(stage_title(workspace.playbook, guide.deal.stage))
    pages.head(workspace, customer, guide, stage)
    for one in crossed:
        console.result(*problems.parts(one))
    pages.tasks(workspace, guide.tasks)
    pages.way_on(workspace, guide)
    problems.show(one for one in blocked if not guide.tasks and guide.deal.going)
    return 0


def _task_json(task: guidance.Task) -> dict[str, Any]:
    fields = [
        {"id": one.field.id, "title": one.field.title, "type": one.field.type, "required": one.required,
         "choices": [{"id": key, "title": title} for key, title in one.field.choices.items()],
         "known": one.known, "last": one.last, "hint": one.field.hint, "form": one.form.id}
        for one in task.questions
    ]  # fmt: skip
    outcomes = [{"id": key, "title": title} for key, title in task.outcomes.items()]
    return {
        **item_json(task.item), "title": task.title, "goal": task.goal, "say": task.say, "hint": task.hint,
        "outcomes": outcomes, "fields": fields, "command": console.pasteable(task.command),
        "template": console.pasteable(task.template),
    }  # fmt: skip
