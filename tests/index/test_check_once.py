"""`check` reads and replays each history once, however many questions it asks of it."""

from __future__ import annotations

from typing import NoReturn

import pytest
from indexed import world_of
from shell import Shell

from salesctl.core import conformance
from salesctl.core.events import Event
from salesctl.core.playbook import Playbook
from salesctl.core.state import State
from salesctl.desk import cores
from salesctl.desk.checking import checked


def test_check_replays_each_history_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    plain = conformance.evolve

    def counted(playbook: Playbook, state: State, event: Event) -> str | None:
        told.append(event.id)
        return plain(playbook, state, event)

    def again(*_: object) -> NoReturn:
        raise AssertionError("the history was replayed a second time")

    monkeypatch.setattr(conformance, "evolve", counted)
    monkeypatch.setattr("salesctl.desk.customers.replay", again)
    monkeypatch.setattr(cores, "_MANY", 1 << 30)
    found = checked(world_of(shell.root), ())
    assert len(told) == sum(path.read_bytes().count(b"\n- at: ") for path in (shell.root / "customers").glob("*.yaml"))
    assert {one.problem.severity for one in found} <= {"info", "warn"}
