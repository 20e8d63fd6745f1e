"""The page of figures: what was measured, beside its limits, and nothing else of the page touched."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bench.limits import ROWS
from bench.page import BEGIN, END, picture, with_figures
from bench.picture import Line, drawn
from bench.timing import UnexpectedError, environment, peak, said, wall

ROOT = Path(__file__).parents[2]
ABOUT = {
    "date": "2026-03-02", "commit": "abc1234", "machine": "a machine, 2 cores", "python": "3.11.7",
    "libraries": "typer 0.28.0", "parser": "yaml_rs",
}  # fmt: skip


def size(customers: int, **more: Any) -> dict[str, Any]:
    samples = {"S": [90.0, 100.0, 110.0], "W": [20.0], "R": [2_000.0], "G": [30.0], **more.pop("samples", {})}
    told = {"about": ABOUT, "customers": customers, "changed": 100, "memory": None, "titles": {}, "skipped": {}}
    return {**told, "samples": samples, **more}


def table(sizes: dict[str, Any]) -> str:
    return with_figures(f"# Before\n{BEGIN}of yesterday\n{END}\nafter\n", sizes)


def line(text: str, start: str) -> str:
    return next(one for one in text.splitlines() if one.startswith(f"| {start}"))


def test_only_what_stands_between_the_marks_is_written() -> None:
    text = table({"1000": size(1_000)})
    assert text.startswith(f"# Before\n{BEGIN}### 1,000 customers\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "of yesterday" not in text
    assert "commit abc1234" in text


@pytest.mark.parametrize(("taken", "verdict"), [(145.0, "met"), (145.1, "**not met**")])
def test_a_limit_is_met_up_to_its_last_millisecond(taken: float, verdict: str) -> None:
    found = line(table({"1000": size(1_000, samples={"overdue": [taken] * 3})}), "`overdue` ")
    assert found.endswith(f"| 1.25 × S + W | 145 | {verdict} |")


def test_the_limit_depends_on_the_number_of_customers() -> None:
    found = {
        count: line(table({str(count): size(count, samples={"overdue": [150.0]})}), "`overdue` ")
        for count in (100, 1_000, 10_000, 100_000)
    }
    assert "| – |" in found[100]
    assert "**not met**" in found[1_000]
    assert "| 1.3 × (S + W) | 156 | met |" in found[10_000]
    assert "| 1.3 × (S + W) | 156 | met |" in found[100_000]


def test_a_median_is_the_middle_one_and_the_runs_are_told() -> None:
    text = table({"1000": size(1_000, samples={"next": [500.0, 1.0, 60.0]})})
    assert line(text, "`next`").startswith("| `next` | 60.0 | 3 | 0.50 × (S + W) |")
    assert line(text, "S: ") == "| S: a two-command Typer program | 100 | 3 |"


def test_after_a_pull_the_limit_counts_the_files_that_changed() -> None:
    text = table({"10000": size(10_000, samples={"overdue": [100.0], "pulled": [201.0]})})
    assert line(text, "`overdue` after").endswith("| warm + 5 × R of those | 200 | **not met** |")


def test_the_long_history_has_rows_of_its_own_and_no_place_in_the_picture() -> None:
    told = {
        "long": size(1, samples={"show": [1_050.0], "overdue": [9.0]}),
        "100": size(100, samples={"overdue": [8.0]}),
    }
    text = table(told)
    assert text.index("### 100 customers") < text.index("### One customer with 5,000 events")
    assert "| `show CUSTOMER` | 1,050 | 1 | 0.50 × (S + R) | – |  | – |" in text
    assert ">1<" not in picture(told)


def test_what_was_not_measured_is_not_judged() -> None:
    assert line(table({"100": size(100)}), "`check`") == "| `check` of everything, cold | not measured | | | | | |"


@pytest.mark.parametrize(("memory", "verdict"), [(399.4, "met"), (400.0, "**not met**")])
def test_the_memory_of_a_cold_run_has_a_limit_of_its_own(memory: float, verdict: str) -> None:
    assert line(table({"100000": size(100_000, memory=memory)}), "memory").endswith(f"| {verdict} |")


def test_other_tools_are_compared_with_overdue_or_skipped_with_the_reason() -> None:
    told = size(
        1_000, titles={"taskwarrior": "task", "todoman": "todo"}, skipped={"todoman": "not installed"},
        samples={"overdue": [100.0], "taskwarrior": [50.0]},
    )  # fmt: skip
    text = table({"1000": told})
    assert line(text, "task ") == "| task | 50.0 | 1 | 2.00 × | 2.5 × | met |"
    assert line(text, "todo ").startswith("| todo | skipped: not installed |")


def test_every_row_has_a_name_of_its_own() -> None:
    assert len({row.id for row in ROWS}) == len({row.title for row in ROWS}) == len(ROWS)


def test_the_page_has_its_marks_and_its_picture() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert (ROOT / "docs" / "pictures" / "growth.svg").is_file()


def test_ten_times_the_customers_and_ten_times_the_time_are_one_step_each() -> None:
    root = ET.fromstring(drawn([Line("a", {100: 10.0, 1_000: 100.0, 10_000: 1_000.0}, "#000")], "growth"))
    path = next(one.attrib["points"] for one in root.iter() if one.tag.endswith("polyline"))
    (x1, y1), (x2, y2), (x3, y3) = [tuple(map(float, one.split(","))) for one in path.split()]
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert x1 < x2
    assert y1 > y2


def test_labels_that_would_meet_stand_one_under_the_other() -> None:
    lines = [Line(name, {100: 10.0, 1_000: 10.0 + place / 10}, "#000") for place, name in enumerate("abc")]
    root = ET.fromstring(drawn(lines, "growth"))
    labels = {one.text: float(one.attrib["y"]) for one in root.iter() if one.text in {"a", "b", "c"}}
    places = sorted(labels.values())
    assert min(after - before for before, after in pairwise(places)) >= 12


def test_the_picture_shows_only_what_was_measured() -> None:
    shown = picture({"100": size(100, samples={"overdue": [100.0]}), "1000": size(1_000, samples={"overdue": [120.0]})})
    assert "overdue, warm" in shown
    assert not re.search("todoman|cold", shown)


def test_a_process_that_fails_has_no_time() -> None:
    failing = [sys.executable, "-c", "import sys; print('why', file=sys.stderr); sys.exit(3)"]
    for measuring in (wall, peak):
        with pytest.raises(UnexpectedError, match="exit code 3"):
            measuring(failing, environment())
    with pytest.raises(UnexpectedError, match="why"):
        said(failing, environment())
    assert wall(failing, environment(), expected=(3,)) > 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_the_memory_of_a_process_counts_its_children() -> None:
    child = "import time; data = bytearray(60_000_000); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    alone, both = (peak([sys.executable, "-c", one], environment()) for one in ("import time; time.sleep(1)", parent))
    assert alone is not None
    assert both is not None
    assert both > alone + 50
