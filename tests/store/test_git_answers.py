"""What is made of git's answers, whatever bytes they have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from told_git import ToldGit

from salesctl.core.problems import Broken
from salesctl.core.silence import Heard
from salesctl.store import git as room
from salesctl.store import git_driver, git_exchange, git_history, git_merges
from salesctl.store.git_merges import Merge

ROOT = Path("/w")


def test_names_and_paths_are_read_whatever_bytes_they_have(git: ToldGit) -> None:
    git.answers = {
        "config|--local|--no-includes": b"filter.\xff.clean\0merge.salesctl.driver\0Core.Editor\0user.name\0",
        "config|--worktree": b"core.worktree\0core.editor\0",
        "config|--local|--get": b"x \xff X\n\n",
        "ls-files": b"customers/b\xff\0customers/A\0customers/a\0", "diff": b"top/c\0d\xff\0",
        "rev-parse|--show-prefix": b"top/\n",
        "log|--no-show": b"5\tJo \xff\tj@x\x003\tJo \xff\tj@x\x00x\tBad\tb@x\x00999999999999\tLate\tl@x\x007\tAnn\ta@x",
    }  # fmt: skip
    assert room.programs_of(ROOT) == ("Core.Editor", "core.editor", "core.worktree", "filter.\ufffd.clean")
    assert git_driver.installed(ROOT).line == "x \ufffd X"
    assert git_exchange.changed(ROOT, ["customers/a"]) == (
        "customers/A", "customers/b\udcff", "d\udcff", "top/c",
    )  # fmt: skip
    assert git_exchange.conflicted(ROOT) == ("c", "../d\udcff")
    assert git_exchange.heard(ROOT) == (
        Heard("Jo \ufffd", "j@x", datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)),
        Heard("Ann", "a@x", datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)),
    )


def test_the_answers_of_the_history_are_taken_apart(git: ToldGit, tmp_path: Path) -> None:
    git.answers = {
        "log|--topo": (
            b"commit c1\x1fJo\x1fj@x\x1f1970-01-01T00:00:05+00:00\0"
            b"\n:0 1 2 aa A\0customers/a\0:1 0 3 " + b"0" * 40 + b" D\0customers/\xff\0"
        ),
        "log|--no-show": b"c3 x\nc2 999999999999\nc1 9\nc0 5\n", "show": b"then",
        "rev-parse|--is-shallow": b"true\n", "log|--format=%H": b"c1\nc2\n", "remote": b"a\nb\n",
        "cat-file": (
            b"c1 commit 23\ntree x\ngpgsig y\nmore\n\nz\nc2 missing\n"
            b"c3 commit 17\ntree x\n\n\ngpgsig y\nc4 commit 15\ntree x\ngpgsig y\n"
        ),
        "log|--no-walk": b"c1 G\nnonsense\n",
    }  # fmt: skip
    commit = git_history.Commit("c1", "Jo", "j@x", datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC))
    assert git_history.versions(ROOT) == (
        git_history.Version(commit, "customers/a", "aa"), git_history.Version(commit, "customers/\udcff", None),
    )  # fmt: skip
    assert git_history.as_of(ROOT, "a", lambda at: at.second < 9) == b"then"
    assert git.words[-1].endswith("|c0:./a")
    assert git_history.as_of(ROOT, "a", lambda at: at.second > 9) is None
    assert git_history.is_shallow(ROOT)
    found = [git_history.Commit(one, "", "", commit.at) for one in ("c1", "c2", "c3", "c4")]
    assert git_history.signatures(ROOT, found) == {"c1": "G", "c4": "E"}
    (tmp_path / ".git").mkdir()
    assert git_history.kept_of(tmp_path, "a") == git_history.Kept(2, ("a", "b"))
    assert git.words[-2:] == ["log|--format=%H|--all|--|a", "remote"]
    git.failing = {"log|--format=%H", "remote", "show"}
    assert git_history.kept_of(tmp_path, "a") == git_history.Kept(0, ())
    assert git_history.as_of(ROOT, "a", lambda at: at.second < 9) is None
    git.failing = set()
    git.answers |= {"cat-file": b"", "rev-parse|--is-shallow": b"false\n"}
    assert git_history.signatures(ROOT, []) == {}
    assert not git_history.is_shallow(ROOT)


def test_where_no_repository_is_git_keeps_nothing(git: ToldGit, tmp_path: Path) -> None:
    assert git_history.kept_of(tmp_path, "a") == git_history.Kept(0, ())
    assert git.calls == []


def test_many_contents_are_asked_for_in_several_calls(git: ToldGit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_history, "_AT_ONCE", 2)
    git.answers["cat-file"] = b"x missing\nx blob 3\na\nb\n"
    assert list(git_history.contents(ROOT, ["a", "b", "c"]))[:1] == [("b", b"a\nb")]
    assert [around["input"] for _, around in git.calls] == [b"a\nb\n", b"c\n"]


def test_the_answers_about_merges_are_taken_apart(git: ToldGit) -> None:
    zero = b"0" * 40
    git.answers = {
        "ls-files": b"1 aa 1\tcustomers/b\xff\x001 bb 2\tcustomers/b\xff\x001 cc 3\tcustomers/a\0",
        "cat-file": b"aa blob 3\na\nb\nbb missing\ncc tree 2\nxx\n",
        "rev-list": b"m p1 p2\nn p3 p4 p5\n", "rev-parse|-q|--verify": b"w\nm\n",
        "rev-parse|-q|--end-of-options|m": b"--end-of-options\np1\np2\n",
        "diff-tree": b":1 2 aa " + zero + b" D\0customers/a\0:1 2 " + zero + b" bb A\0customers/b\0:odd",
        "merge-base": b"base\nother\n",
    }  # fmt: skip
    assert git_merges.unmerged(ROOT) == (
        git_merges.Sides("customers/a", None, None, None),
        git_merges.Sides("customers/b\udcff", b"a\nb", None, None),
    )
    assert git.around["input"] == b"aa\nbb\ncc\n"
    assert git_merges.merges(ROOT, 2) == (Merge("m", ("p1", "p2")), Merge("n", ("p3", "p4", "p5")))
    assert git.words[-1].endswith("|HEAD|--")
    assert git_merges.merge_at(ROOT, "x") == Merge("m", ("p1", "p2"))
    assert git_merges.differing(ROOT, "a", "b") == {"customers/a": ("aa", None), "customers/b": (None, "bb")}
    assert git_merges.common_base(ROOT, Merge("x", ("a", "b"))) == "base"
    git.answers["merge-base"] = b""
    assert git_merges.common_base(ROOT, Merge("x", ("a", "b"))) is None
    git.answers["cat-file"] = b"aa blob 4\nabcd\nbb"
    assert git_merges.contents(ROOT, ["aa", "bb"]) == {"aa": b"abcd"}
    git.answers["cat-file"] = b"a x ambiguous\nbb blob 1\nx\n"
    assert git_merges.contents(ROOT, ["a x", "bb"]) == {"bb": b"x"}
    asked = len(git.calls)
    assert git_merges.contents(ROOT, ["", "a\nb"]) == {}
    assert len(git.calls) == asked


@pytest.mark.parametrize(
    ("revision", "parents", "code"),
    [("-x", b"p1\np2\n", "git.unknown_revision"), ("x", b"p1\n--end-of-options\n", "git.no_merge")],
)
def test_what_is_no_merge_is_wrong_use(git: ToldGit, revision: str, parents: bytes, code: str) -> None:
    git.answers = {"rev-parse|-q|--verify": b"m\n", "rev-parse": parents}
    with pytest.raises(Broken) as caught:
        git_merges.merge_at(ROOT, revision)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params, caught.value.exit_code) == (code, {"revision": revision}, 2)


def test_without_a_repository_or_without_git_there_is_nothing_to_merge(git: ToldGit, tmp_path: Path) -> None:
    with pytest.raises(Broken) as caught:
        git_merges.needed_repository(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params) == ("git.no_repository", {"folder": str(tmp_path)})
    assert caught.value.exit_code == 2
    (tmp_path / ".git").mkdir()
    git_merges.needed_repository(tmp_path)
    git.failing = {"--version"}
    with pytest.raises(Broken) as caught:
        git_merges.needed_repository(tmp_path)
    assert ([one.code for one in caught.value.problems], caught.value.exit_code) == (["git.missing"], 2)
