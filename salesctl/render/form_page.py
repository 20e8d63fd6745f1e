"""A filled form on a page: its answers under their titles, its lists as rows."""

from __future__ import annotations

from salesctl.core.playbook import Field
from salesctl.i18n import say, text
from salesctl.i18n.answers import answer, rows
from salesctl.render import page
from salesctl.reports.filled import Filled
from salesctl.reports.material import World, shown_person


def show(world: World, one: Filled) -> None:
    """Which form, left by which step, when and by whom; then what it says, internal fields marked as such."""
    names = " ".join(say("dossier.form", title=form) for form in one.forms)
    parts = [say("dossier.filled", at=one.at, who=shown_person(world.team, one.by))]
    parts += [text(one.outcome)] if one.outcome else []
    parts += [say("dossier.round", round=one.round)] if one.round > 1 else []
    parts += [say("dossier.corrected", count=one.corrected)] if one.corrected else []
    page.tell(" · ".join(parts), "dim", label=f"{text(one.title)} {names}".rstrip(), mark="cyan")
    for field, value in one.answers:
        if field.type == "list":
            table(field, rows(field, value, world.team), "    ")
        else:
            page.tell(answer(field, value, world.team), label=_title(field), indent="    ", mark="dim")


def table(field: Field, body: list[list[str]], indent: str = "  ") -> None:
    """A list's rows under its title, without the columns that nobody filled."""
    used = [at for at in range(len(field.columns)) if any(row[at] for row in body)]
    page.tell(_title(field), "dim", indent=indent)
    heads, cells = [_title(field.columns[at]) for at in used], [[row[at] for at in used] for row in body]
    page.rows(heads, cells, indent=f"{indent}  ")


def _title(field: Field) -> str:
    """What only we may see is marked as such: the page may be read beside a customer."""
    return say("dossier.internal", title=field.title) if field.internal else text(field.title)
