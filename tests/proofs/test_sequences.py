"""A share of G8: sequences of commands against a model; the whole is `make soak`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_random_sequences_of_commands_answer_what_a_model_holds() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "G8", "--count", "2", "--seed", "2"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert (figures["sequences"], figures["commands"]) == (2, 100)
    assert figures["refused as they should be"]
