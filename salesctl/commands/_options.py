"""Options and arguments that several commands share, with their help in the spoken language."""

from __future__ import annotations

from typing import Annotated

import typer

CustomerName = Annotated[str, typer.Argument(metavar="CUSTOMER")]
StepName = Annotated[str, typer.Argument(metavar="STEP")]
At = Annotated[str | None, typer.Option("--at", metavar="TIME")]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")]
FormFile = Annotated[str | None, typer.Option("--file", metavar="FORM")]
AsRole = Annotated[str | None, typer.Option("--as", metavar="ROLE")]
