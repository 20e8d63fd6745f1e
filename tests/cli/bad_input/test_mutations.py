"""Random damage to each kind of file, through the program: an answer or our refusal, never a bug, never a write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusing import run, tree
from shell import Shell, init

BROKEN = [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\t", b"\n", b"\n  ", b"\xe5\x8d", b"<<<<<<< a\n"]
_MARKS = ": |- |[|]|{|}|&a |*a|!t |<<: |>|'|#|---\n|...\n|%|@|?|, |~|：|　|“|，"
MARKS = [*_MARKS.split("|"), "|", '"']
VALUES = """
null 0 -1 1e9 999999999999999999999999999999 24:00 1wd none by if any all wang.lei lead legal 2026-02-30 9999-12-31
2026-03-02T09:00+08:00 0001-01-01T00:00+14:00 9999-12-31T23:59-12:00
""".split()  # noqa: SIM905  as easily read as a list of twenty lines is not
PIECES = [*BROKEN, *(one.encode() for one in [*MARKS, *VALUES])]


@st.composite
def damage(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """One to four cuts, copies, swaps and insertions, at places drawn as parts of the whole."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["cut", "insert", "replace", "double", "line", "swap", "word", "word", "word"]),
                st.floats(0, 1),
                st.integers(1, 40),
                st.sampled_from(PIECES) | st.binary(max_size=6),
            ),
            min_size=1,
            max_size=4,
        )
    )

    def damaged(data: bytes) -> bytes:
        for kind, where, length, piece in steps:
            at = int(where * len(data))
            if kind == "cut":
                data = data[:at] + data[at + length :]
            elif kind == "insert":
                data = data[:at] + piece + data[at:]
            elif kind == "replace":
                data = data[:at] + piece + data[at + len(piece) :]
            elif kind == "word":
                words = re.split(rb"([\s,{}\[\]]+)", data)
                words[int(where * (len(words) - 1)) // 2 * 2] = piece
                data = b"".join(words)
            elif kind == "double":
                data = data[:at] + data[at : at + length] + data[at:]
            else:
                lines = data.split(b"\n")
                first, second = int(where * (len(lines) - 1)), length % len(lines)
                if kind == "line":
                    del lines[first]
                else:
                    lines[first], lines[second] = lines[second], lines[first]
                data = b"\n".join(lines)
        return data

    return damaged


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    made = init(tmp_path_factory.mktemp("mutations") / "ws", "--no-git")
    lead = ["lead", "add", "华信精密机械", "--channel", "trade_fair", "--contact", "李敏", "--phone", "13800000000"]
    made.ok(*lead, "--amount", "120万", "--need", "产线数字化，先做两条线")
    made.ok("log", "华信", "来电询价", "--next", "2026-03-04 10:00", "发资料")
    made.ok("done", "华信", "lead.screening", "--outcome", "fits", *sets("industry_fit", "size_fit", "need_or_budget"))
    made.ok("grade", "华信", "A", "--because", "预算已批")
    (made.root / "calendar.yaml").write_text(
        "zone: Asia/Shanghai\nweek: Monday-Friday\nhours: [09:00-12:00, 13:30-18:00]\nday ends: 18:00\nknown: 2027\n"
        "off:\n- 2026-03-05\nwork: {2026-03-07: 调休}\nspecial hours: {2026-03-06: [09:00-12:00]}\n",
        encoding="utf-8",
    )
    (made.root / "form.yaml").write_text("outcome: reached\nwith: 李敏\nneeds: [a, b]\n", encoding="utf-8")
    (made.root / "map.yaml").write_text(
        "columns:\n  公司: name\n  电话: phone\n  阶段: stage\nvalues:\n  阶段: {新: lead}\n"
        "defaults: {channel: other}\ndates: year-month-day\nnew people: add\n",
        encoding="utf-8",
    )
    (made.root / "in.csv").write_text("公司,电话,阶段\n甲公司,138-0000-0000,新\n", encoding="utf-8")
    made.now = "2026-03-09T09:00"
    return made


def sets(*fields: str) -> list[str]:
    return [word for field in fields for word in ("--set", f"{field}=y")]


SHORT = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def survive(shell: Shell, file: Path, data: bytes, looking: list[list[str]], writing: list[str]) -> None:
    """With the damaged file in its place every command answers or refuses; a refusal leaves the tree as it was."""
    good = {path: path.read_bytes() for path in shell.root.rglob("*") if path.is_file()}
    try:
        file.write_bytes(data)
        before = tree(shell.root)
        for words in looking:
            ran = run(shell, *words)
            assert ran.code in (0, 1, 2, 3, 4), (words, ran)
            assert "Traceback" not in ran.out + ran.err
            assert tree(shell.root) == before
        ran = run(shell, *writing)
        assert ran.code in (0, 1, 2, 3, 4, 5), (writing, ran)
        assert ran.code == 0 or tree(shell.root) == before, (writing, ran)
        if ran.code not in (0, 1):
            assert ran.err.strip()
    finally:
        for path in [path for path in shell.root.rglob("*") if path.is_file()]:
            if path not in good:
                path.unlink()
        for path, content in good.items():
            path.write_bytes(content)


LOOKING = [
    ["list"],
    ["show", "华信"],
    ["next"],
    ["overdue"],
    ["check", "--json"],
    ["report", "register"],
    ["why", "华信"],
]
WRITING = ["log", "华信", "来电", "--next", "2026-03-10 10:00", "回访"]


@SHORT
@given(damaged=damage())
def test_a_record(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = next((shell.root / "customers").glob("*.yaml"))
    survive(shell, file, damaged(file.read_bytes()), LOOKING, WRITING)


@SHORT
@given(data=st.binary(max_size=300))
def test_a_record_of_any_bytes(shell: Shell, data: bytes) -> None:
    file = next((shell.root / "customers").glob("*.yaml"))
    survive(shell, file, data, [["list"], ["check"]], WRITING)


@settings(SHORT, max_examples=25)
@given(damaged=damage())
def test_a_playbook(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "playbook.yaml"
    survive(shell, file, damaged(file.read_bytes()), [["next"], ["playbook", "check"], ["check"]], WRITING)


@SHORT
@given(damaged=damage())
def test_a_team(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "team.yaml"
    survive(shell, file, damaged(file.read_bytes()), [["team"], ["inbox"]], ["team", "add", "li.na", "--role", "legal"])


@SHORT
@given(damaged=damage())
def test_a_calendar(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "calendar.yaml"
    survive(shell, file, damaged(file.read_bytes()), [["overdue"], ["why", "华信"], ["show", "华信"]], WRITING)


@SHORT
@given(damaged=damage())
def test_a_form(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "form.yaml"
    words = ["done", "华信", "lead.first_contact", "--outcome", "reached", "--file", str(file)]
    survive(shell, file, damaged(file.read_bytes()), [], words)


@SHORT
@given(damaged=damage())
def test_a_map(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "map.yaml"
    words = ["lead", "import", str(shell.root / "in.csv"), "--map", str(file)]
    survive(shell, file, damaged(file.read_bytes()), [[*words, "--dry-run"]], words)


@SHORT
@given(damaged=damage())
def test_a_table(shell: Shell, damaged: Callable[[bytes], bytes]) -> None:
    file = shell.root / "in.csv"
    words = ["lead", "import", str(file), "--map", str(shell.root / "map.yaml")]
    survive(shell, file, damaged(file.read_bytes()), [[*words, "--dry-run"]], words)


WORDS = """
lead add import deal show done approve reject grade log note plan advance back hold resume close reopen nurture assign
edit undo team why next list board inbox overdue check report register funnel playbook amend 华信 华信/1 华信/ /
lead.screening 线索分级 lead.first_contact needs A 明天 3月5日 lost price --set --set=a=b price=1 --file form.yaml --as
legal --at --because --outcome reached --json --form --advance --owner wang.lei --amount 120万 -- - --help -h --version
--dry-run --override --until --next --by --role --csv {x} =1+1 --no-such
""".split()  # noqa: SIM905  sixty words are no list that anybody reads


@settings(SHORT, max_examples=150)
@given(
    words=st.lists(st.sampled_from([*WORDS, "", "x" * 300, "\x1b[2J"]) | st.text(max_size=8), min_size=1, max_size=7)
)
def test_any_words(shell: Shell, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shell.root)
    good = {path: path.read_bytes() for path in shell.root.rglob("*") if path.is_file()}
    try:
        before = tree(shell.root)
        ran = run(shell, *words)
        assert ran.code in (0, 1, 2, 3, 4), (words, ran)
        assert ran.code == 0 or tree(shell.root) == before, (words, ran)
        assert "\x1b" not in ran.out + ran.err
    finally:
        for path in [path for path in shell.root.rglob("*") if path.is_file() and path not in good]:
            path.unlink()
        for path, content in good.items():
            path.write_bytes(content)
