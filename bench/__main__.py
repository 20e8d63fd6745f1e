"""Measure, and write docs/performance.md: ``python -m bench [--sizes 100,1000] [--folder DIR]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.floors import parser as floor_parser
from bench.generate import make
from bench.measure import RUNS, Figures, measure, measure_long
from bench.page import LONG, picture, with_figures
from bench.timing import ROOT

PAGE = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "pictures" / "growth.svg"
SIZES = f"100,1000,10000,100000,{LONG}"
_KEPT = "figures.json"
_LIBRARIES = ("typer", "rich", "pydantic", "ruamel.yaml", "msgspec", "yaml-rs")


def main(words: list[str] | None = None) -> int:
    """The command line. Sizes that were measured earlier in the same folder stay on the page, with their own date."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure salesctl beside what can't be beaten."
    )
    parser.add_argument(
        "--sizes", default=SIZES, help=f"numbers of customers, {SIZES} unless told; {LONG}: one with 5,000 events"
    )
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "bench", help="where the workspaces N are or go"
    )
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each, fewer where they take long")
    parser.add_argument("--page", action="store_true", help="only write the page from what was measured")
    parser.add_argument("--no-page", action="store_true", help="only measure")
    told = parser.parse_args(words)
    kept = told.folder / _KEPT
    sizes: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for name in () if told.page else told.sizes.split(","):
        folder, long = told.folder / name, name == LONG
        if not folder.exists():
            print(f"making {folder}", flush=True)
            make(folder, 1 if long else int(name), jobs=os.cpu_count() or 1, git=True, long=long)
        measuring = measure_long if long else measure
        sizes[name] = _kept(measuring(folder, told.runs, partial(print, flush=True)))
        kept.write_text(json.dumps(sizes, indent=1), encoding="utf-8")
    if not told.no_page and sizes.keys() - {LONG}:
        PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), sizes), encoding="utf-8")
        PICTURE.write_text(picture(sizes), encoding="utf-8")
    return 0


def _kept(figures: Figures) -> dict[str, Any]:
    """What is kept of one size, with all that a reader needs to judge it."""
    told = asdict(figures)
    told["samples"] = {id_: one.values for id_, one in figures.samples.items()}
    return {"about": _about(), **told}


def _about() -> dict[str, str]:
    libraries = [f"{name} {found}" for name in _LIBRARIES if (found := _installed(name))]
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()), "commit": _commit(), "python": platform.python_version(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {system}", "libraries": ", ".join(libraries),
        "parser": floor_parser()[0],
    }  # fmt: skip


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _commit() -> str:
    """The commit that was measured, with a plus where the program or the benchmark differed from it."""
    git = ["git", "-C", str(ROOT)]
    found = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    if found.returncode:
        return "none"
    paths = ["salesctl", "bench", "playbook.yaml"]
    changed = subprocess.run([*git, "status", "--porcelain", "--", *paths], capture_output=True, text=True, check=False)
    return found.stdout.strip() + ("+" if changed.stdout.strip() else "")


if __name__ == "__main__":
    sys.exit(main())
