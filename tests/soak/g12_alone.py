"""G12: the program works where there is no network at all, asks for none, and writes nowhere but in the workspace."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.soak import tracing
from tests.soak.judging import Tally
from tests.soak.scenes import Stage

ROOT = Path(__file__).parents[2]
_WRITING = re.compile(
    r"^(?:open(?:at)?\(.*O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)|(?:mkdir|rename|unlink|rmdir|link|symlink|truncate|chmod|mknod)\w*\()"
)
_TALKING = re.compile(r"^(?:socket|connect|bind|sendto)\(")
_NOT_COPIED = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")
_HARMLESS = ("/dev/null", "/dev/tty")


def missing() -> str | None:
    """Why there is no place without a network here, or nothing to watch with; None where there are both."""
    return tracing.missing() if _cut_off() else "no network namespace can be made here (unshare -n, unshare -rn)"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """The command line's own tests without a network, then every writing command's calls looked over.

    ``count`` 0 leaves the tests out; 2 runs every test there is.
    """
    del chance
    tally = Tally()
    prefix = _cut_off()
    if prefix and count:
        _tests(prefix, "tests" if count > 1 else "tests/cli", folder, tally)
    for scene in stage.scenes:
        root = folder / "work"
        stage.set_up(scene, root)
        end, lines = tracing.traced(scene, root, folder, "-f")
        tally.count("commands")
        tally.count("system calls", by=len(lines))
        calls = [re.sub(r"^\[pid +\d+\] |^\d+ +", "", line) for line in lines]
        tally.wrong += [f"{scene.name} asks for a network: {call}" for call in calls if _TALKING.match(call)]
        tally.wrong += [f"{scene.name} writes outside: {call}" for call in calls if _strays(call, root)]
        if end.code:
            tally.wrong.append(f"{scene.name} ends with {end.code}")
        shutil.rmtree(root)
    return tally


def _strays(call: str, root: Path) -> bool:
    if not _WRITING.match(call) or " = -1 " in call:
        return False
    return str(root) not in call and not any(path in call for path in _HARMLESS)


def _tests(prefix: list[str], what: str, folder: Path, tally: Tally) -> None:
    # Some tests become another user, who must be able to read the program.
    folder.chmod(0o755)
    copy = folder / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    before = _tree(copy)
    words = [*prefix, sys.executable, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", "--basetemp"]
    done = subprocess.run(
        [*words, str(folder / "tests"), what, "--ignore=tests/proofs"],
        cwd=copy, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(copy)},
    )  # fmt: skip
    passed = re.search(r"(\d+) passed", done.stdout)
    tally.count("tests passed without a network", by=int(passed[1]) if passed else 0)
    if done.returncode:
        tally.wrong.append(f"tests without a network: {done.stdout[-600:]}{done.stderr[-200:]}")
    tally.wrong += [f"the tests touched {path}" for path in sorted(before ^ _tree(copy))]


def _tree(root: Path) -> set[tuple[str, int, int]]:
    """Path, size and time of every file of the project itself."""
    files = (
        path for path in root.rglob("*") if path.is_file() and not set(path.parts) & {"__pycache__", ".hypothesis"}
    )
    return {(str(path.relative_to(root)), path.stat().st_size, path.stat().st_mtime_ns) for path in files}


def _cut_off() -> list[str] | None:
    """What goes before a command line that is to have no network."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode
        ):
            return prefix
    return None
