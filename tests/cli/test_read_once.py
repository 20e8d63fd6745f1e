"""A command that changes a customer reads each text that its file has, had or gets just once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from shell import Shell, init

from salesctl.desk import acting, customers
from salesctl.store import fast_lane

NOW = "2026-06-01T09:00+08:00"


_ANSWERS = ("how=call", "spoke_with=Ann", "industry=Food", "need=Ovens", "channel=website")
_ANSWERS = tuple(word for one in _ANSWERS for word in ("--set", one))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = init(tmp_path_factory.mktemp("one") / "ws", "--no-git", "--now", "2026-05-04T09:00+08:00")
    shell.run("lead", "add", "Acme Ltd", "--contact", "Ann", "--phone", "13800000000")
    return shell.root


@pytest.fixture
def shell(template: Path, tmp_path: Path) -> Shell:
    shutil.copytree(template, tmp_path / "ws")
    fast_lane.fast_record.cache_clear()
    return Shell(tmp_path / "ws", now=NOW)


@pytest.mark.parametrize(
    ("words", "replays"),
    [
        (("log", "{id}", "Called, they think about it"), 2),
        (("log", "{id}", "Called", "--next", "tomorrow 10:00", "Call again"), 3),
        (("note", "{id}", "Their fair is in May"), 2),
        (("plan", "{id}", "tomorrow 10:00", "Call"), 2),
        (("edit", "{id}", "--amount", "120000"), 2),
        (("edit", "{id}", "--set", "industry=Food"), 2),
        (("advance", "{id}", "--override", "--because", "Known for years"), 2),
        (
            ("done", "{id}", "lead.first_contact", "--outcome", "reached", *_ANSWERS),
            2,
        ),  # the card takes two keys, one after the other
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else None,
)
def test_no_text_of_a_file_is_read_twice(
    words: tuple[str, ...], replays: int, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    replayed: list[int] = []
    record, replay = fast_lane._record, customers.replay
    monkeypatch.setattr(fast_lane, "_record", lambda text: read.append(text) or record(text))
    for module in (customers, acting):
        monkeypatch.setattr(module, "replay", lambda *given: replayed.append(1) or replay(*given))
    (path,) = (shell.root / "customers").glob("*.yaml")
    id_ = path.stem.rpartition("-")[2]
    before = path.read_text(encoding="utf-8")
    done = shell.run(*(word.format(id=id_) for word in words))
    assert (done.code, path.read_text(encoding="utf-8") != before) == (0, True), done.err
    assert len(read) == len(set(read)) == (4 if words[0] == "done" else 2)
    assert len(replayed) == replays
