"""A real terminal with somebody at it: a command runs in a pty, and lines are typed when it waits for one."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROMPT = "> "
_PATIENCE = 60.0
_QUIET = 2.0


@dataclass(frozen=True)
class Seen:
    """What stood on the screen from the first line to the last, and the exit code."""

    screen: str
    code: int


@dataclass
class Terminal:
    """``typed`` are the lines that a person types, one for each prompt; ``^C`` interrupts."""

    root: Path
    lang: str = "en"
    columns: int = 80
    now: str = "2026-03-02T09:10+08:00"
    user: str = "wang.lei"
    environment: dict[str, str] = field(default_factory=dict)
    raw: bool = False
    """Whether everything that reached the screen is told, escapes and all."""

    def run(self, *words: str, typed: Sequence[str] = ()) -> Seen:
        import fcntl
        import pty
        import termios

        told = ["-C", str(self.root), "--now", self.now, "--user", self.user, "--lang", self.lang]
        child, screen = pty.fork()
        if child == 0:
            # Whoever starts the tests in the background has Ctrl-C switched off for them and their children.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            usual = {"TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "INPUTRC": os.devnull}
            os.environ.update(usual | self.environment)
            os.execv(sys.executable, [sys.executable, "-m", "salesctl", *words, *told])
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, self.columns, 0, 0))
        try:
            shown = self._talk(screen, list(typed))
        finally:
            os.close(screen)
        status = os.waitpid(child, 0)[1]
        return Seen(shown, os.waitstatus_to_exitcode(status))

    def _talk(self, screen: int, typed: list[str]) -> str:
        shown, answered = b"", 0
        until = time.monotonic() + _PATIENCE
        stopping = False
        while time.monotonic() < until:
            if not select.select([screen], [], [], _QUIET)[0]:
                # On a busy machine a key can come before the program listens for it: people press it again.
                if stopping:
                    os.write(screen, b"\x03")
                continue
            try:
                part = os.read(screen, 65536)
            except OSError:  # what Linux says when the other side has gone
                part = b""
            if not part:
                if self.raw:
                    return shown.decode(errors="surrogateescape")
                return re.sub(r"\x1b\[\?2004[hl]|\r", "", shown.decode(errors="replace"))
            shown += part
            if shown.decode(errors="replace").endswith(PROMPT) and len(shown) > answered:
                assert typed, f"nobody answers: {shown.decode(errors='replace')[-600:]}"
                line = typed.pop(0)
                stopping = line == "^C"
                os.write(screen, b"\x03" if line == "^C" else f"{line}\n".encode())
                answered = len(shown)
        raise AssertionError(f"still running: {shown.decode(errors='replace')[-600:]}")
