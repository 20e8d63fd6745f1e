"""No home, no git, no terminal, closed streams, odd locales, folders that can't be written or are gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from refusing import refused, run, tree
from shell import Shell, init

PROJECT = Path(__file__).parents[3]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors and permissions of Unix")
BARE = {"PYTHONPATH": str(PROJECT), "PATH": "", "SALESCTL_NOW": "2026-03-02T09:00"}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = init(tmp_path / "客户 资料" / "二零二六", "--no-git")
    made.ok("lead", "add", "华信精密机械", "--channel", "trade_fair")
    return made


def process(
    folder: Path,
    *words: str,
    stdin: int | None = subprocess.DEVNULL,
    redirect: str = "",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The program as its own process, with nothing in its environment but what is said here."""
    command = [sys.executable, "-m", "salesctl", *words]
    if redirect:
        command = ["/bin/sh", "-c", f'exec "$@" {redirect}', "sh", *command]
    return subprocess.run(
        command,
        cwd=folder,
        env={**BARE, **(environment or {})},
        stdin=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_without_home_git_and_locale_everything_works(tmp_path: Path) -> None:
    root = tmp_path / "客户 一" / "w"
    made = process(tmp_path, "init", str(root), "--user", "wang.lei")
    assert (made.returncode, made.stderr) == (0, b"")
    for words in (["lead", "add", "华信", "--user", "wang.lei"], ["list"], ["next", "--user", "wang.lei"], ["check"]):
        ran = process(root, *words)
        assert ran.returncode == 0, ran
        assert b"Traceback" not in ran.stderr


def test_without_git_nobody_is_at_the_desk(shell: Shell) -> None:
    before = tree(shell.root)
    ran = process(shell.root, "note", "华信", "x", "--lang", "en")
    assert ran.returncode == 2
    assert b"--user" in ran.stderr
    assert tree(shell.root) == before


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "xx_YY.nonsense", "TERM": "unknown", "COLUMNS": "60"},
        {"COLUMNS": "abc", "TZ": "Nowhere/At_All"},
        {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "TMPDIR": "/nowhere"},
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_odd_environments(shell: Shell, environment: dict[str, str], lang: str) -> None:
    before = tree(shell.root)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    for words in (["show", "华信"], ["report", "register", "--csv"]):
        ran = process(shell.root, *words, "--lang", lang, environment=environment)
        assert ran.returncode == 0, ran
        assert b"Traceback" not in ran.stderr
    ran = process(shell.root, "show", "不存在", "--lang", lang, environment=environment)
    assert ran.returncode == 2
    if encoding == "gbk":
        assert "不存在" in ran.stderr.decode("gbk")
    told = json.loads(
        process(shell.root, "list", "--json", "--lang", lang, environment=environment).stdout.decode("utf-8")
    )
    assert told["items"][0]["name"] == "华信精密机械"
    assert tree(shell.root) == before


@UNIX
@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_a_closed_stdin_or_stderr_stops_nobody(shell: Shell, closed: str) -> None:
    for words in (["list"], ["note", "华信", "x", "--user", "wang.lei"], ["lead", "add", "乙", "--user", "wang.lei"]):
        assert process(shell.root, *words, stdin=None, redirect=closed).returncode == 0
    ran = process(shell.root, "done", "华信", "lead.screening", "--user", "wang.lei", stdin=None, redirect=closed)
    assert ran.returncode == 3


@UNIX
def test_a_closed_stdout_is_told_truly(shell: Shell) -> None:
    before = tree(shell.root)
    looked = process(shell.root, "list", "--lang", "en", redirect=">&-")
    assert (looked.returncode, tree(shell.root)) == (6, before)
    assert b"Saved" not in looked.stderr
    saved = process(shell.root, "note", "华信", "x", "--lang", "en", "--user", "wang.lei", redirect=">&-")
    assert saved.returncode == 6
    assert b"Saved" in saved.stderr
    assert tree(shell.root) != before
    assert process(shell.root, "list", redirect=">&- 2>&-").returncode == 6


@UNIX
def test_a_folder_that_is_gone(shell: Shell, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for words, code in ((["list"], 2), (["init"], 2), (["-C", str(shell.root), "list"], 0)):
        script = ["/bin/sh", "-c", '/bin/rmdir "$PWD"; exec "$@"', "sh", sys.executable, "-m", "salesctl", *words]
        gone.mkdir(exist_ok=True)
        ran = subprocess.run(script, cwd=gone, env=BARE, capture_output=True, timeout=60, check=False)
        assert ran.returncode == code, ran
        assert b"Traceback" not in ran.stderr


def test_without_a_playbook(tmp_path: Path) -> None:
    for words in (["list"], ["lead", "add", "甲"], ["check"], ["report", "register"]):
        refused(Shell(tmp_path), *words, code=2, named="playbook.yaml")


@contextmanager
def nobody() -> Iterator[None]:
    """As somebody without rights, where this is root: to whom no folder is closed."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@UNIX
def test_a_folder_that_may_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "ws"
        shell = init(root, "--no-git")
        shell.ok("lead", "add", "华信精密机械")
        shell.ok("note", "华信", "x")
        refused(shell, "note", "华信", "x", "--at", "2027-01-01", code=3)
        for path in (Path(made), root, *root.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            with nobody():
                assert run(shell, "list").code == 0
                for words in (["note", "华信", "x"], ["lead", "add", "乙"], ["team", "add", "li.na"]):
                    refused(shell, *words, code=5)
        finally:
            for path in (Path(made), root, *root.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)


@UNIX
def test_a_record_that_may_not_be_read() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "ws"
        shell = init(root, "--no-git")
        shell.ok("lead", "add", "华信精密机械")
        shell.ok("lead", "add", "明达电子")
        shell.ok("list")
        Path(made).chmod(0o755)
        closed = next((root / "customers").glob("hua*.yaml"))
        closed.chmod(0)
        try:
            with nobody():
                ran = run(shell, "list")
                assert ran.code == 4
                assert closed.name in ran.err
                assert "明达电子" in ran.out
        finally:
            closed.chmod(0o644)


@pytest.mark.parametrize(
    "words", [["list"], ["overdue"], ["next"], ["show", "华信"], ["board"], ["report", "register"]]
)
def test_a_narrow_window(shell: Shell, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from salesctl.render.layout import width

    for columns in ("60", "20", "1"):
        monkeypatch.setenv("COLUMNS", columns)
        for lang in ("en", "zh"):
            ran = run(shell, *words, lang=lang)
            assert ran.code == 0, ran
            wide = [line for line in ran.out.splitlines() if width(line) > 60 and "salesctl" not in line]
            assert wide == []
