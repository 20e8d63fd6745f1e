"""The funnel: how many deals entered each stage, and what became of them (``process.md`` U4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from salesctl.commands.report._telling import (
    AsOf,
    Csv,
    Out,
    Since,
    Until,
    Xlsx,
    material,
    period_end,
    period_start,
    tell,
)
from salesctl.core.naming import one_of
from salesctl.reports import funnel
from salesctl.reports.courses import Counted, Period


def command(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    by: Annotated[str | None, typer.Option("--by", metavar="|".join(funnel.GROUPS))] = None,
    csv: Csv = False,
    xlsx: Xlsx = None,
    out: Out = None,
    as_of: AsOf = None,
) -> int:
    """Count deals by stage, in all or by owner, channel, grade or industry."""
    group = one_of(by, {one: one for one in funnel.GROUPS}, "group") if by else None
    told = material(context, as_of)
    period = Period(period_start(told.world, since), period_end(told.world, until))
    counted: Mapping[str | None, Counted]
    if period.whole and group is None:
        counted = {None: told.everyone.courses()}
    else:
        counted = funnel.grouped(told.world, told.everyone.deals(), period, group)
    return tell(told, funnel.build(told.world, counted, group), csv=csv, xlsx=xlsx, out=out)
