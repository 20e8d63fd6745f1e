"""How a run ends badly: each kind of failure has one exit code and one sentence, and no traceback on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from salesctl import __version__
from salesctl.core.problems import Broken, Problem, failure
from salesctl.render import console, problems
from salesctl.render.console import Unprinted

USAGE, UNPRINTED, BUG, INTERRUPTED = 2, 6, 70, 130


def fail(error: BaseException, words: Sequence[str]) -> int:
    """Say what happened and return the exit code."""
    try:
        return _failed(error, words)
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as second:  # noqa: BLE001  failing while telling a failure: what is left is the code
        return UNPRINTED if isinstance(second, OSError | Unprinted) else BUG


def _failed(error: BaseException, words: Sequence[str]) -> int:
    if isinstance(error, Broken):
        problems.refuse(error.problems)
        code = error.exit_code
    elif isinstance(error, KeyboardInterrupt):
        problems.refuse([Problem("usage.interrupted", severity="info")])
        code = INTERRUPTED
    elif isinstance(error, BrokenPipeError):
        return _nobody_reads()
    elif isinstance(error, Unprinted):
        return _unprinted(error.cause)
    elif isinstance(error, OSError) and error.errno:
        from salesctl.store.faults import withheld

        return _failed(withheld(error, saved=console.screen.saved), words)
    elif isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    else:
        code = _from_typer(error, words)
    console.flush()
    return code


def _from_typer(error: BaseException, words: Sequence[str]) -> int:
    from typer import Abort, Exit, TyperException

    if isinstance(error, Exit):
        return error.exit_code
    if isinstance(error, Abort):
        problems.refuse([Problem("usage.interrupted", severity="info")])
        return INTERRUPTED
    if isinstance(error, TyperException):
        from salesctl.cli.usage import problem_of

        problems.refuse([problem_of(error)])
        return USAGE
    return _bug(error, words)


def _unprinted(cause: OSError) -> int:
    code = "usage.unprinted_but_saved" if console.screen.saved else "usage.unprinted"
    _drop(sys.stdout)
    problems.show([Problem(code, {"reason": failure(cause)})])
    return UNPRINTED


def _nobody_reads() -> int:
    """`salesctl list | head -1` is no failure. What is still in the buffer has nowhere to go."""
    _drop(sys.stdout)
    return 0


def _drop(stream: TextIO) -> None:
    """Let the interpreter's last flush end in nothing instead of in a complaint."""
    try:
        descriptor = stream.fileno()
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _bug(error: BaseException, words: Sequence[str]) -> int:
    problems.refuse([Problem("usage.bug", {"log": _logged(error, words), "kind": type(error).__name__})])
    return BUG


def _logged(error: BaseException, words: Sequence[str]) -> str:
    """Write the traceback to a file that only this user can read; return where it is."""
    import platform
    import tempfile
    import traceback

    lines = [
        f"salesctl {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {list(words)!r}",
        "",
        *traceback.format_exception(error),
    ]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="salesctl-bug-", suffix=".log", encoding="utf-8", errors="backslashreplace", delete=False
        ) as log:
            log.write("\n".join(lines))
            return log.name
    except OSError:
        return "-"
