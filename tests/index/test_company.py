"""Who else is there: other users, other commands at the same time, full disks, Ctrl-C, and who means harm."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from indexed import NOW, clear, rows_of, without_index, world_of
from shell import Shell

from salesctl.desk.everyone import everyone
from salesctl.store.index import bound, compiled
from salesctl.store.index.keeping import Index, Todo
from salesctl.store.index.piles import Batch

ROOT = Path(__file__).parents[2]
_LINE = (sys.executable, "-m", "salesctl", "--now", NOW, "--user", "wang.lei", "--lang", "en")


def _asked(shell: Shell, *words: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    line = [*_LINE, "-C", str(shell.root), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        line, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before,  # noqa: PLW1509  no thread runs here
        start_new_session=True,
    )  # fmt: skip


def _answer(asked: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = asked.communicate(timeout=120)
    return asked.returncode, out, err


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of Unix")
@pytest.mark.parametrize("most", [0, 100, 3000, 20000])
def test_a_disk_without_room_changes_no_answer_and_is_not_filled(most: int, shell: Shell) -> None:
    import resource

    wanted = _answer(_asked(shell, "overdue", "--within", "9d"))
    clear(shell.root)
    full = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # noqa: E731
    for _ in range(2):
        assert _answer(_asked(shell, "overdue", "--within", "9d", before=full)) == wanted
    assert not list((shell.root / ".salesctl").glob("*.new"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
@pytest.mark.parametrize("warm", [False, True])
def test_a_folder_that_one_may_only_read(warm: bool, shell: Shell) -> None:
    for folder in (shell.root, *shell.root.parents):
        if str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    wanted = shell.run("overdue", "--within", "9d")
    if not warm:
        clear(shell.root)
    before = {path.name: path.read_bytes() for path in (shell.root / ".salesctl").iterdir()}
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.setgid(65534)
        os.setuid(65534)
        with open(write, "wb") as told:  # noqa: PTH123
            pickle.dump(shell.run("overdue", "--within", "9d"), told)
        os._exit(0)
    os.close(write)
    with open(read, "rb") as told:  # noqa: PTH123
        assert pickle.load(told) == wanted
    os.waitpid(child, 0)
    assert {path.name: path.read_bytes() for path in (shell.root / ".salesctl").iterdir()} == before


def test_a_clock_set_back_and_files_from_the_future(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    path = min((shell.root / "customers").glob("*.yaml"))
    os.utime(path, (4_000_000_000, 4_000_000_000))
    assert rows_of(shell.root) == rows_of(shell.root) == without_index(shell.root)
    rows_of(shell.root)
    back = time.time_ns() - 86_400 * 10**9
    monkeypatch.setattr("salesctl.desk.rereading.time.time_ns", lambda: back)
    path.write_bytes(path.read_bytes().replace(b"Machinery", b"Mechanics"))
    assert rows_of(shell.root) == without_index(shell.root)


@pytest.mark.parametrize("many", [2, 8])
def test_several_commands_at_once_while_somebody_writes(many: int, shell: Shell) -> None:
    customers = [path.stem.rpartition("-")[2] for path in (shell.root / "customers").glob("*.yaml")]
    readers = [_asked(shell, *words) for words in [("list",), ("overdue",), ("board",), ("next",)] * (many // 2 or 1)]
    writers = [_asked(shell, "note", one, f"remark of {one}") for one in customers[:4]]
    ended = [_answer(one) for one in (*readers, *writers)]
    assert {code for code, _, err in ended if not err or code} <= {0}
    assert not any("Traceback" in err or "bug" in err for _, _, err in ended)
    assert rows_of(shell.root) == rows_of(shell.root)
    found = rows_of(shell.root)
    assert found == without_index(shell.root)


@pytest.mark.skipif(sys.platform != "linux", reason="files are read on all cores where processes can be copied")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_long_first_look_that_is_interrupted(how: signal.Signals, shell: Shell) -> None:
    """Ctrl-C reaches the whole group, as a terminal sends it; no helper outlives it."""
    paths = list((shell.root / "customers").glob("*.yaml"))
    for number in range(1500):
        path = paths[number % len(paths)]
        shutil.copy(path, path.with_name(f"copy{number:04}-{path.name}"))
    asked = _asked(shell, "list")
    helpers = _helpers_of(asked)
    assert helpers
    time.sleep(0.4)
    if how is signal.SIGINT:
        os.killpg(asked.pid, how)
    else:
        os.kill(asked.pid, how)
    code, _, err = _answer(asked)
    assert "Traceback" not in err
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in helpers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{one}").exists() for one in helpers)
    if how is signal.SIGINT:
        assert code in (130, 0)
    assert _answer(_asked(shell, "list")) == _cold(shell)


@pytest.mark.skipif(sys.platform != "linux", reason="files are read on all cores where processes can be copied")
@pytest.mark.usefixtures("believing")
def test_what_was_read_before_ctrl_c_is_not_read_again(shell: Shell) -> None:
    paths = list((shell.root / "customers").glob("*.yaml"))
    for number in range(900):
        path = paths[number % len(paths)]
        shutil.copy(path, path.with_name(f"copy{number:04}-{path.name}"))
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _look_until_interrupted(shell, write)
    os.close(write)
    with open(read, encoding="utf-8") as told:  # noqa: PTH123
        learned = [line.rstrip("\n") for line in (told.readline() for _ in range(_BEFORE_CTRL_C))]
        os.kill(child, signal.SIGINT)
        learned += told.read().split("\n")[:-1]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    left = {one.file for one in everyone(world_of(shell.root), iter)._index.todo}
    everything = {str(path.relative_to(shell.root)) for path in (shell.root / "customers").glob("*.yaml")}
    assert len(learned) >= _BEFORE_CTRL_C
    assert left == everything - set(learned)
    assert len(left) > 0
    assert rows_of(shell.root) == without_index(shell.root)


_BEFORE_CTRL_C = 200


def _look_until_interrupted(shell: Shell, write: int) -> NoReturn:
    """A list in a process of its own, that tells every file whose rows have come, and waits after some of them."""
    learn, told = Index.learn, open(write, "w", encoding="utf-8")  # noqa: SIM115
    count = 0

    def telling(index: Index, todo: Sequence[Todo], batch: Batch) -> None:
        nonlocal count
        learn(index, todo, batch)
        count += len(todo)
        told.writelines(f"{one.file}\n" for one in todo)
        told.flush()
        if count >= _BEFORE_CTRL_C:
            time.sleep(60)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 1
    try:
        with pytest.MonkeyPatch.context() as spied:
            spied.setattr(Index, "learn", telling)
            code = shell.run("list").code
    finally:
        told.close()
        os._exit(code)


def _cold(shell: Shell) -> tuple[int, str, str]:
    clear(shell.root)
    return _answer(_asked(shell, "list"))


def _helpers_of(asked: subprocess.Popen[str]) -> list[int]:
    """The processes that a command has started."""
    deadline = time.monotonic() + 20
    children = Path(f"/proc/{asked.pid}/task/{asked.pid}/children")
    while time.monotonic() < deadline and asked.poll() is None:
        found = children.read_text(encoding="ascii").split()
        if found:
            return [int(one) for one in found]
        time.sleep(0.005)
    return []


class _Harm:
    def __init__(self, call: Callable[..., object], *words: object) -> None:
        self.call, self.words = call, words

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call, self.words


def _dotted(module: str, name: str, *words: str) -> bytes:
    """A pickle that calls what a dotted name of a module leads to."""
    told = b"".join(b"\x8c" + bytes([len(one)]) + one.encode() for one in words)
    reached = b"".join(b"\x8c" + bytes([len(one)]) + one.encode() for one in (module, name))
    return b"\x80\x04" + reached + b"\x93" + told + b"\x85R."


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("number", range(9))
def test_a_pickle_that_somebody_brings_runs_nothing(number: int, marked: bool, shell: Shell) -> None:
    proof = shell.root.parent / "ran"
    hostile = (
        pickle.dumps(_Harm(os.system, f"touch {proof}")),
        pickle.dumps(_Harm(subprocess.getoutput, f"touch {proof}")),
        pickle.dumps(_Harm(eval, f"open({str(proof)!r}, 'w')")),
        pickle.dumps(_Harm(exec, f"open({str(proof)!r}, 'w')")),
        pickle.dumps(_Harm(getattr, int, "mro")),
        pickle.dumps(_Harm(open, str(proof), "w")),
        _dotted("salesctl.core.moments", "re.enum.bltns.eval", f"open({str(proof)!r}, 'w')"),
        _dotted("salesctl.core.moments", "re.enum.sys.modules", "os"),
        pickle.dumps(_Harm(__import__, "antigravity")),
    )[number]
    world = world_of(shell.root)
    path = shell.root / ".salesctl" / "compiled"
    elsewhere = shell.root.with_name("elsewhere")
    shutil.copytree(shell.root, elsewhere)
    bound.save(shell.root if marked else elsewhere, "compiled", world.key, hostile)
    if not marked:
        path.write_bytes((elsewhere / ".salesctl" / "compiled").read_bytes())
    assert hostile in path.read_bytes()
    assert compiled.load(shell.root, world.key) is None
    if marked:
        with pytest.raises((ValueError, pickle.UnpicklingError)):
            compiled._read(hostile)
    assert repr(world_of(shell.root).team) == repr(world.team)
    assert not proof.exists()
