"""System calls of one command, seen and disturbed by strace, which attaches to a waiting fork."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.soak.children import Child, Ended
from tests.soak.scenes import Scene

END = "exit_group"
_CALL = re.compile(r"^([a-z0-9_]+)\(")


@dataclass(frozen=True)
class Call:
    """The ``number``-th system call of that ``name`` since the command began, and how strace shows it."""

    name: str
    number: int
    shown: str


def missing() -> str | None:
    """Why nothing can be traced here; None where it can."""
    return None if shutil.which("strace") else "strace is not installed"


def traced(scene: Scene, root: Path, folder: Path, *options: str) -> tuple[Ended, list[str]]:
    """Run a scene under strace; how it ended, and the lines that strace wrote."""
    log = folder / "calls"
    child = Child(scene.line(root), folder, gated=True)
    watcher = subprocess.Popen(
        ["strace", "-y", "-s", "64", "-o", str(log), *options, "-p", str(child.pid)], stderr=subprocess.PIPE, text=True
    )
    assert watcher.stderr is not None
    said = watcher.stderr.readline()
    if "attached" not in said:
        child.kill()
        child.ended()
        raise RuntimeError(f"strace: {said}{watcher.stderr.read()}")
    child.go()
    end = child.ended()
    watcher.communicate()
    return end, log.read_text(errors="replace").splitlines()


def calls_on(root: Path, lines: list[str]) -> list[Call]:
    """The calls that name something in the workspace, those that tell the answer, and the end."""
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        match = _CALL.match(line)
        if match is None:
            continue
        seen[match[1]] += 1
        if str(root) in line or line.startswith("write(1<") or match[1] == END:
            found.append(Call(match[1], seen[match[1]], line))
    return found


def disturbed(scene: Scene, root: Path, folder: Path, call: Call, how: str) -> tuple[Ended, str | None]:
    """Run a scene with one call disturbed; how it ended, and the call that was hit, None when none was."""
    end, lines = traced(
        scene, root, folder, "-e", f"trace={call.name}", "-e", f"inject={call.name}:{how}:when={call.number}"
    )
    hit = next((line for line in lines if "INJECTED" in line), None)
    if hit is None and how.startswith("signal"):
        hit = next((line for line in reversed(lines) if _CALL.match(line)), None)
    return end, hit
