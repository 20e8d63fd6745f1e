"""Whether what was left behind by a command that did not end well is what it said, and what anybody may expect."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.soak.children import Ended
from tests.soak.scenes import Scene, Stage, call
from tests.soak.states import State, leftovers, state_of, unreadable


@dataclass
class Tally:
    """What was counted. ``wrong`` holds every violation in words; none is the proof."""

    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, name: str, by: int = 1) -> None:
        """One more of this."""
        self.counts[name] = self.counts.get(name, 0) + by


@dataclass
class Reference:
    """What a scene begins with and what it comes to when nothing disturbs it."""

    stage: Stage
    scene: Scene
    folder: Path

    def warm(self) -> Reference:
        """Run it once, so that what a process loads only once is loaded before calls are counted."""
        assert self.new
        return self

    @cached_property
    def old(self) -> State:
        """Before the command."""
        return self._states[0]

    @cached_property
    def new(self) -> State:
        """After it."""
        return self._states[1]

    @cached_property
    def old_later(self) -> State:
        """When the command has done nothing and work goes on."""
        return self._states[2]

    @cached_property
    def new_later(self) -> State:
        """When it has succeeded and work goes on."""
        return self._states[3]

    @cached_property
    def _states(self) -> tuple[State, State, State, State]:
        root = self.folder / "undisturbed"
        found = []
        for run in (False, True):
            self.stage.set_up(self.scene, root)
            if run:
                code, out, err = call(self.scene.line(root))
                assert code == 0, (self.scene, out, err)
            found.append(state_of(root))
            for words in self.stage.after(self.scene, root):
                call(words)
            found.append(state_of(root))
            shutil.rmtree(root)
        return found[0], found[2], found[1], found[3]


def judge(reference: Reference, root: Path, ended: Ended, tally: Tally, what: str) -> None:
    """Compare what is there with what was said, let work go on, and look again."""
    scene = reference.scene
    said = f"{scene.name}, {what}, exit {ended.code}"
    tally.wrong += [f"{said}: unreadable {one}" for one in unreadable(root)]
    now = state_of(root) if root.exists() else ()
    if ended.acknowledged and now != reference.new:
        tally.wrong.append(f"{said}: acknowledged, and not there")
    if ended.code in (2, 3, 4, 5) and now != reference.old:
        tally.wrong.append(f"{said}: said that nothing has changed, and it has")
    if ended.code == 0 and not ended.acknowledged:
        tally.wrong.append(f"{said}: exit 0 without an answer: {ended.out[:200]}")
    if ended.code in (1, 70) or (ended.code or 0) > 6:
        tally.wrong.append(f"{said}: {ended.out[-300:]} {ended.err[-300:]}")
    if "Traceback" in ended.out + ended.err:
        tally.wrong.append(f"{said}: a traceback {ended.err[-300:]}")
    for words in reference.stage.after(scene, root):
        code, out, err = call(words)
        if code and not (scene.fresh and words[0] == "init" and code in (2, 5)):
            tally.wrong.append(f"{said}: the next command ends with {code} {_codes(out)} {err[-200:]}")
    later = state_of(root)
    if later == reference.new_later:
        tally.count("saved")
        if ended.code in (2, 3, 4, 5) and reference.new_later != reference.old_later:
            tally.wrong.append(f"{said}: said that nothing has changed, and it comes later")
    elif later == reference.old_later:
        tally.count("not saved")
        if ended.acknowledged or ended.code in (0, 6):
            tally.wrong.append(f"{said}: said that it was saved, and it is lost")
    else:
        tally.wrong.append(f"{said}: neither the old nor the new: {sorted({path for path, _ in later})}")
    tally.wrong += [f"{said}: left over {one}" for one in leftovers(root)]
    tally.count("acknowledged", by=int(ended.acknowledged))


def _codes(out: str) -> list[str]:
    try:
        return [one["code"] for one in json.loads(out)["problems"]]
    except (ValueError, KeyError):
        return [out[-200:]]
