"""What every call of git is told, and what is made of git's complaints."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from salesctl.core.problems import Broken
from salesctl.store.git import Answer, asked, git, programs_of
from salesctl.store.git_driver import install_driver
from salesctl.store.git_exchange import is_unfinished, lock_left

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "team"
    root.mkdir()
    assert git(root, ["init", "-q"]).ok
    return root


@pytest.mark.parametrize(
    ("complaint", "reason"),
    [
        ("fatal: no such thing\n", "no such thing"),
        ("error:  broken\nhint: try again\n", "broken"),
        ("hint: first\nplain words\nfatal: the end\n", "the end"),
        ("\n   \n  plain words\nmore\n", "plain words"),
        ("remote: denied\nfatal: gone\n", "remote: denied"),
        ("some progress\n! [rejected] main\n", "! [rejected] main"),
        ("hint: only this\n", "git: 128"),
        ("", "git: 128"),
    ],
)
def test_the_first_thing_that_tells_something_is_the_reason(complaint: str, reason: str) -> None:
    assert Answer(128, b"", complaint).reason == reason


def test_what_git_says_is_text_whatever_bytes_it_has() -> None:
    assert Answer(0, b" caf\xc3\xa9 \xff\n").text == "café \ufffd"
    assert (Answer(0, b"").ok, Answer(1, b"").ok) == (True, False)


def test_no_transport_of_a_repository_runs_a_program(repository: Path) -> None:
    marker = repository / "ran"
    assert git(repository, ["config", "protocol.ext.allow", "always"]).ok
    answer = git(repository, ["ls-remote", f"ext::touch {marker}"], network=True)
    assert not answer.ok
    assert "ext" in answer.reason
    assert not marker.exists()


def test_a_question_to_this_disk_reaches_for_no_other_repository(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert git(other, ["init", "-q"]).ok
    assert git(repository, ["ls-remote", str(other)], network=True).ok
    assert not git(repository, ["ls-remote", str(other)]).ok


@pytest.mark.parametrize(
    "key",
    [
        "core.sshCommand", "core.askPass", "core.gitProxy", "core.editor", "core.pager", "core.alternateRefsCommand",
        "core.worktree", "filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.x.command", "diff.external",
        "diff.x.textconv", "merge.x.driver", "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand",
        "credential.helper", "credential.https://x.helper", "remote.origin.uploadpack", "remote.origin.receivepack",
        "remote.origin.vcs", "include.path", "includeIf.gitdir:/x.path",
    ],
)  # fmt: skip
def test_every_setting_that_names_a_program_is_known(repository: Path, key: str) -> None:
    with (repository / ".git" / "config").open("a", encoding="utf-8") as file:
        section, _, name = key.partition(".")
        middle, _, last = name.rpartition(".")
        head = f'[{section} "{middle}"]' if middle else f"[{section}]"
        file.write(f"{head}\n\t{last or name} = /bin/false\n")
    assert [one.casefold() for one in programs_of(repository)] == [key.casefold()]


def test_a_setting_that_names_none_is_left_alone(repository: Path) -> None:
    for key in ("user.name", "merge.salesctl.driver", "core.autocrlf", "remote.origin.url", "diff.x.binary"):
        assert git(repository, ["config", key, "x"]).ok
    assert programs_of(repository) == ()


def test_a_call_that_cannot_be_made_or_does_not_end_is_an_answer_too(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert git(repository, ["status"]) == Answer(127, b"", "git is not installed")
    slow = repository / "git"
    slow.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    assert git(repository, ["status"], seconds=0.2) == Answer(124, b"", "no answer within 0.2 seconds")


@pytest.mark.parametrize("name", ["MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
def test_what_git_is_in_the_middle_of_is_seen(repository: Path, name: str) -> None:
    assert not is_unfinished(repository)
    (repository / ".git" / name).touch()
    assert is_unfinished(repository)


def test_a_lock_of_git_is_named(repository: Path) -> None:
    assert lock_left(repository) is None
    lock = repository / ".git" / "index.lock"
    lock.touch()
    assert lock_left(repository) == str(lock)


def test_a_driver_that_cannot_be_set_is_no_driver(repository: Path) -> None:
    assert install_driver(repository) == "installed"
    assert git(repository, ["config", "merge.salesctl.name"]).text == "a customer of salesctl"
    assert install_driver(repository) == "unchanged"
    assert git(repository, ["config", "--unset", "merge.salesctl.driver"]).ok
    (repository / ".git" / "config.lock").touch()
    with pytest.raises(Broken) as caught:
        install_driver(repository)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["key"], caught.value.exit_code) == ("git.not_set", "merge.salesctl.driver", 5)


def test_a_question_that_git_refuses_is_told_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(Broken) as caught:
        asked(tmp_path, "rev-parse", "--verify", "HEAD")
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["words"], caught.value.exit_code) == ("sync.git_failed", "rev-parse", 5)
    assert str(problem.params["reason"]).startswith("not a git repository")
