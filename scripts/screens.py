"""Pictures of the terminal: what the program really writes about the sample customers, at one fixed moment."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final
from unittest.mock import patch

from drawing import drawn
from running import plain_environment

from salesctl.cli import main

NOW: Final = "2026-03-12T10:00"
COLUMNS: Final = 112
_PEOPLE: Final = {"en": ("amy.wang", "Amy Wang"), "zh": ("wang.lei", "王磊")}
_SHOWN: Final = {
    "next": {"en": ["next"], "zh": ["next"]},
    "overdue": {"en": ["overdue"], "zh": ["overdue"]},
    "show": {"en": ["show", "Hengrui"], "zh": ["show", "恒锐"]},
}


def pictures() -> dict[str, Callable[[], str]]:
    """Each picture by its path from the project's folder."""
    return {
        f"docs/pictures/{name}.{lang}.svg": lambda name=name, lang=lang: _picture(name, lang)  # type: ignore[misc]
        for name in _SHOWN
        for lang in _PEOPLE
    }


def _picture(name: str, lang: str) -> str:
    return drawn(f"salesctl {' '.join(_SHOWN[name][lang])}", _screens(lang)[name], COLUMNS)


@cache
def _screens(lang: str) -> dict[str, str]:
    """What each command writes to a terminal, with its colours."""
    who, name = _PEOPLE[lang]
    told = ["--lang", lang, "--now", NOW, "--user", who]
    with tempfile.TemporaryDirectory() as folder, plain_environment(COLUMNS), _same_ids(), contextlib.chdir(folder):
        _said(["init", "demo", "--demo", "--no-git", *told])
        os.chdir(Path(folder, "demo"))
        _said(["team", "add", who, "--name", name, *told])
        return {shown: _said([*words[lang], *told]) for shown, words in _SHOWN.items()}


def _said(words: list[str]) -> str:
    out, err = _Terminal(), _Terminal()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    if code:
        raise RuntimeError(f"{' '.join(words)} ends with {code}: {err.getvalue()}")
    return out.getvalue()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextlib.contextmanager
def _same_ids() -> Iterator[None]:
    """Customers get the same ids each time, or every picture would differ from the one before."""
    numbers = count(1)
    with patch("salesctl.desk.demo.playing.new_record_id", lambda: f"{next(numbers) * 7919 % 10000:04d}kmqx"):
        yield
