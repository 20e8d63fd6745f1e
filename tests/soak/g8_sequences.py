"""G8: random sequences of commands against a model in memory; after each the program answers what the model holds."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from tests.soak.judging import Tally
from tests.soak.scenes import Stage
from tests.soak.small_answers import READINGS, Customer, Told, ask, differences
from tests.soak.small_commands import KINDS, Drawn, added
from tests.soak.small_process import OTHER, OWNER, standing

LENGTH = 50
"""Commands in a sequence."""
_PLAYBOOK = Path(__file__).with_name("small.yaml")
_TEAM = f"people:\n  {OWNER}: {{roles: [seller, boss, expert]}}\n  {OTHER}: {{name: Li Min, roles: [expert]}}\n"
_BEGIN = datetime.fromisoformat("2026-03-02T10:00+08:00")
_MINUTES = (0, 1, 20, 60, 300, 1440, 4321)
"""How much time may pass between two commands."""
_MOST_CUSTOMERS = 2


def missing() -> str | None:
    """It runs everywhere."""
    return None


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` sequences, each in a workspace of its own that begins empty."""
    tally = Tally()
    root = folder / "work"
    for _ in range(count):
        seed = chance.randrange(1 << 30)
        (root / "customers").mkdir(parents=True)
        shutil.copyfile(_PLAYBOOK, root / "playbook.yaml")
        (root / "team.yaml").write_text(_TEAM, encoding="utf-8")
        wrong = _Sequence(root, random.Random(seed), tally).play()
        tally.wrong += [f"sequence {seed}: {one}" for one in wrong]
        tally.count("sequences")
        shutil.rmtree(root)
    return tally


class _Sequence:
    def __init__(self, root: Path, chance: random.Random, tally: Tally) -> None:
        self.root, self.chance, self.tally = root, chance, tally
        self.customers: dict[str, Customer] = {}
        self.now = _BEGIN

    def play(self) -> list[str]:
        """What went otherwise than the model says, of which the first ends the sequence."""
        for number in range(LENGTH):
            self.now += timedelta(minutes=self.chance.choice(_MINUTES))
            drawn, wrong = self._step()
            wrong += self._read("show" if drawn.customer and self.chance.random() < 0.6 else "", drawn.customer)
            self.tally.count("commands")
            self.tally.count("refused as they should be", by=int(drawn.code != 0))
            if wrong:
                return [f"command {number}, {drawn.words}: {one}" for one in wrong]
        wrong = [one for name in READINGS for one in self._read(name, "")]
        wrong += [one for customer in self.customers for one in self._read("show", customer)]
        told = self._told("check")
        grave = [one for one in told.content.get("findings", []) if one["severity"] != "info"]
        return wrong if told.code == 0 and not grave else [*wrong, f"check ends with {told.code}: {grave}"]

    def _step(self) -> tuple[Drawn, list[str]]:
        """One command, in the program and in the model."""
        if not self.customers or (len(self.customers) < _MOST_CUSTOMERS and self.chance.random() < 0.08):
            drawn, customer = added(self.chance, self.now, len(self.customers))
            told = self._told(*drawn.words)
            if told.code == 0:
                drawn.customer = str(told.content["customer"]["id"])
                self.customers[drawn.customer] = customer
        else:
            chosen = self.chance.choice(list(self.customers))
            customer = self.customers[chosen]
            kind = self.chance.choice(KINDS)
            drawn = kind(self.chance, self.now, chosen, customer)
            told = self._told(*drawn.words, who=drawn.who)
        self.tally.count("answers compared")
        customer.deals = standing(customer.facts)
        codes = [one["code"] for one in told.content.get("problems", [])]
        return drawn, [] if told.code == drawn.code else [f"exit {told.code} {codes}, not {drawn.code}"]

    def _read(self, name: str, customer: str) -> list[str]:
        """Ask one thing of the program, and compare."""
        name = name or self.chance.choice(READINGS)
        customer = customer or self.chance.choice(list(self.customers))
        words = (name, customer) if name == "show" else tuple(name.split())
        told = self._told(*words)
        self.tally.count("answers compared")
        return [f"{' '.join(words)}: {one}" for one in differences(name, told, self.customers, customer, self.now)]

    def _told(self, *words: str, who: str = OWNER) -> Told:
        return ask(self.root, words, self.now, who)
