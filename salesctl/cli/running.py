"""One run: options, language and streams first, then the command, then its answer as an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO, cast

from salesctl import __version__
from salesctl.cli import COMPLETION
from salesctl.core.problems import Broken, Problem, Refused
from salesctl.desk.globals import Globals, separate
from salesctl.i18n import from_environment, use
from salesctl.render import console

PROGRAM: Final = "salesctl"


def run(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command line to its exit code; every way of failing ends here."""
    use(from_environment(environment))
    console.configure(json="--json" in words)
    _make_safe()
    try:
        globals_, rest = separate([_as_text(word) for word in words], environment)
        use(globals_.lang)
        console.configure(json=globals_.json, color=globals_.color, program=_program(globals_))
        if globals_.json:
            _make_utf8(sys.stdout)
        code = _version(globals_) if globals_.version else _settled(_called(globals_, rest, environment))
        console.flush()
    except BaseException as error:  # noqa: BLE001  the last line of defence: nobody above shows anything better
        from salesctl.cli.failing import fail

        return fail(error, words)
    return code


def _called(globals_: Globals, rest: list[str], environment: Mapping[str, str]) -> Any:
    from salesctl.cli.finding import root

    completing = COMPLETION in environment
    group = root(completion=completing or any(word.endswith("-completion") for word in rest))
    if completing:
        group.main(args=rest, prog_name=PROGRAM, complete_var=COMPLETION, obj=globals_)
    if globals_.help:
        rest = _with_help(rest)
    with group.make_context(PROGRAM, rest, obj=globals_) as context:
        return group.invoke(context)


def _settled(answer: Any) -> int:
    """A command answers with nothing, with an exit code, or with an expected no."""
    if isinstance(answer, Refused):
        from salesctl.render import problems

        problems.refuse(answer.problems)
        return answer.exit_code
    return answer if isinstance(answer, int) else 0


def _version(globals_: Globals) -> int:
    if globals_.json:
        from salesctl.render import json

        json.show({"ok": True, "version": __version__})
    else:
        console.result(f"{PROGRAM} {__version__}")
    return 0


def _with_help(rest: list[str]) -> list[str]:
    """`salesctl --help lead add` means `salesctl lead add --help`."""
    at = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:at], "--help"]


def _program(globals_: Globals) -> str:
    """How a command begins that can be pasted here: the workspace is named again if it was named on the line."""
    if not globals_.folder:
        return PROGRAM
    from shlex import quote

    return f"{PROGRAM} -C {quote(globals_.folder)}"


def _as_text(word: str) -> str:
    """A word that the locale could not read is UTF-8, or no text at all. Raises Broken (exit code 2)."""
    if not any("\ud800" <= character <= "\udfff" for character in word):
        return word
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        raise Broken(Problem("usage.not_text", {"word": word}), exit_code=2) from None


def _make_safe() -> None:
    """A character that a terminal's encoding lacks is shown as an escape; a closed stream is not met by surprise."""
    if sys.stdout is None:
        sys.stdout = cast("TextIO", console.Closed())
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  pathlib costs; open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _make_utf8(stream: TextIO) -> None:
    """JSON is UTF-8, whatever the locale of the person is."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
