"""A whole table is one write: what others write in between is seen, and many files need few handles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell
from written import files

from salesctl.core.problems import Broken
from salesctl.desk.customers import Customers
from salesctl.desk.globals import Globals
from salesctl.desk.importing import Plan, Source, carry_in, open_source, plan
from salesctl.desk.opening import Workspace, open_workspace
from salesctl.store.disk import Folder

Planned = tuple[Workspace, Source, Plan]


@pytest.fixture
def planned(shell: Shell, table: Callable[..., str]) -> Planned:
    """An import of 120 customers that is planned and not saved yet."""
    rows = [[n, f"客户{n}", *[""] * 8] for n in range(120)]
    workspace = open_workspace(Globals(folder=str(shell.root), now="2026-03-02T09:00", user="wang.lei"))
    source = open_source(Path(table(rows)), None)
    return workspace, source, plan(workspace, Customers(workspace.root, workspace.playbook), source)


def test_all_files_are_written_with_a_handle_for_each_folder(
    planned: Planned, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    plainly = Folder.sub

    def noted(self: Folder, parts: tuple[str, ...], create: bool = False) -> Folder:
        opened.append("/".join(parts))
        return plainly(self, parts, create)

    monkeypatch.setattr(Folder, "sub", noted)
    workspace, source, what = planned
    _, ids = carry_in(workspace, source, what, iter)
    assert len(set(ids)) == 120
    assert sorted(opened) == [".salesctl", "customers"]
    assert len(shell.ask("list")["items"]) == 120


def test_what_others_wrote_meanwhile_is_planned_for_again(planned: Planned, shell: Shell) -> None:
    shell.ok("lead", "add", "somebody else")
    workspace, source, what = planned
    carry_in(workspace, source, what, iter)
    assert len(shell.ask("list")["items"]) == 121


def test_what_others_wrote_meanwhile_and_changes_the_plan_stops_it(planned: Planned, shell: Shell) -> None:
    shell.ok("lead", "add", "客户7", "--industry", "电子")
    before = files(shell)
    workspace, source, what = planned
    with pytest.raises(Broken) as broken:
        carry_in(workspace, source, what, iter)
    assert (broken.value.problems[0].code, broken.value.exit_code) == ("intake.changed_meanwhile", 5)
    assert files(shell) == before


def test_a_disk_that_fails_in_the_middle_leaves_nothing(
    planned: Planned, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(shell)
    plainly = Folder.create
    made: list[str] = []

    def full(self: Folder, name: str, data: bytes, mode: int | None = None) -> None:
        made.append(name)
        if len(made) > 60:
            raise OSError(28, "No space left on device")
        plainly(self, name, data, mode)

    monkeypatch.setattr(Folder, "create", full)
    workspace, source, what = planned
    with pytest.raises(Broken) as broken:
        carry_in(workspace, source, what, iter)
    assert (broken.value.problems[0].code, broken.value.exit_code) == ("write.disk_full", 5)
    monkeypatch.undo()
    assert files(shell) == before
