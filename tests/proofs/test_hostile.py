"""A share of G9: hostile strings through every output, and judges that see an unsafe one; the whole is `make soak`."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.soak import g9_hostile, hostile_judges, hostile_outputs, hostile_places, hostile_shells
from tests.soak.hostile import Hostile, strings
from tests.soak.hostile_judges import Live

ROOT = Path(__file__).parents[2]
_CANNOT = 77


def test_hostile_strings_are_obeyed_by_nothing_that_reads_any_output() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "G9", "--count", "12", "--seed", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode == _CANNOT:
        pytest.skip(json.loads(done.stdout)["skipped"])
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert figures["strings"] == 12
    assert figures["strings in outputs"] > 12 * 40


def test_the_strings_are_many_and_no_two_alike() -> None:
    made = strings(1200, random.Random(1))
    assert len({one.text.replace(one.mark, "*") for one in made}) == 1200
    assert {one.kind for one in made} >= {"escape", "hidden", "markup", "formula", "script", "yaml", "shell", "format"}


def test_a_program_that_cleans_nothing_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from salesctl.core import cells
    from salesctl.render import clean

    nothing = re.compile("(?!)")
    monkeypatch.setattr(clean, "_hidden", lambda: nothing)
    monkeypatch.setattr(cells, "_RISKY", nothing)
    root = tmp_path / "place"
    batch = [Hostile("escape", "x\x1b[2Jh00001h", "h00001h"), Hostile("formula", "=1+1 h00002h", "h00002h")]
    hostile_places.records(root, batch)
    court = g9_hostile.Court()
    for output in hostile_outputs.said(root, "show", "show", "00000001"):
        court.hear(output, batch)
    code, out, _ = hostile_outputs.ran(root, "report", "register", "--csv")
    court.hear(hostile_outputs.Output("register", "csv", out, code), batch)
    assert court.live.keys() >= {"escape", "formula"}


def _drawn_by_rich(text: str) -> Iterator[Live]:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=200).print(text)
    return hostile_judges.in_text(out.getvalue(), [Hostile("markup", text, "h00001h")])


def _as_sheet(text: str) -> Iterator[Live]:
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append([text])
    book.active["B1"].hyperlink = "http://evil"
    book.save(out)
    return hostile_judges.in_sheet(out.getvalue())


def _as_csv(text: str) -> Iterator[Live]:
    out = io.StringIO()
    csv.writer(out).writerow(["plain", text])
    return hostile_judges.in_csv(out.getvalue())


@pytest.mark.parametrize(
    ("write", "text", "kind"),
    [
        (_drawn_by_rich, "[red]h00001h[/red]", "markup"),
        (_as_sheet, "=1+1", "formula"),
        (_as_sheet, "plain", "link"),
        (_as_csv, "=1+1", "formula"),
        (_as_csv, "\u3000＝1+1", "formula"),
        (_as_csv, "\u200b@SUM(1)", "formula"),
        (lambda text: hostile_judges.in_text(text, ()), "a\u202eb", "escape"),
        (lambda text: hostile_judges.in_text(text, (), terminal=True), "x\x1b[31mh00001h", "escape"),
        (lambda text: hostile_judges.in_text(text, (), terminal=True), "\x1b]8;;http://evil\x07", "escape"),
        (lambda text: hostile_judges.in_json(text, ()), '{"a": "\x9b"}', "escape"),
        (lambda text: hostile_judges.in_json(text, [Hostile("x", "ah00001h", "h00001h")]), '["h00001h"]', "other"),
        (hostile_judges.in_record, "a: !!python/object/apply:os.system [id]", "script"),
        (hostile_judges.in_record, "a: &b c", "script"),
        (hostile_judges.in_merged, "a: b\n<<<<<<< h00001h\n", "markup"),
        (lambda text: hostile_judges.in_form(text, ()), "# a title\nprice: 1", "script"),
        (hostile_judges.in_completion, "$(id)", "script"),
        (hostile_judges.on_a_shell, "a -- $(id) h00001h", "script"),
        (hostile_judges.in_deeds, "id", "script"),
    ],
)
def test_each_judge_sees_an_unsafe_writer(write: Callable[[str], Iterator[Live]], text: str, kind: str) -> None:
    assert kind in {one.kind for one in write(text)}


_TEMPTING = (
    "$(id) {}", "`id` {}", "'; id; ' {}", '"; id; " {}', "{})); id; ((", "> made {}", "x$(>made){}",
    "${{(e):-$(id)}}{}", "%{{$(id)%}}{}", "(id) {}", "{};id", "{}|id", "=(id) {}", "<(id) {}", "{}[$(id)]",
    "*(e:id:){}", "\\$(id){}",
)  # fmt: skip
"""Each shell has an own way to be told to call a command."""


@pytest.mark.parametrize("shell", hostile_shells.SHELLS)
def test_the_tab_key_calls_nothing_in_a_real_shell(shell: str, tmp_path: Path) -> None:
    if shell not in hostile_shells.present():
        pytest.skip(f"there is no {shell} here")
    marks = [f"h{number:05}h" for number in range(1, len(_TEMPTING) + 1)]
    batch = [Hostile("shell", one.format(mark), mark) for one, mark in zip(_TEMPTING, marks, strict=True)]
    for place in (hostile_places.records, hostile_places.playbook):
        root = tmp_path / place.__name__
        place(root, batch)
        desk = hostile_shells.Desk(tmp_path / f"{place.__name__}-desk", root)
        shown = desk.press_tab(shell, "salesctl show ") + desk.press_tab(shell, "salesctl done 00000001 ")
        assert desk.obeyed() == ()
        assert "00000001" in shown
        # Bash shows the words alone.
        if place is hostile_places.playbook and shell != "bash":
            assert hostile_judges.marks(shown) >= set(marks)


def test_a_program_that_answers_zsh_as_it_stands_is_seen(tmp_path: Path) -> None:
    if "zsh" not in hostile_shells.present():
        pytest.skip("there is no zsh here")
    answer = """_arguments '*: :(("a":"$(id)"))'"""
    unsafe = hostile_shells.Desk(tmp_path / "desk", tmp_path, f"#!/bin/sh\ncat <<'E'\n{answer}\nE\n")
    (tmp_path / "desk" / "bin" / "cat").symlink_to(shutil.which("cat") or "/bin/cat")
    unsafe.press_tab("zsh", "salesctl show ")
    assert "id" in unsafe.obeyed()
