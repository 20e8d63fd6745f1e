"""A share of LANE: the fast lane reads what the exact one reads, or nothing; no command shows which of them read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Shell, init

from salesctl.store import record_lanes

ROOT = Path(__file__).parents[2]
LOOKING = (
    ("list",), ("overdue",), ("next",), ("inbox",), ("check",), ("doctor",), ("board",), ("report", "register"),
    ("report", "funnel"), ("list", "--json"), ("check", "--json"), ("overdue", "--json"), ("next", "--json"),
)  # fmt: skip


def test_random_and_changed_files_are_read_alike_by_both_lanes() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "LANE", "--count", "800", "--seed", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert figures["as written"] + figures["changed"] == 800
    assert figures["as written, taken by the fast lane"] > figures["as written"] / 2
    assert figures["changed, taken by it"] > 20


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = init(tmp_path_factory.mktemp("samples") / "ws", "--no-git", "--demo")
    first, second, *_ = sorted((shell.root / "customers").glob("*.yaml"))
    first.write_bytes(first.read_bytes().replace(b"\n", b"\r\n"))
    second.write_text("# mine\n" + second.read_text(encoding="utf-8").replace('"', "'"), encoding="utf-8")
    return shell


def test_nearly_every_sample_is_taken(samples: Shell) -> None:
    files = [path.read_bytes() for path in (samples.root / "customers").glob("*.yaml")]
    assert sum(record_lanes.fast_record(data) is None for data in files) == 2 < len(files) / 4


def test_no_command_shows_which_lane_has_read(samples: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [path.stem.rpartition("-")[2] for path in sorted((samples.root / "customers").glob("*.yaml"))]
    lines = [*LOOKING, *(("show", one, "--json") for one in ids), *(("why", one) for one in ids)]
    with_both = [samples.run(*words, now="2026-06-01T09:00") for words in lines]
    monkeypatch.setattr(record_lanes, "fast_record", lambda _: None)
    assert [samples.run(*words, now="2026-06-01T09:00") for words in lines] == with_both
    assert {0, 4} <= {ran.code for ran in with_both} <= {0, 1, 4}
