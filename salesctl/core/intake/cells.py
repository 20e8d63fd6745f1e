"""What one cell means: its text as the value of a target, or the problem that says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.customers import name_problem
from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.intake.reach import cut_off, phone_and_email
from salesctl.core.intake.rules import CONTACT, FREE, PLAN, DateOrder
from salesctl.core.moments import read_day, read_moment
from salesctl.core.naming import matches, read_grade
from salesctl.core.playbook import Field, Playbook, Text
from salesctl.core.problems import Broken, Problem
from salesctl.core.values import Reading, plain_decimal, read_money, read_value

STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    "open": ("open", "进行中", "跟进中"),
    "won": ("won", "赢单", "成交", "已成交", "已签约"),
    "lost": ("lost", "丢单", "输单", "流失", "已流失", "失败"),
    "void": ("void", "作废", "已作废", "无效"),
    "nurture": ("nurture", "培育", "培育池", "暂缓"),
}
_STATUSES = {fold(word): status for status, words in STATUS_WORDS.items() for word in words}
_NUMBERS_OF_DAY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(.*)")
_EXAMPLES: Mapping[DateOrder, str] = {
    "year-month-day": "%Y-%m-%d", "day-month-year": "%d/%m/%Y", "month-day-year": "%m/%d/%Y",
}  # fmt: skip


class FollowUp(Struct, frozen=True):
    """When the customer is to be contacted next; ``timed``: the time of day was given too."""

    at: datetime
    timed: bool


Meaning: TypeAlias = "Value | FollowUp"


class World(Struct, frozen=True):
    """What reading and planning need to know around the rows. ``day_ends``: the time of a day without a time."""

    playbook: Playbook
    now: datetime
    day_ends: time
    who: str


class Cells:
    """Reads cells; ``dates`` is the order of dates that do not begin with the year."""

    def __init__(self, world: World, dates: DateOrder) -> None:
        self.world, self.dates = world, dates
        step = world.playbook.opening_step
        self._fields = {one.id: one for _, one in world.playbook.fields_of(step.forms if step else ())}
        self._special: Mapping[str, Callable[[str, str], Meaning]] = {
            "name": _name, "stage": self._stage, "status": _status, "since": self._past, "closed": self._past,
            "finished": self._yes_no, "kind": self._kind, "amount": _amount, "grade": self._grade, "sign_by": self._day,
            "next": self._follow_up, "phone": self._phone, "reach": self._reach, "because": self._because,
        }  # fmt: skip

    def value(self, target: str, text: str, head: str) -> Meaning:
        """The meaning of a text under a head. Raises Broken with the column and what to write."""
        if target in self._special:
            return self._special[target](text, head)
        spec = self._fields.get(target)
        if spec is None or target in (*CONTACT, *PLAN) or target.startswith(FREE):
            return self._line(text, head)
        return self._typed(spec, text, head)

    def _typed(self, spec: Field, text: str, head: str) -> Value:
        if spec.type in ("date", "time"):
            text = self._ordered(text)
        reading = Reading(self.world.now, str, lambda path: {"name": path})
        try:
            return read_value(replace(spec, title={"": head}), text, reading)
        except Broken as error:
            raise Broken(*(replace(one, params={**one.params, "column": head}) for one in error.problems)) from None

    def _line(self, text: str, head: str) -> str:
        return str(self._typed(Field("text", "text", {}), text, head))

    def _yes_no(self, text: str, head: str) -> Value:
        return self._typed(Field("finished", "yes_no", {}), text, head)

    def _stage(self, text: str, head: str) -> str:
        """A stage, or a word for how the deal ended."""
        if fold(text) in _STATUSES:
            return _STATUSES[fold(text)]
        return _named(text, {stage.id: stage.title for stage in self.world.playbook.stages.values()}, head, "stage")

    def _kind(self, text: str, head: str) -> str:
        return _named(text, self.world.playbook.kinds, head, "kind")

    def _grade(self, text: str, head: str) -> str:
        try:
            return read_grade(self.world.playbook, text)
        except Broken:
            raise _unknown(text, tuple(self.world.playbook.grades), head, "grade") from None

    def _because(self, text: str, head: str) -> str:
        """A reason of the playbook's lists by its id; else the words as they are, as nobody can be asked any more."""
        for move in ("lost", "void"):
            reasons = self.world.playbook.moves[move].reasons if move in self.world.playbook.moves else {}
            found = matches(text, reasons)
            if len(found) == 1:
                return found[0]
        return self._line(text, head)

    def _day(self, text: str, head: str) -> str:
        found = read_day(self._ordered(text), self.world.now.date())
        if found is None:
            raise _wrong("intake.not_a_day", text, head, example=self._example())
        return found.isoformat()

    def _past(self, text: str, head: str) -> str:
        found = self._follow_up(text, head)
        at = found.at
        if not found.timed and at.date() == self.world.now.date():
            at = min(at, self.world.now)
        if at > self.world.now:
            raise _wrong("intake.in_future", text, head)
        return at.isoformat(timespec="minutes")

    def _follow_up(self, text: str, head: str) -> FollowUp:
        """A moment to the minute on the team's clock."""
        ordered = self._ordered(text)
        day: date | None = read_day(ordered, self.world.now.date())
        found = read_moment(ordered, self.world.now, self.world.day_ends)
        if found is None or not 1 < found.year < 9998:
            raise _wrong("intake.not_a_moment", text, head, example=self._example())
        return FollowUp(found.astimezone(self.world.now.tzinfo).replace(second=0, microsecond=0), day is None)

    def _ordered(self, text: str) -> str:
        """A date in the map's order, turned into year, month and day."""
        match = _NUMBERS_OF_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None or self.dates == "year-month-day":
            return text
        first, second, year, rest = match.groups()
        day, month = (first, second) if self.dates == "day-month-year" else (second, first)
        return f"{year}-{month:0>2}-{day:0>2}{rest}"

    def _example(self) -> str:
        return self.world.now.date().strftime(_EXAMPLES[self.dates])

    def _phone(self, text: str, head: str) -> str:
        return phone_and_email(self._reach(text, head))[0] or self._line(text, head)

    def _reach(self, text: str, head: str) -> str:
        if cut_off(text):
            raise _wrong("intake.phone_cut", text, head)
        return self._line(text, head)


def _name(text: str, head: str) -> str:
    name = " ".join(text.split())
    problem = name_problem(name)
    if problem is not None:
        raise Broken(replace(problem, params={**problem.params, "column": head}))
    return name


def _status(text: str, head: str) -> str:
    if fold(text) not in _STATUSES:
        raise _unknown(text, tuple(STATUS_WORDS), head, "status")
    return _STATUSES[fold(text)]


def _amount(text: str, head: str) -> str:
    number = read_money(text)
    if number is None or number < 0:
        raise _wrong("intake.not_money", text, head)
    return plain_decimal(number)


def _named(text: str, names: Mapping[str, Text], head: str, kind: str) -> str:
    found = matches(text, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise _wrong("intake.ambiguous_name", text, head, candidates=tuple(names[one] for one in found))
    raise _unknown(text, tuple(names.values()), head, kind)


def _unknown(text: str, known: tuple[object, ...], head: str, kind: str) -> Broken:
    return _wrong(f"intake.unknown_{kind}", text, head, known=known)


def _wrong(code: str, text: str, head: str, **params: object) -> Broken:
    return Broken(Problem(code, {"column": head, "value": text[:80], **params}))
