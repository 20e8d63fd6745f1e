"""What a table would do, or has done: a line for each customer that is new or changed."""

from __future__ import annotations

from salesctl.core.intake import Draft, Intake
from salesctl.core.playbook import Playbook
from salesctl.reports.table import Cell, Column, Said, Table

_SHOWN_ROWS = 5


def build(playbook: Playbook, intake: Intake, most: int | None = None) -> Table:
    """New customers first, then changed ones; ``most`` lines, and a note where there are more."""
    drafts = (*intake.new, *intake.changed)
    columns = (
        Column("row", Said("intake.column.row"), priority=1),
        Column("what", Said("intake.column.what")),
        Column("customer", Said("intake.column.customer")),
        Column("says", Said("intake.column.says"), priority=2),
    )
    rows = tuple(_row(playbook, draft) for draft in drafts[:most])
    left = len(drafts) - len(rows)
    notes = (Said("intake.more", {"count": left}),) if left else ()
    return Table("import", Said("intake.title"), columns, rows, notes=notes)


def _row(playbook: Playbook, draft: Draft) -> tuple[Cell, ...]:
    shown = ", ".join(str(number) for number in draft.rows[:_SHOWN_ROWS])
    shown += " …" if len(draft.rows) > _SHOWN_ROWS else ""
    says: list[Cell] = []
    if draft.deals:
        says.append(Said("intake.deals", {"count": draft.deals}))
    stages = dict.fromkeys(str(event.data["stage"]) for event in draft.events if "stage" in event.data)
    says += [playbook.stages[stage].title for stage in stages]
    says += [Said("intake.field", {"name": key}) for key in draft.changed]
    what = Said("intake.changed" if draft.id else "intake.new")
    return shown, what, str(draft.card.get("name", "")), tuple(says) or None
