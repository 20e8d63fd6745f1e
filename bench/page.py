"""The figures in docs/performance.md and their picture: made from what was measured, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bench.limits import BESIDE, LONG_ROWS, MEMORY_MOST, ROWS, Row, floor_of
from bench.picture import Line, drawn

BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"

LONG = "long"
"""How the workspace with one very long history is called among the sizes."""

Size = Mapping[str, Any]
"""What is kept of one size: ``about`` (machine, date, commit, versions) and the figures."""

_FLOORS = {
    "S": "S: a two-command Typer program",
    "W": "W: one `scandir` and `stat` pass",
    "G": "G: `git status`",
    "R": "R: every file parsed, nothing else",
}
_DRAWN = (
    ("overdue", "overdue, warm", "#0969da", False), ("cold", "overdue, cold", "#8250df", False),
    ("add", "lead add", "#1a7f37", False), ("W", "floor W: stat of every file", "#8c959f", True),
    ("S", "floor S: Typer's hello", "#59636e", True), ("G", "git status", "#9a6700", True),
    ("taskwarrior", "taskwarrior +OVERDUE", "#cf222e", True), ("todoman", "todoman list", "#bc4c00", True),
)  # fmt: skip


def with_figures(text: str, sizes: Mapping[str, Size]) -> str:
    """The page with the tables of all sizes between its marks; everything else stays."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return before + BEGIN + "\n".join(_tables(sizes)) + "\n" + END + after


def picture(sizes: Mapping[str, Size]) -> str:
    """How warm and cold answers grow with the number of customers, other tools beside them."""
    medians = {int(count): _medians(size) for count, size in sizes.items() if count != LONG}
    lines = [
        Line(title, {count: found[id_] for count, found in medians.items() if id_ in found}, color, dashed)
        for id_, title, color, dashed in _DRAWN
    ]
    return drawn(lines, "Wall time of a whole process by the number of customers")


def _tables(sizes: Mapping[str, Size]) -> Iterator[str]:
    for name in sorted(sizes, key=lambda one: (one == LONG, len(one), one)):
        size, count = sizes[name], 1 if name == LONG else int(name)
        yield "### One customer with 5,000 events and 200 deals" if name == LONG else f"### {count:,} customers"
        yield ""
        yield _origin(size["about"])
        yield ""
        yield "| | median, ms | runs |"
        yield "|---|---:|---:|"
        for id_, title in _FLOORS.items():
            if id_ in size["samples"]:
                yield f"| {title} | {_time(_medians(size)[id_])} | {len(size['samples'][id_])} |"
        yield ""
        yield "| what | median, ms | runs | × floor | limit | at most, ms | |"
        yield "|---|---:|---:|---|---|---:|---|"
        for row in LONG_ROWS if name == LONG else ROWS:
            yield _line(row, count, size)
        yield from _memory(count, size)
        yield ""
        yield from _beside(count, size)


def _line(row: Row, count: int, size: Size) -> str:
    found = _medians(size)
    if row.id not in found:
        return f"| {row.title} | not measured | | | | | |"
    limit = row.limit(count)
    ratio = f"{found[row.id] / floor_of(row, found):.2f} × {_bracketed(row.floor)}"
    most = limit.most(found) if limit else None
    verdict = "–" if most is None else "met" if found[row.id] <= most else "**not met**"
    words = limit.words if limit else "–"
    allowed = _time(most) if most is not None else ""
    return _row(row.title, _time(found[row.id]), str(len(size["samples"][row.id])), ratio, words, allowed, verdict)


def _memory(count: int, size: Size) -> Iterator[str]:
    memory = size["memory"]
    if memory is None:
        return
    limited = count == 100_000
    verdict = "–" if not limited else "met" if memory < MEMORY_MOST else "**not met**"
    words = f"under {MEMORY_MOST:.0f} MB" if limited else "–"
    yield _row("memory of the cold run at its most", f"{memory:.0f} MB", "1", "", words, "", verdict)


def _beside(count: int, size: Size) -> Iterator[str]:
    if not size["titles"]:
        return
    found = _medians(size)
    yield "| the same question elsewhere | median, ms | runs | `overdue` takes of it | limit | |"
    yield "|---|---:|---:|---:|---|---|"
    for id_, title in size["titles"].items():
        if id_ in size["skipped"]:
            yield _row(title, f"skipped: {size['skipped'][id_]}", "", "", "", "")
            continue
        ratio = found["overdue"] / found[id_]
        most = BESIDE.get(id_, {}).get(count)
        verdict = "–" if most is None else "met" if ratio <= most else "**not met**"
        words = f"{most:g} ×" if most is not None else "–"
        yield _row(title, _time(found[id_]), str(len(size["samples"][id_])), f"{ratio:.2f} ×", words, verdict)
    yield ""


def _medians(size: Size) -> dict[str, float]:
    from statistics import median

    found = {id_: median(values) for id_, values in size["samples"].items()}
    return {**found, "files": float(size["customers"]), "changed": float(size["changed"])}


def _origin(about: Mapping[str, str]) -> str:
    return (
        f"{about['date']}, commit {about['commit']}, on {about['machine']}; Python {about['python']}, "
        f"{about['libraries']}; parser of R: {about['parser']}."
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _bracketed(floor: str) -> str:
    names = {"overdue": "warm"}
    return f"({floor})" if "+" in floor else names.get(floor, floor)


def _time(milliseconds: float) -> str:
    return f"{milliseconds:,.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"
