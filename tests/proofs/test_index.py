"""A share of INDEX: with and without the index the answers are the same; and a program whose index lies is seen."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesctl.desk import rereading
from salesctl.store.index.keeping import Index, Span
from tests.soak import index
from tests.soak.scenes import Stage, prepare

ROOT = Path(__file__).parents[2]


def test_random_edits_are_answered_alike_with_and_without_the_index() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "INDEX", "--count", "4", "--seed", "3"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert figures["sequences"] == 4
    assert figures["answers compared"] > 200


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return prepare(tmp_path_factory.mktemp("stage"))


def _trusts_stamps_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "is_young", lambda *_: False)
    # mtime and size only, as many tools do
    monkeypatch.setattr(Index, "_before", lambda self, at: self.sight.stamp(at))


def _holds_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Span, "holds", lambda self, key, _: self.key == key)


@pytest.mark.parametrize("fault", [_trusts_stamps_alone, _holds_for_ever])
def test_an_index_that_lies_is_seen(
    fault: Callable[[pytest.MonkeyPatch], None], stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    chance = random.Random(5)
    assert any(index.run(stage, tmp_path, 1, chance).wrong for _ in range(25))
