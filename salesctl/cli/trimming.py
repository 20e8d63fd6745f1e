"""Typer and msgspec imported without the modules that only their corners use; these come when a corner is entered.

Half of the time of such an import goes into modules for which a run that succeeds has no use: opening a browser
(``subprocess``, ``platform``, ``shutil``), showing a traceback (``traceback``), naming what is near (``difflib``),
translating (``gettext``), detecting the shell (``shellingham``), reading source code (``inspect``). While the two are
imported, and only then, something stands in the place of each that imports it when it is used. Neither library is
changed, and both do what they did. Where anything is odd, they are imported in the common way.
"""

from __future__ import annotations

import _thread
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Final, cast

from salesctl.cli import signatures

LATER: Final[Mapping[str, tuple[str, ...]]] = {
    "difflib": ("get_close_matches",),
    "gettext": ("gettext",),
    "inspect": (),
    "platform": (),
    "shellingham": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "textwrap": (),
    "threading": (),
    "traceback": ("FrameSummary", "StackSummary"),
    # How pathlib writes a path as an address.
    "urllib": (),
    "urllib.parse": ("quote_from_bytes",),
}
"""The modules that wait, and what is taken out of them by name meanwhile."""
BARRED: Final = "typing_extensions"
"""msgspec takes from it, where it is there, what the typing of Python 3.11 has too."""
WANTED: Final = ("msgspec", "typer.core")

_INSPECT: Final = ("Parameter", "signature", "getdoc", "cleandoc", "isfunction")


def import_libraries(*wanted: str) -> None:
    """Import these, else both, the cheap way where it goes."""
    missing = [name for name in wanted or WANTED if name not in sys.modules]
    if not missing:
        return
    standing = _stand_in()
    modules: dict[str, ModuleType | None] = {**standing}
    if BARRED not in sys.modules:
        # How Python notes that a module can't be had.
        modules[BARRED] = None
    cast("dict[str, ModuleType | None]", sys.modules).update(modules)
    try:
        for name in missing:
            import_module(name)
    except Exception:  # noqa: BLE001  the next import is the common one, and says what is wrong
        _forget({"pathlib", *(name.partition(".")[0] for name in missing)})
    finally:
        for name, module in modules.items():
            if sys.modules.get(name, sys) is module:
                del sys.modules[name]


def _stand_in() -> dict[str, _Later]:
    standing = {name: _Later(name) for name in LATER if name not in sys.modules}
    for name, module in standing.items():
        vars(module).update({one: _Taken(module, one) for one in LATER[name]})
        vars(module).update(_ready(name))
    return standing


def _ready(name: str) -> dict[str, Any]:
    """What is used of a module already while the two are imported, or in every run: the same without the module."""
    match name:
        case "inspect":
            return {one: vars(signatures)[one] for one in _INSPECT}
        case "threading":
            return {"local": vars(_thread)["_local"]}
        case "platform" if hasattr(os, "uname"):
            return {"system": lambda: os.uname().sysname}
    return {}


def _forget(packages: set[str]) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]


class _Later(ModuleType):
    """Stands for a module that is imported when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        """What the module itself has by that name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.itself(), name)

    def itself(self) -> ModuleType:
        """The module, from now on also for whoever imports it."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


class _Taken:
    """Stands for a function or a class of a module that is imported when it is called or looked at."""

    def __init__(self, module: _Later, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return getattr(self._module.itself(), self._name)(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._module.itself(), self._name), name)
