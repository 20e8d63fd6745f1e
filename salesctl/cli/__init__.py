"""The door: from the words of a command line to one command, and from its answer to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from salesctl import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Never raises, never shows a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        print(f"salesctl {__version__}")  # noqa: T201  nothing is imported for this answer
        return 0
    try:
        from salesctl.cli.trimming import import_libraries

        import_libraries()
        from salesctl.cli.running import run
    except KeyboardInterrupt:
        return 130
    return run(words, os.environ)
