"""Every row of the process, U1–U4 and 1.1–5.3, is shown by at least one test that is marked with it."""

from __future__ import annotations

import re
from pathlib import Path

ROWS = frozenset(
    "U1 U2 U3 U4 1.1 1.2 1.3 1.4 2.1 2.2 2.3 3.1 3.2 3.3 4.1 4.2 4.3 5.1 5.2 5.3".split()  # noqa: SIM905  one line
)


def marked() -> set[str]:
    """The rows that tests name, in a mark or in a list of marks."""
    found: set[str] = set()
    for file in Path(__file__).parents[1].rglob("test_*.py"):
        for arguments in re.findall(r"mark\.row\(([^)]*)\)", file.read_text(encoding="utf-8")):
            found.update(re.findall(r"[\"']([U\d][.\d]*)[\"']", arguments))
    return found


def test_every_row_has_a_test() -> None:
    assert ROWS - marked() == set()


def test_no_test_names_a_row_that_does_not_exist() -> None:
    assert marked() <= ROWS
