"""Which story a customer has: how far it went, how it stands at the folder's now, and whether it is late there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bench import naming
from bench.scene import RefusedError, Scene, World
from bench.stages import Beat, deal
from salesctl.core.events import Record

#: How many stories out of a hundred stop in each stage; the last is a deal that was finished.
_REACH = {"lead": 10, "needs": 42, "proposal": 32, "contract": 6, "delivery": 4, "finished": 6}
_ENDINGS = {"active": 40, "lost": 30, "asleep": 16, "held": 14}
_WON = ("signed", "filed", "ordered", "prepared", "delivery", "completed", "passed", "visited", "finished", "cared")
_TRIES = 40


@dataclass(frozen=True)
class Story:
    """A customer as the generator leaves it. ``stand`` is the name of the last move of the deal that is under way."""

    record: Record
    owner: str
    stand: str
    late: bool


def tell(world: World, seed: int, number: int) -> Story:
    """The story of the N-th customer: the same for the same seed. Every fourth is late at the world's now."""
    late = number % 4 == 3
    refused: RefusedError | None = None
    for attempt in range(_TRIES):
        random = Random(f"{seed}/{number}/{attempt}")
        language = "zh" if Random(f"{seed}/{number}").random() < 0.55 else "en"
        scene = Scene(world, number, language, random)
        try:
            stand = _played(scene, late=late)
        except RefusedError as error:
            refused = error
            continue
        if scene.late() == late:
            record = Record(naming.record_id(number, seed), scene.state.card, scene.history)
            return Story(record, scene.owner, stand, late)
    raise refused or RefusedError(f"no story of customer {number} is {'late' if late else 'in time'}")


def _played(scene: Scene, *, late: bool) -> str:
    random = scene.random
    beats = deal(random)
    reach = random.choices(list(_REACH), list(_REACH.values()))[0]
    beats = _until(beats, reach, random)
    again = _until(deal(random, "repeat"), random.choice(("lead", "needs", "proposal")), random)
    second = reach == "finished" and (late or random.random() < 0.35)
    ending = _ending(random, beats[-1].name, late=late, second=second)
    tail = _tail(random, ending, again[-1].name if second else beats[-1].name)
    days = [*(one.days for one in beats), *([20.0] if second else ()), *(one.days for one in again if second)]
    if ending in ("lost", "asleep"):
        days.append(2)
    scene.reach(scene.world.now)
    clock = scene.world.now - timedelta(days=tail + sum(days))
    clock = _through(scene, beats, clock, breaks=ending != "late" and random.random() < 0.12)
    if second:
        scene.deal = 2
        clock = _through(scene, again, clock + timedelta(days=20), breaks=False)
    _end(scene, ending, clock)
    return (again if second else beats)[-1].name if ending in ("late", "active") else ending


def _until(beats: list[Beat], reach: str, random: Random) -> list[Beat]:
    """The beginning of a deal that stops somewhere in the stage."""
    if reach == "finished":
        return beats
    names = [one.name for one in beats]
    marks = ["opened", "needs", "proposal", "contract", "delivery", "finished"]
    place = ["lead", "needs", "proposal", "contract", "delivery"].index(reach)
    start, end = names.index(marks[place]), names.index(marks[place + 1])
    return beats[: random.randrange(start, end) + 1]


def _ending(random: Random, stand: str, *, late: bool, second: bool) -> str:
    if late:
        return "late"
    if stand in ("finished", "cared") and not second:
        return "over"
    if second or stand in _WON:
        return "active"
    if stand == "opened":
        return "active"
    chosen = random.choices(list(_ENDINGS), list(_ENDINGS.values()))[0]
    return "lost" if chosen == "held" and stand in ("graded", "screened", "tried") else chosen


def _tail(random: Random, ending: str, stand: str) -> float:
    """The days between the last move and now."""
    if ending == "late":
        return random.uniform(4, 45)
    if ending == "active":
        return random.uniform(0, 1.2 if stand not in ("opened", "graded", "screened", "tried") else 0.2)
    if ending == "held":
        return random.uniform(0, 12)
    return random.uniform(2, 420)


def _through(scene: Scene, beats: list[Beat], clock: datetime, *, breaks: bool) -> datetime:
    """Play the moves from a moment on; the moment after them. ``breaks``: with a hold or another owner in between."""
    for beat in beats:
        clock += timedelta(days=beat.days)
        if scene.history:
            scene.keep_reports(clock)
        scene.reach(clock)
        beat.act(scene)
        if breaks and beat.name in ("surveyed", "improved"):
            breaks = False
            _broken_off(scene)
    return clock


def _broken_off(scene: Scene) -> None:
    if scene.random.random() < 0.5:
        who = scene.random.choice([id_ for id_, _ in naming.OWNERS if id_ != scene.owner])
        scene.moved("assigned", by=scene.whose("sales_lead"), who=who)
        scene.owner = who
        return
    scene.moved("held", because="budget", until=scene.moment(14))
    scene.at = min(scene.at + timedelta(minutes=50), scene.world.now)
    scene.moved("resumed", note=scene.say("resumed"))


def _end(scene: Scene, ending: str, clock: datetime) -> None:
    random = scene.random
    if ending in ("lost", "asleep"):
        scene.reach(clock + timedelta(days=2))
    if ending == "lost":
        reason = random.choice(("price", "competitor", "no_budget", "timing", "no_contact"))
        scene.moved("closed", because=reason, note=scene.say("lost"), **{"as": "lost"})
    elif ending == "asleep":
        scene.moved("nurtured", because=scene.say("asleep"), review=scene.day(90))
    elif ending == "held":
        who = scene.whose("sales_lead") if scene.going.holds else None
        until = scene.moment(random.randrange(13, 28))
        scene.moved("held", by=who, because=random.choice(("budget", "customer")), until=until)
    elif ending == "late":
        if scene.going.plan is None and random.random() < 0.3:
            scene.moved("planned", text=scene.say("plan"), when=scene.moment(2))
    elif ending == "active":
        scene.keep_reports(scene.world.now)
        if random.random() < 0.3:
            scene.moved("planned", text=scene.say("plan"), when=scene.moment(random.randrange(5, 12)))
