"""A share of G8: sequences of commands against a model; the whole is `make soak`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from salesctl.core.changes import HANDLERS
from tests.soak import g8_sequences
from tests.soak.scenes import Stage

ROOT = Path(__file__).parents[2]


def test_random_sequences_of_commands_answer_what_a_model_holds() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "G8", "--count", "5", "--seed", "2"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert (figures["sequences"], figures["commands"]) == (5, 250)
    assert figures["refused as they should be"]
    assert figures["answers compared"] > 500


@pytest.mark.parametrize("verb", ["held", "graded", "closed"])
def test_a_program_that_forgets_what_one_verb_means_is_seen(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(HANDLERS, verb, lambda *_: None)  # type: ignore[misc]
    found = g8_sequences.run(Stage(tmp_path, (), ""), tmp_path, 3, random.Random(1))
    assert found.wrong
