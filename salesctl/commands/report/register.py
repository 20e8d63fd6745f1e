"""The register 《客户信息登记表》, to read, as CSV or as a sheet."""

from __future__ import annotations

import typer

from salesctl.commands.report._telling import AsOf, Csv, Out, Xlsx, material, tell
from salesctl.reports import register


def command(context: typer.Context, csv: Csv = False, xlsx: Xlsx = None, out: Out = None, as_of: AsOf = None) -> int:
    """One row a customer, ten columns; nothing is masked."""
    told = material(context, as_of)
    return tell(told, register.build(told.world, told.everyone.customers()), csv=csv, xlsx=xlsx, out=out)
