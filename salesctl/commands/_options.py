"""Options and arguments that several commands share, with their help in the spoken language."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands import _completing

CustomerName = Annotated[str, typer.Argument(metavar="CUSTOMER", autocompletion=_completing.customer)]
StepName = Annotated[str, typer.Argument(metavar="STEP", autocompletion=_completing.step)]
At = Annotated[str | None, typer.Option("--at", metavar="TIME")]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")]
FormFile = Annotated[str | None, typer.Option("--file", metavar="FORM")]
AsRole = Annotated[str | None, typer.Option("--as", metavar="ROLE", autocompletion=_completing.role)]
