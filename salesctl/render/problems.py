"""The one way a problem is shown: where, what and why, what to do, and a command that can be pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from salesctl.core.problems import Failure, Problem, Severity
from salesctl.i18n import problem_text, say
from salesctl.render import console
from salesctl.render.clean import clean
from salesctl.render.console import Style, Styled

_STYLES: Final[dict[Severity, Style]] = {"error": "bold red", "warn": "yellow", "info": "cyan"}


def show(problems: Iterable[Problem]) -> None:
    """Say each problem on stderr."""
    for problem in problems:
        console.talk(*parts(problem))


def refuse(problems: Iterable[Problem]) -> None:
    """End a run that cannot go on: for a program one JSON object on stdout, for a person the problems on stderr."""
    if console.screen.json:
        from salesctl.render import json

        json.show({"ok": False, "problems": [as_json(problem) for problem in problems]})
    else:
        show(problems)


def parts(problem: Problem) -> list[str | Styled]:
    """The lines of one problem, ready for `console.result` or `console.talk`."""
    message, remedy = _sentences(problem)
    where = f"{clean(str(problem.where))}: " if problem.where and str(problem.where) else ""
    out: list[str | Styled] = [
        Styled(say(f"render.severity.{problem.severity}"), _STYLES[problem.severity]),
        f" {where}{message}",
    ]
    if remedy:
        out.append(f"\n  {remedy}")
    if problem.command:
        out += ["\n    ", Styled(console.pasteable(problem.command), "bold")]
    return out


def as_json(problem: Problem) -> dict[str, Any]:
    """PROBLEM as the command line promises it, with the severity and the command beside."""
    message, remedy = _sentences(problem)
    command = console.pasteable(problem.command) if problem.command else None
    return {
        "code": problem.code,
        "message": message,
        "where": str(problem.where) or None if problem.where else None,
        "remedy": " ".join(part for part in (remedy, command) if part) or None,
        "command": command,
        "severity": problem.severity,
    }


def _sentences(problem: Problem) -> tuple[str, str]:
    """Parameters are cleaned as lines: a name with a newline in it must not look like a problem of its own."""
    return problem_text(replace(problem, params={key: _line(value) for key, value in problem.params.items()}))


def _line(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Failure):
        return Failure(value.name, clean(value.words))
    if isinstance(value, Mapping):
        return {key: _line(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_line(one) for one in value)
    return value
