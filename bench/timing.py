"""Wall time of whole processes, and how much memory a process and its children take at the most."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import gettempdir
from time import perf_counter_ns, sleep

ROOT = Path(__file__).parents[1]

#: How the program is started: the interpreter itself, no shim and no script in between.
PROGRAM = (sys.executable, "-m", "salesctl")

_PAUSE = 0.02


class UnexpectedError(Exception):
    """A measured process ended otherwise than it should; its figures would mean nothing."""


@dataclass
class Samples:
    """What was measured of one thing, in milliseconds."""

    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)


def environment(**more: str) -> dict[str, str]:
    """What every measured process sees: this project first on the path, nothing of the user's own settings."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if key in os.environ}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "HOME": gettempdir(), "COLUMNS": "100"}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return {**kept, **ours, **git, **more}


def wall(command: Sequence[str], env: Mapping[str, str], expected: Sequence[int] = (0,)) -> float:
    """Milliseconds from starting a process to its end. Raises UnexpectedError for another exit code."""
    started = perf_counter_ns()
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    code = process.wait()
    taken = (perf_counter_ns() - started) / 1e6
    if code not in expected:
        raise UnexpectedError(f"{' '.join(command)}: exit code {code}")
    return taken


def said(command: Sequence[str], env: Mapping[str, str], expected: Sequence[int] = (0,)) -> str:
    """What a process writes. Raises UnexpectedError with its complaint for another exit code."""
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in expected:
        complaint = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise UnexpectedError(f"{' '.join(command)}: exit code {done.returncode}: {complaint[-500:]}")
    return done.stdout.decode("utf-8", "replace")


def peak(command: Sequence[str], env: Mapping[str, str], expected: Sequence[int] = (0,)) -> float | None:
    """The most memory in MB that a process and its children had at one moment, pages shared by them counted once.

    It is looked at fifty times a second, so a shorter peak may be missed. None where the system does not tell.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = [0]
    watching = threading.Thread(target=_watch, args=(process, most))
    watching.start()
    code = process.wait()
    watching.join()
    if code not in expected:
        raise UnexpectedError(f"{' '.join(command)}: exit code {code}")
    return most[0] / 1024


def _watch(process: subprocess.Popen[bytes], most: list[int]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(_kilobytes(one) for one in _family(process.pid)))
        sleep(_PAUSE)


def _family(pid: int) -> list[int]:
    """A process and all that came from it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
