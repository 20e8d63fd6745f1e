"""G11: the kept records of earlier versions give the same answers in every Python of this computer."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path

from tests.soak.judging import Tally
from tests.soak.scenes import Stage

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
_HOMES = (".pyenv/versions", ".local/share/uv/python", ".local/share/mise/installs/python", ".asdf/installs/python")
_TOLD = "import sys; print(sys.implementation.name, *sys.version_info[:3], sys.executable, sep=chr(10))"


def missing() -> str | None:
    """Why no Python can be tried here; None where there is one."""
    return None if interpreters() else "no Python from 3.11 is to be found here"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """Ask `tests/golden` in an environment of its own for each interpreter; ``count`` 2: the tests of the core too."""
    del stage, chance
    tally = Tally()
    for version, program in interpreters().items():
        place = folder / version
        if reason := _environment(program, place):
            tally.wrong.append(f"Python {version}: {reason}")
            continue
        tests = ["tests/golden", *(["tests/core"] if count > 1 else [])]
        words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
        ran = subprocess.run(
            [str(place / "bin" / "python"), *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        tally.count("interpreters")
        tally.counts[f"tests passed in {version}"] = sum(map(int, re.findall(r"(\d+) passed", ran.stdout)))
        if ran.returncode:
            tally.wrong.append(f"Python {version}: {ran.stdout[-1500:]}{ran.stderr[-500:]}")
        shutil.rmtree(place)
    return tally


def interpreters() -> dict[str, Path]:
    """The newest CPython of each minor version from 3.11, on the path or where version managers keep them."""
    folders = [Path(one) for one in os.get_exec_path()]
    folders += [path for home in _HOMES for path in (Path.home() / home).glob("*/bin")]
    found: dict[tuple[int, ...], Path] = {}
    for program in {path.resolve() for folder in folders for path in folder.glob("python3.[0-9]*")}:
        version, itself = _asked(program)
        newest = max((one for one in found if one[:2] == version[:2]), default=())
        if version[:2] >= OLDEST and version > newest:
            found.pop(newest, None)
            found[version] = itself
    return {".".join(map(str, version)): found[version] for version in sorted(found)}


def _asked(program: Path) -> tuple[tuple[int, ...], Path]:
    """3, 12, 1 and the program behind a link or a shim; an empty version where this is no CPython that runs."""
    if not re.fullmatch(r"python3\.\d+", program.name):
        return (), program
    ran = subprocess.run([str(program), "-I", "-c", _TOLD], capture_output=True, text=True, check=False)
    kind, *numbers, itself = ran.stdout.splitlines() or ["", ""]
    return (tuple(map(int, numbers)), Path(itself)) if kind == "cpython" else ((), program)


def _environment(program: Path, place: Path) -> str | None:
    """Make it, with what the golden tests need; why it could not be made."""
    pip = str(place / "bin" / "pip")
    for words in (
        [str(program), "-m", "venv", str(place)],
        [pip, "install", "-q", "--disable-pip-version-check", f"{ROOT}[test]"],
    ):
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        if ran.returncode:
            return ran.stderr[-500:]
    return None
