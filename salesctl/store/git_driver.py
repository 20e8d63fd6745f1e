"""The line by which git merges a customer's file with this program, and what happens when that fails.

A driver that is missing or breaks down leaves git's own marks in the file and an unfinished merge, never one side alone
that looks finished.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import site
import sys
import sysconfig
from itertools import takewhile
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

import salesctl
from salesctl.core.problems import Broken, Problem
from salesctl.store.git import OWN_DRIVER, git

CONFLICT: Final = 9
"""The exit code by which the driver says that it found a conflict and has written it: no second merge over it."""
_FALLBACK: Final = f"{{ r=$?; [ $r = {CONFLICT} ] || git merge-file --diff3 %A %O %B; exit 1; }}"

_NAME: Final = "merge.salesctl.name"
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")


def driver_line() -> str:
    """The whole line for git's configuration; the program is named by its full path."""
    return f"{_quoted()} merge-driver -- %O %A %B %P || {_FALLBACK}"


class Installed(Struct, frozen=True):
    """How this copy's own configuration stands to the driver; ``line`` is the present one, ``gone`` what it lacks.

    ``half``: git knows the driver's name and no line, so that it refuses to merge at all.
    """

    state: Literal["ours", "none", "half", "gone", "other"]
    line: str = ""
    gone: str = ""


def installed(root: Path) -> Installed:
    """Whether git merges customers' files by this program, by another that is there, or by none. Runs none of them."""
    line = _configured(root, OWN_DRIVER)
    if line == driver_line():
        return Installed("ours", line)
    if not line.strip():
        return Installed("half" if _configured(root, _NAME) else "none")
    gone = _missing(line)
    return Installed("gone" if gone else "other", line, gone)


def install_driver(root: Path) -> Literal["installed", "unchanged"]:
    """Set the driver in this copy's own configuration. Raises Broken (exit code 5) where git would not."""
    line = driver_line()
    if _configured(root, OWN_DRIVER) == line:
        return "unchanged"
    for key, value in ((OWN_DRIVER, line), (_NAME, "a customer of salesctl")):
        answer = git(root, ["config", "--local", "--replace-all", key, value])
        if not answer.ok:
            raise Broken(Problem("git.not_set", {"key": key, "reason": answer.reason}), exit_code=5)
    return "installed"


def _configured(root: Path, key: str) -> str:
    return git(root, ["config", "--local", "--get", key]).out.decode("utf-8", "replace").rstrip("\n")


def _missing(line: str) -> str:
    """The program that a driver's line names and that is not there, or the folder with its code; empty for neither."""
    try:
        words = shlex.split(line.replace("%%", "%"))
    except ValueError:
        return ""
    settings = list(takewhile(_ASSIGNMENT.match, words))
    program = next(iter(words[len(settings) :]), "")
    home = next((one.partition("=")[2] for one in settings if one.startswith("PYTHONPATH=")), "")
    if program and shutil.which(program) is None:
        return program
    return home if home and not any((Path(one) / "salesctl").is_dir() for one in home.split(os.pathsep)) else ""


def _quoted() -> str:
    """The running program for a shell. ``-P``: a repository that holds a folder `salesctl` must not be run instead."""
    home = Path(salesctl.__file__).resolve().parents[1]
    installed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), site.getusersitepackages()}
    words = [sys.executable, "-P", "-m", "salesctl"]
    line = " ".join(shlex.quote(word) for word in words)
    if str(home) not in {str(Path(one).resolve()) for one in installed}:
        line = f"PYTHONPATH={shlex.quote(str(home))} {line}"
    return line.replace("%", "%%")
