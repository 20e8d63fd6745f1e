"""What is measured, and how much it may cost: the rows of the table and their limits in terms of the floors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Medians = Mapping[str, float]
"""Milliseconds by the id of a row or floor: ``S``, ``W``, ``R``, ``G``, ``overdue``, …; ``files`` counts files."""


@dataclass(frozen=True)
class Limit:
    """A limit in words and in milliseconds, and the numbers of customers from which to which it is meant."""

    words: str
    most: Callable[[Medians], float]
    least_n: int = 0
    most_n: int = 10**9


@dataclass(frozen=True)
class Row:
    """One line of the table. ``floor`` is what its ratio is taken to."""

    id: str
    title: str
    floor: str
    limits: tuple[Limit, ...] = ()

    def limit(self, count: int) -> Limit | None:
        """The limit for so many customers."""
        return next((one for one in self.limits if one.least_n <= count <= one.most_n), None)


_START = (Limit("0.6 × S", lambda m: 0.6 * m["S"]),)
_READ = (
    Limit("1.25 × S + W", lambda m: 1.25 * m["S"] + m["W"], 1_000, 1_000),
    Limit("1.3 × (S + W)", lambda m: 1.3 * (m["S"] + m["W"]), 10_000),
)
_ONE = (Limit("1.3 × S + W", lambda m: 1.3 * m["S"] + m["W"], 10_000, 10_000),)
_WRITE = (Limit("1.6 × S + W", lambda m: 1.6 * m["S"] + m["W"], 10_000, 10_000),)
_PULLED = (
    Limit("warm + 5 × R of those", lambda m: m["overdue"] + 5 * m["R"] * m["changed"] / m["files"], 10_000, 10_000),
)
_REPORT = (Limit("2 × (S + W)", lambda m: 2 * (m["S"] + m["W"]), 10_000, 10_000),)

ROWS: tuple[Row, ...] = (
    Row("version", "`--version`", "S", _START),
    Row("complete", "Tab: what completes `show …`", "S", _START),
    Row("overdue", "`overdue`", "S + W", _READ),
    Row("next", "`next`", "S + W", _READ),
    Row("inbox", "`inbox`", "S + W", _READ),
    Row("list", "`list --owner ME`", "S + W", _READ),
    Row("show", "`show CUSTOMER`", "S + W", _ONE),
    Row("why", "`why CUSTOMER`", "S + W", _ONE),
    Row("register", "`report register`", "S + W", _REPORT),
    Row("funnel", "`report funnel`", "S + W", _REPORT),
    Row("add", "`lead add`", "S + W", _WRITE),
    Row("done", "`done`", "S + W", _WRITE),
    Row("advance", "`advance`", "S + W", _WRITE),
    Row("pulled", "`overdue` after some of the files changed", "overdue", _PULLED),
    Row("cold", "`overdue`, cold: everything rebuilt", "R", (Limit("3 × R", lambda m: 3 * m["R"], 10_000),)),
    Row("check", "`check` of everything, cold", "R", (Limit("6 × R", lambda m: 6 * m["R"], 10_000, 10_000),)),
)

#: What is asked of the one customer with a very long history; the floor is a start and one parse of its file.
LONG_ROWS: tuple[Row, ...] = (
    Row("overdue", "`overdue`, warm", "S + R"),
    Row("show", "`show CUSTOMER`", "S + R"),
    Row("why", "`why CUSTOMER`", "S + R"),
    Row("note", "`note`: one more event", "S + R"),
    Row("cold", "`overdue`, cold", "S + R"),
    Row("check", "`check`, cold", "S + R"),
)

#: The most that `overdue` may take of what another tool takes for the same question.
BESIDE: Mapping[str, Mapping[int, float]] = {
    "taskwarrior": {1_000: 2.5, 10_000: 0.5},
    "todoman": {1_000: 0.4, 10_000: 0.2},
}

MEMORY_MOST = 400.0
"""Megabytes that a cold run may take with 100,000 customers."""


def floor_of(row: Row, medians: Medians) -> float:
    """The floor's milliseconds."""
    return sum(medians[part] for part in row.floor.split(" + "))
