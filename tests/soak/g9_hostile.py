"""G9: hostile strings through every output that there is; nothing that comes out may be obeyed by what reads it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.soak import hostile_judges as judges
from tests.soak import hostile_outputs as outputs
from tests.soak.hostile import Hostile, strings
from tests.soak.hostile_judges import Live
from tests.soak.hostile_shells import present
from tests.soak.judging import Tally
from tests.soak.scenes import Stage

BATCH = 100
"""Strings that share a workspace."""
_MOST_TOLD = 40
_MUST_SHOW = (
    "list", "list --json", "board", "overdue --within 60d", "inbox --role account_manager", "next", "team", "check",
    "report register", "report register --csv", "report register --xlsx", "show CUSTOMER", "show CUSTOMER --json",
    "next CUSTOMER", "why CUSTOMER", "list at a terminal", "board at a terminal", "no such command", "saved note",
    "a customer's file", "playbook show of a playbook", "playbook show of a playbook at a terminal", "done --form STEP",
    "check of broken files", "a broken playbook.yaml", "lead import", "rows set aside, CSV", "rows set aside, Excel",
    "an imported customer's file", "merge-driver's text", "check --history",
)  # fmt: skip
"""Outputs that strings must be seen in: else nothing was tried."""


def missing() -> str | None:
    """Why it cannot run here; None where it can."""
    try:
        import openpyxl
        import yaml
    except ImportError as error:
        return f"{error.name} is not installed"
    return None if openpyxl and yaml else ""


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` strings, each through every kind of output."""
    court = Court()
    everything = strings(count, chance)
    for start in range(0, count, BATCH):
        batch = everything[start : start + BATCH]
        for place in outputs.PLACES:
            root = folder / "place"
            for one in place(root, batch):
                court.hear(one, batch)
            shutil.rmtree(root)
    court.tally.count("strings", by=count)
    court.tally.count("shells", by=len(present()))
    court.tally.count("outputs that show some", by=sum(map(bool, court.seen.values())))
    court.tally.count("outputs that show none", by=sum(not marks for marks in court.seen.values()))
    court.tally.count("strings in outputs", by=sum(len(marks) for marks in court.seen.values()))
    for kind in judges.KINDS:
        court.tally.count(f"live {kind}", by=court.live.get(kind, 0))
    must_show = (*_MUST_SHOW, *(f"Tab in {shell}" for shell in present() if shell != "bash"))
    court.tally.wrong += [f"{name}: no string ever came through" for name in must_show if not court.seen.get(name)]
    return court.tally


class Court:
    """Hears every output, and keeps which strings came through which."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.seen: dict[str, set[str]] = {}
        self.live: dict[str, int] = {}

    def hear(self, output: outputs.Output, batch: Iterable[Hostile]) -> None:
        """Judge one output by what reads it."""
        there = output.text if isinstance(output.text, str) else output.text.decode("utf-8", "replace")
        arrived = judges.marks(outputs.inside(output)) if output.kind == "sheet" else judges.marks(there)
        self.seen.setdefault(output.name, set()).update(arrived)
        self.tally.count("documents")
        present = [one for one in batch if one.mark in arrived]
        for one in _JUDGES[output.kind](output, present):
            self.live[one.kind] = self.live.get(one.kind, 0) + 1
            if len(self.tally.wrong) < _MOST_TOLD:
                self.tally.wrong.append(f"{output.name}: live {one.kind}: {one.where}")
        if output.code not in output.codes:
            self.tally.wrong.append(f"{output.name}: exit {output.code} {there[-300:]!r}")


def _as_text(output: outputs.Output) -> str:
    return output.text if isinstance(output.text, str) else output.text.decode("utf-8", "surrogateescape")


def _sheet(output: outputs.Output, _: Iterable[Hostile]) -> Iterator[Live]:
    assert isinstance(output.text, bytes)
    return judges.in_sheet(output.text)


_JUDGES: dict[str, Callable[[outputs.Output, list[Hostile]], Iterator[Live]]] = {
    "page": lambda output, batch: judges.in_text(_as_text(output), batch),
    "terminal": lambda output, batch: judges.in_text(_as_text(output), batch, terminal=True),
    "form": lambda output, batch: judges.in_form(_as_text(output), batch),
    "json": lambda output, batch: judges.in_json(_as_text(output), batch),
    "csv": lambda output, _: judges.in_csv(_as_text(output)),
    "sheet": _sheet,
    "record": lambda output, _: judges.in_record(_as_text(output)),
    "merged": lambda output, _: judges.in_merged(_as_text(output)),
    "completion": lambda output, _: judges.in_completion(_as_text(output)),
    "screen": lambda output, _: judges.on_a_shell(_as_text(output)),
    "deeds": lambda output, _: judges.in_deeds(_as_text(output)),
}
