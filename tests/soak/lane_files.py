"""Customers' files for both lanes: as the program writes them, as people change them, and as nobody should."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from salesctl.core.events import LETTERS, VERBS, Event, Record, Value
from salesctl.core.problems import Broken
from salesctl.store.record_file import new_record
from tests.soak.fuzzing import mutated, random_file
from tests.support.hand_edited import commented, requoted

_USUAL = (
    "x", "先做两条线，再看", "华信精密机械有限公司", "call back", "1200000", "1.10", "0138001", "+86138", "12e4",
    "0x1f", "1_000", "yes", "No", "~", "null", "NaN", ".inf", "2026-03-02", "2026-03-02T09:10+08:00", "12:30:45",
    "=1+1", "-5", "- a", "a: b", "a:b", "a #b", "#", "[x]", "{x}", "“话”", "甲：乙", "　x", "a\\b", 'say "hi"',
    "it's", "two\nlines", "two\nlines\n", "a\n\n  b\nc", "x\n\n", " x", "x ", "é", "a|b", "|", ">", "&a", "*a",
    "!x", "%x", "@x", "`x`", "?", "? a", "<<", "a, b", "---", "...", "a  b", "# x\ny", "=", "a-b", "ａ", "٣",
    "中\n文", "a\tb", "\nx", "",
)  # fmt: skip
_RARE = (
    "a\u200bb", "a\u2028b", "👍", "\r\nx", "x\u0085y", "\u00a0x", "<<<<<<< ours", "x\x1b[2J", "a\ufeff",
    "x\U0001f468\u200d",
)  # fmt: skip
_KEYS = (
    "outcome", "form", "text", "行业", "a.b", "a-b", "x_1", "with", "at", "id", "need", "ａ", "contacts", "because",
    "first",
)  # fmt: skip
_RARE_KEYS = ("2026", "yes", "a b", "k:v", "n", "-x", "[")
#: Ways to write a value, or to leave it out, that mean something to some reader of YAML.
HOSTILE = (
    "!!str x", "!!int 7", "! x", "&a x", "*a", "'x'", "'it''s'", '"\\x41"', '"\\u0041"', '"\\ud800"', '"\\0"',
    '"\\/"', '"\\ "', '"a', "'a", '"a" b', '"a\\', "|", "|+\n      x\n", ">-\n      x\n      y", "|2\n      x",
    "| # c\n      x", "|-\n      x\n     y", "", "~", "null", "Null", "true", "YES", "0o17", "017", "0b11", "1_000",
    "1e3", ".5", "5.", "+5", "-0", "1:30", "190:20:30", ".nan", "-.inf", "0x", "99999999999999999999999",
    "2026-01-01", "2026-01-01 00:00:00", "2026-1-1T0:0:0Z", "=", "<<", "x y  z", "x:", "x: y", "x :y", "x #y",
    "x# y", "? x", "- x", "-", "--- x", "... x", "%YAML 1.2", "@x", "`x", "{}", "[]", "{a}", "[a: b]", "{a: b,}",
    "{a: b, a: c}", "{a : b}", "{a:b}", '{"a":b}', "{a: b}}", "[a,b]", "[a, , b]", "{a: b", "[a",
    "{a: [b, {c: d}]}", "[[[[[[[[[a]]]]]]]]]", "{? a: b}", "{<<: x}", "{a: *b}", "{a: !t b}", "{a: 'b'}",
    "{a: b} c", "{a: b} # c", "{a: b,\n      c: d}", "x\n      y", '"x\n      y"', "x\t", "x\ty", "\tx", "x\u00a0",
    "　x", "x：y", "，a：b", "“x”", "＃x", "｛a: b｝", "{a：b}", "{a: b， c: d}", "{a: x，c：d}", "a\u0085b",
    "a\u2028b", "a\ufeffb", "a\u200bb", "\x07", "\x7f", "x" * 1100, "{" + "x" * 1100 + ": y}",
    '{"' + "x" * 1100 + '": y}', "x\r",
)  # fmt: skip
_SIGNS = " \t\n:#-?,[]{}&*!|>'\"%@`~=<\\.+0aZ中　：，“”－｛\xa0\u2028\u0085\ufeff\u200b\r"
_VALUE = re.compile(r"(?<=: )[^\n]+$", re.MULTILINE)


def written(chance: random.Random) -> str:
    """A record as the program writes it; another one where it refuses to."""
    while True:
        try:
            return new_record(_Writer(chance).record())
        except Broken:
            continue


def changed(text: str, chance: random.Random) -> bytes:
    """A file with something done to it."""
    return chance.choices(_WAYS, _OFTEN)[0](text, chance)


def _by_hand(text: str, chance: random.Random) -> bytes:
    ways: tuple[Callable[[str], str], ...] = (
        lambda one: commented(one, chance, "m"),
        lambda one: requoted(one, chance),
        lambda one: one.replace("\n", "\r\n"),
        lambda one: "\ufeff" + one,
        lambda one: one.removesuffix("\n"),
        lambda one: one + chance.choice(("\n", " \n", "# x\n", "...\n", "---\n", "x: y\n", "  x\n", "\t\n")),
        lambda one: "---\n" + one,
        lambda one: re.sub("(?m)^- ", "  - ", one).replace("\n  ", "\n    "),
        lambda one: one.replace(", ", ","),
        lambda one: one.replace(": ", ":  ", chance.randrange(9)),
        lambda one: re.sub(r"(?m)^  id: .*\n", "", one, count=1),
        lambda one: re.sub(r"(?m)^(  by: .*\n)(  what: .*\n)", r"\2\1", one, count=1),
        lambda one: one.replace(
            "\n", chance.choice((" \n", " # x\n", "\n\n", "\n  # x\n", "\n \n")), chance.randrange(9)
        ),
        lambda one: one.replace('"', "'"),
        lambda one: one.replace("salesctl: 1", chance.choice(("salesctl: 2", "salesctl: '1'", "salesctl: 01", "x: 1"))),
    )
    return chance.choice(ways)(text).encode()


def _hostile(text: str, chance: random.Random) -> bytes:
    places = list(_VALUE.finditer(text))
    place = chance.choice(places)
    return (text[: place.start()] + chance.choice(HOSTILE) + text[place.end() :]).encode("utf-8", "surrogatepass")


def _touched(text: str, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(("", chance.choice(_SIGNS))) + text[at + chance.randrange(2) :]
        text = text or "\n"
    return text.encode()


def _moved(text: str, chance: random.Random) -> bytes:
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    line = chance.choice((line, "  " + line, line.removeprefix("  "), " " + line, line + chance.choice(lines or [""])))
    for _ in range(chance.choice((1, 1, 2))):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines).encode()


def _damaged(text: str, chance: random.Random) -> bytes:
    return random_file(chance) if chance.random() < 0.02 else mutated([text.encode()], "record", chance)


_WAYS = (_by_hand, _hostile, _touched, _moved, _damaged)
_OFTEN = (10, 35, 30, 20, 10)


class _Writer:
    """Makes a record of anything that a record may hold; of three, two without what is rare."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.rare = chance.choice((0, 0, 0.05))

    def record(self) -> Record:
        chance = self.chance
        card: dict[str, Value] = {"name": self._text() if chance.random() < 0.2 else "Acme 甲"}
        if chance.random() < 0.5:
            rows = range(chance.randrange(3))
            card["contacts"] = tuple({"name": self._text(), "phone": "138"} for _ in rows)
        card |= {key: self._value(0) for key in self._keys(2) if key != "contacts"}
        extra = {f"our_{key}": self._value(0) for key in self._keys(1) if chance.random() < 0.3}
        numbers = sorted(chance.sample(range(1, 99), chance.randrange(5)))
        history = tuple(self._event(number) for number in numbers)
        return Record("".join(chance.choices(LETTERS, k=8)), card, history, 1, extra)

    def _text(self) -> str:
        return self.chance.choice(_RARE if self.chance.random() < self.rare else _USUAL)

    def _keys(self, most: int) -> list[str]:
        known = _RARE_KEYS if self.chance.random() < self.rare else _KEYS
        return self.chance.sample(known, self.chance.randint(0, most))

    def _value(self, level: int) -> Value:
        kind = self.chance.randrange(9 if level < 3 else 4)
        if kind < 5:
            return self._text()
        if kind == 5:
            return {key: self._value(level + 1) for key in self._keys(4)}
        if kind == 6:
            return tuple(self._value(level + 1) for _ in range(self.chance.randrange(4)))
        return tuple({key: self._value(level + 2) for key in self._keys(3)} for _ in range(2))

    def _event(self, number: int) -> Event:
        chance = self.chance
        zone = chance.choice((UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))))
        past = timedelta(seconds=chance.choice((60, 3600, 1, 0.5)) * chance.randrange(9999))
        at = datetime(2026, 3, 2, tzinfo=zone) + past
        return Event(
            at=at,
            by=chance.choice(("wang.lei", "li-min", "王磊", "1", "no", "a_b", "12e4")),
            what=chance.choice(sorted(VERBS)),
            step=chance.choice((None, "lead.screening", "1.1", "2026-01", "needs.report")),
            deal=chance.choice((1, 1, 1, 2, 9999)),
            data={key: self._value(1) for key in self._keys(3)},
            recorded=chance.choice((None, None, at + timedelta(days=1))),
            id=f"{number}-" + "".join(chance.choices(LETTERS, k=5)),
        )
