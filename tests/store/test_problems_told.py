"""Every problem of a text as it is told: its place, its code and each of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from salesctl.core.intake.rules import TARGETS
from salesctl.core.problems import Broken, Problem
from salesctl.store.import_map import read_map
from salesctl.store.record_reading import examine
from salesctl.store.team_file import read_team
from salesctl.store.yamltext import decode, parse

Told = tuple[str, str, dict[str, Any]]
HEAD = "salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: Acme\nhistory:\n"
EVENT = "- at: 2026-03-02T09:10+08:00\n  by: wang.lei\n  what: opened\n  id: 1-k4fq7\n"
EVENT_KEYS = "at, by, what, step, deal, with, recorded, id"
MAP_KEYS = (
    "columns", "values", "one customer per", "one deal per", "without a name", "new people", "dates", "defaults", "join"
)  # fmt: skip
TEAM_KEYS = ("name", "roles", "git")
LONG = "x" * 61


def told(problems: tuple[Problem, ...]) -> list[Told]:
    return [(str(one.where).removeprefix("f:"), one.code, dict(one.params)) for one in problems]


def refused(read: Callable[[bytes, str], object], data: bytes) -> list[Told]:
    with pytest.raises(Broken) as caught:
        read(data, "f")
    assert caught.value.exit_code == 4
    return told(caught.value.problems)


RECORDS: list[tuple[str, str, list[Told]]] = [
    ("salesctl: 1\n", "", [("1:1", "record.no_format", {"format": 1})]),
    ("salesctl: 1", "salesctl: one", [("1:1", "record.unknown_format", {"found": "one", "known": 1})]),
    ("salesctl: 1", "salesctl: 0", [("1:1", "record.unknown_format", {"found": 0, "known": 1})]),
    ("salesctl: 1", "salesctl: 2", [("1:1", "record.newer_format", {"found": 2, "known": 1})]),
    ("salesctl: 1", "salesctl: 999999", [("1:1", "record.newer_format", {"found": 999999, "known": 1})]),
    ("salesctl: 1", "salesctl: 1000000", [("1:1", "record.unknown_format", {"found": "1000000", "known": 1})]),
    ("salesctl: 1", "salesctl:", [("1:1", "record.no_format", {"format": 1})]),
    ("salesctl: 1", "salesctl: [1]", [("1:11", "record.no_format", {"format": 1})]),
    ("id: k7m2q9xd\n", "", [("1:1", "record.no_id", {"text": ""})]),
    ("id: k7m2q9xd", "id: K7", [("2:1", "record.bad_id", {"text": "K7"})]),
    ("id: k7m2q9xd", "id: [x]", [("2:5", "record.no_id", {"text": ""})]),
    ("customer:\n  name: Acme\n", "", [("1:1", "record.no_customer", {})]),
    ("customer:\n  name: Acme\n", "customer: [x]\n", [("3:11", "record.no_customer", {})]),
    ("name: Acme", "name: [x]", [("4:9", "record.no_name", {})]),
    ("name: Acme", "name: " + "x" * 201, [("4:9", "record.bad_name", {"most": 200, "length": 201})]),
    ("name: Acme", "name: " + "x" * 200, []),
    ("name: Acme", 'name: "a\\nb"', [("4:9", "record.bad_name", {"most": 200, "length": 3})]),
    ("name: Acme", "name: A\n  contacts: x", [("5:13", "record.contacts", {})]),
    ("name: Acme", "name: A\n  contacts:", []),
    ("name: Acme", "name: A\n  contacts: ''", [("5:13", "record.contacts", {})]),
    ("name: Acme", "name: A\n  contacts: [x, {a: [b]}, {a: b}]",
     [("5:14", "record.contact", {}), ("5:17", "record.contact", {})]),
    ("history:\n" + EVENT, "history: y\n", [("5:10", "record.history_shape", {})]),
    (EVENT, EVENT + "tags: x\n", [("10:1", "record.history_not_last", {"key": "tags"})]),
    (EVENT, "- x\n", [("6:3", "record.event_shape", {})]),
    (EVENT, EVENT + EVENT, [("13:7", "record.duplicate_event", {"id": "1-k4fq7", "first": "6"})]),
    ("opened\n", "opened\n  why: x\n", [("9:3", "record.event_key", {"key": "why", "known": EVENT_KEYS})]),
    ("opened\n", "opened\n  with: x\n", [("9:9", "record.event_with", {})]),
    ("opened\n", "opened\n  with: ''\n", [("9:9", "record.event_with", {})]),
    ("opened\n", "opened\n  with:\n", []),
    ("opened\n", "opened\n  deal: 0\n", [("9:9", "record.bad_deal", {"text": "0"})]),
    ("opened\n", "opened\n  deal: 9999\n", []),
    ("opened\n", f"opened\n  deal: {LONG}\n", [("9:9", "record.bad_deal", {"text": LONG[:60]})]),
    ("opened\n", f"opened\n  recorded: {LONG}\n", [("9:13", "record.bad_time", {"key": "recorded", "text": "x" * 60})]),
    ("2026-03-02T09:10+08:00", "now", [("6:7", "record.bad_time", {"key": "at", "text": "now"})]),
    ("1-k4fq7", LONG, [("9:7", "record.bad_event_id", {"text": LONG[:60]})]),
    ("wang.lei", "[a]", [("7:7", "record.event_text", {"key": "by"})]),
    ("wang.lei", "x" * 201, [("7:7", "record.event_text", {"key": "by"})]),
    ("wang.lei", "x" * 200, []),
    ("  by: wang.lei\n", "", [("6:3", "record.event_missing", {"key": "by"})]),
    ("by: wang.lei", "by: ''", [("7:3", "record.event_missing", {"key": "by"})]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problems"), RECORDS)
def test_of_a_record(old: str, new: str, problems: list[Told]) -> None:
    text = (HEAD + EVENT).replace(old, new, 1)
    assert text != HEAD + EVENT
    assert told(examine(text, "f").problems) == problems


def test_a_record_that_is_a_list_or_unreadable_is_told_alone() -> None:
    assert told(examine("- a\n", "f").problems) == [("1:1", "record.not_mapping", {})]
    assert told(examine(b"\xff", "f").problems) == [("1:1", "yaml.not_utf8", {"byte": "0xFF"})]
    assert examine("- a\n", "f").record is None


MAPS: list[tuple[str, list[Told]]] = [
    ("- a", [("1:1", "intake.map_shape", {"key": "columns"})]),
    ("columns: [name]", [("1:10", "intake.map_shape", {"key": "columns"}), ("1:1", "intake.map_no_name", {})]),
    ("columns: {A: name, B: ower, C: owner, D: owner}", [
        ("1:23", "intake.map_target_near", {"value": "ower", "near": "owner", "known": TARGETS}),
        ("1:42", "intake.map_target_twice", {"target": "owner", "column": "D", "other": "C"}),
    ]),
    ("columns: {A: name, B: zzzzzzz}",
     [("1:23", "intake.map_target", {"value": "zzzzzzz", "near": "", "known": TARGETS})]),
    ("columns: {A: name, B: card.}",
     [("1:23", "intake.map_target", {"value": "card.", "near": "", "known": TARGETS})]),
    ("columns: {A: name, B: , C: [x], D: 'x'}", [
        ("1:23", "intake.map_shape", {"key": "columns: {B: …}"}),
        ("1:28", "intake.map_shape", {"key": "columns: {C: …}"}),
        ("1:36", "intake.map_target", {"value": "x", "near": "", "known": TARGETS}),
    ]),
    ("columns: {A: name}\nVALUS: x\nzzzz: x", [
        ("2:1", "intake.map_key_near", {"key": "VALUS", "near": "values", "known": MAP_KEYS}),
        ("3:1", "intake.map_key_unknown", {"key": "zzzz", "near": "", "known": MAP_KEYS}),
    ]),
    ("columns: {A: name, B: owner}\none customer per: B",
     [("2:19", "intake.map_key", {"value": "B", "card": "card.number"})]),
    ("columns: {A: name}\none customer per: C", [("2:19", "intake.map_key", {"value": "C", "card": "card.number"})]),
    ("columns: {A: name}\none deal per: [x]", [("2:15", "intake.map_shape", {"key": "one deal per"})]),
    ("columns: {A: name}\nwithout a name: ' '", [("2:17", "intake.map_shape", {"key": "without a name"})]),
    ("columns: {A: name}\nnew people: yes",
     [("2:13", "intake.map_choice", {"key": "new people", "value": "yes", "choices": ("add", "refuse")})]),
    ("columns: {A: name}\ndates: x", [("2:8", "intake.map_choice", {
        "key": "dates", "value": "x", "choices": ("year-month-day", "day-month-year", "month-day-year"),
    })]),
    ("columns: {A: name}\nvalues: {B: x, C: {y: [z]}, D: {y: {zzzz: a, stage: [b]}}}", [
        ("2:13", "intake.map_shape", {"key": "values: {B: …}"}),
        ("2:23", "intake.map_shape", {"key": "values"}),
        ("2:37", "intake.map_target", {"value": "zzzz", "near": "", "known": TARGETS}),
        ("2:53", "intake.map_shape", {"key": "stage"}),
    ]),
    ("columns: {A: name}\nvalues: x", [("2:9", "intake.map_shape", {"key": "values"})]),
    ("columns: {A: name}\ndefaults: {zzzz: x, stage: }", [
        ("2:28", "intake.map_shape", {"key": "defaults: {stage: …}"}),
        ("2:1", "intake.map_target", {"value": "zzzz", "near": "", "known": TARGETS}),
    ]),
    ("columns: {A: name}\njoin: x", [("2:7", "intake.map_shape", {"key": "join"})]),
    ("columns: {A: name}\njoin:\n- x\n- {}\n- {file: a}\n- {file: .a, by: b, bye: c}\n- {file: 'a\\b', by: b}", [
        ("3:3", "intake.map_shape", {"key": "join"}),
        ("4:3", "intake.map_missing", {"key": "file"}), ("4:3", "intake.map_missing", {"key": "by"}),
        ("5:3", "intake.map_missing", {"key": "by"}),
        ("6:21", "intake.map_key_near", {"key": "bye", "near": "by", "known": ("file", "by", "columns", "values")}),
        ("6:10", "intake.map_file", {"value": ".a"}), ("7:10", "intake.map_file", {"value": "a\\b"}),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), MAPS)
def test_of_a_map(text: str, problems: list[Told]) -> None:
    assert refused(read_map, text.encode()) == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("- a", [("1:1", "team.not_mapping", {})]),
        ("a: {}", [("1:1", "team.unknown_key", {"key": "a", "near": "", "known": ("people",)}),
                   ("1:1", "team.people_shape", {})]),
        ("people: ''", [("1:9", "team.people_shape", {})]),
        ("Poeple: {}\npeople: {}",
         [("1:1", "team.unknown_key_near", {"key": "Poeple", "near": "people", "known": ("people",)})]),
        ("people: {a b: {}, c: x, d: {name: [x]}, e: {name: \"a\\nb\"}}", [
            ("1:10", "team.bad_id", {"id": "a b"}), ("1:22", "team.person_shape", {"id": "c"}),
            ("1:35", "team.name_shape", {"id": "d", "most": 200}),
            ("1:51", "team.name_shape", {"id": "e", "most": 200}),
        ]),
        (f"people: {{a: {{name: {'x' * 201}}}}}", [("1:20", "team.name_shape", {"id": "a", "most": 200})]),
        ("people: {a: {names: x, zzzz: y, roles: {}, git: [[], '', c, c]}}", [
            ("1:14", "team.unknown_key_near", {"key": "names", "near": "name", "known": TEAM_KEYS}),
            ("1:24", "team.unknown_key", {"key": "zzzz", "near": "", "known": TEAM_KEYS}),
            ("1:40", "team.list_shape", {"key": "roles", "id": "a"}),
            ("1:50", "team.list_shape", {"key": "git", "id": "a"}),
            ("1:54", "team.list_shape", {"key": "git", "id": "a"}),
        ]),
        ("people: {ann: {git: A@x}, Ann: {git: a@X}}", [
            ("1:27", "team.same_id", {"id": "Ann", "other": "ann"}),
            ("1:27", "team.same_git", {"git": "a@X", "id": "Ann", "other": "ann"}),
        ]),
    ],
)  # fmt: skip
def test_of_a_team(text: str, problems: list[Told]) -> None:
    assert refused(read_team, text.encode()) == problems


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: !!str x", [("1:4", "yaml.tag", {"tag": "!!str"})]),
        ("a: !own x", [("1:4", "yaml.tag", {"tag": "!own"})]),
        ("a: !<tag:yaml.org,2002:a/tag:yaml.org,2002:b> x",
         [("1:4", "yaml.tag", {"tag": "!!a/tag:yaml.org,2002:b"})]),
        ("a: &b1 x", [("1:4", "yaml.anchor", {"name": "b1"})]),
        ("a: &b {}", [("1:4", "yaml.anchor", {"name": "b"})]),
        ("a: &b []", [("1:4", "yaml.anchor", {"name": "b"})]),
        ("a: *b1", [("1:4", "yaml.alias", {"name": "b1"})]),
        ("{<<: {}}", [("1:2", "yaml.merge_key", {})]),
        ("{[a]: b}", [("1:2", "yaml.key_not_text", {})]),
        ("{a: 1, b: 2,\n a: 3, a: 4}", [
            ("2:2", "yaml.duplicate_key", {"key": "a", "first": "1"}),
            ("2:8", "yaml.duplicate_key", {"key": "a", "first": "1"}),
        ]),
        ("{a:" + "b" * 90 + "}", [("1:2", "yaml.no_space", {"text": "a:" + "b" * 78})]),
        ("a: b\n---\n---\n", [("2:1", "yaml.several_documents", {})]),
        ("a: b\n...", [("2:1", "yaml.directive", {})]),
        ("%YAML 1.2\n---\na: b", [("1:1", "yaml.directive", {})]),
        ("%TAG ! x\n---\na: b", [("1:1", "yaml.directive", {})]),
        ("[" * 33 + "]" * 33, [("1:33", "yaml.too_deep", {"depth": 32})]),
        ("# x", [("f", "yaml.empty", {})]),
        ("a: 'b\x07", [("1:6", "yaml.control_character", {"char": "U+0007"})]),
        ("a:\rb", [("1:3", "yaml.carriage_returns", {})]),
        ("a: b\n\tc: d", [("2:1", "yaml.tab_indent", {})]),
        ("a: 1\n\n<<<<<<< ours\n=======\n>>>>>>> theirs\n", [
            ("3:1", "yaml.conflict_marker", {"marker": "<<<<<<<", "until": 5})
        ]),
        ("<<<<<<< a\n<<<<<<< b\n||||||| c\n>>>>>>> d\n||||||| e\n<<<<<<<", [
            ("1:1", "yaml.conflict_marker", {"marker": "<<<<<<<", "until": 2}),
            ("2:1", "yaml.conflict_marker", {"marker": "<<<<<<<", "until": 4}),
            ("5:1", "yaml.conflict_marker", {"marker": "|||||||", "until": 5}),
            ("6:1", "yaml.conflict_marker", {"marker": "<<<<<<<", "until": 6}),
        ]),
    ],
)  # fmt: skip
def test_of_yaml(text: str, problems: list[Told], pure: bool) -> None:
    assert refused(lambda data, file: parse(data.decode(), file, pure=pure), text.encode()) == problems


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b" \n", [("f", "yaml.empty", {})]),
        (b"a\x00", [("f", "yaml.binary", {})]),
        ("a: b".encode("utf-16"), [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        ("a: b".encode("utf-32-le"), [("f", "yaml.utf16", {"encoding": "UTF-32"})]),
        (b"\xfe\xffab", [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        (b"\x00\x00\xfe\xffab", [("f", "yaml.utf16", {"encoding": "UTF-32"})]),
        (b"a: \xc3\xa9\nb: \xc3\xa9\xe9", [("2:5", "yaml.not_utf8", {"byte": "0xE9"})]),
        (b"\n\xe9", [("2:1", "yaml.not_utf8", {"byte": "0xE9"})]),
        # Zero bytes at a fifth of the places are no sign of two bytes a letter; at a third they are.
        (b"abcdabcdabcdabcda\x00c\x00" + b"\n", [("f", "yaml.binary", {})]),
        (b"abcda\x00c\x00a\x00c\x00", [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        (b"\x00bcd" * 3, [("f", "yaml.binary", {})]),
        (b"a\x00b\x00", [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        (b"\x00a\x00b", [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        (b"a\x00\x00\x00", [("f", "yaml.utf16", {"encoding": "UTF-32"})]),
        (b"\x00\x00\x00a", [("f", "yaml.utf16", {"encoding": "UTF-32"})]),
        (b"\xff\xfe\x00\x00a", [("f", "yaml.utf16", {"encoding": "UTF-32"})]),
        (b"\xff\xfea\x00", [("f", "yaml.utf16", {"encoding": "UTF-16"})]),
        (b"a\n\nb\xe9\n", [("3:2", "yaml.not_utf8", {"byte": "0xE9"})]),
        (b"\x80", [("1:1", "yaml.not_utf8", {"byte": "0x80"})]),
        ("a: b\nc: 中文".encode("gbk"), [("2:4", "yaml.gbk", {})]),
        (b"\xef\xbb\xbf\xd6\xd0\xce\xc4", [("1:1", "yaml.gbk", {})]),
        # Of ten letters that are none of ASCII, nine are common ones.
        ("中文机械精密工程中丂".encode("gb18030"), [("1:1", "yaml.gbk", {})]),
        ("中文机械精密工程丂".encode("gb18030"), [("1:1", "yaml.not_utf8", {"byte": "0xD6"})]),
        ("中文\x80中文机械精密工程".encode("gb18030"), [("1:1", "yaml.not_utf8", {"byte": "0xD6"})]),
    ],
)
def test_of_bytes(data: bytes, problems: list[Told]) -> None:
    assert refused(decode, data) == problems
