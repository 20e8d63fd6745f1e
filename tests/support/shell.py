"""A person at a prompt: runs command lines in one process and keeps what came out."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesctl.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def problems(self) -> list[dict[str, Any]]:
        return list(self.json["problems"])


@dataclass
class Shell:
    """One workspace; ``now`` and ``user`` hold until they are changed."""

    root: Path
    user: str = "wang.lei"
    now: str = "2026-03-02T09:00"
    lang: str = "en"

    def run(self, *words: str, user: str | None = None, now: str | None = None) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        told = ["-C", str(self.root), "--now", now or self.now, "--user", user or self.user, "--lang", self.lang]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*words, *told])
        return Ran(code, out.getvalue(), err.getvalue())

    def ok(self, *words: str, **more: str) -> Ran:
        ran = self.run(*words, **more)
        assert ran.code == 0, (words, ran)
        return ran

    def ask(self, *words: str, **more: str) -> dict[str, Any]:
        return self.ok(*words, "--json", **more).json


def init(root: Path, *words: str, user: str = "wang.lei", lang: str = "en") -> Shell:
    """A fresh workspace of the default playbook, whose user fills every role."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["init", str(root), "--user", user, "--lang", lang, *words])
    assert code == 0, (out.getvalue(), err.getvalue())
    return Shell(root, user, lang=lang)
