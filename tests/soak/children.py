"""One command in a process of its own that can be killed: a fork of this warm interpreter, or a real new one."""

from __future__ import annotations

import ctypes
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salesctl.cli import main

_ANYBODY = -1
_PR_SET_PTRACER = 0x59616D61


@dataclass(frozen=True)
class Ended:
    """How a command ended; ``code`` is None when it was killed."""

    code: int | None
    out: str
    err: str

    @property
    def acknowledged(self) -> bool:
        """It told its caller that it has saved."""
        try:
            return bool(json.loads(self.out)["ok"])
        except (ValueError, KeyError):
            return False


class Child:
    """A command line in a fork. With ``gated`` it stands still until `go`: somebody can attach to it."""

    def __init__(self, words: Sequence[str], folder: Path, *, gated: bool = False) -> None:
        self._out, self._err = folder / "out", folder / "err"
        for path in (self._out, self._err):
            path.write_bytes(b"")
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._run(words, gated=gated)
        if gated:
            os.waitpid(self.pid, os.WUNTRACED)

    def go(self) -> None:
        """Let it run."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it at whatever it is doing."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> Ended:
        """Wait for it."""
        _, status = os.waitpid(self.pid, 0)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        return Ended(code, _text(self._out), _text(self._err))

    def _run(self, words: Sequence[str], *, gated: bool) -> None:
        code = 99
        try:
            os.dup2(os.open(self._out, os.O_WRONLY), 1)
            os.dup2(os.open(self._err, os.O_WRONLY), 2)
            sys.stdout, sys.stderr = _stream(1), _stream(2)
            if gated:
                ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
                os.kill(os.getpid(), signal.SIGSTOP)
            code = main(list(words))
            sys.stderr.flush()
        finally:
            os._exit(code)


def real(words: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """The same command line in an interpreter that starts from nothing."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        return subprocess.Popen([sys.executable, "-m", "salesctl", *words], stdout=out, stderr=err)


def ended(process: subprocess.Popen[bytes], folder: Path) -> Ended:
    """Wait for a real one."""
    code = process.wait()
    return Ended(code if code >= 0 else None, _text(folder / "out"), _text(folder / "err"))


def _stream(descriptor: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(os.fdopen(descriptor, "wb", closefd=False), encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
