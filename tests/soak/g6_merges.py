"""G6: three to five people work on copies of one customer and merge in many orders, as values, as texts, by real git.

``count`` rounds as values and texts, and a fiftieth of them through git, every fifth of those with a broken driver.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path

from salesctl.core.events import Record
from salesctl.core.merging import Merged, merge
from salesctl.core.problems import Broken
from salesctl.desk.merging import redo
from salesctl.store.git_driver import driver_line, install_driver
from salesctl.store.git_setup import ATTRIBUTES
from salesctl.store.merged_text import merge_texts
from tests.soak.judging import Tally
from tests.soak.scenes import Stage
from tests.support.clones import origin, worked_on
from tests.support.hand_edited import base_text, worked_text

_SHARE_OF_GIT = 50
_FILE = "customers/acme-k7m2q9xd.yaml"
_EVENT = re.compile(r"id: ([0-9]+-\w{5})")
_BREAKS = ("false", "sh -c 'exit 129'", "sh -c 'kill -9 $$'", "/nowhere/salesctl merge-driver")


def missing() -> str | None:
    """Why no merge can be made here; None where it can."""
    return None if shutil.which("git") else "git is not installed"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` rounds without git, then the share with it."""
    tally = Tally()
    for _ in range(count):
        seed = chance.randrange(1 << 40)
        try:
            _as_values(random.Random(seed), tally)
            _as_texts(random.Random(seed), tally)
        except Exception as error:  # noqa: BLE001  a proof tells what went wrong, with the seed that shows it again
            tally.wrong.append(f"{seed}: {type(error).__name__}: {str(error)[:200]}")
    shop = _Shop(folder / "git")
    for number in range(max(count // _SHARE_OF_GIT, 1)):
        seed = chance.randrange(1 << 40)
        try:
            shop.trial(random.Random(seed), tally, breaking=number % 5 == 4)
        except Exception as error:  # noqa: BLE001
            tally.wrong.append(f"git {seed}: {type(error).__name__}: {str(error)[:200]}")
            shop = _Shop(folder / f"git-{number}")
    return tally


def _as_values(chance: random.Random, tally: Tally) -> None:
    base = origin(chance)
    by_hand = chance.random() < 0.5
    clones = [worked_on(base, chance, by_hand=by_hand) for _ in range(chance.randint(3, 5))]
    results = []
    for order in (clones, clones[::-1], chance.sample(clones, len(clones))):
        merged: Merged = Merged(order[0])
        disputed: set[str] = set()
        for one in order[1:]:
            other_way = merge(base, one, merged.record)
            merged = merge(base, merged.record, one)
            assert merged.record == other_way.record, "not commutative"
            disputed |= {each.path[1] for each in merged.conflicts if each.path[0] == "history"}
            tally.count("merges as values")
            if merged.conflicts:
                break
        else:
            assert merge(base, merged.record, merged.record).record == merged.record, "not idempotent"
            ids = {event.id for event in merged.record.history}
            assert ids == {event.id for one in clones for event in one.history}, "an event is lost"
            results.append(merged.record)
        assert disputed or {event.id for event in order[0].history} <= {event.id for event in merged.record.history}
    assert all(one == results[0] for one in results), "the order of merging had a say"
    tally.count("conflicts shown", by=3 - len(results))


def _as_texts(chance: random.Random, tally: Tally) -> None:
    base, texts, clones = _written(chance, 2)
    left, right = (merge_texts(base.encode(), one.encode(), other.encode(), "f") for one, other in (texts, texts[::-1]))
    tally.count("merges as texts")
    assert left.text == right.text or left.merged.conflicts, "the two directions differ"
    assert all(event.id in left.text for one in clones for event in one.history), "an event is lost"


def _written(chance: random.Random, count: int) -> tuple[str, list[str], list[Record]]:
    base = origin(chance)
    text = base_text(base, chance)
    by_hand = chance.random() < 0.3
    clones = [worked_on(base, chance, by_hand=by_hand) for _ in range(count)]
    return text, [worked_text(text, base, one, chance, f"{at}-") for at, one in enumerate(clones)], clones


class _Shop:
    """One repository in which every trial begins a history of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "customers").mkdir(parents=True)
        self.git("init", "-q", "-b", "start")
        install_driver(root)

    def git(self, *words: str, fails: bool | None = False) -> str:
        told = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        ran = subprocess.run(
            ["git", "-C", str(self.root), *words],
            capture_output=True, text=True, check=False, env={**os.environ, **told},
        )  # fmt: skip
        assert fails is None or (ran.returncode != 0) is fails, f"git {words}: {ran.stderr}"
        return ran.stdout.strip()

    def trial(self, chance: random.Random, tally: Tally, *, breaking: bool) -> None:
        base, texts, clones = _written(chance, chance.randint(3, 5))
        commits = self._commits(base, texts)
        here, text_here = commits[0], texts[0]
        for at, other in enumerate(commits[1:], start=1):
            if breaking:
                self._broken(here, other, chance, tally)
            made = [self._merged(*pair) for pair in ((here, other), (other, here))]
            tally.count("merges by git", by=2)
            if base in (text_here, texts[at]):
                # One side has changed nothing: git takes the other and asks no driver. What was taken out by hand
                # there is its author's deed, which `check --history` tells.
                tally.count("one side as it was", by=2)
                assert {text for text, _ in made} == {texts[at] if text_here == base else text_here}
            else:
                known = set(_EVENT.findall(text_here)) | {event.id for event in clones[at].history}
                assert all(known <= set(_EVENT.findall(text)) for text, _ in made), "an event is lost"
            if made[0][1] is None or made[1][1] is None:
                assert all("\n<<<<<<< " in text for text, _ in made), "a conflict without marks"
                tally.count("conflicts by git")
                return
            assert made[0][0] == made[1][0], "the two directions differ"
            text_here, here = made[0][0], made[0][1]

    def _commits(self, base: str, texts: list[str]) -> list[str]:
        self.git("checkout", "-q", "--orphan", "trial")
        self._put(base)
        (self.root / ".gitattributes").write_text("".join(f"{line}\n" for line in ATTRIBUTES))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Begin")
        begin = self.git("rev-parse", "HEAD")
        found = []
        for text in texts:
            self.git("checkout", "-q", "--detach", begin)
            self._put(text)
            self.git("commit", "-q", "--allow-empty", "-a", "-m", "Work")
            found.append(self.git("rev-parse", "HEAD"))
        self.git("branch", "-q", "-D", "trial")
        return found

    def _merged(self, ours: str, theirs: str) -> tuple[str, str | None]:
        """The text, and the commit; None where git stopped at a conflict."""
        self.git("checkout", "-q", "--detach", ours)
        self.git("merge", "-q", "--no-edit", theirs, fails=None)
        text = self._text()
        if self.git("ls-files", "-u"):
            self.git("merge", "--abort")
            return text, None
        return text, self.git("rev-parse", "HEAD")

    def _broken(self, ours: str, theirs: str, chance: random.Random, tally: Tally) -> None:
        """A driver that breaks down stops the merge, and `salesctl merge` makes of it what the driver would have."""
        whole = self._merged(ours, theirs)[0]
        line = f"{chance.choice(_BREAKS)} || {driver_line().partition(' || ')[2]}"
        self.git("config", "merge.salesctl.driver", line)
        try:
            self.git("checkout", "-q", "--detach", ours)
            self.git("merge", "-q", "--no-edit", theirs, fails=None)
            if self.git("ls-files", "-u"):
                tally.count("broken drivers")
                redo(self.root, None)
                assert self._text() == whole, "merged again, it is another text"
                self.git("merge", "--abort", fails=None)
        except Broken as broken:
            raise AssertionError(str(broken)) from broken
        finally:
            install_driver(self.root)

    def _put(self, text: str) -> None:
        (self.root / _FILE).write_text(text, encoding="utf-8", newline="")

    def _text(self) -> str:
        return (self.root / _FILE).read_text(encoding="utf-8")
