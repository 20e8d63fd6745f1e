"""Who git says is working here. Nothing a repository brings is run: only two configuration values are asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from salesctl.store.git import SAFE


def git_user(root: Path, environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Name and e-mail address by which git would commit in this folder; None for what it does not know."""
    name, address = environment.get("GIT_AUTHOR_NAME"), environment.get("GIT_AUTHOR_EMAIL")
    if name and address:
        return name, address
    known = _config(root, environment)
    return name or known.get("user.name"), address or known.get("user.email")


def _config(root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """What the configuration says, asked in one go; of two values of a key the last counts."""
    try:
        answer = subprocess.run(  # noqa: S603  a fixed command line, no shell
            ["git", *SAFE, "-C", str(root), "config", "-z", "--get-regexp", r"^user\.(name|email)$"],  # noqa: S607  git is wherever the system has it
            capture_output=True, timeout=10, check=False, env=dict(environment), stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, str] = {}
    for entry in answer.stdout.decode("utf-8", "replace").split("\0"):
        key, _, value = entry.partition("\n")
        found[key] = value.strip()
    return found
