"""Random work on copies of one customer, by a seed: what people in different clones do to a card and a history."""

from __future__ import annotations

from datetime import datetime
from random import Random

from msgspec.structs import replace

from salesctl.core.events import LETTERS, Event, Record, Value, next_counter

AT = datetime.fromisoformat("2026-03-02T09:10+08:00")
PEOPLE = ("wang.lei", "li.na", "zhao.jing")
WORDS = ("", "x", "two lines", "华信: 签 # no", "a\nb", "'q'", "2026-03-02")


def event(name: str, what: str = "noted", by: str = PEOPLE[0], **data: Value) -> Event:
    return Event(AT, by, what, data=data, id=name)


def record(*events: Event, **card: Value) -> Record:
    return Record("k7m2q9xd", {"name": "Acme", **card}, events)


def origin(random: Random) -> Record:
    """A customer before anybody has copied it."""
    history: list[Event] = []
    for _ in range(random.randint(0, 6)):
        history.append(_new(random, history))
    card: dict[str, Value] = {"name": "Acme"}
    for key in random.sample(("industry", "need", "own_key"), random.randint(0, 3)):
        card[key] = random.choice(WORDS)
    if random.random() < 0.7:
        card["contacts"] = _rows(random)
    return Record("k7m2q9xd", card, tuple(history), extra={"our_own": "kept"} if random.random() < 0.3 else {})


def worked_on(base: Record, random: Random, *, by_hand: bool = True, forgets: bool = False) -> Record:
    """A copy on which somebody has worked: events added, the card edited; ``by_hand``: with an editor."""
    card = dict(base.card)
    for key in random.sample(("industry", "need", "own_key", "size"), random.choice((0, 0, 1, 2))):
        card[key] = random.choice(WORDS)
    if random.random() < 0.2:
        card.pop(random.choice(("industry", "need")), None)
    if random.random() < 0.4:
        card["contacts"] = _edited(card.get("contacts", ()), random)
    history = list(base.history)
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        history.append(_new(random, history))
    if by_hand and history and random.random() < 0.15:
        at = random.randrange(len(history))
        history[at] = replace(history[at], data={"text": random.choice(WORDS)})
    if by_hand and history and random.random() < 0.1:
        history.pop(random.randrange(len(history)))
    if forgets and random.random() < 0.5:
        card.pop("contacts", None)
        redacted = random.sample(range(len(base.history)), min(len(base.history), 2)) if not by_hand else []
        for at in redacted:
            history[at] = replace(history[at], data={})
        told: dict[str, Value] = {"card": ("contacts",), "events": tuple(history[at].id for at in redacted)}
        history.append(replace(_new(random, history), what="forgotten", data=told))
    extra = {**base.extra, "more": random.choice(WORDS)} if random.random() < 0.1 else base.extra
    return Record(base.id, card, tuple(sorted(history, key=lambda one: one.order)), extra=extra)


def _new(random: Random, history: list[Event]) -> Event:
    letters = "".join(random.choices(LETTERS, k=5))
    data: dict[str, Value] = {"text": random.choice(WORDS)} if random.random() < 0.8 else {}
    return Event(
        AT,
        random.choice(PEOPLE),
        random.choice(("noted", "contacted", "advanced")),
        data=data,
        id=f"{next_counter(history)}-{letters}",
    )


def _rows(random: Random) -> tuple[Value, ...]:
    return tuple(
        {"name": name, "phone": f"138{random.randint(0, 2)}"}
        for name in random.sample(("Li", "Wang", "赵静"), random.randint(0, 3))
    )


def _edited(rows: Value, random: Random) -> Value:
    found = [dict(row) for row in rows if isinstance(row, dict)]
    if found and random.random() < 0.5:
        random.choice(found)[random.choice(("phone", "email"))] = str(random.randint(0, 3))
    if random.random() < 0.6:
        found.append({"name": random.choice(("Ann", "Bo", "")) or "Li", "phone": str(random.randint(0, 3))})
    if found and random.random() < 0.2:
        found.pop(random.randrange(len(found)))
    return tuple(found)
