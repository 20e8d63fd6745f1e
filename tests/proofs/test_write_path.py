"""A share of every proof of the write path; the whole of them is `make soak`, its figures in docs/reliability.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_CANNOT = 77


def proven(goal: str, count: int) -> dict[str, Any]:
    """The figures of a small run, nothing in which went wrong. Skips where this computer cannot run it."""
    words = [sys.executable, "-m", "tests.soak", "--goal", goal, "--count", str(count), "--seed", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode == _CANNOT:
        pytest.skip(json.loads(done.stdout)["skipped"])
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert done.returncode == 0
    return dict(figures)


def test_killed_at_any_moment_of_any_command_nothing_acknowledged_is_lost() -> None:
    figures = proven("G1", 200)
    assert figures["kills"] == 200
    assert figures["saved"]
    assert figures["not saved"]


def test_killed_at_every_system_call_of_a_command_nothing_is_half_done() -> None:
    figures = proven("G2", 1)
    assert figures["kills"] == figures["calls"] > 50


def test_whatever_fails_what_is_said_is_true() -> None:
    figures = proven("G3", 40)
    assert figures["faults"] == 40


def test_what_was_acknowledged_outlives_a_power_cut_and_without_fsync_it_would_not() -> None:
    figures = proven("G4", 20)
    assert figures["cuts"] == 20
    assert figures["of them seen to lose or tear"]


def test_eight_writers_lose_nothing_and_wait_their_turn() -> None:
    figures = proven("G5", 25)
    assert (figures["operations"], figures["lost"], figures["refused"]) == (200, 0, 0)


def test_no_command_asks_for_a_network_or_writes_elsewhere() -> None:
    figures = proven("G12", 0)
    assert figures["commands"] > 20
