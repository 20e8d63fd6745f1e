"""A workspace with a team of four, customers written as files, and the program run in it as a person would."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from salesctl.cli import main

ROOT = Path(__file__).parents[2]
TEAM = """\
people:
  wang.lei: {name: 王磊, roles: [account_manager]}
  sun.li: {name: 孙丽, roles: [account_manager]}
  zhao.jing: {name: 赵静, roles: [sales_lead]}
  li.na: {name: 李娜, roles: [product, technical, legal, finance, sales_assistant, delivery]}
"""


@dataclass(frozen=True)
class Said:
    """How one run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Place:
    """One workspace. ``now`` is 2026-03-05 12:00, a Thursday, unless a run says otherwise."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str, now: str = "2026-03-05T12:00", who: str = "wang.lei") -> Said:
        self.capsys.readouterr()
        code = main(["-C", str(self.root), "--now", now, "--user", who, *words])
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def json(self, *words: str, now: str = "2026-03-05T12:00", who: str = "wang.lei") -> Any:
        return self.run(*words, "--json", now=now, who=who).json

    def customer(self, name: str, *events: str, id: str = "aaaaaaa1", card: str = "") -> str:  # noqa: A002  as in the file
        """A customer's file. An event is ``DAY TIME VERB`` and what else stands in it, as YAML keys."""
        lines = [
            "salesctl: 1",
            f"id: {id}",
            "customer:",
            f"  name: {name}",
            *(["  " + card] if card else []),
            "history:",
        ]
        for place, event in enumerate(events, start=1):
            day, clock, what, *rest = event.split(" ", 3)
            lines += [f"- at: 2026-{day}T{clock}+08:00", "  by: wang.lei", f"  what: {what}"]
            lines += [f"  {line}" for line in " ".join(rest).split(" | ") if line]
            lines.append(f"  id: {place}-{id[:5]}")
        file = self.root / "customers" / f"{id}.yaml"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return id


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Place:
    shutil.copy(ROOT / "playbook.yaml", tmp_path)
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    (tmp_path / "customers").mkdir()
    monkeypatch.setenv("COLUMNS", "100")
    return Place(tmp_path, capsys)


@pytest.fixture
def opened() -> Callable[..., str]:
    """The event that opens a deal."""

    def event(at: str = "03-02 09:30", owner: str = "wang.lei", **more: str) -> str:
        told = "".join(f", {key}: {value}" for key, value in more.items())
        return f"{at} opened with: {{owner: {owner}{told}, playbook: b2b@1}}"

    return event
