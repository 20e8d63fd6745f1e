"""Going live: a table of customers, the register as it is or any other with a map (``process.md`` The register)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from salesctl.commands._few import few_of_each
from salesctl.commands._session import customers_of, path_of, workspace_of
from salesctl.core.intake import Draft, Intake, SetAside
from salesctl.core.problems import Broken, Problem
from salesctl.desk.importing import Plan, Source, carry_in, open_source, plan
from salesctl.desk.opening import Workspace
from salesctl.i18n import problem_text, say
from salesctl.render import console, problems

_PREVIEWED = 20


def command(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    map_: Annotated[str | None, typer.Option("--map", metavar="MAP")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    errors: Annotated[str | None, typer.Option("--errors", metavar="OUT")] = None,
) -> int:
    """Insert or update all rows, or none where one is bad and ``--errors`` does not take it."""
    workspace = workspace_of(context)
    path, out = path_of(file), path_of(errors) if errors else None
    _refuse_out(out, path)
    source = open_source(path, path_of(map_) if map_ else None)
    planned = plan(workspace, customers_of(workspace), source)
    intake = planned.intake
    if intake.aside and out is None:
        found = [one for row in intake.aside for one in row.problems]
        raise Broken(*found, Problem("intake.nothing_written", {"count": len(intake.aside)}, severity="info"))
    ids: tuple[str, ...] = ()
    if not dry_run:
        if out is not None and intake.aside:
            _write_set_aside(out, source, intake)
        planned, ids = carry_in(workspace, source, planned, _watched)
        if ids:
            console.mark_saved()
    _tell(workspace, source, planned, ids, out if not dry_run else None, dry_run=dry_run)
    return 1 if intake.aside else 0


def _refuse_out(out: Path | None, path: Path) -> None:
    if out is None:
        return
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise Broken(Problem("intake.out_kind", {"value": str(out)}), exit_code=2)
    if out.exists() and path.exists() and out.samefile(path):
        raise Broken(Problem("intake.out_is_table", {"value": str(out)}), exit_code=2)


def _write_set_aside(out: Path, source: Source, intake: Intake) -> None:
    """The bad rows in the table's own columns, with the reason behind them. Raises Broken: nothing has been written."""
    from salesctl.core.intake import REASON

    heads = [head for head in source.head if head and head not in REASON]
    rows = [[*(one.row.cells.get(head, "") for head in heads), _reasons(one)] for one in intake.aside]
    heads.append(say("intake.reason"))
    if out.suffix.lower() == ".xlsx":
        from salesctl.exports.xlsx import write_sheet

        write_sheet(out, say("intake.reason"), heads, rows)
        return
    from salesctl.render.csv import rows_csv
    from salesctl.render.sending import write_csv

    write_csv(out, rows_csv(heads, rows))


def _reasons(aside: SetAside) -> str:
    """Why a row is set aside and what to write instead, on one line."""
    return " ".join(part for one in aside.problems for part in problem_text(one) if part)


def _watched(drafts: Collection[Draft]) -> Iterator[Draft]:
    from salesctl.render.progress import watched

    return watched(drafts, say("progress.importing"))


def _tell(
    workspace: Workspace, source: Source, planned: Plan, ids: tuple[str, ...], out: Path | None, *, dry_run: bool
) -> None:  # fmt: skip
    intake = planned.intake
    aside = [one for row in intake.aside for one in row.problems]
    if console.screen.json:
        _answer(workspace, (*source.hints, *planned.hints, *intake.hints), intake, ids, out, dry_run=dry_run)
        return
    problems.show((*source.hints, *planned.hints, *aside))
    few_of_each(intake.hints, console.talk)
    drafts = (*intake.new, *intake.changed)
    if dry_run and drafts:
        from salesctl.render import table
        from salesctl.reports.intake import build

        table.show(build(workspace.playbook, intake, _PREVIEWED), workspace.now)
    counts = {"new": len(intake.new), "deals": intake.deals, "changed": len(intake.changed), "same": intake.same}
    if not drafts:
        console.result(say("intake.nothing_new", count=intake.same))
    else:
        mark = console.Styled("" if dry_run else "✓ ", "green")
        console.result(mark, say("intake.would_write" if dry_run else "intake.written", **counts))
    if intake.people:
        console.result("  ", say("intake.joined", people=tuple(one.name or one.id for one in intake.people)))
    if intake.aside:
        code = "intake.set_aside" if out is not None else "intake.would_set_aside"
        console.result("  ", say(code, count=len(intake.aside), file=str(out or "")))


def _answer(
    workspace: Workspace, hints: Iterable[Problem], intake: Intake, ids: tuple[str, ...], out: Path | None, *,
    dry_run: bool,
) -> None:  # fmt: skip
    from salesctl.render import json

    drafts = (*intake.new, *intake.changed)
    known = ids or tuple(draft.id for draft in drafts)
    customers: list[dict[str, Any]] = [
        {
            "customer": id_ or None, "name": draft.card.get("name"), "rows": draft.rows, "new": not draft.id,
            "deals": draft.deals,
        }
        for draft, id_ in zip(drafts, known, strict=True)
    ]  # fmt: skip
    told = {
        "dry_run": dry_run,
        "added": len(intake.new),
        "deals": intake.deals,
        "changed": len(intake.changed),
        "unchanged": intake.same,
        "set_aside": len(intake.aside),
        "errors": str(out) if out is not None and intake.aside else None,
        "people": [one.id for one in intake.people],
        "customers": customers,
        "problems": [problems.as_json(one) for row in intake.aside for one in row.problems],
        "hints": [problems.as_json(one) for one in hints],
    }
    json.answer(workspace.now, told, ok=not intake.aside)
