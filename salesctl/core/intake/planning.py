"""From rows to what would be written: new customers, changes of known ones, and rows to be looked at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core.events import Event, Value
from salesctl.core.folding import fold
from salesctl.core.intake.cards import changes, new_card
from salesctl.core.intake.cells import World
from salesctl.core.intake.deals import entering, news
from salesctl.core.intake.likeness import Likeness, Other, numbers_of
from salesctl.core.intake.owners import Owners
from salesctl.core.intake.reading import Reader, Row, Told, located
from salesctl.core.intake.rules import FREE, Rules
from salesctl.core.problems import Broken, Problem
from salesctl.core.secrets import Kind, secrets_in
from salesctl.core.standing import standing_deal
from salesctl.core.state import Deal, State
from salesctl.core.team import Person, Team


class Draft(Struct):
    """One customer as it would be written. ``id`` is empty for a new one; ``events`` have no ids yet."""

    card: dict[str, Value]
    id: str = ""
    state: State | None = None
    changed: dict[str, Value] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    deals: int = 0
    told: dict[str, tuple[Value, int]] = field(default_factory=dict)
    """What rows of this file have said of the customer, and which row."""


class SetAside(Struct, frozen=True):
    """A row that cannot come in as it stands, and why."""

    row: Row
    problems: tuple[Problem, ...]


class Intake(Struct, frozen=True):
    """What a table comes to. ``same`` counts the rows that say nothing new, ``deals`` the deals that would be added.

    ``hints``: what comes in and may be a slip, row by row.
    """

    new: tuple[Draft, ...]
    changed: tuple[Draft, ...]
    aside: tuple[SetAside, ...]
    same: int
    deals: int
    people: tuple[Person, ...]
    hints: tuple[Problem, ...] = ()


def take_in(
    rows: Iterable[Row], rules: Rules, world: World, team: Team, known: Mapping[str, State], file: str,
    make_id: Callable[[str], str | None],
) -> Intake:  # fmt: skip
    """What these rows mean for the customers known by id. ``make_id`` proposes the id of a new colleague.

    Raises Broken (exit code 4) where the rules themselves give a value that the playbook does not take.
    """
    reader = Reader(rules, world)
    faults = reader.constants()
    if faults:
        raise Broken(*faults)
    owners = {deal.owner for state in known.values() for deal in state.deals.values()}
    who = Owners(team, owners, world.playbook.owner_role, make_id, add=rules.new_people)
    planner = _Planner(rules, world, known, file)
    for row in rows:
        told = reader.row(row)
        _resolve_owner(told, who)
        planner.take(told)
    return planner.intake(tuple(who.added.values()))


def _resolve_owner(told: Told, who: Owners) -> None:
    if told.owner is None:
        return
    try:
        told.deal["owner"] = who.read(told.owner, told.owner_head)
    except Broken as error:
        told.problems += error.problems


class _Planner:
    def __init__(self, rules: Rules, world: World, known: Mapping[str, State], file: str) -> None:
        self.rules, self.world, self.file = rules, world, file
        self.drafts: list[Draft] = []
        self.keys: dict[str, list[Draft]] = {}
        self.refs: dict[str, tuple[Draft, int]] = {}
        self.seen: dict[tuple[str, str], Told] = {}
        self.likeness = Likeness()
        self.aside: list[SetAside] = []
        self.hints: list[Problem] = []
        self.same = self.deals = 0
        key = rules.columns.get(rules.customer, "name").removeprefix(FREE)
        for id_, state in known.items():
            draft = Draft(dict(state.card), id_, state)
            self.keys.setdefault(fold(str(state.card.get(key, ""))), []).append(draft)
            self.likeness.learn(Other(str(state.card.get("name", "")), id=id_), state.card)
            for deal in state.deals.values():
                for event in deal.events:
                    ref = event.data.get("ref") if event.what == "imported" else None
                    if isinstance(ref, str):
                        self.refs[ref] = draft, deal.number

    def take(self, told: Told) -> None:
        problem = None if told.problems else self._placed(told)
        found = (*told.problems, *((problem,) if problem else ()))
        if found:
            self.aside.append(SetAside(told.row, located(found, self.file, told.row.number)))

    def intake(self, people: tuple[Person, ...]) -> Intake:
        written = [draft for draft in self.drafts if draft.events or draft.changed or not draft.id]
        used = {event.data.get("owner", event.data.get("who")) for draft in written for event in draft.events}
        return Intake(
            tuple(draft for draft in written if not draft.id), tuple(draft for draft in written if draft.id),
            tuple(self.aside), self.same, self.deals, tuple(one for one in people if one.id in used),
            tuple(self.hints),
        )  # fmt: skip

    def _placed(self, told: Told) -> Problem | None:
        """Take a good row into the draft of its customer, or say why that cannot be."""
        mark = (told.customer, told.ref or "")
        candidates = self.keys.get(told.customer, [])
        if any(self._says_nothing(told, draft) for draft in candidates if draft.id):
            self.same += 1
            self.seen.setdefault(mark, told)
            return None
        if mark in self.seen:
            return self._twice(told, self.seen[mark])
        if len(candidates) > 1:
            ids = tuple(draft.id for draft in candidates)
            return Problem("intake.several_known", {"column": told.name_column, "candidates": ids})
        problem = self._added(told, candidates[0]) if candidates else self._new(told)
        if problem is None:
            self.seen[mark] = told
        return problem

    def _says_nothing(self, told: Told, draft: Draft) -> bool:
        deal = self._deal(told, draft)
        if deal is None:
            return not self._says_deal(told) and not changes(draft.card, told)
        return news(self.world, told, deal) == [] and not changes(draft.card, told)

    def _says_deal(self, told: Told) -> bool:
        return bool(told.deal) or told.ref is not None or told.plan is not None

    def _deal(self, told: Told, draft: Draft) -> Deal | None:
        if draft.state is None:
            return None
        if told.ref is None:
            return standing_deal(draft.state)
        owner, number = self.refs.get(told.ref, (draft, 0))
        return draft.state.deals.get(number) if owner is draft else None

    def _twice(self, told: Told, first: Told) -> Problem | None:
        alike = (told.facts, told.contact, told.deal, told.plan) == (first.facts, first.contact, first.deal, first.plan)
        if alike:
            self.same += 1
            return None
        return Problem("intake.twice", {"column": self.rules.deal or told.name_column, "row": first.row.number})

    def _new(self, told: Told) -> Problem | None:
        name = str(told.facts["name"])
        card = new_card(told)
        problem = self._elsewhere(told, None) or self.likeness.by_name(name, told.name_column)
        problem = problem or self.likeness.by_number(numbers_of(card), self._phone_column())
        if problem is not None:
            return problem
        draft = Draft(card)
        alike = self.likeness.by_looks(name)
        self._hint(told, (alike,) if alike else ())
        self._enter(told, draft)
        self._keep(told, draft)
        self.keys.setdefault(told.customer, []).append(draft)
        return None

    def _added(self, told: Told, draft: Draft) -> Problem | None:
        """More of a customer that is here already, or came in with an earlier row."""
        changed = changes(draft.card, told)
        numbers = numbers_of(changed) - numbers_of(draft.card)
        problem = self._elsewhere(told, draft) or _contradiction(told, draft)
        problem = problem or self.likeness.by_number(numbers, self._phone_column())
        if problem is not None:
            return problem
        deal = self._deal(told, draft)
        found = news(self.world, told, deal) if deal is not None else []
        if isinstance(found, Problem):
            return replace(found, command=f"show {draft.id}")
        draft.card |= changed
        draft.changed |= changed if draft.id else {}
        draft.events += found
        if deal is None and self._says_deal(told):
            self._enter(told, draft)
        self._keep(told, draft)
        return None

    def _keep(self, told: Told, draft: Draft) -> None:
        number = told.row.number
        if not draft.rows:
            self.drafts.append(draft)
        draft.rows.append(number)
        self._hint(told, (Problem(f"hint.secret_{kind}", severity="warn") for kind in self._secrets(told)))
        draft.told |= {key: (value, number) for key, value in told.facts.items()}
        place = f"{self.file}:{draft.rows[0]}"
        self.likeness.learn(Other(str(draft.card["name"]), draft.id, place), draft.card)

    def _hint(self, told: Told, problems: Iterable[Problem]) -> None:
        self.hints += located(problems, self.file, told.row.number)

    def _secrets(self, told: Told) -> Iterable[Kind]:
        """The kinds of secrets that a row seems to hold, in what of it is kept."""
        values = (*told.facts.values(), *told.contact.values(), *told.deal.values(), told.plan_text)
        return dict.fromkeys(kind for value in values for kind in secrets_in(value))

    def _enter(self, told: Told, draft: Draft) -> None:
        number = max(draft.state.deals, default=0) + draft.deals + 1 if draft.state else draft.deals + 1
        draft.events += entering(self.world, told, number)
        draft.deals += 1
        self.deals += 1

    def _elsewhere(self, told: Told, draft: Draft | None) -> Problem | None:
        """A deal that is known, but as another customer's."""
        owner, number = self.refs.get(told.ref or "", (draft, 0))
        if owner is draft or owner is None:
            return None
        ref, name = f"{owner.id}/{number}", str(owner.card.get("name", ""))
        params = {"column": self.rules.deal or "", "value": told.ref, "other": name, "at": ref}
        return Problem("intake.deal_elsewhere", params, None, f"show {ref}")

    def _phone_column(self) -> str:
        return next((head for head, target in self.rules.columns.items() if target in ("phone", "reach")), "")


def _contradiction(told: Told, draft: Draft) -> Problem | None:
    """Another row of the file has said otherwise of the same customer."""
    for key, value in told.facts.items():
        before, row = draft.told.get(key, (value, 0))
        if before != value:
            return Problem("intake.contradicts", {"column": key, "value": value, "other": before, "row": row})
    return None
