"""What a playbook says that can't be meant: ``error`` for what can't work, ``warn`` and ``info`` for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesctl.core.linting.duties import duties
from salesctl.core.linting.forms import forms, sources
from salesctl.core.linting.graph import Graph
from salesctl.core.linting.loops import clocks, rounds, targets
from salesctl.core.linting.paths import circles, reach, steps, ways_out
from salesctl.core.linting.usage import unfilled, unused
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Place, Problem

__all__ = ["faults", "lint"]


def lint(
    playbook: Playbook, filled_roles: frozenset[str] | None = None, places: Mapping[str, Place] | None = None
) -> tuple[Problem, ...]:
    """Everything that looks wrong, the errors first. ``filled_roles``: those that somebody in the team has; None when
    nobody asks. ``places``: where the elements stand, by paths such as ``steps/needs.report/due``.
    """
    places = places or {}
    graph = Graph(playbook)
    found = list(faults(playbook, places))
    if not found:
        found += [*clocks(graph, places), *rounds(graph, places), *sources(graph, places)]
    found += [*unused(playbook, places), *unfilled(playbook, filled_roles, places)]
    severity = ("error", "warn", "info")
    return tuple(sorted(found, key=lambda one: severity.index(one.severity)))


def faults(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """The errors alone: with one of these a deal could not be led through the playbook."""
    graph = Graph(playbook)
    yield from circles(graph, places)
    yield from reach(graph, places)
    yield from steps(playbook, places)
    yield from ways_out(playbook, places)
    yield from targets(graph, places)
    yield from duties(playbook, places)
    yield from forms(playbook, places)
