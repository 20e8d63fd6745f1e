"""G8: random sequences of commands against a model in memory; after each the program answers what the model holds."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.soak.judging import Tally
from tests.soak.scenes import TOLD, USER, Stage, call

LENGTH = 50
"""Commands in a sequence."""
_LATER = "2026-03-05T10:00+08:00"
_STAGES = ("lead", "needs", "proposal", "contract", "delivery")
_TEXTS = (
    "called back",
    "客户说：预算 50 万",
    "a: b # c",
    "'quoted\"",
    "yes",
    "2026-03-02",
    "{x}",
    "[red]",
    "=1+1",
)
_WORDS = {
    "contacted": ("log", "{customer}", "{text}"),
    "noted": ("note", "{customer}", "{text}"),
    "planned": ("plan", "{customer}", _LATER, "{text}"),
    "graded": ("grade", "{customer}", "{grade}", "--because", "{text}"),
    "advanced": ("advance", "{customer}", "--override", "--because", "{text}"),
    "returned": ("back", "{customer}", "{stage}", "--because", "{text}"),
    "closed": ("close", "{customer}", "lost", "--because", "price"),
    "reopened": ("reopen", "{customer}", "{stage}", "--because", "{text}"),
    "nurtured": ("nurture", "{customer}", "--because", "{text}"),
    "woken": ("resume", "{customer}"),
    "undone": ("undo", "{customer}"),
}
_UNEARNED = ("advance", "{customer}")
_SENSELESS = (("note", "no-such-customer", "x"), ("list", "--no-such"), ("grade", "{customer}", "Z"), ("no-such",))


@dataclass(frozen=True)
class Deal:
    """Where a deal stands; what a command makes of it is another one."""

    stage: int = 0
    status: str = "open"
    grade: str | None = None
    finished: bool = False
    reached: frozenset[int] = frozenset({0})


@dataclass
class Customer:
    """What the model knows of one. ``past``: the deal before each event that can be undone."""

    name: str
    need: str | None = None
    deal: Deal = field(default_factory=Deal)
    past: list[Deal] = field(default_factory=list)
    events: list[tuple[str, str | None]] = field(default_factory=lambda: [("opened", None)])


def missing() -> str | None:
    """It runs everywhere."""
    return None


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` sequences, each in a workspace of its own that begins empty."""
    tally = Tally()
    empty = folder / "empty"
    _told("init", "--no-git", str(empty))
    for _ in range(count):
        seed = chance.randrange(1 << 30)
        root = folder / "work"
        shutil.copytree(empty, root)
        wrong = _Sequence(root, random.Random(seed), tally).play()
        tally.wrong += [f"sequence {seed}: {one}" for one in wrong]
        tally.count("sequences")
        shutil.rmtree(root)
    return tally


