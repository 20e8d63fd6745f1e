"""A workspace on disk with the default playbook, and commands run in it in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from salesctl.cli import main

ROOT = Path(__file__).parents[3]
TEAM = """\
people:
  wang.lei: {name: 王磊, roles: [account_manager, sales_lead], git: [wang.lei@example.com]}
  li.min: {name: 李敏, roles: [legal]}
"""


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line; what it wrote and its exit code."""
    monkeypatch.setenv("SALESCTL_NOW", "2026-03-02T09:10+08:00")

    def called(*words: str) -> Answer:
        capsys.readouterr()
        code = main(words)
        return Answer(code, *capsys.readouterr())

    return called


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, below no workspace."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def workspace(place: Path) -> Path:
    """The default playbook, two people, no customer."""
    copyfile(ROOT / "playbook.yaml", place / "playbook.yaml")
    (place / "team.yaml").write_text(TEAM, encoding="utf-8")
    (place / "customers").mkdir()
    return place
