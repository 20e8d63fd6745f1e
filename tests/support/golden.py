"""The kept workspaces of `tests/golden` and what must be answered about them.

`python tests/support/golden.py VERSION` prints every answer as one JSON object, for comparing interpreters, zones,
locales and hash seeds; with `--write` it writes the answers that are not yet kept, and changes none that is.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

KEPT = Path(__file__).resolve().parents[1] / "golden"
_OURS = ("SALESCTL_", "GIT_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
_WIDTH = 400
_SENTENCES = frozenset({"command", "message", "remedy"})
_FORM = "fields"
"""What a form asks is the playbook's matter, and long."""
_WORDED = {"due": "what", "unit": "title"}
"""Beside the key, the other is a sentence too. Sentences may be said better one day; what is so and when it is due may
not change."""


@dataclass(frozen=True)
class Question:
    """``name``: the file of the answer. ``code``: the exit code."""

    name: str
    code: int
    words: tuple[str, ...]


def versions() -> list[str]:
    """The versions of which a workspace is kept."""
    return sorted(path.parent.name for path in KEPT.glob("v*/questions.txt"))


def questions(version: str) -> list[Question]:
    """`questions.txt`: on each line the file of the answer, the exit code, and the words of the command."""
    lines = (KEPT / version / "questions.txt").read_text(encoding="utf-8").splitlines()
    parts = [shlex.split(line) for line in lines if line and not line.startswith("#")]
    return [Question(name, int(code), tuple(words)) for name, code, *words in parts]


@contextlib.contextmanager
def standing_in(version: str) -> Any:
    """Be in a copy of the kept workspace, far from every repository and from what somebody has set."""
    before = Path.cwd()
    with mock.patch.dict(os.environ), tempfile.TemporaryDirectory(prefix="salesctl-golden-") as made:
        for name in [name for name in os.environ if name.startswith(_OURS)]:
            del os.environ[name]
        shutil.copytree(KEPT / version / "workspace", Path(made) / "kept")
        os.chdir(Path(made) / "kept")
        try:
            yield
        finally:
            os.chdir(before)


def asked(question: Question) -> tuple[int, str]:
    """The exit code and what came to stdout, in the present folder."""
    from salesctl.cli import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(list(question.words))
        out.flush()
    return code, out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def lasting(told: Any) -> Any:
    """An answer without its sentences and the fields of forms."""
    if isinstance(told, dict):
        left = {_FORM} | _SENTENCES | {sentence for beside, sentence in _WORDED.items() if beside in told}
        return {key: lasting(value) for key, value in told.items() if key not in left}
    return [lasting(one) for one in told] if isinstance(told, list) else told


def as_kept(question: Question, out: str) -> str:
    """What is kept of an answer: of JSON what lasts, of a page every letter."""
    if not question.name.endswith(".json"):
        return out
    return _lines(lasting(json.loads(out))) + "\n"


def _lines(told: Any, indent: str = "") -> str:
    """JSON with everything on one line that fits there: a difference is seen at its place."""
    line = json.dumps(told, ensure_ascii=False)
    if len(line) <= _WIDTH or not told or not isinstance(told, (dict, list)):
        return line
    if isinstance(told, dict):
        body = [f"{json.dumps(key, ensure_ascii=False)}: {_lines(one, indent + ' ')}" for key, one in told.items()]
    else:
        body = [_lines(one, indent + " ") for one in told]
    opening, closing = "{}" if isinstance(told, dict) else "[]"
    return opening + "\n" + ",\n".join(f"{indent} {one}" for one in body) + f"\n{indent}{closing}"


def _main(version: str, *more: str) -> int:
    folder = KEPT / version / "answers"
    told: dict[str, Any] = {}
    with standing_in(version):
        for question in questions(version):
            code, out = asked(question)
            told[question.name] = [code, out]
            file = folder / question.name
            if "--write" in more and not file.exists():
                assert code == question.code, (question, code, out)
                file.parent.mkdir(exist_ok=True)
                file.write_text(as_kept(question, out), encoding="utf-8", newline="")
    sys.stdout.write(json.dumps(told, sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(KEPT.parents[1]))
    sys.exit(_main(*sys.argv[1:]))
