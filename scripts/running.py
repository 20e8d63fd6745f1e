"""The program run in this process, as on a machine that has no settings of its own."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from salesctl.cli import main

_FOREIGN = ("SALESCTL_", "LC_", "LANG", "GIT_", "NO_COLOR", "FORCE_COLOR", "TERM", "LINES")


def said(words: Sequence[str], lang: str, *, columns: int = 100) -> str:
    """What a command line writes to stdout. Raises RuntimeError where it fails."""
    out, err = io.StringIO(), io.StringIO()
    with plain_environment(columns), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*words, "--lang", lang])
    if code:
        raise RuntimeError(f"{' '.join(words)} ends with {code}: {out.getvalue()}{err.getvalue()}")
    return out.getvalue()


@contextlib.contextmanager
def plain_environment(columns: int) -> Iterator[None]:
    """Nobody's settings: the window has this width, git knows nobody."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    ours = {"COLUMNS": str(columns), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    with patch.dict(os.environ, {**kept, **ours}, clear=True):
        yield
