"""One workspace measured: floors, rows and other tools in turn, round after round, so that all see the same machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from bench.floors import Floors
from bench.generate import ABOUT
from bench.naming import OWNERS
from bench.peers import Peer, peers
from bench.timing import PROGRAM, Samples, UnexpectedError, environment, peak, said, wall
from salesctl.core.events import Event
from salesctl.store.ids import new_event_id
from salesctl.store.record_file import append_events
from salesctl.store.record_reading import read_record

RUNS = 15
_PATIENCE = 60_000.0
_FEWEST = 3
_ME = OWNERS[0][0]
_SCREENING = ("--set", "industry_fit=yes", "--set", "size_fit=yes", "--set", "need_or_budget=yes")


@dataclass
class Figures:
    """What came out for one workspace: samples by id, why something was left out, and the memory of a cold run."""

    customers: int
    samples: dict[str, Samples] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    changed: int = 0
    memory: float | None = None


def measure(folder: Path, runs: int = RUNS, tell: Callable[[str], None] = print) -> Figures:
    """Everything about one generated workspace, which is afterwards as it was before. Raises UnexpectedError."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    bench = _Bench(folder, about, runs, tell)
    bench.restore()
    try:
        bench.warm_rows()
        bench.writes()
        bench.pulled()
        bench.cold()
    finally:
        bench.restore()
    return bench.figures


