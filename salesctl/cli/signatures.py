"""What Typer asks ``inspect`` about a command's function, answered without it for the plain functions of this program.

``inspect`` reads source code, byte code and syntax trees, and brings the modules for that; a signature needs none of
them. For whatever is not plain, ``inspect`` is imported and asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, Final, get_type_hints

_MORE: Final = 0x0C
"""The flags of a function that takes ``*words`` or ``**options``."""


class Parameter:
    """One parameter of a function, as far as Typer looks at it."""

    empty: Final = type("empty", (), {})

    def __init__(self, name: str, default: Any, annotation: Any) -> None:
        self.name, self.default, self.annotation = name, default, annotation


class Signature:
    """The parameters of a function in their order."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters


def signature(function: Callable[..., Any], *, eval_str: bool = False) -> Signature:
    """The parameters of a function, their annotations always as objects."""
    if isinstance(function, FunctionType) and _is_plain(function):
        return Signature(_parameters(function))
    return _inspected(function, eval_str=eval_str)


def getdoc(thing: Any) -> str | None:
    """A function's docstring; what stands on one line needs no straightening."""
    told = getattr(thing, "__doc__", None)
    if isinstance(thing, FunctionType) and (told is None or _is_straight(told)):
        return told
    import inspect

    return inspect.getdoc(thing)


def cleandoc(told: str) -> str:
    """A docstring without its indentation."""
    if _is_straight(told):
        return told
    import inspect

    return inspect.cleandoc(told)


def isfunction(thing: Any) -> bool:
    """Whether it was made by ``def`` or ``lambda``."""
    return isinstance(thing, FunctionType)


def _is_straight(told: str) -> bool:
    return told == told.strip() and "\n" not in told and "\t" not in told


def _is_plain(function: FunctionType) -> bool:
    code = function.__code__
    return not (code.co_flags & _MORE or code.co_posonlyargcount or vars(function))


def _parameters(function: FunctionType) -> dict[str, Parameter]:
    code, annotations = function.__code__, get_type_hints(function, include_extras=True)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = dict(zip(reversed(names[: code.co_argcount]), reversed(function.__defaults__ or ()), strict=False))
    defaults.update(function.__kwdefaults__ or {})
    # Typer reads them once more: objects need no second evaluation.
    function.__annotations__.update(annotations)
    empty = Parameter.empty
    return {name: Parameter(name, defaults.get(name, empty), annotations.get(name, empty)) for name in names}


def _inspected(function: Callable[..., Any], *, eval_str: bool) -> Signature:
    import inspect

    found = inspect.signature(function, eval_str=eval_str).parameters.values()
    return Signature({one.name: Parameter(one.name, _ours(one.default), _ours(one.annotation)) for one in found})


def _ours(value: Any) -> Any:
    import inspect

    return Parameter.empty if value is inspect.Parameter.empty else value
