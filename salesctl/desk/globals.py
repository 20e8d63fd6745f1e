"""What every command is told: the options that may stand before or after it, and the environment behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from salesctl.core.problems import Broken, Problem
from salesctl.desk.words import sorted_out
from salesctl.i18n import LANGUAGES, Language, from_environment


class Globals(Struct, frozen=True):
    """The same for every command. Folder, moment and user are as typed: the desk reads them.

    ``color`` is None where nobody asked: then a terminal decides.
    """

    folder: str | None = None
    home: str | None = None
    """The workspace where no folder upward is one (``SALESCTL_HOME``)."""
    now: str | None = None
    user: str | None = None
    lang: Language = "en"
    lang_asked: bool = False
    json: bool = False
    color: bool | None = None
    help: bool = False
    version: bool = False


def separate(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Globals, list[str]]:
    """The global options of a command line, wherever they stand before ``--``, and everything else in its order.

    An option wins over the environment, the last of two equal options over the first. Raises Broken (exit code 2).
    """
    words = sorted_out(arguments)
    if words.missing is not None:
        raise Broken(Problem("usage.value_missing", {"option": words.missing}), exit_code=2)
    values, flags = words.values, words.flags
    lang = values.get("lang") or environment.get("SALESCTL_LANG") or None
    if lang is not None and lang not in LANGUAGES:
        source = "--lang" if values.get("lang") else "SALESCTL_LANG"
        problem = Problem("usage.not_a_language", {"value": lang, "source": source, "choices": LANGUAGES})
        raise Broken(problem, exit_code=2)
    globals_ = Globals(
        folder=values.get("folder") or None,
        home=environment.get("SALESCTL_HOME") or None,
        now=values.get("now") or environment.get("SALESCTL_NOW") or None,
        user=values.get("user") or environment.get("SALESCTL_USER") or None,
        lang=_language(lang, environment),
        lang_asked="lang" in values,
        json="json" in flags,
        color=False if "no_color" in flags else None,
        help="help" in flags,
        version="version" in flags,
    )
    return globals_, words.rest


def _language(lang: str | None, environment: Mapping[str, str]) -> Language:
    for known in LANGUAGES:
        if lang == known:
            return known
    return from_environment(environment)
