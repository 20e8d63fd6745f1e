"""The channels: a result on stdout, talk on stderr. What passes is cleaned; only our own colours go through."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TextIO

from msgspec import Struct

from salesctl.render.clean import clean

Style = Literal["bold", "dim", "red", "green", "yellow", "cyan", "bold red"]
_SGR: Final[Mapping[Style, str]] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
    "bold red": "1;31",
}
_BLANKS: Final = str.maketrans("\t\n\r", "   ")
NARROWEST: Final = 60
WIDEST: Final = 200


class Closed(io.TextIOBase):
    """Stands for a stdout that was closed before the run began: whoever writes to it learns so."""

    def write(self, text: object) -> int:  # noqa: ARG002  a stream's own signature
        """Raise what a closed descriptor raises; bytes come this way too, through ``buffer``."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    @property
    def buffer(self) -> Closed:
        """Itself: there are no bytes behind it either."""
        return self


class Unprinted(Exception):
    """The result could not be written: the disk behind stdout is full, or the device is gone."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause.strerror or str(cause))
        self.cause = cause


class Styled(Struct, frozen=True):
    """Text with a meaning that a colour can show. The text is cleaned like any other."""

    text: str
    style: Style


class Screen(Struct):
    """How this run shows things: set once by the door, read by whoever renders."""

    json: bool = False
    color: bool | None = None
    program: str = "salesctl"
    saved: bool = False


screen = Screen()


def configure(*, json: bool = False, color: bool | None = None, program: str = "salesctl") -> None:
    """Start a run. ``color`` None means: where a terminal is. ``program`` is how a pasteable command begins."""
    screen.json, screen.color, screen.program, screen.saved = json, color, program, False


def result(*parts: str | Styled, end: str = "\n") -> None:
    """Write what was asked for to stdout. Raises Unprinted when that fails, BrokenPipeError when nobody reads."""
    _write(sys.stdout, parts, end)


def page(lines: Iterable[tuple[str, Style | None]], sides: tuple[str, str] = ("", "")) -> None:
    """Write lines with their styles to stdout at once, plain ``sides`` around each. Raises like `result`.

    What they were put together from is clean already: there may be a hundred thousand, mostly blanks.
    """
    left, right = sides
    if colored(sys.stdout):
        lines = [(f"\x1b[{_SGR[style]}m{line}\x1b[0m" if style and line else line, style) for line, style in lines]
    _send(sys.stdout, "".join([f"{left}{line}{right}\n" for line, _ in lines]))


def talk(*parts: str | Styled, end: str = "\n") -> None:
    """Say something beside the result, on stderr. Silence is no error: a closed stderr is ignored."""
    try:
        _write(sys.stderr, parts, end)
    except (Unprinted, BrokenPipeError, ValueError):
        return


def flush() -> None:
    """Send what is still in the buffer of stdout. Raises Unprinted or BrokenPipeError like `result`."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unprinted(error) from error


def mark_saved() -> None:
    """Remember that something was written to disk, so that a failing stdout can be told truly."""
    screen.saved = True


def width() -> int | None:
    """The columns of the window, between 60 and 200; None where stdout is no terminal: nothing needs to fit there."""
    if not is_terminal(sys.stdout) and "COLUMNS" not in os.environ:
        return None
    import shutil

    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def colored(stream: TextIO) -> bool:
    """Colour only on a terminal that is not dumb, and never where NO_COLOR or ``--no-color`` asks for none."""
    if screen.color is not None:
        return screen.color
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at this stream; nobody does at one that is closed, or was from the beginning."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def pasteable(command: str) -> str:
    """A command as it can be pasted in this place: with the program and the workspace that was named, on one line.

    A tab that is pasted would be a key that is pressed.
    """
    return (f"{screen.program} {command}" if command else screen.program).translate(_BLANKS)


def _write(stream: TextIO, parts: tuple[str | Styled, ...], end: str) -> None:
    color = colored(stream)
    _send(stream, "".join(_painted(part, color=color) for part in parts) + end)


def _send(stream: TextIO, page: str) -> None:
    try:
        stream.write(page)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unprinted(error) from error


def _painted(part: str | Styled, *, color: bool) -> str:
    if isinstance(part, str):
        return clean(part, page=True)
    text = clean(part.text, page=True)
    return f"\x1b[{_SGR[part.style]}m{text}\x1b[0m" if color and text else text
