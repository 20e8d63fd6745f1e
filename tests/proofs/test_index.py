"""A share of INDEX: with and without the index the answers are the same; and a program whose index lies is seen."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from salesctl.desk import rereading
from salesctl.store.index import comparing
from salesctl.store.index.keeping import Span
from salesctl.store.index.scan import FIELDS, Scan
from salesctl.store.index.sight import Sight
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


_differing = comparing._differing


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return prepare(tmp_path_factory.mktemp("stage"))


def _trusts_stamps_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "is_young", lambda *_: False)
    # mtime and size only, as many tools do
    monkeypatch.setattr(comparing, "_differing", _by_size_and_mtime)


def _by_size_and_mtime(sight: Sight, before: comparing.Before) -> tuple[set[str], set[str]]:
    blind = replace(before, numbers=_without_ctime(array("q", before.numbers)).tobytes())
    return _differing(Sight(Scan(sight.joined, _without_ctime(sight.numbers))), blind)


def _without_ctime(numbers: array[int]) -> array[int]:
    return array("q", (0 if at % FIELDS in (2, 3) else one for at, one in enumerate(numbers)))


def _holds_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Span, "holds", lambda self, key, _: self.key == key)


@pytest.mark.parametrize("fault", [_trusts_stamps_alone, _holds_for_ever])
def test_an_index_that_lies_is_seen(
    fault: Callable[[pytest.MonkeyPatch], None], stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    chance = random.Random(5)
    assert any(index.run(stage, tmp_path, 1, chance).wrong for _ in range(25))
