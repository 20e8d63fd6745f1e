"""What the Tab key is told on a plain line, without Typer: names of commands, and what a place of a command takes.

Bash, zsh and fish ask after every Tab, so the answer must come before one notices. A line with quotes, with options
other than `-C FOLDER` or anything else that needs a parser is left to Typer; where this module answers, it answers what
Typer would.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from salesctl.cli import COMPLETION
from salesctl.cli.listing import ROOT, entries, names
from salesctl.cli.places import PLACES

_ASKED: Final = {"customer": "customers", "step": "steps", "stage": "stages", "role": "roles", "person": "people"}
Offers = list[tuple[str, str]]


def answer(environment: Mapping[str, str]) -> int | None:
    """Print what a shell asks for; the exit code, or None where the line is not plain and nothing was printed."""
    try:
        line = _line(environment)
        offers = None if line is None else _offers(*line, environment)
        written = None if offers is None else _written(offers, environment)
    except Exception:  # noqa: BLE001  Typer's way also knows what to do with what is broken
        return None
    if written is None:
        return None
    page, code = written
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(page)
    return code


def _line(environment: Mapping[str, str]) -> tuple[list[str], str] | None:
    """The whole words after the program's name, and the one that was begun."""
    in_bash = environment[COMPLETION] == "complete_bash"
    typed = environment.get("COMP_WORDS" if in_bash else "_TYPER_COMPLETE_ARGS", "")
    typed = typed.replace("\n", " ") if in_bash else typed
    words = typed.split(" ")
    if not typed.isprintable() or {*typed} & {*"\\'\""}:
        return None
    words = [word for word in words if word]
    at = environment.get("COMP_CWORD", "") if in_bash else str(len(words) - (not typed.endswith(" ")))
    if not at.isdecimal() or not 0 < int(at) <= len(words):
        return None
    whole, begun = _elsewhere(words[1 : int(at)]), "".join(words[int(at) : int(at) + 1])
    return (
        None if any(word.startswith(("-", "=")) for word in (*whole, begun, *words[int(at) + 1 :])) else (whole, begun)
    )


def _elsewhere(words: list[str]) -> list[str]:
    """The words without the folder that the line is about, wherever it is named."""
    rest: list[str] = []
    left = iter(words)
    for word in left:
        value = next(left, None) if word == "-C" else None
        if value is None:
            rest.append(word)
        elif value.startswith("-"):
            return words
    return rest


def _offers(words: list[str], begun: str, environment: Mapping[str, str]) -> Offers | None:
    package, path = ROOT, ""
    for depth, word in enumerate(words, start=1):
        here = dict(entries(package))
        if word not in here:
            return None
        path = f"{path} {word}".strip()
        inner = here[word]
        if inner is None:
            return _values(path, len(words) - depth, begun, environment)
        package = inner
    return [(name, "") for name in names(package) if name.startswith(begun)]


def _values(path: str, at: int, begun: str, environment: Mapping[str, str]) -> Offers | None:
    places = PLACES.get(path, ())
    kind = places[min(at, len(places) - 1)] if places else ""
    if at >= len(places) and not kind.endswith("…"):
        return None
    ask = _ASKED.get(kind.rstrip("…"))
    if ask is None:
        return None
    from salesctl.cli.trimming import import_libraries

    import_libraries("msgspec", "pathlib")
    from salesctl.core.problems import Broken
    from salesctl.desk import completing
    from salesctl.desk.globals import separate

    try:
        globals_, _ = separate([], environment)
    except Broken:
        return None
    return completing.offered(vars(completing)[ask], globals_, begun)


def _written(offers: Offers, environment: Mapping[str, str]) -> tuple[str, int] | None:
    """As the scripts that Typer installs in the shells expect it."""
    match environment[COMPLETION].removeprefix("complete_"), environment.get("_TYPER_COMPLETE_FISH_ACTION"):
        case "bash", _:
            return "\n".join(word for word, _ in offers) + "\n", 0
        case "zsh", _:
            listed = "\n".join(f'"{word}":"{meaning}"' if meaning else f'"{word}"' for word, meaning in offers)
            return (f"_arguments '*: :(({listed}))'\n" if offers else "_files\n"), 0
        case "fish", "get-args":
            return "\n".join(f"{word}\t{meaning}" if meaning else word for word, meaning in offers) + "\n", 0
        case "fish", "is-args":
            return "", int(not offers)
    return None
