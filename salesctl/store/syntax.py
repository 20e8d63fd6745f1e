"""What a person should hear when a text is no YAML: one problem, with the place, in terms of what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from salesctl.core.problems import Place, Problem
from salesctl.store.fullwidth import correct, problem_at
from salesctl.store.parsers import YamlError

#: What a parser says (either of ours), and what it means; the first that fits.
_MEANINGS = (
    (r"tag", "yaml.tag"),
    (r"directive", "yaml.directive"),
    (r"alias", "yaml.alias"),
    (r"anchor", "yaml.anchor"),
    (r"escape|hexdecimal|hexadecimal", "yaml.bad_escape"),
    (r"quoted scalar.*(end of stream|document separator|document indicator)", "yaml.open_quote"),
    (r"expected ',' or|flow (node|mapping|sequence).*(expected|found)", "yaml.open_bracket"),
    (r"block scalar", "yaml.block_text"),
    (r"mapping values are not allowed", "yaml.colon_in_text"),
    (r"cannot start any token", "yaml.bad_start"),
    (r"simple key|expected ':'", "yaml.no_colon"),
    (r"sequence entries|mapping keys|expected key|expected '-'|block end|indentation|document start", "yaml.indent"),
)

#: `name: *x` at the end of what was read: whatever follows can't belong to it.
_NAMED = re.compile(r"(?:^|[:\-,\[{]) *(\*[^\s,\[\]{}]+)\s+$")
_BLAMED_ON_START = {
    "yaml.open_quote", "yaml.open_bracket", "yaml.no_colon", "yaml.tag", "yaml.alias", "yaml.anchor"
}  # fmt: skip


def explain(error: YamlError, text: str, file: str, attempt: Callable[[str], YamlError | None]) -> Problem:
    """One problem for a parser's error. ``attempt`` parses a changed text and gives the error that is left."""
    lines = text.split("\n")
    tab = next((line for line in _near(error, lines) if "\t" in _indent(lines[line - 1])), None)
    if tab is not None:
        return Problem("yaml.tab_indent", {}, Place(file, tab, lines[tab - 1].index("\t") + 1))
    return _fullwidth(error, lines, file, attempt) or _meaning(error, lines, file)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _fullwidth(
    error: YamlError, lines: list[str], file: str, attempt: Callable[[str], YamlError | None]
) -> Problem | None:
    """Blamed on full-width punctuation only when correcting it makes the error go away or move on."""
    for line in _near(error, lines):
        found = correct(lines[line - 1])
        if found is None:
            continue
        left = attempt("\n".join([*lines[: line - 1], found.fixed, *lines[line:]]))
        if left is None or left.line > max(error.line, line):
            return problem_at(line, lines, file)
    return None


def _near(error: YamlError, lines: list[str]) -> list[int]:
    """Lines that may be at fault, from 1: where the parser stopped, where its construct began, the one before."""
    stopped = min(max(error.line, 1), len(lines))
    before = next((at for at in range(stopped - 1, 0, -1) if lines[at - 1].strip()), stopped)
    start = min(error.start[0], len(lines)) if error.start else stopped
    return list(dict.fromkeys((stopped, start, before)))


def _meaning(error: YamlError, lines: list[str], file: str) -> Problem:
    said = f"{error.context} {error.problem}"
    code = next((code for pattern, code in _MEANINGS if re.search(pattern, said)), "yaml.syntax")
    line, column = error.line, error.column
    if code in _BLAMED_ON_START and error.start:
        line, column = error.start
    line = min(line, len(lines))
    shown = lines[line - 1]
    params = {"text": shown.strip()[:80], "char": shown[column - 1 : column]}
    named = _NAMED.search(shown[: column - 1]) if code == "yaml.indent" else None
    if named:
        code, column = "yaml.alias", named.start(1) + 1
    elif code == "yaml.indent" and re.search(r"[\"'\]}]\s*$", shown[: column - 1]):
        code = "yaml.after_quote"
    if code in ("yaml.tag", "yaml.alias", "yaml.anchor"):
        first = (shown[column - 1 :].split() or [""])[0][:40]
        params = {"tag": first, "name": first[1:]}
    return Problem(code, params, Place(file, line, column))
