"""The table of figures in docs/reliability.md: each goal has one row, that of its last run."""

from __future__ import annotations

import platform
import re
import subprocess
import time
from pathlib import Path

from tests.soak.judging import Tally

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- figures -->\n", "<!-- /figures -->"
_HEAD = ("goal", "when", "commit", "seed", "count", "duration", "counted", "wrong")


def record(goal: str, count: int, seed: int, seconds: float, tally: Tally) -> None:
    """Put the goal's row in its place."""
    before, rest = PAGE.read_text(encoding="utf-8").split(_BEGIN)
    table, after = rest.split(_END)
    rows = {cells[1].strip(): line for line in table.splitlines()[2:] if len(cells := line.split("|")) > 2}
    counted = ", ".join(f"{number:,} {name}" for name, number in tally.counts.items())
    when = time.strftime("%Y-%m-%d", time.gmtime())
    wrong = str(len(tally.wrong))
    rows[goal] = _row(goal, when, _commit(), str(seed), f"{count:,}", f"{seconds:.0f} s", counted, wrong)
    lines = [_row(*_HEAD), "|" + "---|" * len(_HEAD), *(rows[one] for one in sorted(rows, key=order))]
    where = f"\nPython {platform.python_version()}, {platform.system()} {platform.release().partition('-')[0]}.\n"
    PAGE.write_text(before + _BEGIN + "\n".join(lines) + "\n" + where + _END + after, encoding="utf-8")


def order(goal: str) -> tuple[int, str]:
    """Where a goal stands: by its number, and those that have a name instead at the end."""
    return int(goal[1:]) if goal[1:].isdigit() else 1000, goal


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _commit() -> str:
    """The commit that was measured, with a plus where the program or its proofs differed from it."""
    asked = ["git", "-C", str(ROOT)]
    found = subprocess.run([*asked, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    if found.returncode:
        return "none"
    changed = subprocess.run(
        [*asked, "status", "--porcelain", "--", "salesctl", "tests", "playbook.yaml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout.strip() + ("+" if re.search(r"\S", changed.stdout) else "")
