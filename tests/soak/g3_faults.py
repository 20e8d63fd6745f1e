"""G3: every system call on the workspace fails once, in every way it can; what is said must be what is true."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.soak import tracing
from tests.soak.g2_every_call import calls
from tests.soak.judging import Reference, Tally, judge
from tests.soak.scenes import Stage

ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EMFILE", "ENOMEM", "EINTR")

_FEWEST, _FOR_EACH = 4, 8
"""A short run takes so few commands, and one more for so many faults; a long one takes them all."""

missing = tracing.missing


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` faults, drawn from every command, every call of it, and every error."""
    tally = Tally()
    scenes = chance.sample(stage.scenes, min(len(stage.scenes), max(_FEWEST, count // _FOR_EACH)))
    references = [Reference(stage, scene, folder).warm() for scene in scenes]
    points = [
        (one, call, error) for one in references for call in calls(one) if call.name != tracing.END for error in ERRORS
    ]
    tally.count("possible", by=len(points))
    for reference, call, error in chance.sample(points, min(count, len(points))):
        root = folder / "work"
        stage.set_up(reference.scene, root)
        end, hit = tracing.disturbed(reference.scene, root, folder, call, f"error={error}")
        tally.count("faults", by=int(hit is not None))
        tally.count("not reached", by=int(hit is None))
        tally.count(f"exit {end.code}")
        judge(reference, root, end, tally, f"{error} at {(hit or call.shown)[:160]}")
        shutil.rmtree(root)
    return tally
