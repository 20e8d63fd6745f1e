"""The door: from the words of a command line to one command, and from its answer to an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from salesctl import __version__

COMPLETION = "_SALESCTL_COMPLETE"
"""The variable by which a shell asks what the Tab key may offer."""
_YOUNG = 50_000
"""So many new objects, instead of 700, are worth a search for garbage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Never raises, never shows a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        print(f"salesctl {__version__}")  # noqa: T201  nothing is imported for this answer
        return 0
    if arguments is None:
        return _alone(words)
    return _run(words)


def _run(words: list[str]) -> int:
    try:
        if COMPLETION in os.environ:
            from salesctl.cli.tabbing import answer

            code = answer(os.environ)
            if code is not None:
                return code
        from salesctl.cli.trimming import import_libraries

        import_libraries()
        from salesctl.cli.running import run
    except KeyboardInterrupt:
        return 130
    return run(words, os.environ)


def _alone(words: list[str]) -> int:
    """Run as a process of one's own, which is short: what it makes is hardly ever worth looking through for garbage."""
    gc.set_threshold(_YOUNG)
    try:
        if COMPLETION not in os.environ:
            from salesctl.cli.early import begin

            begin(words)
        return _run(words)
    except KeyboardInterrupt:
        return 130
    finally:
        # The interpreter would look through everything once more while it ends.
        gc.freeze()
