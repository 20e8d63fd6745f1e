from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from told_git import ToldGit

from salesctl.core.problems import Broken, Problem
from salesctl.i18n import LANGUAGES, catalog
from salesctl.store.yamltext import parse

CARD = """\
# 华信：老客户介绍
salesctl: 1
id: k7m2q9xd
customer:
  name: '华信精密机械'   # as on the licence
  industry: 机械制造
  # people we know
  contacts:  # masked in reports
  # the one who decides
  - {name: 李敏, position: 采购经理, phone: "138-0000-0000"}
  - name: 王芳
    phone: '139-0000-0000'
  colour_of_logo: red      # a key of our own
  need: |
    产线数字化
    先做两条线

our_own: {key: kept}
history:
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: opened
  with: {channel: trade_fair, owner: wang.lei, playbook: b2b@1}
  id: 1-k4fq7
# told by telephone
"""


@pytest.fixture(autouse=True)
def _nothing_is_raised_without_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this room raises has a message and a remedy in both languages, and a value for each hole in them."""
    made = Broken.__init__

    def raised(self: Broken, *problems: Problem, exit_code: int = 4) -> None:
        made(self, *problems, exit_code=exit_code)
        for problem in problems:
            for lang in LANGUAGES:
                sentences = catalog._problem(lang, problem.code)
                assert sentences, problem
                holes = {hole[1] for hole in re.finditer(catalog._HOLE, " ".join(sentences))}
                assert holes <= problem.params.keys(), (problem, sentences)

    monkeypatch.setattr(Broken, "__init__", raised)


@pytest.fixture
def card() -> str:
    return CARD


@pytest.fixture(params=[False, True], ids=["fast", "pure"])
def refusals(request: pytest.FixtureRequest) -> Callable[[str], list[str]]:
    """``line:column code`` of every problem of a text, with either parser."""

    def refused(text: str) -> list[str]:
        try:
            parse(text, "f.yaml", pure=request.param)
        except Broken as broken:
            found = broken.problems
        else:
            found = ()
        assert all(problem.where and problem.where.file == "f.yaml" for problem in found)
        return [f"{str(problem.where).removeprefix('f.yaml:')} {problem.code}" for problem in found]

    return refused


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "playbook.yaml").write_text("playbook: x\n")
    (tmp_path / "customers").mkdir()
    return tmp_path


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> ToldGit:
    """Every call of git goes to it."""
    found = ToldGit()
    monkeypatch.setattr(subprocess, "run", found)
    return found
