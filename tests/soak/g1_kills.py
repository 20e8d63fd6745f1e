"""G1: SIGKILL at random moments of every command that writes."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

from tests.soak.children import Child, ended, real
from tests.soak.judging import Reference, Tally, judge
from tests.soak.scenes import Stage

_ONE_IN = 40
"""So many kills hit a fork of a warm interpreter; one hits a program that was started from nothing."""
_LATEST = 1.25


def missing() -> str | None:
    """Why no process can be forked here; None where it can."""
    return None if hasattr(os, "fork") else "this system has no fork"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` processes that were killed while they ran."""
    tally = Tally()
    references = [Reference(stage, scene, folder).warm() for scene in stage.scenes]
    usual = {one.scene.name: _usual(one, folder) for one in references}
    while tally.counts.get("kills", 0) < count and len(tally.wrong) < 20:
        reference = chance.choice(references)
        root = folder / "work"
        stage.set_up(reference.scene, root)
        line = reference.scene.line(root)
        tally.count("started")
        if chance.randrange(_ONE_IN):
            child = Child(line, folder)
            time.sleep(chance.uniform(0, usual[reference.scene.name] * _LATEST))
            child.kill()
            end = child.ended()
        else:
            process = real(line, folder)
            time.sleep(chance.uniform(0.05, 0.6))
            process.kill()
            end = ended(process, folder)
            tally.count("of real processes", by=int(end.code is None))
        tally.count("kills", by=int(end.code is None))
        judge(reference, root, end, tally, "killed")
        shutil.rmtree(root)
    return tally


def _usual(reference: Reference, folder: Path) -> float:
    """How long the command takes in a fork; seconds, the longer of two."""
    found = []
    for _ in range(2):
        root = folder / "work"
        reference.stage.set_up(reference.scene, root)
        start = time.perf_counter()
        Child(reference.scene.line(root), folder).ended()
        found.append(time.perf_counter() - start)
        shutil.rmtree(root)
    return max(found)
