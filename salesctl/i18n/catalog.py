"""From a code to its sentence. Catalogs: plain dicts in ``i18n/<language>/<subject>.py``, imported when needed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from salesctl.core.problems import Failure, Problem
from salesctl.i18n.choice import Language, language

_HOLE = r"\{(\w+)(?::(\w+)|\|([^|{}]*)\|([^|{}]*))?\}"


def say(code: str, /, **params: Any) -> str:
    """The sentence of ``code`` in the spoken language; a code without a sentence is shown as it is."""
    sentence = _sentence(language(), code)
    return code if sentence is None else _fill(sentence, params)


def has(code: str) -> bool:
    """Whether the spoken language has a sentence for ``code``."""
    return _sentence(language(), code) is not None


def text(words: str | Mapping[str, str]) -> str:
    """A playbook's own text in the spoken language, else in the language it has."""
    if isinstance(words, str):
        return words
    for key in (language(), ""):
        if key in words:
            return words[key]
    return next(iter(words.values()), "")


def problem_text(problem: Problem) -> tuple[str, str]:
    """What is wrong and why, and what to do next, in the spoken language. The second may be empty."""
    found = _problem(language(), problem.code)
    if found is None:
        from salesctl.i18n.forms import shown

        return f"{problem.code} {shown(dict(problem.params))}", ""
    message, remedy = found
    return _fill(message, problem.params), _fill(remedy, problem.params)


def subjects(chosen: Language) -> tuple[str, ...]:
    """The names of the catalog modules of a language."""
    names = os.listdir(os.path.join(os.path.dirname(__file__), chosen))  # noqa: PTH118, PTH120, PTH208  pathlib costs
    return tuple(sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and name != "__init__.py"))


def _fill(sentence: str, params: Mapping[str, Any]) -> str:
    """Replace ``{name}``, ``{name:hint}`` and ``{count|one|many}``. ``str.format`` would run what a name says."""
    if "{" not in sentence:
        return sentence
    from salesctl.i18n.forms import shown

    def replace(hole: re.Match[str]) -> str:
        name, hint, one, many = hole.groups()
        if name not in params:
            return hole.group()
        if many is not None:
            return one if params[name] == 1 else many
        value = params[name]
        return _why(value) if isinstance(value, Failure) else shown(value, hint or "")

    return re.sub(_HOLE, replace, sentence)


def _why(failure: Failure) -> str:
    """The system's reason in the spoken language; for a rare one the system's own words."""
    return _sentence(language(), f"system.{failure.name}") or failure.words


def _sentence(chosen: Language, code: str) -> str | None:
    for subject in _likely(chosen, code):
        found: str | None = _entries(chosen, subject, "SENTENCES").get(code)
        if found is not None:
            return found
    return None


def _problem(chosen: Language, code: str) -> tuple[str, str] | None:
    for subject in _likely(chosen, code):
        found: tuple[str, str] | None = _entries(chosen, subject, "PROBLEMS").get(code)
        if found is not None:
            return found
    return None


@cache
def _likely(chosen: Language, code: str) -> tuple[str, ...]:
    """Every subject, the likely ones first: `help.lead_add.channel` may stand in help.py or in lead.py."""
    first, _, rest = code.partition(".")
    names = _subjects(chosen)
    likely = [name for name in (first, re.split(r"[._]", rest, maxsplit=1)[0]) if name in names]
    return (*likely, *(name for name in names if name not in likely))


_subjects = cache(subjects)


@cache
def _module(chosen: Language, subject: str) -> ModuleType:
    return import_module(f"salesctl.i18n.{chosen}.{subject}")


def _entries(chosen: Language, subject: str, kind: str) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = getattr(_module(chosen, subject), kind, {})
    return entries
