"""`salesctl merge-driver`: what git calls for each customer's file that two people changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salesctl.desk.merging import drive
from salesctl.render import problems
from salesctl.store.git_driver import CONFLICT


def command(
    base: Annotated[str, typer.Argument(metavar="BASE")],
    ours: Annotated[str, typer.Argument(metavar="OURS")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS")],
    path: Annotated[str, typer.Argument(metavar="PATH")],
) -> int:
    """Merge into OURS: 0 when done, 9 with a conflict written there; any other code means that nothing was written."""
    found, disputed = drive(Path(base), Path(ours), Path(theirs), path)
    problems.show(found)
    return CONFLICT if disputed else 0
