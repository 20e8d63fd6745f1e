"""The words of a command line, sorted into global options and the rest: needed before anything is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Without `Final`: importing typing takes longer than all that is done here.
_VALUED: Mapping[str, str] = {"-C": "folder", "--now": "now", "--user": "user", "--lang": "lang"}
_FLAGS: Mapping[str, str] = {
    "--json": "json",
    "--no-color": "no_color",
    "--help": "help",
    "-h": "help",
    "--version": "version",
}
NAMES = (*_VALUED, *_FLAGS)


class Words:
    """Global options with their values, those without, the other words in their order, and the option that lacks its
    value.
    """

    __slots__ = ("flags", "missing", "rest", "values")

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.flags: set[str] = set()
        self.rest: list[str] = []
        self.missing: str | None = None


def sorted_out(arguments: Sequence[str]) -> Words:
    """The words of a line, wherever its options stand before ``--``; the last of two equal options wins."""
    found = Words()
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            found.rest += [word, *words]
        elif word in _FLAGS:
            found.flags.add(_FLAGS[word])
        elif word in _VALUED:
            following = next(words, None)
            if following is None:
                found.missing = word
            else:
                found.values[_VALUED[word]] = following
        elif equals and name in _VALUED:
            found.values[_VALUED[name]] = value
        elif word.startswith("-C") and not word.startswith("--"):
            found.values["folder"] = word[2:]
        else:
            found.rest.append(word)
    return found
