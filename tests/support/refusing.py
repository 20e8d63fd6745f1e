"""What every refusal owes: its exit code, what and where, a remedy, both languages, JSON, and a tree as it was."""

from __future__ import annotations

import contextlib
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from shell import Ran, Shell

from salesctl.cli import main


def tree(root: Path) -> dict[str, str]:
    """Every file of a workspace with its hash; not the lock and the caches of this computer."""
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".salesctl" not in path.relative_to(root).parts
    }


def run(shell: Shell, *words: str, lang: str | None = None) -> Ran:
    """Like a real terminal in two ways: the global options stand first, and stdout has bytes behind it."""
    bytes_, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(bytes_, encoding="utf-8", newline="")
    told = ["-C", str(shell.root), "--now", shell.now, "--user", shell.user, "--lang", lang or shell.lang]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*told, *words])
    out.flush()
    return Ran(code, bytes_.getvalue().decode("utf-8"), err.getvalue())


def refused(shell: Shell, *words: str, code: int, named: str = "", where: str = "") -> list[dict[str, Any]]:
    """Run the words in both languages and for a program; assert everything a refusal owes; its problems."""
    before = tree(shell.root)
    for lang in ("en", "zh"):
        ran = run(shell, *words, lang=lang)
        assert ran.code == code, (words, lang, ran)
        assert "Traceback" not in ran.out + ran.err
        first, *more = [line for line in ran.err.splitlines() if line.strip()]
        assert named in ran.err, (named, ran.err)
        assert where in first, (where, first)
        assert more, f"no remedy: {ran.err}"
        assert first.startswith("错误：" if lang == "zh" else "Error:"), ran.err
        assert tree(shell.root) == before, (words, lang)
    ran = run(shell, "--json", *words)
    told = json.loads(ran.out)
    assert (ran.code, told["ok"]) == (code, False), ran
    assert told["problems"], ran.out
    for problem in told["problems"]:
        assert problem.keys() >= {"code", "message", "where", "remedy"}
        assert problem["message"], problem
        assert problem["remedy"] or problem["severity"] != "error", problem
        assert problem["code"] not in problem["message"], problem
    assert where in str(told["problems"][0]["where"] or "") or not where, told
    assert tree(shell.root) == before, words
    return list(told["problems"])
