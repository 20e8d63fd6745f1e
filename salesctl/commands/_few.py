"""Of many findings alike only some are worth a person's time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from salesctl.core.problems import Problem
from salesctl.i18n import say
from salesctl.render import console, problems

FEW = 5
"""So many of one kind are shown; with --json all of them are there."""
Tell = Callable[..., None]


def few_of_each(found: Iterable[Problem], tell: Tell) -> None:
    """Tell a few problems of each kind, in their order, and how many more there are."""
    kinds: dict[str, list[Problem]] = {}
    for one in found:
        kinds.setdefault(one.code, []).append(one)
    for alike in kinds.values():
        for one in alike[:FEW]:
            tell(*problems.parts(one))
        if len(alike) > FEW:
            tell(console.Styled(f"  {say('check.more', count=len(alike) - FEW)}", "dim"))
