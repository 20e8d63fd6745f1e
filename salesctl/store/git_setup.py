"""What a workspace needs of git: a repository around it, and the lines that git must know. Nothing is committed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from salesctl.store.git import MISLEADING, SAFE

#: The cache, the lock and the journal are this clone's own.
IGNORED = (".salesctl/",)
#: One line end everywhere: a record that differs in line ends alone would conflict in every line. The last line names
#: the driver, which each copy of the repository sets up for itself.
ATTRIBUTES = (
    "playbook.yaml text eol=lf",
    "team.yaml text eol=lf",
    "customers/**/*.yaml text eol=lf",
    "customers/**/*.yaml merge=salesctl",
)

Made = Literal["made", "missing", "failed"]


def repository_of(folder: Path) -> Path | None:
    """The nearest folder upward that is a git repository; found without running git."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def make_repository(folder: Path, environment: Mapping[str, str]) -> Made:
    """`git init` in this folder. ``missing``: there is no git here; ``failed``: git would not."""
    try:
        answer = subprocess.run(  # noqa: S603  a fixed command line, no shell
            ["git", *SAFE, "-C", str(folder), "init", "--quiet"],  # noqa: S607  git is wherever the system has it
            capture_output=True,
            timeout=30,
            check=False,
            env={key: value for key, value in environment.items() if key not in MISLEADING},
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        return "missing"
    except subprocess.SubprocessError:
        return "failed"
    return "failed" if answer.returncode else "made"


def with_lines(old: bytes | None, wanted: Sequence[str]) -> bytes:
    """A file of lines with those that it lacks added at its end."""
    text = (old or b"").decode("utf-8", "surrogateescape")
    end = "\r\n" if "\r\n" in text else "\n"
    present = {line.strip() for line in text.splitlines()}
    missing = [line for line in wanted if line not in present]
    if missing and text and not text.endswith("\n"):
        text += end
    return (text + "".join(line + end for line in missing)).encode("utf-8", "surrogateescape")
