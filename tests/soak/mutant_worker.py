"""One process that has everything loaded but the program; each mutant is tried in a fork of it.

Reads one JSON object a line: ``{"map": [test…]}`` answers which tests enter which function, and how long each takes;
``{"path", "place", "tests", "seconds"}`` answers ``killed``, ``survived``, ``endless``,
or ``odd`` where pytest itself could not go on.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.soak.mutating import mutated

ROOT = Path(__file__).parents[2]
_LOADED = (
    "hypothesis",
    "msgspec",
    "ruamel.yaml",
    "typer",
    "rich.console",
    "rich.table",
    "dateutil.rrule",
    "yaml",
    "openpyxl",
)
_MEMORY = 4 << 30
_NOTICED = (1, 2, 3, 4)
"""Tests failed, could not be collected, or their surroundings could not be set up."""


class Watcher:
    """A plugin of pytest: which functions each test enters, and the seconds of the processor that it takes."""

    def __init__(self) -> None:
        self.entered: dict[str, dict[str, None]] = {}
        self.seconds: dict[str, float] = {}
        self._codes: dict[CodeType, str] = {}
        self._now: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now = set()
        start = sum(os.times()[:4])
        sys.settrace(self._entering)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            test = item.nodeid.partition("[")[0]
            self.seconds[test] = self.seconds.get(test, 0.0) + sum(os.times()[:4]) - start
            for name in self._now:
                self.entered.setdefault(name, {})[test] = None

    def _entering(self, frame: FrameType, event: str, argument: Any) -> None:
        del argument
        if event != "call":
            return
        code = frame.f_code
        name = self._codes.get(code)
        if name is None:
            inside = code.co_filename.startswith(str(ROOT / "salesctl"))
            name = f"{os.path.relpath(code.co_filename, ROOT)}:{code.co_firstlineno}" if inside else ""
            self._codes[code] = name
        if name:
            self._now.add(name)


def main() -> None:
    """Answer until nothing more is asked."""
    for name in _LOADED:
        importlib.import_module(name)
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        replies.write(json.dumps(_mapped(asked["map"]) if "map" in asked else _tried(asked)) + "\n")
        replies.flush()


def _tried(asked: dict[str, Any]) -> str:
    tree = mutated(ROOT, asked["path"], asked["place"])
    code = compile(tree, str(ROOT / asked["path"]), "exec")
    name = asked["path"].removesuffix(".py").replace("/", ".")
    original = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if fullname == name else original(self, fullname)

    def child() -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"] + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
        return int(pytest.main(["-x", *_options(), *asked["tests"]]))

    status = _forked(child, 6 * asked["seconds"])
    if status is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)):
        return "endless"
    code = os.waitstatus_to_exitcode(status)
    return "survived" if code == 0 else "killed" if code in _NOTICED else "odd"


def _mapped(tests: list[str]) -> dict[str, Any]:
    read, write = os.pipe()

    def child() -> int:
        watcher = Watcher()
        code = int(pytest.main([*_options(), *tests], plugins=[watcher]))
        with os.fdopen(write, "w", encoding="utf-8") as out:
            json.dump(
                {
                    "code": code,
                    "entered": {name: list(tests) for name, tests in watcher.entered.items()},
                    "seconds": watcher.seconds,
                },
                out,
            )
        return code

    pid = _fork(child)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as answer:
        told = json.load(answer)
    os.waitpid(pid, 0)
    return dict(told)


def _options() -> list[str]:
    early = "ignore::pytest.PytestAssertRewriteWarning"
    return ["-q", "-p", "no:cacheprovider", "--tb=no", "--hypothesis-seed=1", f"--rootdir={ROOT}", "-W", early]


def _forked(child: Callable[[], int], seconds: float) -> int | None:
    """How the child ended; None where it had to be stopped."""
    pid = _fork(child)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        time.sleep(0.02)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def _fork(child: Callable[[], int]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            os.setpgid(0, 0)
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 0)
            os.dup2(nothing, 2)
            code = child()
        finally:
            os._exit(code)
    return pid


if __name__ == "__main__":
    main()
