"""A git that runs nothing: it keeps what it is told, and answers what was agreed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


class ToldGit:
    """Stands for the program: keeps each call, and answers the words that it has an answer for."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], dict[str, Any]]] = []
        self.answers: dict[str, bytes] = {}
        self.failing: set[str] = set()

    def __call__(self, line: list[str], **around: Any) -> SimpleNamespace:
        self.calls.append((line, around))
        words = "|".join(line[line.index("-C") + 2 :])
        out = next((self.answers[one] for one in self.answers if words.startswith(one)), b"")
        failed = any(words.startswith(one) for one in self.failing)
        return SimpleNamespace(returncode=1 if failed else 0, stdout=out, stderr=b"fatal: no \xff\n" if failed else b"")

    @property
    def words(self) -> list[str]:
        """What each call was about, without what stands before the folder."""
        return ["|".join(line[line.index("-C") + 2 :]) for line, _ in self.calls]

    @property
    def before(self) -> str:
        """What stood before the folder in the last call."""
        line = self.calls[-1][0]
        assert line[0] == "git"
        return " ".join(line[1 : line.index("-C")])

    @property
    def around(self) -> dict[str, Any]:
        return self.calls[-1][1]
