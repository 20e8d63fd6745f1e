"""`sync`: two people and one shared place; what each does is there for both, and no folder is ever left half-merged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from shell import Shell, init

from salesctl.store import git_exchange


def git(folder: Path, *words: str, code: int = 0) -> str:
    quiet = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
    ran = subprocess.run(["git", *quiet, "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert ran.returncode == code, (words, ran.stdout, ran.stderr)
    return ran.stdout


@pytest.fixture(autouse=True)
def _no_identity_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(key, raising=False)
    (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = main\n[user]\n\tuseConfigOnly = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def named(folder: Path, name: str) -> None:
    git(folder, "config", "user.name", name)
    git(folder, "config", "user.email", f"{name.split(maxsplit=1)[0].lower()}@example.com")


@pytest.fixture
def office(tmp_path: Path) -> tuple[Shell, Shell]:
    """Two copies of one team's workspace, with a shared place and one customer."""
    git(tmp_path, "init", "-q", "--bare", str(tmp_path / "shared.git"))
    first = init(tmp_path / "first")
    named(first.root, "Wang Lei")
    first.ok("team", "add", "li.na", "--role", "account_manager")
    first.ok("lead", "add", "Acme", "--channel", "website", "--need", "tools")
    git(first.root, "remote", "add", "origin", str(tmp_path / "shared.git"))
    first.ok("sync")
    git(tmp_path, "clone", "-q", str(tmp_path / "shared.git"), str(tmp_path / "second"))
    named(tmp_path / "second", "Li Na")
    return first, Shell(tmp_path / "second", "li.na")


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts and ".salesctl" not in path.parts
    }


def is_whole(root: Path) -> bool:
    state = git(root, "status", "--porcelain")
    return not (root / ".git" / "MERGE_HEAD").exists() and not any(
        line[:2] in ("UU", "AA") for line in state.split("\n")
    )


def need(shell: Shell) -> str:
    return str(shell.ask("show", "Acme")["customer"]["need"])


def history(shell: Shell) -> list[str]:
    return [event["what"] for event in shell.ask("show", "Acme")["history"]]


def sync(shell: Shell, *words: str, code: int = 0) -> dict[str, Any]:
    ran = shell.run("sync", "--json", *words)
    assert ran.code == code, ran
    assert is_whole(shell.root)
    return ran.json


