"""Who git says is working here. Nothing a repository brings is run: only two configuration values are asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from salesctl.store.git import SAFE


def git_user(root: Path, environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Name and e-mail address by which git would commit in this folder; None for what it does not know."""
    name = environment.get("GIT_AUTHOR_NAME") or _config(root, "user.name", environment)
    address = environment.get("GIT_AUTHOR_EMAIL") or _config(root, "user.email", environment)
    return name, address


def _config(root: Path, key: str, environment: Mapping[str, str]) -> str | None:
    try:
        answer = subprocess.run(  # noqa: S603  a fixed command line, no shell
            ["git", *SAFE, "-C", str(root), "config", "--get", key],  # noqa: S607  git is wherever the system has it
            capture_output=True, timeout=10, check=False, env=dict(environment), stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip() or None
