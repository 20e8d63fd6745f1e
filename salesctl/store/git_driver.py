"""The line by which git merges a customer's file with this program, and what happens when that fails.

A driver that is missing or breaks down leaves git's own marks in the file and an unfinished merge, never one side alone
that looks finished.
"""

from __future__ import annotations

import shlex
import site
import sys
import sysconfig
from pathlib import Path
from typing import Final, Literal

import salesctl
from salesctl.core.problems import Broken, Problem
from salesctl.store.git import OWN_DRIVER, git

CONFLICT: Final = 9
"""The exit code by which the driver says that it found a conflict and has written it: no second merge over it."""
_FALLBACK: Final = f"{{ r=$?; [ $r = {CONFLICT} ] || git merge-file --diff3 %A %O %B; exit 1; }}"


def driver_line() -> str:
    """The whole line for git's configuration; the program is named by its full path."""
    return f"{_quoted()} merge-driver -- %O %A %B %P || {_FALLBACK}"


def install_driver(root: Path) -> Literal["installed", "unchanged"]:
    """Set the driver in this copy's own configuration. Raises Broken (exit code 5) where git would not."""
    line = driver_line()
    if git(root, ["config", "--local", "--get", OWN_DRIVER]).out.decode("utf-8", "replace").rstrip("\n") == line:
        return "unchanged"
    for key, value in ((OWN_DRIVER, line), ("merge.salesctl.name", "a customer of salesctl")):
        answer = git(root, ["config", "--local", "--replace-all", key, value])
        if not answer.ok:
            raise Broken(Problem("git.not_set", {"key": key, "reason": answer.reason}), exit_code=5)
    return "installed"


def _quoted() -> str:
    """The running program for a shell. ``-P``: a repository that holds a folder `salesctl` must not be run instead."""
    home = Path(salesctl.__file__).resolve().parents[1]
    installed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), site.getusersitepackages()}
    words = [sys.executable, "-P", "-m", "salesctl"]
    line = " ".join(shlex.quote(word) for word in words)
    if str(home) not in {str(Path(one).resolve()) for one in installed}:
        line = f"PYTHONPATH={shlex.quote(str(home))} {line}"
    return line.replace("%", "%%")