def test_what_one_does_is_there_for_the_other_and_back(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("note", "Acme", "from the first")
    theirs.ok("log", "Acme", "from the second")
    theirs.ok("lead", "add", "Beta")
    assert sync(ours)["sent"] == 1
    told = sync(theirs)
    assert len(told["committed"]) == 2
    assert len(told["received"]) == 1
    sync(ours)
    assert history(ours) == history(theirs)
    assert {"noted", "contacted"} < set(history(ours))
    assert sync(ours)["sent"] == 0
    assert ours.run("sync").out == "✓ Nothing new on either side.\n"


def test_only_what_is_ours_is_committed(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    (shell.root / "passwords.txt").write_text("secret")
    (shell.root / "customers" / "Acme (1).yaml").write_text("a copy")
    (shell.root / "customers" / ".acme.yaml.salesctl-tmp").write_text("half")
    (shell.root / "staged.txt").write_text("mine")
    git(shell.root, "add", "staged.txt")
    shell.ok("note", "Acme", "x")
    assert len(sync(shell)["committed"]) == 1
    assert git(shell.root, "diff", "--cached", "--name-only").split() == ["staged.txt"]


def test_two_who_changed_the_same_are_told_who_wrote_what(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("edit", "Acme", "--set", "need=machines")
    ours.ok("note", "Acme", "mine")
    sync(ours)
    theirs.ok("edit", "Acme", "--set", "need=robots")
    before = snapshot(theirs.root)
    ran = theirs.run("sync")
    assert ran.code == 1
    assert snapshot(theirs.root) == before
    assert is_whole(theirs.root)
    assert "Wang Lei: machines" in ran.err
    assert "You: robots" in ran.err
    assert "<<<<" not in ran.out + ran.err


def test_their_value_by_the_command_that_was_shown_settles_it(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("edit", "Acme", "--set", "need=big machines")
    sync(ours)
    theirs.ok("edit", "Acme", "--set", "need=robots")
    (problem, _) = sync(theirs, code=1)["problems"]
    assert problem["command"].endswith("--set 'need=big machines'")
    theirs.ok("edit", "Acme", "--set", "need=big machines")
    sync(theirs)
    assert need(theirs) == "big machines"


@pytest.mark.parametrize(("side", "left"), [("mine", "robots"), ("theirs", "machines")])
def test_a_side_can_be_taken_and_nothing_else_is_lost(office: tuple[Shell, Shell], side: str, left: str) -> None:
    ours, theirs = office
    for shell, value in ((ours, "machines"), (theirs, "robots")):
        shell.ok("edit", "Acme", "--set", f"need={value}")
        shell.ok("note", "Acme", value)
    sync(ours)
    assert sync(theirs, "--take", side)["outcome"] == "done"
    sync(ours)
    assert need(ours) == need(theirs) == left
    assert history(ours).count("noted") == history(theirs).count("noted") == 2
    assert theirs.run("check", "--json").json["ok"] is True


def test_a_team_file_that_both_wrote_in_is_told_and_can_be_taken(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    for shell in office:
        (shell.root / "team.yaml").write_text(
            f"people:\n  wang.lei: {{name: {shell.user}, roles: [account_manager]}}\n  li.na: {{}}\n"
        )
    sync(ours)
    before = snapshot(theirs.root)
    assert sync(theirs, code=1)["problems"][0]["code"] == "sync.file"
    assert snapshot(theirs.root) == before
    sync(theirs, "--take", "theirs")
    assert "name: wang.lei" in (theirs.root / "team.yaml").read_text()


def test_without_a_shared_place_it_keeps_and_says_so(tmp_path: Path) -> None:
    shell = init(tmp_path / "alone")
    named(shell.root, "Wang Lei")
    shell.ok("lead", "add", "Acme")
    ran = shell.run("sync")
    assert ran.code == 0
    assert "no shared place yet" in ran.err
    assert git(shell.root, "status", "--porcelain") == ""


def test_a_place_that_cannot_be_reached_loses_nothing(office: tuple[Shell, Shell], tmp_path: Path) -> None:
    shell = office[0]
    shell.ok("note", "Acme", "x")
    (tmp_path / "shared.git").rename(tmp_path / "away.git")
    told = sync(shell, code=5)
    assert told["outcome"] == "not_reached"
    assert told["problems"][0]["code"] == "sync.not_reached"
    (tmp_path / "away.git").rename(tmp_path / "shared.git")
    assert sync(shell)["sent"] == 1


def test_a_broken_file_is_never_shared(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    file = next((ours.root / "customers").glob("*.yaml"))
    good = file.read_bytes()
    file.write_bytes(good + b"  - [broken\n")
    ran = ours.run("sync")
    assert ran.code == 4
    assert f"{file.relative_to(ours.root)}:" in ran.err
    assert sync(theirs)["received"] == []
    file.write_bytes(good)
    sync(ours)


def test_a_merge_that_was_cut_off_is_taken_back(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("edit", "Acme", "--set", "need=machines")
    sync(ours)
    theirs.ok("edit", "Acme", "--set", "need=robots")
    git(theirs.root, "commit", "-qam", "Work")
    git(theirs.root, "fetch", "-q")
    (theirs.root / ".salesctl" / "merging").touch()
    git(theirs.root, "merge", "-q", "origin/main", code=1)
    assert sync(theirs, code=1)["outcome"] == "conflict"
    assert need(theirs) == "robots"


def test_a_merge_that_somebody_began_by_hand_is_theirs(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("edit", "Acme", "--set", "need=machines")
    sync(ours)
    theirs.ok("edit", "Acme", "--set", "need=robots")
    git(theirs.root, "commit", "-qam", "Work")
    git(theirs.root, "fetch", "-q")
    git(theirs.root, "merge", "-q", "origin/main", code=1)
    ran = theirs.run("sync", "--json")
    assert ran.code == 5
    assert ran.problems[0]["code"] == "sync.unfinished"
    assert (theirs.root / ".git" / "MERGE_HEAD").exists()


def test_a_driver_that_the_repository_brings_is_not_run(office: tuple[Shell, Shell], tmp_path: Path) -> None:
    ours, theirs = office
    canary = tmp_path / "canary"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\n")
    trap.chmod(0o755)
    hooks = theirs.root / ".git" / "hooks"
    for name in ("pre-commit", "post-commit", "pre-push", "post-merge", "post-checkout", "reference-transaction"):
        (hooks / name).symlink_to(trap)
    git(theirs.root, "config", "core.fsmonitor", str(trap))
    git(theirs.root, "config", "merge.salesctl.driver", str(trap))
    ours.ok("note", "Acme", "a")
    sync(ours)
    theirs.ok("note", "Acme", "b")
    assert sync(theirs)["outcome"] == "done"
    assert history(theirs).count("noted") == 2
    assert not canary.exists()


@pytest.mark.parametrize(
    "key",
    [
        "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor", "core.alternateRefsCommand", "core.worktree",
        "filter.x.clean", "filter.x.smudge", "filter.x.process", "merge.other.driver", "diff.x.textconv",
        "credential.helper", "credential.https://x.helper", "remote.origin.uploadpack", "remote.origin.receivepack",
        "gpg.program", "gpg.ssh.program", "include.path", "includeIf.gitdir:/.path",
    ],
)  # fmt: skip
def test_a_folder_whose_own_settings_name_programs_is_not_synced(tmp_path: Path, key: str) -> None:
    shell = init(tmp_path / "team")
    shell.ok("lead", "add", "Acme")
    canary = tmp_path / "canary"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\n")
    trap.chmod(0o755)
    (tmp_path / "more").touch()
    (shell.root / ".gitattributes").write_text("* filter=x diff=x merge=other\n")
    git(shell.root, "config", "extensions.worktreeConfig", "true")
    value = str(tmp_path / "more") if key.startswith("include") else str(trap)
    for scope in ("--worktree", "--local"):
        git(shell.root, "config", scope, key, value)
        ran = shell.run("sync", "--json")
        assert ran.code == 5
        assert ran.problems[0]["code"] == "sync.programs"
        if scope == "--worktree":
            git(shell.root, "config", scope, "--unset", key)
    shell.run("doctor")
    shell.run("check", "--history")
    assert not canary.exists()


def test_somebody_whom_git_does_not_know_is_told_what_to_say(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    git(shell.root, "config", "--unset", "user.name")
    ran = shell.run("sync", "--json")
    assert ran.code == 5
    assert "git config --global user.name" in ran.problems[0]["remedy"]


def test_outside_a_repository_and_an_unknown_side(tmp_path: Path, office: tuple[Shell, Shell]) -> None:
    assert init(tmp_path / "plain", "--no-git").run("sync").code == 2
    assert office[0].run("sync", "--take", "both").code == 2


def test_home_and_next_say_how_old_this_copy_is_but_not_to_programs(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    for words in ([], ["next"]):
        assert "Last synced" in shell.run(*words, now="2026-03-04T09:00").err
        assert "2d ago" in shell.run(*words, now="2026-03-04T09:00").err
        assert "synced" not in shell.run(*words, "--json").err
    assert "Last synced" not in office[1].run("next").err


def test_a_customer_whose_history_was_taken_out_is_not_shared(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    (file,) = (shell.root / "customers").glob("acme*.yaml")
    whole = file.read_text()
    file.write_text(whole[: whole.index("history:")])
    ran = shell.run("sync", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (4, ["customer.no_history", "sync.broken"])
    git(shell.root, "checkout", "--", str(file.relative_to(shell.root)))
    assert file.read_text() == whole
    assert sync(shell)["sent"] == 0


def test_what_was_committed_by_hand_is_looked_at_before_it_is_sent(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    (file,) = (theirs.root / "customers").glob("acme*.yaml")
    whole = file.read_text()
    file.write_text(whole.replace("  need:", "<<<<<<< HEAD\n  need:"))
    git(theirs.root, "commit", "-q", "-a", "-m", "by hand")
    sent = git(ours.root, "ls-remote", "origin", "main")
    for _ in range(2):
        ran = theirs.run("sync", "--json")
        assert (ran.code, [one["code"] for one in ran.problems]) == (4, ["yaml.conflict_marker", "sync.broken"])
        assert "merge" not in str(ran.problems[0]["command"]), "none is under way"
        assert git(ours.root, "ls-remote", "origin", "main") == sent
    file.write_text(whole)
    sync(theirs)
    sync(ours)
    assert need(ours) == "tools"


def test_a_company_that_both_have_entered_is_told_when_it_comes_in(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("lead", "add", "Beta Ltd", "--phone", "138-0000-0001")
    ours.ok("lead", "add", "Gamma", "--phone", "138-0000-0002")
    theirs.ok("lead", "add", "Beta Limited")
    sync(ours)
    (told,) = sync(theirs)["problems"]
    assert (told["code"], told["severity"]) == ("customer.likely_same", "info")
    assert told["where"].startswith("customers/beta-ltd-")
    assert "Beta Limited" in told["message"]
    ours.ok("note", "Beta", "x")
    sync(ours)
    assert sync(theirs)["problems"] == [], "once is enough; check goes on showing it"


SATURDAY = "2026-02-28T10:00:00+08:00"
"""Worked in exchange for a day of the Spring Festival: Sunday is no working day, Monday is."""


FRIDAY = "2026-02-27T10:00:00+08:00"


def worked(shell: Shell, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Something recorded and shared, at a moment that git believes."""
    with monkeypatch.context() as clock:
        for who in ("AUTHOR", "COMMITTER"):
            clock.setenv(f"GIT_{who}_DATE", at)
        shell.ok("note", "Acme", at)
        sync(shell)


def test_the_day_begins_with_who_has_not_shared_for_a_working_day(
    office: tuple[Shell, Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = office
    ours.ok("team", "add", "zhao.jing", "--name", "赵静", "--role", "account_manager")
    ours.ok("team", "add", "li.na", "--git", "li@example.com")
    ours.ok("team", "add", "gone")
    ours.ok("lead", "add", "Beta", "--owner", "zhao.jing")
    worked(ours, monkeypatch, FRIDAY)
    worked(theirs, monkeypatch, SATURDAY)
    ours.now = "2026-03-02T16:00"
    sync(ours)
    for words in ([], ["next"], ["inbox"], ["overdue"], ["board"]):
        said = " ".join(ours.run(*words).err.split())
        assert "nothing had come for over a working day from 赵静 (none known)." in said, words
        assert "li.na" not in said
    ours.now = "2026-03-02T18:30"
    sync(ours)
    said = " ".join(ours.run("next").err.split())
    assert "赵静 (none known), li.na (last Sat 28 Feb 10:00)." in said
    assert "gone" not in said
    assert "wang.lei" not in said
    worked(theirs, monkeypatch, "2026-03-02T18:00:00+08:00")
    sync(ours)
    assert "li.na" not in ours.run("next").err


def test_somebody_new_is_not_waited_for(office: tuple[Shell, Shell], monkeypatch: pytest.MonkeyPatch) -> None:
    ours = office[0]
    ours.ok("team", "add", "li.na", "--git", "li@example.com")
    ours.ok("team", "add", "zhao.jing", "--role", "account_manager")
    worked(ours, monkeypatch, "2026-03-02T09:30:00+08:00")
    for when, owner, named in (
        ("2026-03-02T16:00", "li.na", False),
        ("2026-03-04T09:00", "li.na", False),
        ("2026-03-04T09:00", "zhao.jing", True),
    ):
        ours.ok("assign", "Acme", owner)
        ours.now = when
        sync(ours)
        assert ("zhao.jing (none known)" in ours.run("next").err) is named, (when, owner)
    ours.ok("team", "add", "chen.yu", "--role", "account_manager")
    ours.ok("assign", "Acme", "chen.yu")
    assert "chen.yu" not in ours.run("next").err, "nobody could have waited for them when this copy was synced"


def test_who_is_silent_is_read_from_a_note_and_not_from_git(
    office: tuple[Shell, Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = office[0]
    shell.ok("team", "add", "li.na", "--git", "li@example.com")
    shell.ok("assign", "Acme", "li.na")
    worked(shell, monkeypatch, FRIDAY)
    calls: list[object] = []
    monkeypatch.setattr("subprocess.run", lambda *words, **_: calls.append(words))
    monkeypatch.setattr("subprocess.Popen", lambda *words, **_: calls.append(words))
    assert "li.na (none known)" in shell.run("next").err
    assert calls == []
    (shell.root / ".salesctl" / "awaited").write_bytes(b"\xff\n\x00")
    assert "nothing had come" not in shell.run("next").err
    (shell.root / ".salesctl" / "heard").write_bytes(b"\xff\t\nno moment\ta\tb\n2026-03-02T09:00+08:00\tx\n")
    assert "nothing had come" not in shell.run("next").err
    assert "Last synced" in shell.run("next").err


def test_what_one_has_forgotten_stays_forgotten(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("forget", "Acme", "--also", "tools", "--yes")
    theirs.ok("edit", "Acme", "--set", "need=tools for Ann")
    sync(ours)
    sync(theirs)
    sync(ours)
    assert need(ours) == need(theirs) == "***"


def test_a_history_that_was_written_anew_is_not_mixed_with_the_old_one(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    git(ours.root, "commit", "-q", "--amend", "-m", "Begin anew")
    git(ours.root, "push", "-q", "--force", "origin", "main")
    theirs.ok("note", "Acme", "x")
    for _ in range(2):
        ran = theirs.run("sync", "--json")
        assert ran.code == 5
        assert ran.problems[0]["code"] == "sync.rewritten"
    assert "noted" in history(theirs)


def test_a_second_line_of_work_is_not_begun_unseen(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    git(shell.root, "branch", "-q", "-m", "main", "mine")
    git(shell.root, "branch", "-q", "--unset-upstream")
    ran = shell.run("sync", "--json")
    assert ran.code == 5
    assert ran.problems[0]["code"] == "sync.other_branch"
    git(shell.root, "branch", "-q", "-m", "mine", "main")
    sync(shell)


def test_what_somebody_sends_in_the_same_moment_is_taken_in_too(
    office: tuple[Shell, Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = office
    ours.ok("note", "Acme", "a")
    theirs.ok("note", "Acme", "b")
    real, calls = git_exchange.push, []

    def late(*words: Any, **more: Any) -> Any:
        if not calls:
            calls.append(1)
            with monkeypatch.context() as patch:
                patch.setattr(git_exchange, "push", real)
                sync(ours)
        return real(*words, **more)

    monkeypatch.setattr(git_exchange, "push", late)
    assert sync(theirs)["outcome"] == "done"
    sync(ours)
    assert history(ours).count("noted") == history(theirs).count("noted") == 2


def test_moves_that_contradict_each_other_are_said_when_they_meet(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("team", "add", "li.na", "--role", "sales_lead")
    ours.ok("team", "add", "zhao.jing", "--role", "account_manager")
    sync(ours)
    sync(theirs)
    ours.ok("assign", "Acme", "li.na")
    theirs.ok("assign", "Acme", "zhao.jing")
    sync(ours)
    told = sync(theirs)
    assert told["outcome"] == "done"
    assert [one["code"] for one in told["problems"]] == ["merge.both_assigned"]


def test_a_workspace_inside_a_larger_repository_shares_its_own_files_only(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", str(tmp_path / "shared.git"))
    git(tmp_path, "init", "-q", str(tmp_path / "firm"))
    named(tmp_path / "firm", "Wang Lei")
    git(tmp_path / "firm", "remote", "add", "origin", str(tmp_path / "shared.git"))
    first = init(tmp_path / "firm" / "销售 team")
    first.ok("lead", "add", "Acme", "--need", "tools")
    (tmp_path / "firm" / "other.txt").write_text("not ours")
    sync(first)
    assert "other.txt" in git(tmp_path / "firm", "status", "--porcelain")
    git(tmp_path, "clone", "-q", str(tmp_path / "shared.git"), str(tmp_path / "copy"))
    named(tmp_path / "copy", "Li Na")
    second = Shell(tmp_path / "copy" / "销售 team")
    for shell, value in ((first, "machines"), (second, "robots")):
        shell.ok("edit", "Acme", "--set", f"need={value}")
        shell.ok("note", "Acme", value)
    sync(first)
    assert sync(second, code=1)["problems"][0]["code"] == "sync.field"
    sync(second, "--take", "mine")
    sync(first)
    assert need(first) == need(second) == "robots"
    assert history(first).count("noted") == 2


def test_files_renamed_and_deleted_by_hand_are_shared_as_such(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("lead", "add", "Beta")
    sync(ours)
    sync(theirs)
    old = next((ours.root / "customers").glob("acme*"))
    old.rename(old.with_name("华信 改名.yaml"))
    next((ours.root / "customers").glob("beta*")).unlink()
    theirs.ok("note", "Acme", "meanwhile")
    sync(ours)
    sync(theirs)
    sync(ours)
    assert [path.name for path in (theirs.root / "customers").glob("*.yaml")] == ["华信 改名.yaml"]
    assert "noted" in history(ours)
    found = [one["code"] for one in ours.run("check", "--history", "--json").json["findings"]]
    assert "history_check.gone" in found
    assert "history_check.missing" not in found


def test_a_customer_deleted_on_one_side_and_worked_on_at_the_other_is_kept(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    next((ours.root / "customers").glob("acme*")).unlink()
    sync(ours)
    theirs.ok("note", "Acme", "meanwhile")
    assert sync(theirs, code=1)["problems"][0]["code"] == "sync.deleted"
    sync(theirs, "--take", "theirs")
    sync(ours)
    assert "noted" in history(ours)


def test_a_sync_that_is_killed_at_any_moment_leaves_nothing_that_the_next_one_does_not_mend(
    office: tuple[Shell, Shell],
) -> None:
    ours, theirs = office
    random = Random(4)
    for number in range(6):
        ours.ok("note", "Acme", f"ours {number}")
        theirs.ok("note", "Acme", f"theirs {number}")
        sync(ours)
        line = [sys.executable, "-m", "salesctl", "sync", "-C", str(theirs.root)]
        killed = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            killed.wait(0.2 + random.random() * 0.8)
        except subprocess.TimeoutExpired:
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait()
        (theirs.root / ".git" / "index.lock").unlink(missing_ok=True)
        sync(theirs)
        sync(ours)
        assert history(ours) == history(theirs)
        assert history(theirs).count("noted") == 2 * number + 2


def test_a_lock_of_git_is_named_and_left_alone(office: tuple[Shell, Shell]) -> None:
    lock = office[0].root / ".git" / "index.lock"
    lock.touch()
    assert office[0].run("sync", "--json").problems[0]["code"] == "sync.git_locked"
    assert "sync.git_locked" in office[0].run("doctor", "--json").out
    assert lock.exists()


def test_a_disk_that_is_full_here_is_not_told_as_a_place_out_of_reach(
    office: tuple[Shell, Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = office[0]
    whole = git_exchange.fetch

    def full(*words: Any, **told: Any) -> Any:
        answer = whole(*words, **told)
        return type(answer)(128, b"", "error: unable to write loose object file: No space left on device\nfatal: x\n")

    monkeypatch.setattr(git_exchange, "fetch", full)
    ran = shell.run("sync", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (5, ["sync.git_failed"])
    assert "No space left" in ran.problems[0]["message"]
