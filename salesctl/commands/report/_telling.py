"""What every report command has in common: who is counted, when, and where the answer goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import replace

from salesctl.commands._looking import broken_in, everybody
from salesctl.commands._session import customers_of, moment_of, path_of, workspace_of
from salesctl.core.moments import read_day
from salesctl.desk.everyone import Everyone
from salesctl.desk.opening import Workspace
from salesctl.desk.then import Then
from salesctl.i18n import say, text
from salesctl.render import console, problems
from salesctl.reports.table import Said, Table

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="TIME")]
Csv = Annotated[bool, typer.Option("--csv")]
Xlsx = Annotated[str | None, typer.Option("--xlsx", metavar="FILE")]
Out = Annotated[str | None, typer.Option("--out", metavar="FILE")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE")]


class Material(Struct, frozen=True):
    """The world and the customers of one report; in the past, where ``--as-of`` says so."""

    world: Workspace
    everyone: Everyone | Then


def material(context: typer.Context, as_of_: str | None = None) -> Material:
    """Everybody, read once. Raises Broken (exit code 2) for what is no moment."""
    workspace = workspace_of(context)
    then = moment_of(workspace, as_of_, "--as-of")
    if then is None:
        return Material(workspace, everybody(workspace))
    past = replace(workspace, now=then)
    return Material(past, Then(past, customers_of(workspace)))


def period_end(workspace: Workspace, typed: str | None) -> datetime | None:
    """The end of a period as typed: a bare day is meant with all of its hours."""
    if typed is not None and (day := read_day(typed, workspace.now.date())) is not None:
        return datetime.combine(day + timedelta(days=1), datetime.min.time(), workspace.calendars[""].zone)
    return moment_of(workspace, typed, "--until")


def period_start(workspace: Workspace, typed: str | None) -> datetime | None:
    """The beginning of a period as typed: a bare day begins at midnight."""
    return moment_of(workspace, typed, "--since", default=datetime.min.time())


def tell(told: Material, table: Table, *, csv: bool = False, xlsx: str | None = None, out: str | None = None) -> int:
    """Give the report where it is wanted: a sheet, a CSV file, CSV on stdout, JSON, or a table to read."""
    files = [name for name in (xlsx, out) if name is not None]
    if xlsx is not None:
        from salesctl.exports.xlsx import write_sheet
        from salesctl.render.cells import heading, words

        write_sheet(path_of(xlsx), words(table.title), [heading(one) for one in table.columns], plain_rows(table))
    if out is not None:
        from salesctl.render.csv import table_csv
        from salesctl.render.sending import write_csv

        write_csv(path_of(out), table_csv(table))
    if console.screen.json:
        from salesctl.render import json
        from salesctl.render.table import content

        unread = [problems.as_json(one) for one in told.everyone.broken]
        json.answer(told.world.now, {**content(table), "files": files, "problems": unread})
    elif files:
        console.result(say("report.written", files=files, count=len(table.rows)))
    elif csv:
        from salesctl.render.csv import table_csv
        from salesctl.render.sending import send_csv

        send_csv(table_csv(table))
    else:
        from salesctl.render import table as drawn

        drawn.show(table, told.world.now)
    return broken_in(told.everyone.broken)


def plain_rows(table: Table) -> list[list[Any]]:
    """The cells as a sheet takes them: our sentences said, texts in the spoken language, numbers as they are."""
    from salesctl.render.cells import words

    return [
        [words(cell) if isinstance(cell, Said) else text(cell) if isinstance(cell, Mapping) else cell for cell in row]
        for row in table.rows
    ]
