"""Problems as values: what is wrong, where, with which parameters; never a sentence.

The core answers an expected "no" with problems instead of raising; ``salesctl.i18n`` turns each code
into a message and a remedy in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from errno import errorcode
from typing import Any, Literal

from msgspec import Struct, field

Severity = Literal["info", "warn", "error"]


class Place(Struct, frozen=True):
    """Where a problem stands: a file, and in it a line and a column, both counted from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file or "", *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(part for part in parts if part)


class Problem(Struct, frozen=True):
    """One thing that is wrong.

    ``code`` names the sentence in the catalogs; ``params`` fill it. A parameter is a string, a number, a moment, a
    playbook text, or a tuple of these. ``command`` can be pasted as a remedy (without the leading program name).
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    where: Place | None = None
    command: str | None = None
    severity: Severity = "error"


class Refused(Struct, frozen=True):
    """An expected "no": every reason at once. ``exit_code`` is the process exit code of cli.md (2, 3, 4 or 5)."""

    problems: tuple[Problem, ...]
    exit_code: int = 3


class Failure(Struct, frozen=True):
    """Why the system would not: the name of its error number (``ENOSPC``), and the words that it has for it itself."""

    name: str
    words: str


def failure(error: OSError) -> Failure:
    """What a failed system call says of itself, as a parameter of a problem."""
    return Failure(errorcode.get(error.errno or 0, ""), error.strerror or str(error))


class Broken(Exception):
    """Raised by the rooms that touch files or read what a person typed; carries problems instead of a sentence."""

    def __init__(self, *problems: Problem, exit_code: int = 4) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems
        self.exit_code = exit_code
