"""What one row says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.intake.cells import STATUS_WORDS, Cells, FollowUp, Meaning, World
from salesctl.core.intake.rules import CONTACT, DEAL, FREE, NUMBER, Rules, Said
from salesctl.core.problems import Broken, Place, Problem


class Row(Struct, frozen=True):
    """A row of the table: its number, its cells by head, and cells that a second table adds."""

    number: int
    cells: Mapping[str, str]
    joined: tuple[Mapping[str, str], ...] = ()


class Told(Struct):
    """What a row says. ``facts`` is for the card; ``deal`` has texts as a history keeps them, its owner as written."""

    row: Row
    customer: str = ""
    """The text by which the customer is known, for comparing."""
    ref: str | None = None
    """The text by which the deal is known in the system that the row comes from."""
    facts: dict[str, Value] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    deal: dict[str, str] = field(default_factory=dict)
    owner: str | None = None
    owner_head: str = ""
    name_column: str = ""
    plan: FollowUp | None = None
    plan_text: str | None = None
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """Reads the rows of one table. Equal cells are read once."""

    def __init__(self, rules: Rules, world: World) -> None:
        self.rules = rules
        self._cells = Cells(world, rules.dates)
        self._read: dict[tuple[str, str], Meaning | Broken] = {}

    def row(self, row: Row) -> Told:
        """What the row says, and what is wrong with it."""
        told = Told(row)
        given: dict[str, tuple[str, str]] = {target: (text, "") for target, text in self.rules.defaults.items()}
        for join, cells in zip(self.rules.joins, row.joined, strict=False):
            given |= self._given(told, cells, join.columns, join.values)
        given |= self._given(told, row.cells, self.rules.columns, self.rules.values)
        if "name" not in given and self.rules.name_else and row.cells.get(self.rules.name_else):
            given["name"] = (row.cells[self.rules.name_else], self.rules.name_else)
        for target, (text, head) in given.items():
            self._take(told, target, text, head)
        self._identify(told)
        if "stage" in told.deal and rules_say(self.rules, "status"):
            told.deal.setdefault("status", "open")
        told.problems += _contradictions(told, {target: head for target, (_, head) in given.items()})
        return told

    def constants(self) -> tuple[Problem, ...]:
        """What is wrong with the values that the map itself gives, at their places in the map."""
        found: list[Problem] = []
        for one in self.rules.constants:
            told = Told(Row(0, {}))
            self._take(told, one.target, one.text, one.text)
            found += [replace(problem, where=one.place) for problem in told.problems]
        return tuple(found)

    def _given(
        self, told: Told, cells: Mapping[str, str], columns: Mapping[str, str], values: Mapping[str, Mapping[str, Said]]
    ) -> dict[str, tuple[str, str]]:
        """By target, the text and the head of its column."""
        given: dict[str, tuple[str, str]] = {}
        for head in dict.fromkeys((*columns, *values)):
            text = cells.get(head, "")
            if not text:
                continue
            said = _said(values.get(head, {}), text)
            if isinstance(said, Mapping):
                given |= {target: (constant, head) for target, constant in said.items()}
            elif head in columns:
                given[columns[head]] = (text if said is None else said, head)
            if said is None and any(isinstance(one, Mapping) for one in values.get(head, {}).values()):
                known = tuple(values[head])
                told.problems.append(
                    Problem("intake.value_not_in_map", {"column": head, "value": text, "known": known})
                )
        return given

    def _take(self, told: Told, target: str, text: str, head: str) -> None:
        try:
            value = self._meaning(target, text, head)
        except Broken as error:
            told.problems += error.problems
            return
        if target == "owner":
            told.owner, told.owner_head = text, head
        elif isinstance(value, FollowUp):
            told.plan = value
        elif target == "next_text":
            told.plan_text = str(value)
        elif target == "reach" and isinstance(value, str):
            told.contact["reach"] = value
        elif target in CONTACT:
            told.contact["name" if target == "contact" else target] = str(value)
        elif target == "stage" and value in STATUS_WORDS:
            told.deal["status"] = str(value)
        elif target in DEAL:
            told.deal[target] = str(value)
        elif target != NUMBER:
            told.facts[target.removeprefix(FREE)] = value

    def _identify(self, told: Told) -> None:
        rules, cells = self.rules, told.row.cells
        if not told.facts.get("name"):
            head = next((head for head, target in rules.columns.items() if target == "name"), rules.customer)
            if not any(one.params.get("column") == head for one in told.problems):
                told.problems.append(Problem("intake.no_name", {"column": head}))
        target = rules.columns.get(rules.customer, "name").removeprefix(FREE)
        told.name_column = next((head for head, one in rules.columns.items() if one == "name"), rules.customer)
        told.customer = fold(str(told.facts.get(target, "")))
        if not told.customer and told.facts.get("name") and target != "name":
            told.problems.append(Problem("intake.no_key", {"column": rules.customer}))
        if rules.deal:
            told.ref = " ".join(cells.get(rules.deal, "").split()) or None
            if told.ref is None:
                told.problems.append(Problem("intake.no_key", {"column": rules.deal}))

    def _meaning(self, target: str, text: str, head: str) -> Meaning:
        key = (target, text)
        if key not in self._read:
            try:
                self._read[key] = self._cells.value(target, text, head)
            except Broken as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, Broken):
            raise found
        return found


def rules_say(rules: Rules, target: str) -> bool:
    """Whether some column or some value of the table can give a target."""
    said = (one for table in rules.values.values() for one in table.values() if isinstance(one, Mapping))
    return target in rules.columns.values() or any(target in one for one in said)


def located(problems: Iterable[Problem], file: str, number: int) -> tuple[Problem, ...]:
    """The problems at their row of the table."""
    return tuple(replace(one, where=Place(file, number)) for one in problems)


def _said(values: Mapping[str, Said], text: str) -> Said | None:
    if text in values:
        return values[text]
    plain = fold(text)
    return next((said for word, said in values.items() if fold(word) == plain), None)


def _contradictions(told: Told, heads: Mapping[str, str]) -> list[Problem]:
    """What each cell may say alone, but not beside the others."""
    deal, found = told.deal, list[Problem]()
    status = deal.get("status", "open")
    if "closed" in deal and status in ("open", "nurture"):
        found.append(Problem("intake.closed_but_open", {"column": heads.get("closed", ""), "status": status}))
    if deal.get("finished") == "yes" and status != "won":
        found.append(Problem("intake.finished_not_won", {"column": heads.get("finished", ""), "status": status}))
    if (
        "since" in deal
        and "closed" in deal
        and datetime.fromisoformat(deal["closed"]) < datetime.fromisoformat(deal["since"])
    ):
        found.append(
            Problem(
                "intake.closed_before",
                {"column": heads.get("closed", ""), "since": datetime.fromisoformat(deal["since"])},
            )
        )
    return found
