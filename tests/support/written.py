"""What stands in a workspace: to see that nothing, or just one thing, was written."""

from __future__ import annotations

from shell import Shell


def files(shell: Shell) -> dict[str, str]:
    """Every file that a command could have written, by its path, with its text."""
    kept = [path for path in shell.root.rglob("*") if path.is_file() and ".salesctl" not in path.parts]
    return {path.relative_to(shell.root).as_posix(): path.read_text(encoding="utf-8") for path in kept}
