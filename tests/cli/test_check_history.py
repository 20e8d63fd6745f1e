"""`check --history`: an event that was committed and is edited or gone is named, with commit and author."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from shell import Shell, init


def git(folder: Path, *words: str, author: str = "Wang Lei") -> str:
    settings = ["-c", f"user.name={author}", "-c", "user.email=someone@example.com", "-c", "core.hooksPath=/dev/null"]
    return subprocess.run(
        ["git", *settings, "-C", str(folder), *words], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(autouse=True)
def _own_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(key, raising=False)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "team")
    shell.ok("lead", "add", "Acme", "--channel", "website", "--need", "tools")
    shell.ok("grade", "Acme", "A")
    commit(shell, "Begin")
    shell.ok("note", "Acme", "a remark")
    commit(shell, "Note")
    return shell


def commit(shell: Shell, words: str, author: str = "Wang Lei") -> str:
    git(shell.root, "add", "-A", author=author)
    git(shell.root, "commit", "-qm", words, author=author)
    return git(shell.root, "rev-parse", "HEAD").strip()[:10]


def file_of(shell: Shell) -> Path:
    return next((shell.root / "customers").glob("*.yaml"))


def findings(shell: Shell) -> list[dict[str, Any]]:
    found = shell.run("check", "--history", "--json").json["findings"]
    return [one for one in found if one["code"].startswith("history_check.")]


def edit(shell: Shell, old: str, new: str) -> None:
    file = file_of(shell)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def grave(shell: Shell) -> list[str]:
    return [one["code"] for one in findings(shell) if one["severity"] != "info"]


def test_a_true_history_is_clean_and_says_that_names_are_claims(shell: Shell) -> None:
    shell.ok("edit", "Acme", "--set", "need=machines")
    shell.ok("note", "Acme", "another")
    commit(shell, "More")
    ran = shell.run("check", "--history")
    assert ran.code == 0
    assert "are claims: none of the 3 commits" in ran.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("grade: A", "grade: B"),
        ("by: wang.lei", "by: li.na"),
        ("2026-03-02T09:00", "2026-03-01T09:00"),
        ("what: noted", "what: held"),
        ("a remark", "no remark"),
    ],
)
def test_every_field_of_a_past_event_is_watched(shell: Shell, old: str, new: str) -> None:
    edit(shell, old, new)
    assert set(grave(shell)) == {"history_check.edited_here"}
    wrong = commit(shell, "Tidy", author="Mallory")
    shell.ok("note", "Acme", "later")
    commit(shell, "Later")
    found = [one for one in findings(shell) if one["severity"] == "warn"]
    assert {one["code"] for one in found} == {"history_check.edited"}
    assert all(wrong in one["message"] and "Mallory" in one["message"] for one in found)
    assert all("Wang Lei" in one["message"] and one["file"].startswith("customers/") and one["line"] for one in found)


def test_an_event_that_was_taken_out_is_missed(shell: Shell) -> None:
    text = file_of(shell).read_text(encoding="utf-8")
    file_of(shell).write_text(re.sub(r"- at: [^\n]*\n  by: [^\n]*\n  what: noted\n.*", "", text, flags=re.DOTALL))
    assert grave(shell) == ["history_check.missing_here"]
    wrong = commit(shell, "Tidy", author="Mallory")
    (found,) = [one for one in findings(shell) if one["severity"] == "warn"]
    assert found["code"] == "history_check.missing"
    assert wrong in found["message"]
    assert "Mallory" in found["message"]


def test_a_customer_whose_file_was_deleted_is_missed(shell: Shell) -> None:
    file_of(shell).unlink()
    assert grave(shell) == ["history_check.gone_here"]
    wrong = commit(shell, "Tidy", author="Mallory")
    (found,) = [one for one in findings(shell) if one["severity"] == "warn"]
    assert found["code"] == "history_check.gone"
    assert wrong in found["message"]


def test_what_was_put_back_is_fine_and_so_are_renames_quotes_and_windows(shell: Shell) -> None:
    edit(shell, "grade: A", "grade: B")
    commit(shell, "Wrong")
    edit(shell, "grade: B", "grade: 'A'")
    commit(shell, "Right")
    assert grave(shell) == []
    file = file_of(shell)
    data = file.read_bytes()
    file.unlink()
    (file.parent / "other-name.yaml").write_bytes(data.replace(b"\n", b"\r\n"))
    commit(shell, "Rename")
    assert grave(shell) == []


def test_what_was_forgotten_is_no_tampering(shell: Shell) -> None:
    shell.ok("note", "Acme", "Ann: 13800001234")
    commit(shell, "Number")
    shell.ok("forget", "Acme", "--also", "Ann", "--yes")
    assert grave(shell) == []
    commit(shell, "Forget")
    assert grave(shell) == []
    edit(shell, "***: ***", "*** owes us money")
    assert grave(shell) == ["history_check.edited_here"]


def test_a_merge_that_dropped_an_event_is_found(shell: Shell, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(shell.root), str(tmp_path / "second"))
    other = Shell(tmp_path / "second")
    other.ok("note", "Acme", "from the second copy")
    commit(other, "Second")
    shell.ok("note", "Acme", "from the first copy")
    commit(shell, "First")
    git(shell.root, "fetch", "-q", str(other.root), "HEAD")
    git(shell.root, "merge", "-q", "-s", "ours", "-m", "Take ours", "FETCH_HEAD", author="Careless")
    (found,) = [one for one in findings(shell) if one["severity"] == "warn"]
    assert found["code"] == "history_check.missing"
    assert "Careless" in found["message"]


def test_without_git_it_says_so(tmp_path: Path) -> None:
    shell = init(tmp_path / "team", "--no-git")
    assert [one["code"] for one in findings(shell)] == ["history_check.no_git"]
    second = init(tmp_path / "second")
    assert [one["code"] for one in findings(second)] == ["history_check.nothing"]


def test_a_broken_file_is_broken_and_not_tampered_with(shell: Shell) -> None:
    edit(shell, "history:", "history: [")
    assert grave(shell) == []
    assert shell.run("check", "--history").code == 1


def test_a_repository_runs_nothing_of_its_own(shell: Shell, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "gpg.program", "core.pager", "diff.external", "core.sshCommand", "core.editor"):
        git(shell.root, "config", key, str(trap))
    hooks = shell.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "post-index-change").symlink_to(trap)
    findings(shell)
    shell.run("forget", "Acme", "--also", "remark", "--yes")
    assert not canary.exists()


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_signatures_are_counted_and_a_bad_one_is_named(shell: Shell, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "signers").write_text(f"someone@example.com {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "signers")),
        ("commit.gpgsign", "true"),
    ):
        git(shell.root, "config", name, value)
    shell.ok("note", "Acme", "signed")
    commit(shell, "Signed")
    assert "1 of 3 commits are signed, 1 with a key that is good" in shell.run("check", "--history").out
    forged = git(shell.root, "cat-file", "commit", "HEAD").replace("Signed", "Forged")
    made = subprocess.run(
        ["git", "-C", str(shell.root), "hash-object", "-t", "commit", "-w", "--stdin"],
        input=forged, capture_output=True, text=True, check=True,
    )  # fmt: skip
    git(shell.root, "reset", "-q", "--soft", made.stdout.strip())
    assert grave(shell) == ["history_check.bad_signature"]
