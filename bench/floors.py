"""What cannot be beaten: start-up of a Typer program, one look at every file, reading them all, and `git status`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir

from bench.timing import environment, said, wall

HELLO = """\
import typer

app = typer.Typer()


@app.command()
def hello(name: str = "you") -> None:
    typer.echo(f"hello {name}")


@app.command()
def bye(name: str = "you") -> None:
    typer.echo(f"bye {name}")


app()
"""

WALK = """\
import os, sys
from statistics import median
from time import perf_counter_ns


def walk(folder):
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                walk(entry.path)
            else:
                entry.stat(follow_symlinks=False)


taken = []
for _ in range(3):
    started = perf_counter_ns()
    walk(sys.argv[1])
    taken.append(perf_counter_ns() - started)
print(median(taken) / 1e6)
"""

#: The parser of floor R, the fastest first: the module, and how it is called with a file's bytes or text.
PARSERS = (("yaml_rs", "yaml_rs.loads(text)"), ("yaml", "yaml.load(data, yaml.CBaseLoader)"))

_PARSE = """\
import os, sys
from time import perf_counter_ns
{imports}
taken = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith((".yaml", ".yml")):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            text = data.decode()
            started = perf_counter_ns()
            {call}
            taken += perf_counter_ns() - started
print(taken / 1e6)
"""


def parser() -> tuple[str, str]:
    """The module of floor R and the program that times it: the first of ``PARSERS`` that is installed."""
    name, call = next(one for one in PARSERS if find_spec(one[0]) is not None)
    return name, _PARSE.format(imports=f"import {name}", call=call)


class Floors:
    """The floors over one workspace; each call measures once and answers in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.customers = folder, folder / "customers"
        self.env: Mapping[str, str] = environment()
        self._hello = Path(gettempdir()) / "typer_hello.py"
        self._hello.write_text(HELLO, encoding="utf-8")

    def start(self) -> float:
        """S: a two-command Typer program says hello; a whole process."""
        return wall([sys.executable, str(self._hello), "hello"], self.env)

    def walk(self) -> float:
        """W: one `scandir` and a `stat` of every file, in one Python process, without its start."""
        return float(said([sys.executable, "-c", WALK, str(self.customers)], self.env))

    def parse(self) -> float:
        """R: every file parsed in one process, and nothing else."""
        return float(said([sys.executable, "-c", parser()[1], str(self.customers)], self.env))

    def git(self) -> float:
        """G: `git status`; a whole process."""
        return wall(["git", "-C", str(self.folder), "status", "--porcelain"], self.env)
