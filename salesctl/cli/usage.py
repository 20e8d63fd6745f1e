"""Typer's complaints about a command line, as problems of ours: both languages, JSON, the same look."""

from __future__ import annotations

import re
from typing import Any

from typer import TyperException

from salesctl.core.problems import Problem
from salesctl.i18n import has, say

_LIKE_AN_OPTION = re.compile("--?[A-Za-z]")


def problem_of(error: TyperException) -> Problem:
    """The problem that says the same as the exception. By name: Typer keeps these classes in a private module."""
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else "salesctl"
    command = " ".join([*path.split()[1:], "--help"])
    option = str(getattr(error, "option_name", ""))
    match type(error).__name__:
        case "NoSuchOption":
            return _no_such_option(option, context, path, command)
        case "MissingParameter":
            return Problem("usage.missing", {"what": _named(error), "path": path}, command=command)
        case "BadParameter":
            params = {"what": _named(error), "expected": _expected(error)}
            return Problem("usage.bad_value", params, command=command)
        case "BadOptionUsage" if "does not take" in error.message:
            return Problem("usage.no_value_wanted", {"option": option}, command=command)
        case "BadOptionUsage" if (shape := _shape(option, context)) is not None:
            return Problem("usage.values_missing", {"option": option, "shape": shape}, command=command)
        case "BadOptionUsage":
            return Problem("usage.value_missing", {"option": option}, command=command)
        case _:
            return Problem("usage.other", {"message": error.format_message(), "path": path}, command=command)


def _shape(option: str, context: Any) -> str | None:
    """How the values of an option that takes several are written; None where it takes one."""
    for param in context.command.params if context else ():
        if option in param.opts and param.nargs > 1:
            return str(param.metavar or param.name)
    return None


def _no_such_option(option: str, context: Any, path: str, command: str) -> Problem:
    from difflib import get_close_matches

    from salesctl.desk.words import NAMES

    if not _LIKE_AN_OPTION.match(option):
        return Problem("usage.hyphen", {"text": option, "path": path}, command=command)
    params = context.command.params if context else ()
    known = {*NAMES, *(name for param in params for name in param.opts)}
    near = get_close_matches(option, sorted(known), n=1, cutoff=0.7)
    if near:
        return Problem("usage.no_such_option_near", {"option": option, "near": near[0], "path": path}, command=command)
    return Problem("usage.no_such_option", {"option": option, "path": path}, command=command)


def _named(error: Any) -> str:
    """The option as one types it, or the argument as the help calls it."""
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.human_readable_name).upper()


def _expected(error: Any) -> str:
    """What the value has to be: one of the choices, or a kind of value, in the spoken language."""
    kind = getattr(error.param, "type", None)
    choices = getattr(kind, "choices", None)
    if choices:
        return ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
    code = f"usage.expected.{str(getattr(kind, 'name', '')).replace(' ', '_')}"
    return say(code) if has(code) else str(error.message)
