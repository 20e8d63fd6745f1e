"""Options and arguments that several commands share, with their help in the spoken language."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.i18n import say

CustomerName = Annotated[str, typer.Argument(metavar="CUSTOMER", help=say("help.customer"))]
StepName = Annotated[str, typer.Argument(metavar="STEP", help=say("help.step"))]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help=say("help.at"))]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help=say("help.because"))]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help=say("help.set"))]
FormFile = Annotated[str | None, typer.Option("--file", metavar="FORM", help=say("help.file"))]
AsRole = Annotated[str | None, typer.Option("--as", metavar="ROLE", help=say("help.as"))]
