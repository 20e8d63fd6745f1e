"""A file that is broken in any of the ways files get broken: told with its place, mended by nobody but a person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import refused, run, tree
from shell import Shell, init

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "ws"
    shell = init(root, "--no-git")
    shell.ok("lead", "add", "华信精密机械", "--channel", "trade_fair")
    shell.ok("lead", "add", "明达电子")
    (root / "calendar.yaml").write_text("zone: Asia/Shanghai\noff:\n- 2026-03-05\n", encoding="utf-8")
    (root / "form.yaml").write_text("industry_fit: yes\nsize_fit: yes\nneed_or_budget: yes\n", encoding="utf-8")
    (root / "map.yaml").write_text("columns:\n  公司: name\n  电话: phone\n", encoding="utf-8")
    (root / "in.csv").write_text("公司,电话\n甲公司,138-0000-0000\n", encoding="utf-8")
    return root


@pytest.fixture
def shell(made: Path, tmp_path: Path) -> Shell:
    shutil.copytree(made, tmp_path / "ws")
    return Shell(tmp_path / "ws")


def record(shell: Shell) -> Path:
    return next((shell.root / "customers").glob("hua-xin*.yaml"))


#: Where a file lies, a command that needs it, the exit code, and a key that begins a line of it.
FILES: dict[str, tuple[Callable[[Shell], Path], list[str], int, str]] = {
    "record": (record, ["note", "华信", "来电"], 4, "history"),
    "playbook": (lambda shell: shell.root / "playbook.yaml", ["note", "华信", "来电"], 4, "stages"),
    "team": (lambda shell: shell.root / "team.yaml", ["note", "华信", "来电"], 4, "people"),
    "calendar": (lambda shell: shell.root / "calendar.yaml", ["note", "华信", "来电"], 4, "off"),
    "form": (
        lambda shell: shell.root / "form.yaml",
        ["done", "华信", "lead.screening", "--outcome", "fits", "--file", "FORM"],
        2,
        "size_fit",
    ),
    "map": (lambda shell: shell.root / "map.yaml", ["lead", "import", "CSV", "--map", "MAP"], 4, "columns"),
}


def deep(text: str) -> bytes:
    return (text + "far: " + "[" * 60 + "]" * 60 + "\n").encode()


#: What happened to the file, the code of the problem, and whether a line can be named.
BREAKAGES: dict[str, tuple[Callable[[str, str], bytes], str, bool]] = {
    "empty": (lambda text, key: b"", "yaml.empty", False),
    "blank": (lambda text, key: b" \n\n", "yaml.empty", False),
    "comments alone": (lambda text, key: "# 只有注释\n".encode(), "yaml.empty", False),
    "huge": (lambda text, key: text.encode() + b"#" * (16 * MIB), "yaml.too_large", False),
    "binary": (lambda text, key: b"PK\x03\x04" + bytes(range(256)) * 3, "yaml.binary", False),
    "UTF-16": (lambda text, key: text.encode("utf-16"), "yaml.utf16", False),
    "UTF-16 without mark": (lambda text, key: text.encode("utf-16-le"), "yaml.utf16", False),
    "UTF-32": (lambda text, key: text.encode("utf-32"), "yaml.utf16", False),
    "GBK": (lambda text, key: f"# 华信精密机械有限公司的资料\n{text}".encode("gb18030"), "yaml.gbk", True),
    "Latin-1": (lambda text, key: b"# caf\xe9\n" + text.encode(), "yaml.not_utf8", True),
    "cut in a character": (lambda text, key: text.encode() + "# 华".encode()[:-1], "yaml.not_utf8", True),
    "line ends of an old Mac": (lambda text, key: text.replace("\n", "\r").encode(), "yaml.carriage_returns", True),
    "tab": (lambda text, key: f"{text}more:\n\tof: it\n".encode(), "yaml.tab_indent", True),
    "full-width colon": (lambda text, key: text.replace(f"{key}:", f"{key}：", 1).encode(), "yaml.fullwidth", True),
    "full-width quotes": (lambda text, key: text.replace(f"{key}:", f"“{key}”:", 1).encode(), "yaml.fullwidth", True),
    "ideographic space": (lambda text, key: text.replace(f"{key}:", f"　{key}:", 1).encode(), "yaml.fullwidth", True),
    "tag": (lambda text, key: text.replace(f"{key}:", f"{key}: !!python/object:x", 1).encode(), "yaml.tag", True),
    "anchor": (lambda text, key: text.replace(f"{key}:", f"{key}: &all", 1).encode(), "yaml.anchor", True),
    "alias": (lambda text, key: f"{text}more: *all\n".encode(), "yaml.alias", True),
    "merge key": (lambda text, key: f"{text}<<: {{a: b}}\n".encode(), "yaml.merge_key", True),
    "duplicate key": (lambda text, key: f"{text}{key}: again\n".encode(), "yaml.duplicate_key", True),
    "depth": (lambda text, key: deep(text), "yaml.too_deep", True),
    "second document": (lambda text, key: f"{text}---\nb: c\n".encode(), "yaml.several_documents", True),
    "conflict": (
        lambda text, key: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n".encode(),
        "yaml.conflict_marker",
        True,
    ),
    "open quote": (lambda text, key: f'{text}more: "never closed\n'.encode(), "yaml.open_quote", True),
    "escape sequence": (lambda text, key: f"{text}# \x1b[2J\n".encode(), "yaml.control_character", True),
    "a list": (lambda text, key: b"- a\n- b\n", "", True),
    "a word": (lambda text, key: b"hello\n", "", True),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_file_is_named_with_its_line_and_left_alone(shell: Shell, kind: str, breakage: str) -> None:
    locate, words, code, key = FILES[kind]
    broken, expected, has_line = BREAKAGES[breakage]
    file = locate(shell)
    data = broken(file.read_text(encoding="utf-8"), key)
    file.write_bytes(data)
    if kind == "record":
        words = [file.stem[-8:] if word == "华信" else word for word in words]
    places = {"FORM": str(file), "MAP": str(file), "CSV": str(shell.root / "in.csv")}
    found = refused(shell, *(places.get(word, word) for word in words), code=code, where=file.name)
    assert expected in ("", found[0]["code"])
    assert len({problem["where"] for problem in found}) == len(found), "one message for each place"
    if has_line:
        assert found[0]["where"].removesuffix("]").split(file.name)[1][1:2].isdigit(), found[0]["where"]
    if breakage.startswith("full-width"):
        assert f"{key}:" in found[0]["remedy"], found[0]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("mark", ["BOM", "CRLF"])
def test_a_file_saved_by_windows_is_read(shell: Shell, kind: str, mark: str) -> None:
    locate, words, _, _ = FILES[kind]
    file = locate(shell)
    data = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + data if mark == "BOM" else data.replace(b"\n", b"\r\n"))
    places = {"FORM": str(file), "MAP": str(file), "CSV": str(shell.root / "in.csv")}
    ran = run(shell, *(places.get(word, word) for word in words))
    assert (ran.code, "Traceback" in ran.err) == (0, False), ran
    told = [one for one in run(shell, "check", "--json").json["findings"] if one["severity"] != "info"]
    assert told == []


@pytest.mark.parametrize(
    ("kind", "code", "named"),
    [("form", 2, "form.yaml"), ("map", 4, "map.yaml"), ("playbook", 2, "playbook.yaml")],
)
@pytest.mark.parametrize("instead", ["nothing", "folder"])
def test_a_file_that_is_not_there(shell: Shell, kind: str, code: int, named: str, instead: str) -> None:
    locate, words, _, _ = FILES[kind]
    file = locate(shell)
    file.unlink()
    if instead == "folder":
        file.mkdir()
    places = {"FORM": str(file), "MAP": str(file), "CSV": str(shell.root / "in.csv")}
    refused(shell, *(places.get(word, word) for word in words), code=code, named=named)


def test_without_a_team_file_nobody_is_known(shell: Shell) -> None:
    (shell.root / "team.yaml").unlink()
    refused(shell, "note", "华信", "来电", code=2, named="wang.lei")


def test_a_record_that_is_gone_is_an_unknown_customer(shell: Shell) -> None:
    record(shell).unlink()
    refused(shell, "show", "华信精密", code=2, named="list")


RECORD_SLIPS: dict[str, tuple[str, str, str, int]] = {
    "no name": ("  name: 华信精密机械", "  size: 30", "record.no_name", 4),
    "a time without zone": ("at: 2026-03-02T09:00+08:00", "at: 2026-03-02 09:00", "record.bad_time", 6),
    "a time beyond all calendars": ("at: 2026-03-02T09:00+08:00", "at: 9999-12-31T23:59-12:00", "record.bad_time", 6),
    "a time in words": ("at: 2026-03-02T09:00+08:00", "at: yesterday", "record.bad_time", 6),
    "an id of nobody": ("id: 1-", "id: one-", "record.bad_event_id", 10),
    "a list for a text": ("by: wang.lei", "by: [wang.lei]", "record.event_text", 7),
    "an unknown key": ("  by: wang.lei", "  who: wang.lei", "record.event_key", 7),
    "an escape in the name": ("name: 华信精密机械", 'name: "华信\\x1b[31m"', "record.bad_name", 4),
    "full-width colon": ("  name: 华信精密机械", "  name：华信精密机械", "yaml.fullwidth", 4),
    "ideographic space": ("  name: 华信精密机械", "　name: 华信精密机械", "yaml.fullwidth", 4),
    "full-width in braces": ("channel: trade_fair, ", "channel：trade_fair，", "yaml.fullwidth", 9),
    "a newer format": ("salesctl: 1", "salesctl: 2", "record.newer_format", 1),
    "an unknown format": ("salesctl: 1", "salesctl: one", "record.unknown_format", 1),
}


@pytest.mark.parametrize("slip", RECORD_SLIPS)
def test_a_record_with_a_slip_is_reported_and_not_written(shell: Shell, slip: str) -> None:
    old, new, code, line = RECORD_SLIPS[slip]
    file = record(shell)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    customer, shown = file.stem[-8:], f"customers/{file.name}"
    for words in (
        ["note", customer, "x"],
        ["edit", customer, "--set", "need=x"],
        ["advance", customer],
        ["undo", customer],
    ):
        found = refused(shell, *words, code=4, where=f"{shown}:{line}")
        assert code in {problem["code"] for problem in found}
    checked = run(shell, "check", "--json")
    assert checked.code == 1
    assert (code, shown, line) in {(one["code"], one["file"], one["line"]) for one in checked.json["findings"]}
    assert "error" in {one["severity"] for one in checked.json["findings"]}


@pytest.mark.parametrize(
    "words",
    [["list"], ["overdue"], ["inbox"], ["next"], ["board"], ["report", "register"], ["report", "funnel"]],
    ids=" ".join,
)
def test_lists_and_reports_answer_for_the_rest(shell: Shell, words: list[str]) -> None:
    file = record(shell)
    file.write_text("salesctl: 2\nid: 00000000\n", encoding="utf-8")
    before = tree(shell.root)
    for lang in ("en", "zh"):
        ran = run(shell, *words, lang=lang)
        assert ran.code == 4, ran
        assert f"customers/{file.name}:1" in ran.err
        assert "华信" not in ran.out
        assert ran.err.count(file.name) == 1, "named once"
    assert "明达电子" in run(shell, "list").out
    answer = run(shell, *words, "--json")
    assert (answer.code, json.loads(answer.out)["ok"]) == (4, True)
    assert file.name in answer.err
    assert tree(shell.root) == before


def test_an_unreadable_history_is_told_where_the_deal_is_wanted(shell: Shell) -> None:
    file = record(shell)
    file.write_text(file.read_text(encoding="utf-8").replace("what: opened", "what: openned"), encoding="utf-8")
    (found,) = refused(shell, "note", file.stem[-8:], "x", code=4, where=f"customers/{file.name}")
    assert found["code"] == "customer.no_deal"
    assert "event.unknown_verb" in {one["code"] for one in run(shell, "check", "--json").json["findings"]}


@pytest.mark.parametrize("rest", ["", "history:\n", "history: []\n"])
def test_a_history_that_was_taken_out_is_told_everywhere_with_the_way_back(shell: Shell, rest: str) -> None:
    file = record(shell)
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("history:")] + rest, encoding="utf-8")
    where = f"customers/{file.name}"
    for words in (["show", file.stem[-8:]], ["note", file.stem[-8:], "x"], ["show", "华信"]):
        (found,) = refused(shell, *words, code=4, where=where)
        assert found["code"] == "customer.no_history"
        assert f"git checkout -- {where}" in found["remedy"]
    for words in (["list"], ["next"], ["board"], ["report", "register"]):
        ran = run(shell, *words)
        assert ran.code == 4
        assert f"{where}: The file has no history" in ran.err
    (finding,) = run(shell, "check", "--json").json["findings"]
    assert (finding["code"], finding["severity"]) == ("customer.no_history", "error")
    assert "customer.no_history" in {one["code"] for one in run(shell, "doctor", "--json").json["findings"]}


def test_a_copy_of_a_file_is_told_where_the_customer_is_wanted(shell: Shell) -> None:
    file = record(shell)
    (file.parent / "copy.yaml").write_bytes(file.read_bytes())
    name = "华信"
    (found,) = refused(shell, "show", name, code=4, where=f"customers/{file.name}")
    assert found["code"] == "customer.same_id"
    assert "customers/copy.yaml" in found["message"]
    (file.parent / "copy.yaml").unlink()
    assert run(shell, "show", name).code == 0


def test_a_list_of_broken_files_alone_does_not_say_that_there_is_nobody(shell: Shell) -> None:
    for file in (shell.root / "customers").glob("*.yaml"):
        file.write_text("x\n", encoding="utf-8")
    ran = run(shell, "list")
    assert (ran.code, ran.out) == (4, "")


CALENDAR_SLIPS = {
    "an unknown key": ("zone: Asia/Shanghai\nholydays: []\n", 2),
    "no date": ("off:\n- 2026-13-01\n", 2),
    "a word for a list": ("off: never\n", 1),
    "no hours": ("zone: Asia/Shanghai\nhours: [25:00-26:00]\n", 2),
    "a word for hours": ("special hours: short\n", 1),
    "no zone": ("zone: Asia\n", 1),
    "no week": ("week: 周一到周五\n", 1),
    "both": ("off:\n- 2026-03-05\nwork:\n- 2026-03-05\n", 2),
    "no year": ("known: soon\n", 1),
}


@pytest.mark.parametrize("slip", CALENDAR_SLIPS)
def test_a_calendar_with_a_slip(shell: Shell, slip: str) -> None:
    text, line = CALENDAR_SLIPS[slip]
    (shell.root / "calendar.yaml").write_text(text, encoding="utf-8")
    refused(shell, "list", code=4, where=f"calendar.yaml:{line}")


TEAM_SLIPS = {
    "an unknown key": ("people:\n  wang.lei:\n    rolls: [legal]\n", 3),
    "a bad id": ("people:\n  wang lei: {}\n", 2),
    "no mapping": ("people:\n- wang.lei\n", 2),
    "full-width colon": ("people:\n  wang.lei：\n    roles: [legal]\n", 2),
}


@pytest.mark.parametrize("slip", TEAM_SLIPS)
def test_a_team_with_a_slip(shell: Shell, slip: str) -> None:
    text, line = TEAM_SLIPS[slip]
    (shell.root / "team.yaml").write_text(text, encoding="utf-8")
    refused(shell, "note", "华信", "x", code=4, where=f"team.yaml:{line}")


FORM_SLIPS = {
    "an unknown field": ("industry_fit: yes\nprise: 3\n", 2),
    "neither yes nor no": ("industry_fit: yes\nsize_fit: perhaps\n", 2),
    "a list for one value": ("industry_fit: yes\nsize_fit: yes\nneed_or_budget: [yes]\n", 3),
    "a mapping for one value": ("industry_fit: {a: b}\n", 1),
}


@pytest.mark.parametrize("slip", FORM_SLIPS)
def test_a_form_with_a_slip(shell: Shell, slip: str) -> None:
    text, line = FORM_SLIPS[slip]
    form = shell.root / "form.yaml"
    form.write_text(text, encoding="utf-8")
    words = ["done", "华信", "lead.screening", "--outcome", "fits", "--file", str(form)]
    refused(shell, *words, code=2, where=f"{form}:{line}")


@pytest.mark.parametrize("path", ["~nobody-has-this-home/form.yaml", "nul\0byte.yaml"])
@pytest.mark.parametrize("words", [("done", "Huaxin", "needs.report", "--file"), ("lead", "import")])
def test_a_path_that_no_file_can_have(words: tuple[str, ...], path: str, tmp_path: Path) -> None:
    ran = init(tmp_path / "ws", "--no-git", "--demo").run(*words, path)
    assert ran.code in {2, 4}
    assert ran.err.count("\n") < 6