class _Sequence:
    def __init__(self, root: Path, chance: random.Random, tally: Tally) -> None:
        self.root, self.chance, self.tally = root, chance, tally
        self.model: dict[str, Customer] = {}

    def play(self) -> list[str]:
        """What went otherwise than the model says, of which the first ends the sequence."""
        for number in range(LENGTH):
            words, expected, wrong = self._step()
            wrong += self._differences()
            self.tally.count("commands")
            self.tally.count("refused as they should be", by=int(expected != 0))
            if wrong:
                return [f"command {number}, {words}: {one}" for one in wrong]
        code, told = _told("check", "-C", str(self.root))
        grave = [one["code"] for one in told.get("findings", []) if one["severity"] == "error"]
        return [] if told["ok"] and code in (0, 1) else [f"check ends with {code}: {grave or told}"]

    def _step(self) -> tuple[tuple[str, ...], int, list[str]]:
        """One command, in the program and in the model: its words, the code expected, and what differs."""
        kind = self.chance.choice(("add", "edit", "unearned", "senseless", *_WORDS, *_WORDS, *_WORDS))
        if kind == "add" or not self.model:
            return self._add()
        customer, held = self.chance.choice(list(self.model.items()))
        filled = {
            "customer": self.chance.choice((customer, held.name)), "text": self.chance.choice(_TEXTS),
            "grade": self.chance.choice("ABC"), "stage": self.chance.choice(_STAGES),
        }  # fmt: skip
        if kind == "edit":
            return self._edit(customer, held)
        if kind in ("unearned", "senseless"):
            pattern = _UNEARNED if kind == "unearned" else self.chance.choice(_SENSELESS)
            words, expected = _filled(pattern, filled), 3 if kind == "unearned" else 2
        else:
            words, expected = _filled(_WORDS[kind], filled), _apply(held, kind, filled)
        code, told = _told(*words, "-C", str(self.root))
        return words, expected, _otherwise(code, expected, told)

    def _add(self) -> tuple[tuple[str, ...], int, list[str]]:
        words = ("lead", "add", f"客户 {len(self.model)} {self.chance.choice(('Ltd', '有限公司', 'GmbH & Co.'))}")
        code, told = _told(*words, "-C", str(self.root))
        if code == 0:
            self.model[told["customer"]["id"]] = Customer(words[-1])
        return words, 0, _otherwise(code, 0, told)

    def _edit(self, customer: str, held: Customer) -> tuple[tuple[str, ...], int, list[str]]:
        if self.chance.random() < 0.5:
            held.name = f"{held.name.partition(' (')[0]} ({len(held.events)})"
            words: tuple[str, ...] = ("edit", customer, "--set", f"name={held.name}")
        else:
            held.need = self.chance.choice(_TEXTS)
            words = ("edit", customer, "--set", f"need={held.need}")
        code, told = _told(*words, "-C", str(self.root))
        return words, 0, _otherwise(code, 0, told)

    def _differences(self) -> list[str]:
        """`list` against the model, and `show` of one customer."""
        code, told = _told("list", "-C", str(self.root))
        keys = ("name", "deal", "stage", "status", "grade", "finished", "held", "owner")
        rows = {one["customer"]: tuple(one[key] for key in keys) for one in told["items"]}
        meant = {customer: _row(held) for customer, held in self.model.items()}
        wrong = [] if (code, rows, told["problems"]) == (0, meant, []) else [f"list {code}: {rows}, not {meant}"]
        if not self.model:
            return wrong
        customer = self.chance.choice(list(self.model))
        code, told = _told("show", customer, "-C", str(self.root))
        held = self.model[customer]
        there = [(one["what"], one["with"].get("text")) for one in told["history"]]
        card = (told["customer"]["name"], told["customer"].get("need"))
        if (code, card, there) != (0, (held.name, held.need), held.events):
            wrong.append(f"show {code}: {card} {there}, not {held.name} {held.need} {held.events}")
        return wrong


def _apply(held: Customer, kind: str, said: dict[str, str]) -> int:
    """Do it in the model; the exit code that the program owes."""
    if kind == "undone":
        if not held.past:
            return 3
        held.deal = held.past.pop()
        held.events.append((kind, None))
        return 0
    after = _moved(held.deal, kind, said)
    if after is None:
        return 3
    held.past.append(held.deal)
    held.deal = after
    held.events.append((kind, said["text"] if kind in ("noted", "contacted", "planned") else None))
    return 0


def _moved(deal: Deal, kind: str, said: dict[str, str]) -> Deal | None:
    """The deal after this, or None where the process does not allow it."""
    target = _STAGES.index(said["stage"])
    closed, over = deal.status == "lost", deal.status == "lost" or deal.finished
    if kind in ("noted", "contacted", "planned"):
        return deal
    if kind == "graded":
        asleep = deal.stage == 0 or deal.status == "nurture"
        return None if closed else replace(deal, grade=said["grade"], **_graded(deal, said["grade"], asleep=asleep))
    if kind == "advanced" and not over:
        if deal.stage == len(_STAGES) - 1:
            return replace(deal, finished=True)
        return replace(deal, stage=deal.stage + 1, reached=deal.reached | {deal.stage + 1})
    if kind == "returned" and not over and target < deal.stage:
        return replace(deal, stage=target)
    if kind == "closed" and not closed:
        return replace(deal, status="lost")
    if kind == "reopened" and over and target in deal.reached:
        return replace(deal, status="open", finished=False, stage=target)
    if kind == "nurtured" and not over:
        return replace(deal, status="nurture")
    return replace(deal, status="open") if kind == "woken" and deal.status == "nurture" else None


def _graded(deal: Deal, grade: str, *, asleep: bool) -> dict[str, Any]:
    return {"status": "nurture" if grade == "C" else "open"} if asleep and not deal.finished else {}


def _row(held: Customer) -> tuple[Any, ...]:
    deal = held.deal
    return (held.name, 1, _STAGES[deal.stage], deal.status, deal.grade, deal.finished, False, USER)


def _filled(pattern: tuple[str, ...], values: dict[str, str]) -> tuple[str, ...]:
    return tuple(values[word[1:-1]] if word.startswith("{") else word for word in pattern)


def _otherwise(code: int, expected: int, told: dict[str, Any]) -> list[str]:
    codes = [one["code"] for one in told.get("problems", [])]
    return [] if code == expected else [f"exit {code} {codes}, not {expected}"]


def _told(*words: str) -> tuple[int, dict[str, Any]]:
    code, out, err = call([*words, *TOLD])
    assert "Traceback" not in err, err
    return code, dict(json.loads(out))