def measure_long(folder: Path, runs: int = RUNS, tell: Callable[[str], None] = print) -> Figures:
    """The same of the workspace with one very long history: reading it, and adding one event to it."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    bench = _Bench(folder, about, runs, tell)
    bench.restore()
    try:
        bench.one_customer()
        bench.cold()
    finally:
        bench.restore()
    return bench.figures


class _Bench:
    def __init__(self, folder: Path, about: Mapping[str, object], runs: int, tell: Callable[[str], None]) -> None:
        self.folder, self.runs, self.tell = folder, runs, tell
        self.floors = Floors(folder)
        self.env = environment(SALESCTL_NOW=str(about["now"]), SALESCTL_LANG="en", SALESCTL_USER=_ME)
        ready = about["ready"]
        self.ready: Mapping[str, list[dict[str, str]]] = ready if isinstance(ready, dict) else {}
        self.files = sorted((folder / "customers").rglob("*.yaml"))
        self.by_id = {_id(file): file for file in self.files}
        self.figures = Figures(len(self.files), changed=min(100, max(1, len(self.files) // 100)))

    # --------------------------------------------------------------------------------------------------------- parts

    def warm_rows(self) -> None:
        """Everything that only reads, with a cache that is up to date, beside S, W, G and the other tools."""
        self.fill()
        customer = _id(self.files[len(self.files) // 2])
        word = customer[:3]
        asked: dict[str, tuple[str, ...]] = {
            "overdue": ("overdue",), "next": ("next",), "inbox": ("inbox",),
            "list": ("list", "--owner", _ME), "show": ("show", customer), "why": ("why", customer),
            "register": ("report", "register"), "funnel": ("report", "funnel"),
        }  # fmt: skip
        turns: dict[str, Callable[[], float]] = {"S": self.floors.start, "W": self.floors.walk, "G": self.floors.git}
        for id_, words in asked.items():
            said(self.command(*words), self.env)
            turns[id_] = partial(wall, self.command(*words), self.env)
        tab = {**self.env, "_SALESCTL_COMPLETE": "complete_bash", "COMP_CWORD": "4"}
        tab["COMP_WORDS"] = f"salesctl -C {self.folder} show {word}"
        # It is asked in any folder: no workspace is named on its line.
        turns["version"] = partial(wall, [*PROGRAM, "--version"], self.env)
        if customer not in said(self.command(), tab):
            raise UnexpectedError(f"Tab does not offer {customer} for {word}")
        turns["complete"] = partial(wall, self.command(), tab)
        for peer in self.others():
            turns[peer.id] = partial(wall, peer.command, peer.env or {})
        self.take(turns)

    def writes(self) -> None:
        """One customer at a time is written to: a new one, a step done, a stage advanced. Each run takes another."""
        self.fill()
        turns: dict[str, Iterator[tuple[str, ...]]] = {
            "add": iter([("lead", "add", f"Bench Newcomer {place} Works") for place in range(self.runs)]),
            "done": iter([
                ("done", deal, "lead.screening", "--outcome", "fits", *_SCREENING, "--user", owner)
                for deal, owner in self.waiting("done")
            ]),
            "advance": iter([("advance", deal, "--user", owner) for deal, owner in self.waiting("advance")]),
        }  # fmt: skip
        self.take({id_: partial(self.write, words) for id_, words in turns.items()})
        self.restore()

    def waiting(self, command: str) -> Iterator[tuple[str, str]]:
        """Deals that a command may be tried on, each as a command names the customer's latest one, and their owners."""
        for one in self.ready.get(command, [])[: self.runs]:
            count = self.by_id[one["id"]].read_text(encoding="utf-8").count("  what: opened")
            yield f"{one['id']}/{count}", one["owner"]

    def one_customer(self) -> None:
        """The first customer alone: what it owes, its page, why, and one more event, which the rest then has read."""
        self.fill()
        customer = _id(self.files[0])
        turns: dict[str, Callable[[], float]] = {"S": self.floors.start}
        for id_, words in (("overdue", ("overdue",)), ("show", ("show", customer)), ("why", ("why", customer))):
            turns[id_] = partial(wall, self.command(*words), self.env)
        turns["note"] = partial(wall, self.command("note", customer, "One more word"), self.env)
        self.take(turns)
        self.restore()

    def pulled(self) -> None:
        """A hundredth of the files, at most 100, gets one more event and a new inode, as by `git pull`."""
        self.fill()
        start = iter(range(0, len(self.files), self.figures.changed))

        def once() -> float:
            place = next(start)
            for file in self.files[place : place + self.figures.changed]:
                _pull(file)
            return wall(self.command("overdue"), self.env)

        self.take({"pulled": once})
        self.restore()

    def cold(self) -> None:
        """Without a cache: `overdue` rebuilds it, `check` reads everything; beside R. Then the memory of a rebuild."""

        def once(*words: str) -> float:
            self.forget()
            return wall(self.command(*words), self.env, (0, 1))

        self.take({"R": self.floors.parse, "cold": lambda: once("overdue"), "check": lambda: once("check")}, most=5)
        self.forget()
        self.figures.memory = peak(self.command("overdue"), self.env)

    # --------------------------------------------------------------------------------------------------------- means

    def take(self, turns: Mapping[str, Callable[[], float]], most: int | None = None) -> None:
        """Round after round, one of each; what takes long gets fewer rounds, what has run out ends."""
        left = {id_: min(self.runs, most or self.runs) for id_ in turns}
        while any(left.values()):
            for id_, turn in turns.items():
                if not left[id_]:
                    continue
                try:
                    taken = turn()
                except StopIteration:
                    left[id_] = 0
                    continue
                samples = self.figures.samples.setdefault(id_, Samples())
                samples.values.append(taken)
                affordable = max(_FEWEST, int(_PATIENCE / taken)) - len(samples.values)
                left[id_] = max(0, min(left[id_] - 1, affordable))
        for id_ in turns:
            if id_ in self.figures.samples:
                found = self.figures.samples[id_]
                self.tell(f"{self.figures.customers:>7,}  {id_:<12} {found.median:>12,.1f} ms  × {len(found.values)}")

    def others(self) -> Iterator[Peer]:
        """The other tools that can be asked; why the rest can't is kept."""
        names = [file.stem for file in self.files]
        for peer in peers(Path(gettempdir()) / f"bench-peers-{os.getpid()}", names):
            self.figures.titles[peer.id] = peer.title
            if peer.skipped:
                self.figures.skipped[peer.id] = peer.skipped
                self.tell(f"{peer.id}: {peer.skipped}")
            else:
                yield peer

    def write(self, words: Iterator[tuple[str, ...]]) -> float:
        """One writing command. Raises StopIteration when no customer is left for it."""
        command = self.command(*next(words))
        return wall(command, self.env)

    def command(self, *words: str) -> list[str]:
        """The command line."""
        return [*PROGRAM, "-C", str(self.folder), *words] if words else list(PROGRAM)

    def fill(self) -> None:
        """Bring the cache up to date; twice, so that what was too young to trust has become old enough."""
        for _ in range(2):
            said(self.command("overdue"), self.env)

    def forget(self) -> None:
        """Delete the cache."""
        shutil.rmtree(self.folder / ".salesctl", ignore_errors=True)

    def restore(self) -> None:
        """The customers as they were committed."""
        for words in (("checkout", "--quiet", "--", "customers"), ("clean", "--quiet", "-fd", "customers")):
            subprocess.run(["git", "-C", str(self.folder), *words], env=self.env, check=True)  # noqa: S607


def _id(file: Path) -> str:
    return file.stem.rpartition("-")[2]


def _pull(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    last = read_record(text.encode(), file.name).history[-1]
    event = Event(at=last.at, by=_ME, what="noted", data={"text": "pulled"}, id=new_event_id((last,)))
    beside = file.with_suffix(".new")
    beside.write_text(append_events(text, [event]), encoding="utf-8")
    beside.replace(file)
