"""The Tab key in the shells themselves: their own completion, with the scripts for them, run for real.

A shell evaluates what it is answered. Every command that a hostile string could call is a trap here, which tells that
it was called; nothing else can be found by the shell.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHELLS = ("bash", "zsh", "fish")
TRAPS = ("id", "rm", "touch", "sh", "cmd", "calc", "curl", "x")
_PATIENCE = 60.0
_END = "E-N-D"
_LISTENING = b"\x1b[?2004h"
"""What zsh says to the terminal when it begins to read a line."""


def present() -> tuple[str, ...]:
    """The shells that are here."""
    return tuple(one for one in SHELLS if shutil.which(one))


class Desk:
    """A computer with traps for commands, and ``program`` as the one that the shells ask."""

    def __init__(self, folder: Path, home: Path, program: str | None = None) -> None:
        self.folder, self.home = folder, home
        self.log = folder / "log"
        (folder / "bin").mkdir(parents=True)
        (folder / "here").mkdir()
        for trap in TRAPS:
            self._script(trap, f"#!/bin/sh\necho {trap} >> {self.log}\n")
        self._script("salesctl", program or f'#!/bin/sh\nexec {sys.executable} -m salesctl "$@"\n')
        (folder / "bin" / "env").symlink_to(shutil.which("env") or "/usr/bin/env")

    def press_tab(self, shell: str, typed: str) -> str:
        """What the shell shows for a line that was begun."""
        return {"bash": self._bash, "zsh": self._zsh, "fish": self._fish}[shell](typed)

    def obeyed(self) -> tuple[str, ...]:
        """The traps that were called, and files that appeared, since the last time it was asked."""
        called = self.log.read_text().split() if self.log.exists() else []
        made = [one.name for one in (self.folder / "here").iterdir()]
        self.log.unlink(missing_ok=True)
        for name in made:
            (self.folder / "here" / name).unlink()
        return (*called, *made)

    def _script(self, name: str, text: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(text)
        file.chmod(0o755)

    def _installed(self, shell: str) -> str:
        """The script that `--show-completion` shows for a shell."""
        done = subprocess.run(
            [sys.executable, "-m", "salesctl"], env={**self._around(), "_SALESCTL_COMPLETE": f"source_{shell}"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def _around(self) -> Mapping[str, str]:
        return {
            "PATH": str(self.folder / "bin"), "HOME": str(self.folder), "SALESCTL_HOME": str(self.home),
            "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TERM": "dumb", "SALESCTL_LANG": "en",
        }  # fmt: skip

    def _ran(self, line: list[str]) -> str:
        here = self.folder / "here"
        done = subprocess.run(line, env=self._around(), cwd=here, capture_output=True, check=False, timeout=_PATIENCE)
        return done.stdout.decode("utf-8", "replace")

    def _bash(self, typed: str) -> str:
        words = typed.split(" ")
        line = f"COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); COMP_CWORD={len(words) - 1}"
        show = '_salesctl_completion salesctl; printf "%s\\n" "${COMPREPLY[@]}"'
        return self._ran(
            [shutil.which("bash") or "", "--norc", "-c", f"{self._installed('bash')}\n{line}\n{show}"],
        )

    def _fish(self, typed: str) -> str:
        line = f"{self._installed('fish')}\ncomplete -C '{typed}'"
        return self._ran([shutil.which("fish") or "", "--no-config", "-c", line])

    def _zsh(self, typed: str) -> str:
        """At a terminal: zsh completes nowhere else."""
        (self.folder / "script").write_text(self._installed("zsh"))
        begin = f". {self.folder}/script; PROMPT='> '; LISTMAX=999; print 'BE''GUN'\n"
        begin = f"autoload -Uz compinit && compinit -u -D && {begin}"
        child, screen = pty.fork()
        if child == 0:
            os.chdir(self.folder / "here")
            os.execve(shutil.which("zsh") or "", ["zsh", "-f", "-i"], dict(self._around()))
        shown = ""
        try:
            os.write(screen, begin.encode())
            # Before it listens for keys by itself, the line is the system's, and Tab means nothing.
            _until("BEGUN", screen, _LISTENING)
            # Tab twice lists, Ctrl-U takes the line away.
            os.write(screen, f"{typed}\t\t\x15print '{_END[:3]}''{_END[3:]}'\n".encode())
            shown = _until(_END, screen)
            os.write(screen, b"exit\n")
        finally:
            os.close(screen)
            os.waitpid(child, 0)
        return shown


def _until(sign: str, screen: int, then: bytes = b"") -> str:
    """What is shown until a sign, and one behind it. Raises TimeoutError where it never comes."""
    shown, until = b"", time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if not select.select([screen], [], [], 1.0)[0]:
            continue
        try:
            shown += os.read(screen, 65536)
        except OSError as error:
            raise TimeoutError(shown.decode("utf-8", "replace")[-500:]) from error
        if sign.encode() in shown and then in shown.split(sign.encode())[-1]:
            return shown.decode("utf-8", "replace")
    raise TimeoutError(shown.decode("utf-8", "replace")[-500:])
