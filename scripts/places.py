"""What the places of each command take, as a module that the Tab key reads instead of importing the command."""

from __future__ import annotations

from typing import Any

from salesctl.cli.finding import root
from salesctl.cli.listing import paths
from salesctl.cli.signatures import signature
from salesctl.commands import _completing

HEAD = '''"""Made by ``python scripts/pages.py`` from the commands: what their arguments take, in their order.

A word names a function of ``salesctl/commands/_completing.py``; "" takes what no list knows, "…" may be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
'''


def page() -> str:
    """The module's text."""
    found = {" ".join(path): _kinds(path) for path in paths()}
    lines = [f'    "{path}": ({_listed(kinds)}),' for path, kinds in found.items() if kinds]
    return HEAD + "\n".join(lines) + "\n}\n"


def _kinds(path: tuple[str, ...]) -> list[str]:
    command: Any = root()
    for word in path:
        command = command.get_command(None, word)
    if hasattr(command, "package"):
        return []
    return [
        _kind(command.callback, param) + ("…" if param.nargs == -1 else "")
        for param in command.params
        if param.param_type_name == "argument"
    ]


def _kind(callback: Any, param: Any) -> str:
    """The name of what completes it; "?" where that is known only to the command itself."""
    annotation = signature(callback.__wrapped__).parameters[param.name].annotation
    told = [one.autocompletion for one in getattr(annotation, "__metadata__", ()) if hasattr(one, "autocompletion")]
    if not told or told[0] is None:
        return ""
    return str(told[0].__name__) if told[0].__module__ == _completing.__name__ else "?"


def _listed(kinds: list[str]) -> str:
    return ", ".join(f'"{kind}"' for kind in kinds) + ("," if len(kinds) == 1 else "")
