"""Every line that git is ever given, word for word, in which surroundings, and what is made of its answers.

A word too few can run what a repository brings along, reach for another computer or overwrite what others sent.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from told_git import ToldGit

from salesctl.core.problems import Broken
from salesctl.store import git as room
from salesctl.store import git_driver, git_exchange, git_history, git_identity, git_merges, git_setup
from salesctl.store.git_exchange import Where
from salesctl.store.git_merges import Merge

SAFE = "-c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.ext.allow=never --no-pager"
LOCAL = "-c protocol.allow=never"
SIGNING = "-c gpg.program=gpg -c gpg.openpgp.program=gpg -c gpg.x509.program=gpgsm -c gpg.ssh.program=ssh-keygen"
OURS = (
    ":(glob)customers/**/*.yaml :(glob)customers/**/*.yml :(literal)customers/.gitkeep :(literal)playbook.yaml"
    " :(literal)team.yaml :(literal)calendar.yaml :(literal).gitattributes :(literal).gitignore"
)
FETCH = "fetch|--no-tags|--no-recurse-submodules|--refmap=|--"
VERSIONS = "log|--topo-order|--reverse|-m|--raw|-z|--no-abbrev|--no-renames|--relative|--no-textconv|--no-ext-diff"
STDIN = "--pathspec-from-file=-|--pathspec-file-nul"
ROOT = Path("/w")
SOME_TIME = datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)
PLACE = Where("main", "office", "trunk", None)
NOWHERE = Where("main", None, "main", None)


def test_a_call_has_no_shell_no_hooks_no_questions_and_no_foreign_surroundings(
    git: ToldGit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_TERMINAL_PROMPT"):
        monkeypatch.delenv(name, raising=False)
    plain = dict(os.environ)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"):
        monkeypatch.setenv(name, "/elsewhere")
    room.git(ROOT, ["status"])
    assert git.calls[-1][0] == ["git", *SAFE.split(), *LOCAL.split(), "-C", "/w", "status"]
    quiet = {"LC_ALL": "POSIX", "GIT_MERGE_AUTOEDIT": "no", "GIT_NO_LAZY_FETCH": "1", "GIT_EDITOR": ":"}
    env = plain | quiet | {"GIT_TERMINAL_PROMPT": "0"}
    assert git.around == {"capture_output": True, "timeout": 120, "check": False, "env": env, "input": b""}
    room.git(ROOT, ["status"], network=True, asks=True, given=b"x", seconds=7, settings=("a=b", "c=d"))
    assert git.calls[-1][0] == ["git", *SAFE.split(), "-c", "a=b", "-c", "c=d", "-C", "/w", "status"]
    assert git.around == {"capture_output": True, "timeout": 7, "check": False, "env": plain | quiet, "input": b"x"}


LINES: list[tuple[Callable[[], object], list[str], dict[str, object]]] = [
    (room.has_git, ["--version"], {}),
    (
        room.trusted_signing,
        [f"config|--global|--get|gpg.{one}program" for one in ("", "openpgp.", "x509.", "ssh.")], {},
    ),
    (
        lambda: room.programs_of(ROOT),
        [f"config|--{scope}|--no-includes|--list|--name-only|-z" for scope in ("local", "worktree")], {},
    ),
    (
        lambda: git_exchange.where(ROOT),
        [
            "symbolic-ref|--quiet|--short|HEAD", "remote", "config|--get|branch.main.remote",
            "config|--get|branch.main.merge", "rev-parse|--verify|--quiet|refs/remotes/office/trunk",
        ], {},
    ),
    (lambda: git_exchange.is_unfinished(ROOT), ["rev-parse|--absolute-git-dir"], {}),
    (lambda: git_exchange.lock_left(ROOT), ["rev-parse|--absolute-git-dir"], {}),
    (
        lambda: git_exchange.changed(ROOT),
        [
            f"ls-files|-z|-m|-d|-o|--exclude-standard|--|{OURS.replace(' ', '|')}",
            f"diff|--cached|--name-only|-z|--relative|--no-ext-diff|--|{OURS.replace(' ', '|')}",
        ], {},
    ),
    (
        lambda: git_exchange.commit(ROOT, ["a", "caf\udcff"], "why"),
        [
            f"--literal-pathspecs|add|-A|{STDIN}",
            *(f"config|--global|--get|gpg.{one}program" for one in ("", "openpgp.", "x509.", "ssh.")),
            f"--literal-pathspecs|commit|--quiet|--no-verify|-m|why|--only|{STDIN}",
        ],
        {"input": b"a\0caf\xff", "timeout": 600.0, "before": f"{SAFE} {LOCAL} {SIGNING}"},
    ),
    (lambda: git_exchange.folded(ROOT, ()), ["ls-files|-z|--|customers"], {}),
    (
        lambda: git_exchange.fetch(ROOT, PLACE, asks=False),
        [
            f"{FETCH}|office|refs/heads/trunk:refs/remotes/office/trunk"
        ],
        {"timeout": 600.0, "before": SAFE, "asks": False},
    ),
    (
        lambda: git_exchange.fetch(ROOT, NOWHERE, asks=True),
        [
            f"{FETCH}|origin|refs/heads/main:refs/remotes/origin/main"
        ],
        {"timeout": 600.0, "before": SAFE, "asks": True},
    ),
    (
        lambda: git_exchange.branches_of(ROOT, "office", asks=True), ["ls-remote|--heads|--|office"],
        {"timeout": 600.0, "before": SAFE, "asks": True},
    ),
    (
        lambda: git_exchange.push(ROOT, PLACE, asks=False),
        ["push|--quiet|--no-verify|--set-upstream|--|office|HEAD:refs/heads/trunk"],
        {"timeout": 600.0, "before": SAFE, "asks": False},
    ),
    (
        lambda: git_exchange.push(ROOT, NOWHERE, asks=True),
        ["push|--quiet|--no-verify|--set-upstream|--|origin|HEAD:refs/heads/main"],
        {"timeout": 600.0, "before": SAFE, "asks": True},
    ),
    (lambda: git_exchange.distance(ROOT, "theirs"), ["rev-list|--left-right|--count|HEAD...theirs"], {}),
    (lambda: git_exchange.count(ROOT), ["rev-list|--count|HEAD"], {}),
    (
        lambda: git_exchange.merge(ROOT, "theirs"),
        [
            "rev-list|--left-right|--count|HEAD...theirs",
            "merge|--quiet|--no-stat|--no-verify|--no-commit|--no-ff|theirs",
        ],
        {
            "timeout": 600.0,
            "before": f"{SAFE} {LOCAL} -c merge.salesctl.driver={git_driver.driver_line()}"
            " -c merge.conflictStyle=diff3 -c rerere.enabled=false",
        },
    ),
    (
        lambda: git_exchange.finish(ROOT, "why"),
        [
            *(f"config|--global|--get|gpg.{one}program" for one in ("", "openpgp.", "x509.", "ssh.")),
            "commit|--quiet|--no-verify|-m|why",
        ],
        {"timeout": 600.0, "before": f"{SAFE} {LOCAL} {SIGNING}"},
    ),
    (lambda: git_exchange.take_back(ROOT), ["merge|--abort"], {}),
    (lambda: git_exchange.settle(ROOT, "a"), ["--literal-pathspecs|add|-A|--|a"], {}),
    (
        lambda: git_exchange.conflicted(ROOT),
        ["diff|--name-only|-z|--diff-filter=U|--no-ext-diff", "rev-parse|--show-prefix"], {},
    ),
    (
        lambda: git_exchange.files_between(ROOT, "a", "b"),
        ["diff|--name-only|-z|--relative|--no-ext-diff|a|b"], {},
    ),
    (
        lambda: git_exchange.files_between(ROOT, "a", "b", new=True),
        ["diff|--name-only|-z|--relative|--no-ext-diff|--no-renames|--diff-filter=A|a|b"], {},
    ),
    (
        lambda: git_exchange.unsent(ROOT, None),
        [
            "rev-parse|--verify|--quiet|HEAD^{commit}", "hash-object|-t|tree|--stdin",
            "diff|--name-only|-z|--relative|--no-ext-diff|4b825dc|HEAD",
        ], {},
    ),
    (lambda: git_exchange.last_author(ROOT, "a..b", "c"), ["log|-1|--format=%an|a..b|--|:(literal)c"], {}),
    (
        lambda: git_exchange.heard(ROOT),
        ["log|--no-show-signature|-20000|-z|--format=%at%x09%an%x09%ae|HEAD"], {},
    ),
    (lambda: git_exchange.revision(ROOT, "x"), ["rev-parse|--verify|--quiet|x^{commit}"], {}),
    (lambda: git_exchange.staged_tree(ROOT), ["write-tree"], {}),
    (lambda: git_exchange.knows_who(ROOT), ["var|GIT_COMMITTER_IDENT"], {}),
    (
        lambda: git_history.versions(ROOT),
        [
            "rev-parse|--verify|--quiet|HEAD",
            f"{VERSIONS}|--format=commit %H\x1f%an\x1f%ae\x1f%aI|HEAD|--|customers",
        ], {},
    ),
    (
        lambda: git_history.as_of(ROOT, "a", lambda at: at == datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)),
        [
            "log|--no-show-signature|--format=%H %ct|HEAD|--|:(literal)a",
            "show|--no-textconv|--no-ext-diff|abc:./a",
        ], {},
    ),
    (lambda: git_history.is_shallow(ROOT), ["rev-parse|--is-shallow-repository"], {}),
    (
        lambda: list(git_history.contents(ROOT, ["a", "b"])), ["cat-file|--batch"],
        {"input": b"a\nb\n", "timeout": 600},
    ),
    (
        lambda: git_history.signatures(ROOT, [git_history.Commit("ab", "", "", SOME_TIME)]),
        [
            "cat-file|--batch",
            *(f"config|--global|--get|gpg.{one}program" for one in ("", "openpgp.", "x509.", "ssh.")),
            "log|--no-walk=unsorted|--stdin|--format=%H %G?",
        ],
        {"input": b"ab\n", "timeout": 600, "before": f"{SAFE} {LOCAL} {SIGNING}"},
    ),
    (lambda: git_merges.unmerged(ROOT), ["ls-files|-u|-z|--|customers"], {}),
    (
        lambda: git_merges.merges(ROOT, 7, "x"),
        ["rev-list|--merges|--parents|--max-count=7|--end-of-options|x|--"], {},
    ),
    (
        lambda: git_merges.merge_at(ROOT, "x"),
        [
            "rev-parse|-q|--verify|--end-of-options|x^{commit}",
            "rev-parse|-q|--end-of-options|4b825dc^@",
        ], {},
    ),
    (
        lambda: git_merges.differing(ROOT, "a", "b"),
        ["diff-tree|-r|-z|--raw|--no-renames|--relative|a|b|--|customers"], {},
    ),
    (lambda: git_merges.common_base(ROOT, Merge("x", ("a", "b", "c"))), ["merge-base|a|b"], {}),
    (
        lambda: git_merges.contents(ROOT, ["a", "", "a", "b\nc", "caf\udcff"]), ["cat-file|--batch"],
        {"input": b"a\ncaf\xff\n"},
    ),
    (
        lambda: git_driver.install_driver(ROOT),
        [
            "config|--local|--get|merge.salesctl.driver",
            f"config|--local|--replace-all|merge.salesctl.driver|{git_driver.driver_line()}",
            "config|--local|--replace-all|merge.salesctl.name|a customer of salesctl",
        ], {},
    ),
    (
        lambda: git_driver.installed(ROOT),
        ["config|--local|--get|merge.salesctl.driver", "config|--local|--get|merge.salesctl.name"], {},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("call", "words", "around"), LINES)
def test_git_is_told_nothing_else(
    git: ToldGit, call: Callable[[], object], words: list[str], around: dict[str, object]
) -> None:
    git.answers = {
        "symbolic-ref": b"main\n", "remote": b"office\n", "config|--get|branch.main.remote": b"office\n",
        "config|--get|branch.main.merge": b"refs/heads/trunk\n", "rev-list|--left-right": b"1\t2\n",
        "rev-list|--count": b"3\n", "rev-parse|--absolute-git-dir": b"/w/.git\n", "hash-object": b"4b825dc\n",
        "rev-parse|-q": b"4b825dc\nother\n" if "^@" in words[-1] else b"4b825dc\n", "log|--no-show": b"abc 5\n",
        "cat-file": b"ab commit 14\ntree x\ngpgsig \n\nb blob 0\n\n" if "log|" in words[-1] else b"",
    }  # fmt: skip
    if words == ["cat-file|--batch"]:
        git.answers["cat-file"] = b"a missing\nb missing\n"
    if words[-1].endswith("^@"):
        git.answers = {"rev-parse|-q|--verify": b"4b825dc\n", "rev-parse|-q": b"one\ntwo\n"}
    call()
    assert git.words == words
    if "before" not in around:
        assert git.before == f"{SAFE} {LOCAL}"
    asks = around.get("asks", False)
    assert ("GIT_TERMINAL_PROMPT" in git.around["env"]) is not asks
    seen: dict[str, object] = {**git.around, "before": git.before, "asks": asks}
    wanted = {"timeout": 120, "input": b""} | around
    assert {key: seen[key] for key in wanted} == wanted


def test_git_is_made_and_asked_who_is_there_without_running_anything(git: ToldGit) -> None:
    assert git_setup.make_repository(ROOT, {"A": "b", "GIT_DIR": "/x"}) == "made"
    assert (git.before, git.words) == (SAFE, ["init|--quiet"])
    assert git.around == {
        "capture_output": True, "timeout": 30, "check": False, "env": {"A": "b"}, "stdin": subprocess.DEVNULL
    }  # fmt: skip
    git.answers["config"] = b"user.name\nJo \xff\0user.email\njo@x\0user.name\nJoe\xff\0"
    assert git_identity.git_user(ROOT, {"A": "b"}) == ("Joe\ufffd", "jo@x")
    assert (git.before, git.words[-1]) == (SAFE, r"config|-z|--get-regexp|^user\.(name|email)$")
    assert git.around == {
        "capture_output": True, "timeout": 10, "check": False, "env": {"A": "b"}, "stdin": subprocess.DEVNULL
    }  # fmt: skip
    assert git_identity.git_user(ROOT, {"GIT_AUTHOR_NAME": "N"}) == ("N", "jo@x")
    assert git_identity.git_user(ROOT, {"GIT_AUTHOR_EMAIL": "e"}) == ("Joe\ufffd", "e")
    asked = len(git.calls)
    assert git_identity.git_user(ROOT, {"GIT_AUTHOR_NAME": "N", "GIT_AUTHOR_EMAIL": "e"}) == ("N", "e")
    assert len(git.calls) == asked


@pytest.mark.parametrize(
    ("remotes", "chosen", "merge", "known", "told"),
    [
        ("", "", "", True, (None, "main", None)),
        ("backup\norigin\n", "", "", True, ("origin", "main", "refs/remotes/origin/main")),
        ("backup\nother\n", "", "", True, ("backup", "main", "refs/remotes/backup/main")),
        ("backup\norigin\n", "backup", "", True, ("backup", "main", "refs/remotes/backup/main")),
        ("backup\norigin\n", "backup", "refs/heads/x/y", True, ("backup", "x/y", "refs/remotes/backup/x/y")),
        ("origin\n", "gone", "refs/heads/x", True, ("origin", "main", "refs/remotes/origin/main")),
        ("origin\n", "origin", "refs/heads/x", False, ("origin", "x", None)),
    ],
)
def test_a_branch_is_shared_where_its_settings_say_or_else_through_origin(
    git: ToldGit, remotes: str, chosen: str, merge: str, known: bool, told: tuple[str | None, str, str | None]
) -> None:
    git.answers = {
        "symbolic-ref": b"main\n", "remote": remotes.encode(), "config|--get|branch.main.remote": chosen.encode(),
        "config|--get|branch.main.merge": merge.encode(),
    }  # fmt: skip
    git.failing = set() if known else {"rev-parse"}
    assert git_exchange.where(ROOT) == Where("main", *told)
    git.failing = {"symbolic-ref"}
    assert git_exchange.where(ROOT) is None


@pytest.mark.parametrize(
    ("call", "failing", "words"),
    [
        (lambda: git_exchange.commit(ROOT, ["a"], "w"), "--literal-pathspecs|add", "add"),
        (lambda: git_exchange.commit(ROOT, ["a"], "w"), "--literal-pathspecs|commit", "commit"),
        (lambda: git_exchange.finish(ROOT, "w"), "commit", "commit"),
        (lambda: git_exchange.settle(ROOT, "a"), "--literal-pathspecs|add", "add"),
        (lambda: git_exchange.changed(ROOT), "ls-files", "ls-files"),
        (lambda: git_exchange.changed(ROOT), "diff", "diff"),
        (lambda: git_exchange.staged_tree(ROOT), "write-tree", "write-tree"),
        (lambda: git_history.versions(ROOT), "log", "log"),
        (lambda: list(git_history.contents(ROOT, ["a"])), "cat-file", "cat-file"),
    ],
)
def test_what_git_would_not_is_told_with_its_reason(
    git: ToldGit, call: Callable[[], object], failing: str, words: str
) -> None:
    git.failing = {failing}
    with pytest.raises(Broken) as caught:
        call()
    (problem,) = caught.value.problems
    assert (problem.code, problem.params) == ("sync.git_failed", {"reason": "no \ufffd", "words": words})
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    ("call", "failing", "told"),
    [
        (room.has_git, "--version", False),
        (lambda: git_exchange.knows_who(ROOT), "var", False),
        (lambda: git_exchange.revision(ROOT), "rev-parse", None),
        (lambda: git_exchange.unsent(ROOT, "x"), "rev-parse", ()),
        (lambda: git_history.versions(ROOT), "rev-parse", ()),
        (lambda: git_history.as_of(ROOT, "a", lambda _: True), "log", None),
        (lambda: git_merges.common_base(ROOT, Merge("x", ("a", "b"))), "merge-base", None),
    ],
)
def test_where_git_says_no_that_is_an_answer(
    git: ToldGit, call: Callable[[], object], failing: str, told: object
) -> None:
    git.failing = {failing}
    git.answers = {failing: b"some words\n"}
    assert call() == told


@pytest.mark.parametrize("left", [True, False])
def test_a_merge_that_git_does_not_take_back_may_have_ended_meanwhile(git: ToldGit, left: bool, tmp_path: Path) -> None:
    """The git of a `sync` that was killed works on for a moment: what it has finished is nothing to take back."""
    if left:
        (tmp_path / "MERGE_HEAD").touch()
    git.failing = {"merge"}
    git.answers = {"rev-parse": f"{tmp_path}\n".encode()}
    assert git_exchange.take_back(tmp_path) is not left


def test_a_folder_of_somebody_else_is_told_with_what_would_be_said_to_git(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = SimpleNamespace(returncode=128, stdout=b"", stderr=b"fatal: detected dubious ownership in repository")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    with pytest.raises(Broken) as caught:
        room.asked(Path("/w x"), "status")
    (problem,) = caught.value.problems
    assert (problem.code, problem.params, caught.value.exit_code) == ("sync.not_mine", {"folder": "'/w x'"}, 5)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (FileNotFoundError(), 127, "git is not installed"),
        (PermissionError(13, "denied"), 127, "[Errno 13] denied"),
        (subprocess.TimeoutExpired("git", 3), 124, "no answer within 3 seconds"),
    ],
)
def test_a_call_that_fails_raises_nothing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, words: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    assert room.git(ROOT, ["x"], seconds=3) == room.Answer(code, b"", words)
    assert git_identity.git_user(ROOT, {}) == (None, None)
    assert git_setup.make_repository(ROOT, {}) == ("failed" if code == 124 else "missing")
