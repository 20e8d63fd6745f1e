"""What a typed name means: ids, ends of ids, labels in either language, and unambiguous parts of labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salesctl.core.choosing import is_part, offered
from salesctl.core.folding import fold
from salesctl.core.near import near
from salesctl.core.playbook import Playbook, Text
from salesctl.core.problems import Broken, Problem
from salesctl.core.team import Team

_LONGEST_NUMBER = 9


def matches(wanted: str, names: Mapping[str, Text | str]) -> tuple[str, ...]:
    """The ids that a text can mean, by the strictest reading that fits any.

    The readings: the id, the end of a dotted id, a label, a part of a label or id.
    """
    if wanted in names:
        return (wanted,)
    plain = fold(wanted)
    if not plain:
        return ()
    ids = {name: fold(name) for name in names}
    labels = {name: tuple(fold(one) for one in _labels(text)) for name, text in names.items()}
    readings: tuple[Callable[[str], bool], ...] = (
        lambda name: plain == ids[name],
        lambda name: ids[name].endswith("." + plain),
        lambda name: plain in labels[name],
        lambda name: any(is_part(plain, one) for one in (ids[name], *labels[name])),
    )
    for fits in readings:
        found = tuple(filter(fits, names))
        if found:
            return found
    return ()


def one_of(wanted: str, names: Mapping[str, Text | str], kind: str, exit_code: int = 2) -> str:
    """The id meant. Raises Broken with the candidates (``name.ambiguous``) or the nearest name (``name.unknown_*``)."""
    found = matches(wanted, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise Broken(
            Problem(
                "name.ambiguous",
                {"kind": kind, "name": wanted, "candidates": offered({one: names[one] for one in found})},
            ),
            exit_code=exit_code,
        )
    known = {fold(words): name for name, text in names.items() for words in _spellings(name, text)}
    close = near(fold(wanted), known)
    params = {"kind": kind, "name": wanted, "near": known[close[0]] if close else "", "candidates": offered(names)}
    raise Broken(Problem("name.unknown_near" if close else "name.unknown", params), exit_code=exit_code)


def step_names(playbook: Playbook, *, also: bool = True) -> Mapping[str, Text]:
    """Every step; with ``also``, duties and whenevers too, which ``done`` takes as well."""
    names: dict[str, Text] = {step.id: step.title for step in playbook.steps.values()}
    if also:
        names |= {duty.id: duty.title for duty in playbook.duties.values()}
        names |= {whenever.id: whenever.title for whenever in playbook.whenevers.values()}
    return names


def read_step(
    playbook: Playbook, wanted: str, stage: str | None = None, *, also: bool = True
) -> tuple[str, int | None]:
    """The step meant, and the number behind a stroke: ``change_order/2``. Of several, the only one of ``stage``."""
    name, stroke, number = wanted.partition("/")
    if stroke and (not number.isdecimal() or len(number) > _LONGEST_NUMBER):
        raise Broken(Problem("name.not_a_number", {"name": wanted}), exit_code=2)
    names = step_names(playbook, also=also)
    found = matches(name, names)
    here = [one for one in found if _stage_of(playbook, one) == stage]
    chosen = here[0] if len(here) == 1 else one_of(name, names, "step")
    return chosen, int(number) if stroke else None


def read_stage(playbook: Playbook, wanted: str) -> str:
    """The stage's id. Raises Broken (exit code 2) as ``one_of`` does."""
    return one_of(wanted, {stage.id: stage.title for stage in playbook.stages.values()}, "stage")


def read_role(playbook: Playbook, wanted: str) -> str:
    """The role's id. Raises Broken (exit code 2) as ``one_of`` does."""
    return one_of(wanted, {role.id: role.title for role in playbook.roles.values()}, "role")


def read_grade(playbook: Playbook, wanted: str) -> str:
    """The grade's id; one that is typed exactly is never ambiguous. Raises Broken (exit code 2) as ``one_of`` does."""
    folded = {fold(name): name for name in playbook.grades}
    if fold(wanted) in folded:
        return folded[fold(wanted)]
    return one_of(wanted, {grade.id: grade.title for grade in playbook.grades.values()}, "grade")


def read_reason(playbook: Playbook, move: str, wanted: str | None) -> str | None:
    """The reason's id where the playbook lists reasons; the words themselves where it does not."""
    reasons = playbook.moves[move].reasons if move in playbook.moves else {}
    return one_of(wanted, reasons, "reason") if wanted and reasons else wanted


def read_person(team: Team, wanted: str) -> str:
    """The id of somebody in the team. Raises Broken (exit code 2) as ``one_of`` does."""
    return one_of(wanted, {person.id: person.name or person.id for person in team.people.values()}, "person")


def _stage_of(playbook: Playbook, name: str) -> str | None:
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers.get(name)
    return entry.stage if entry else None


def _spellings(name: str, text: Text | str) -> tuple[str, ...]:
    return (name, name.rpartition(".")[2], *_labels(text))


def _labels(text: Text | str) -> tuple[str, ...]:
    return tuple(text.values()) if isinstance(text, Mapping) else (text,)
