"""Two people, two clones, plain git: what each adds is there for both, and a change only adds lines to a history."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from shell import Shell, init

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *words: str) -> str:
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, (words, ran.stdout, ran.stderr)
    return ran.stdout


@pytest.fixture
def office(tmp_path: Path) -> tuple[Shell, Shell]:
    """Two clones of one team's workspace."""
    first = init(tmp_path / "first")
    first.ok("team", "add", "li.na", "--role", "account_manager")
    git(first.root, "add", "-A")
    git(first.root, "commit", "-q", "-m", "Begin")
    git(tmp_path, "clone", "-q", str(first.root), str(tmp_path / "second"))
    return first, Shell(tmp_path / "second", "li.na")


def commit(shell: Shell) -> None:
    git(shell.root, "add", "-A")
    git(shell.root, "commit", "-q", "-m", "Work")


@pytest.mark.row("U3")
def test_two_people_who_add_customers_merge_by_plain_git(office: tuple[Shell, Shell]) -> None:
    ours, theirs = office
    ours.ok("lead", "add", "华信精密机械", "--channel", "trade_fair")
    theirs.ok("lead", "add", "宏远电子", "--channel", "website")
    for shell in office:
        commit(shell)
    git(theirs.root, "pull", "-q", "--no-rebase", "--no-edit")
    names = {item["name"] for item in theirs.ask("list")["items"]}
    assert names == {"华信精密机械", "宏远电子"}
    assert theirs.run("check", "--json").json["ok"] is True


def test_every_commands_diff_is_pure_additions_below_the_history(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    customer = shell.ask(
        "lead",
        "add",
        "Acme",
        "--channel",
        "website",
        "--industry",
        "x",
        "--need",
        "y",
        "--contact",
        "Li",
        "--phone",
        "13800000000",
    )
    ref, file = customer["customer"]["id"], customer["customer"]["file"]
    commit(shell)
    for words in (
        ["log", ref, "called: no “answer” # yet", "--reached", "no"],
        ["grade", ref, "A"],
        [
            "done",
            ref,
            "screening",
            "--outcome",
            "fits",
            "--set",
            "industry_fit=yes",
            "--set",
            "size_fit=yes",
            "--set",
            "need_or_budget=yes",
        ],
        ["plan", ref, "2026-03-04 10:00", "visit: bring the sample"],
        ["note", ref, "first line\nsecond line"],
        ["done", ref, "first_contact", "--outcome", "reached", "--set", "how=call", "--set", "spoke_with=Li"],
        ["advance", ref],
        ["undo", ref],
    ):
        shell.ok(*words)
        diff = git(shell.root, "diff", "--unified=0", "--", file)
        removed = [line for line in diff.splitlines() if line.startswith("-") and not line.startswith("---")]
        assert removed == [], (words, diff)
        commit(shell)


def test_a_corrected_card_changes_only_its_own_lines(office: tuple[Shell, Shell]) -> None:
    shell = office[0]
    ref = shell.ask("lead", "add", "Acme", "--industry", "tools")["customer"]["id"]
    commit(shell)
    shell.ok("edit", ref, "--set", "industry=machines")
    changed = [
        line
        for line in git(shell.root, "diff", "--unified=0").splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ["-  industry: tools", "+  industry: machines"]
