"""A CSV document on its way out: to a file, through a pipe as it is, or to a terminal as a page that can be read."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from salesctl.core.problems import Broken, Problem, failure
from salesctl.render import console
from salesctl.render.csv import BOM

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def send_csv(document: str) -> None:
    """Write to stdout: BOM and line ends as they are where no person looks. Raises Unprinted like `console.result`."""
    if console.is_terminal(sys.stdout):
        console.result(document.removeprefix(BOM).replace("\r\n", "\n"), end="")
        return
    console.flush()
    try:
        sys.stdout.buffer.write(as_bytes(document))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise console.Unprinted(error) from error


def write_csv(file: Path, document: str) -> None:
    """Write to a file, whole or not at all. Raises Broken (exit code 5) where it can't be saved."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(as_bytes(document))
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Broken(
            Problem("report.not_written", {"file": str(file), "reason": failure(error)}), exit_code=5
        ) from None


def as_bytes(document: str) -> bytes:
    """UTF-8 without the controls that a terminal behind the pipe would obey."""
    return _CONTROL.sub("\ufffd", document).encode()
