"""One customer with a very long history: 200 deals that overlap, 5,000 events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from bench import naming
from bench.scene import Scene, World, renamed
from bench.stages import deal as whole_deal
from salesctl.core.events import Event, Record, Value
from salesctl.store.ids import new_event_id

EVENTS, DEALS = 5_000, 200
_DAYS_BETWEEN = 4.0


def long_history(world: World, seed: int, events: int = EVENTS, deals: int = DEALS) -> Record:
    """A record of exactly so many events in so many deals; each deal is acted out by the engine for itself."""
    random = Random(f"{seed}/long")
    first = Scene(world, 0, "zh", random)
    told: list[tuple[int, Event]] = []
    for number in range(1, deals + 1):
        scene = _acted(world, first, Random(f"{seed}/long/{number}"), number, deals)
        told += [(number, event) for event in scene.history]
        if number == 1:
            first.state.card = scene.state.card
    told += [(deals, one) for one in _notes(world, random, first.owner, events - len(told))]
    told.sort(key=lambda one: one[1].at)
    return Record(naming.record_id(0, seed), first.state.card, _numbered(told, random))


def _acted(world: World, first: Scene, random: Random, number: int, deals: int) -> Scene:
    scene = Scene(world, 0, first.language, random)
    scene.people, scene.owner, scene.name = first.people, first.owner, first.name
    beats = [one for one in whole_deal(random, None if number == 1 else "repeat") if one.name != "cared"]
    lost = random.random() < 0.45
    beats = beats[: random.randrange(10, 16)] if lost else beats
    clock = world.now - timedelta(days=(deals - number) * _DAYS_BETWEEN + sum(one.days for one in beats) + 10)
    for beat in beats:
        clock += timedelta(days=beat.days)
        if scene.history:
            scene.keep_reports(clock)
        scene.reach(clock)
        beat.act(scene)
    if lost:
        scene.moved("closed", because="price", note=scene.say("lost"), **{"as": "lost"})
    return scene


def _notes(world: World, random: Random, who: str, count: int) -> list[Event]:
    """Talk that fills the history up to its length; anybody may note anything at any time."""
    if count < 0:
        raise ValueError(f"{-count} events too many")
    scene = Scene(world, 0, "zh", random)
    start = world.now - timedelta(days=9)
    step = timedelta(days=8) / max(count, 1)
    return [
        Event(at=start + step * place, by=who, what="noted", data={"text": scene.say("note")}) for place in range(count)
    ]


def _numbered(told: list[tuple[int, Event]], random: Random) -> tuple[Event, ...]:
    """The events of all deals in one order, with ids of that order; what names another event names its new id."""
    known: dict[tuple[int, str], str] = {}
    result: list[Event] = []
    for number, event in told:
        id_ = new_event_id(result[-1:], random.randbytes)
        known[number, event.id] = id_
        data: Mapping[str, Value] = {
            key: known.get((number, value), value) if key == "of" and isinstance(value, str) else value
            for key, value in event.data.items()
        }
        result.append(renamed(event, id_, number, data))
    return tuple(result)
