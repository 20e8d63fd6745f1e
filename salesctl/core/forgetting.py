"""Taking persons out of a record: contacts, telephone numbers, e-mail addresses, names; the process stays as it was.

What a rule could read (choices, numbers, dates, who did what) is never touched, so the record replays the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core.events import Event, Record, Value

MARK = "***"
"""Stands where personal data stood."""
CONTACTS = "contacts"

_REACH = {"phone": "phones", "telephone": "phones", "mobile": "phones", "tel": "phones", "email": "emails"}
_REACH |= {"mail": "emails", "e_mail": "emails", "wechat": "accounts", "qq": "accounts"}
#: What rules, clocks and rooms read of an event; free text has no place in these.
_PROCESS = frozenset(
    {
        "amount", "as", "by", "channel", "closed", "event", "finished", "grade", "kind", "of", "outcome", "override",
        "owner", "playbook", "reached", "review", "role", "round", "sha256", "sign_by", "since", "stage", "status",
        "to", "until", "when", "who",
    }
)  # fmt: skip
# No letter or digit of ASCII on either side: a Chinese text has no blanks around a number.
_ALONE = r"(?<![0-9A-Za-z０-９]){}(?![0-9A-Za-z０-９])"
_LOOKS = (
    ("emails", re.compile(r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")),
    ("papers", re.compile(_ALONE.format(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]"))),
    ("phones", re.compile(_ALONE.format(r"(?:[+＋]?86[- ]?)?[1１][3-9３-９]\d[- ]?\d{4}[- ]?\d{4}"))),
    ("phones", re.compile(_ALONE.format(r"[(（]?[0０]\d{2,3}[)）]?[- —]?\d{3,4}[- ]?\d{4}(?:[-转]\d{1,6})?"))),
    ("phones", re.compile(r"[+＋]\d[\d ()-]{6,18}\d")),
    ("accounts", re.compile(r"(?<=微信)号?[:： ]*[A-Za-z][A-Za-z0-9_-]{4,30}|(?<=QQ)号?[:： ]*\d{5,12}")),
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_PEOPLE = re.compile(r"[、,，;；/&]|(?<=[\u3400-\u9fff])[和与](?=[\u3400-\u9fff])")
_TITLES = "董事长|总经理|总监|经理|主任|部长|处长|科长|厂长|所长|院长|老师|先生|女士|小姐|总|董|工(?![业程作厂人])"


class Forgotten(Struct, frozen=True):
    """A record without personal data. ``removed`` counts by kind: contacts, names, phones, emails, accounts, papers.

    ``card`` and ``events`` say where something was: keys of the card, ids of events.
    """

    record: Record
    removed: Mapping[str, int]
    card: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def told(self) -> dict[str, Value]:
        """What the tombstone keeps: how much of which kind was where, never what it was."""
        counts = {kind: str(count) for kind, count in self.removed.items()}
        told: dict[str, Value] = {"removed": counts} if counts else {}
        # A tombstone that names no place would speak of the whole record; a comment has none that can be named.
        told |= {"card": self.card or (CONTACTS,)} if self.card or not self.events else {}
        return told | ({"events": self.events} if self.events else {})


def redacted(record: Record, keep: Collection[str] = (), also: Iterable[str] = ()) -> Record:
    """The record without personal data; see ``forget``."""
    return forget(record, keep, also).record


def forget(record: Record, keep: Collection[str] = (), also: Iterable[str] = ()) -> Forgotten:
    """Take out the contacts, and from every text the persons, numbers and addresses that are known or look like some.

    ``keep``: ids of fields that hold no free text. ``also``: further words that name a person. The customer's own name
    stays. Doing it twice is doing it once.
    """
    cleaner = Cleaner.of(record, keep, also)
    card: dict[str, Value] = {}
    for key, value in record.card.items():
        if key == CONTACTS:
            cleaner.removed[CONTACTS] += len(value) if isinstance(value, tuple) else bool(value)
            continue
        card[key] = value if key == "name" else cleaner.part(key, value)
    history = tuple(cleaner.event(event) for event in record.history)
    extra = {key: cleaner.value(value) for key, value in record.extra.items()}
    changed = tuple(key for key, value in record.card.items() if card.get(key) != value and value)
    events = tuple(new.id for old, new in zip(record.history, history, strict=True) if old != new)
    new = replace(record, card=card, history=history, extra=extra)
    return Forgotten(new, dict(+cleaner.removed), changed, events)


def is_redaction(old: Event, new: Event) -> bool:
    """Whether one event is the other with nothing done to it but words replaced by the mark."""
    return replace(old, data={}) == replace(new, data={}) and _is_redacted(old.data, new.data)


class Cleaner(Struct):
    """Replaces what is known of persons, and what looks like a way to reach one. ``removed`` counts what it found."""

    names: tuple[str, ...]
    known: Mapping[str, str]
    keep: Collection[str]
    removed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, record: Record, keep: Collection[str], also: Iterable[str]) -> Cleaner:
        """For one record: the persons of its contacts, of rows with a number or an address, and of logged contacts."""
        names: set[str] = set(also)
        known: dict[str, str] = {}
        for row in _rows([*record.card.values(), *(event.data for event in record.history)]):
            ways = {key: kind for key, kind in _REACH.items() if isinstance(row.get(key), str)}
            names |= {str(row["name"])} if ways and isinstance(row.get("name"), str) else set()
            known |= {str(row[key]): kind for key, kind in ways.items()}
        contacts = record.card.get(CONTACTS, ())
        names |= {str(row["name"]) for row in _rows([contacts]) if isinstance(row.get("name"), str)}
        for event in record.history:
            met = event.data.get("with")
            names |= set(_PEOPLE.split(met)) if event.what == "contacted" and isinstance(met, str) else set()
        company = str(record.card.get("name", ""))
        people = {name.strip() for name in names} - {MARK, ""}
        chosen = [name for name in people if len(name) > 1 and name not in company]
        exact = {text: kind for text, kind in known.items() if len(text) > 4 and text != MARK}
        return cls(tuple(sorted(chosen, key=lambda one: (-len(one), one))), exact, keep)

    def event(self, event: Event) -> Event:
        """The event without persons; a tombstone holds none."""
        if event.what == "forgotten":
            return event
        return replace(event, data=self._mapping(event.data, _PROCESS))

    def value(self, value: Value) -> Value:
        """A value with every text in it cleaned; in rows that name a person the name and the ways go whole."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return self._mapping(value, frozenset({"sha256"}))
        return tuple(self.value(one) for one in value)

    def part(self, key: str, value: Value) -> Value:
        """The value of a key: what a number or an address is kept under goes whole."""
        if key in self.keep:
            return value
        if key in _REACH and isinstance(value, str) and value not in ("", MARK):
            return self._counted(_REACH[key], 1, MARK)
        return self.value(value)

    def text(self, text: str) -> str:
        """One text cleaned."""
        for exact, kind in self.known.items():
            text = self._counted(kind, text.count(exact), text.replace(exact, MARK))
        for kind, looks in _LOOKS:
            found, count = looks.subn(MARK, text)
            text = self._counted(kind, count, found)
        for name in self.names:
            found, count = _spelled(name).subn(MARK, text)
            text = self._counted("names", count, found)
        return text

    def _mapping(self, value: Mapping[str, Value], spared: Collection[str]) -> dict[str, Value]:
        reached = any(value.get(key) for key in _REACH)
        found: dict[str, Value] = {}
        for key, one in value.items():
            whole = reached and key == "name" and isinstance(one, str) and one not in ("", MARK)
            if key in spared:
                found[key] = one
            else:
                found[key] = self._counted("names", 1, MARK) if whole else self.part(key, one)
        return found

    def _counted(self, kind: str, count: int, text: str) -> str:
        self.removed[kind] += count
        return text


def _spelled(name: str) -> re.Pattern[str]:
    if not _CHINESE.search(name):
        return re.compile(_ALONE.format(re.escape(name)))
    surname = name[0]
    titled = rf"|(?<![双对甲乙丙各我他她买卖提]){surname}(?:{_TITLES})" if 2 <= len(name) <= 3 else ""
    return re.compile(re.escape(name) + titled)


def _rows(values: Iterable[Value]) -> Iterator[Mapping[str, Value]]:
    """Every mapping that stands in a list, however deep."""
    for value in values:
        if isinstance(value, Mapping):
            yield from _rows(value.values())
        elif not isinstance(value, str):
            yield from (one for one in value if isinstance(one, Mapping))
            yield from _rows(value)


def _is_redacted(old: Value | None, new: Value) -> bool:
    if old == new:
        return True
    if isinstance(old, str) and isinstance(new, str):
        return MARK in new and _holds(old, new.split(MARK))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_is_redacted(old[key], new[key]) for key in old)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(_is_redacted(one, other) for one, other in zip(old, new, strict=True))
    return False


def _holds(text: str, parts: list[str]) -> bool:
    """Whether a text consists of the parts in this order, with anything between them."""
    first, *middle, last = parts
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
