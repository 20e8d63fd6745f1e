"""G2: SIGKILL at every system call that a command makes on the workspace."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.soak import tracing
from tests.soak.judging import Reference, Tally, judge
from tests.soak.scenes import Stage

FIRST = ("note", "lead import", "lead add", "team add", "edit")
"""These come first: one file, several files by the journal, a new file, the team file, the card."""


missing = tracing.missing


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` commands, each killed at every one of its calls; the first ones are always the same."""
    tally = Tally()
    names = [*FIRST, *chance.sample(rest := [s.name for s in stage.scenes if s.name not in FIRST], len(rest))]
    for name in names[:count]:
        tally.count("commands")
        reference = Reference(stage, stage.named(name), folder).warm()
        for call in calls(reference):
            kill_at(call, reference, tally)
    return tally


def calls(reference: Reference) -> list[tracing.Call]:
    """What the command asks the system for when nothing disturbs it."""
    root = reference.folder / "work"
    reference.stage.set_up(reference.scene, root)
    end, lines = tracing.traced(reference.scene, root, reference.folder)
    assert end.code == 0, end
    shutil.rmtree(root)
    return tracing.calls_on(root, lines)


def kill_at(call: tracing.Call, reference: Reference, tally: Tally) -> None:
    """One run of the command that ends at this call."""
    root = reference.folder / "work"
    reference.stage.set_up(reference.scene, root)
    end, _ = tracing.disturbed(reference.scene, root, reference.folder, call, "signal=KILL")
    tally.count("calls")
    tally.count("kills", by=int(end.code is None))
    judge(reference, root, end, tally, f"killed at {call.name} {call.number}")
    shutil.rmtree(root)
