"""Every output that there is, made in workspaces full of hostile strings."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesctl.cli import main
from tests.soak import hostile_places as places
from tests.soak.hostile import Hostile
from tests.soak.hostile_shells import Desk, present
from tests.support.terminal import Terminal

NOW = "2026-03-12T10:00+08:00"
_SETTLED = (0, 1, 2, 3, 4)
"""Exit codes that a hostile string may lead to: never a bug, never a disk that fails."""


@dataclass(frozen=True)
class Output:
    """What came out of one command: by name, as what it is read, and the exit codes that are right for it."""

    name: str
    kind: str
    text: str | bytes
    code: int = 0
    codes: tuple[int, ...] = (0,)


def ran(root: Path, *words: str, lang: str = "en") -> tuple[int, bytes, str]:
    """A command in this process: exit code, what it wrote on stdout, and on stderr."""
    raw = io.BytesIO()
    out, err = io.TextIOWrapper(raw, encoding="utf-8", write_through=True, newline=""), io.StringIO()
    told = ["-C", str(root), "--now", NOW, "--user", "wang.lei", "--lang", lang]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*told, *words])
    out.flush()
    return code, raw.getvalue(), err.getvalue()


def said(root: Path, name: str, *words: str, codes: Sequence[int] = (0, 1, 4), lang: str = "en") -> Iterator[Output]:
    """A command as a page and as JSON."""
    code, out, err = ran(root, *words, lang=lang)
    yield Output(name, "page", out + err.encode("utf-8", "surrogateescape"), code, tuple(codes))
    code, out, err = ran(root, "--json", *words, lang=lang)
    yield Output(f"{name} --json", "json", out, code, tuple(codes))
    if err:
        yield Output(f"{name} --json, beside", "page", err)


def full_of_records(root: Path, batch: list[Hostile]) -> Iterator[Output]:
    """What lists, reports and pages show of customers; then of each one."""
    places.records(root, batch)
    lang = "zh" if int(batch[0].mark[1:-1]) // 100 % 2 else "en"
    for words in (
        ("list",), ("board",), ("overdue", "--duties"), ("overdue", "--within", "60d"),
        ("inbox", "--role", "account_manager"), ("next",), ("team",), ("check",), ("report", "register"),
        ("report", "funnel", "--by", "channel"), ("report", "funnel", "--by", "owner"),
        ("report", "funnel", "--by", "industry"), (),
    ):  # fmt: skip
        yield from said(root, " ".join(words) or "salesctl alone", *words, lang=lang)
    for name in ("register", "funnel --by channel", "funnel --by industry", "funnel --by owner"):
        code, out, _ = ran(root, "report", *name.split(), "--csv", lang=lang)
        yield Output(f"report {name} --csv", "csv", out, code, (0, 4))
    for name in ("register", "funnel --by channel"):
        sheet = root / "sheet.xlsx"
        code, out, _ = ran(root, "report", *name.split(), "--xlsx", str(sheet), lang=lang)
        yield Output(f"report {name} --xlsx", "sheet", sheet.read_bytes(), code, (0, 4))
    for one in batch:
        yield from _of_one(root, one, lang)
        yield from _typed(root.with_name("small"), one, lang)
    for words in (("list",), ("board",), ("next",), ("inbox",), ("team",), ("report", "register"), ("check",)):
        yield from on_a_terminal(root, *words)
    for one in batch[::25]:
        yield from on_a_terminal(root, "show", places.customer_id(one))
    yield from in_shells(root, "salesctl show ", "salesctl assign 00000001 ")


def _of_one(root: Path, one: Hostile, lang: str) -> Iterator[Output]:
    who = places.customer_id(one)
    for words in (("show", who), ("next", who), ("why", who), ("check", who)):
        yield from said(root, f"{words[0]} CUSTOMER", *words, lang=lang)


def _typed(root: Path, one: Hostile, lang: str) -> Iterator[Output]:
    """What is answered to whoever types the string, and what is written then."""
    who = places.customer_id(one)
    places.records(root, [one])
    for name, words in _lines(who, one.text).items():
        code, out, err = ran(root, *words, lang=lang)
        yield Output(name, "page", out + err.encode("utf-8", "surrogateescape"), code, _SETTLED)
    for file in sorted((root / "customers").glob("*.yaml")):
        yield Output("a customer's file", "record", file.read_bytes())
    code, out, err = ran(root, "--json", "note", "--", f"no {one.text}", one.text)
    yield Output("a refusal --json", "json", out, code, _SETTLED)
    shutil.rmtree(root)


def _lines(who: str, text: str) -> Mapping[str, tuple[str, ...]]:
    """Command lines with the string in every place that a person can type it."""
    return {
        "no such command": (text,), "no such command, help": ("--help", text), "no such option": ("list", f"--{text}"),
        "no such customer": ("show", "--", text), "no such step": ("done", who, "--", text),
        "no such stage": ("back", "--because", "x", "--", who, text), "no such role": ("inbox", "--role", text),
        "no such person": ("assign", who, "--", text), "no such field": ("edit", who, "--set", f"{text}={text}"),
        "no such choice": ("edit", who, "--set", f"channel={text}"), "no such moment": ("plan", who, "--", text, text),
        "no such user": ("list", "--user", text), "no such time": ("list", "--now", text),
        "no such folder": ("list", "-C", text), "no such language": ("list", "--lang", text),
        "no such reason": ("close", who, "lost", "--because", text), "no such grade": ("grade", who, "--", text),
        "no such outcome": ("done", who, "lead.screening", "--outcome", text),
        "no such form": ("done", who, "lead.screening", "--file", text),
        "no such amount": ("edit", who, "--amount", text),
        "no such file to import": ("lead", "import", "--", text), "no such sort": ("list", "--sort", text),
        "left over": ("team", "--", text), "found by text": ("list", "--text", text),
        "saved log": ("log", who, "--", text), "saved deal": ("deal", "add", who, "--title", text),
        "saved note": ("note", who, "--", text), "saved plan": ("plan", who, "2026-03-20", "--", text),
        "saved edit": ("edit", who, "--set", f"need={text}", "--title", text),
        "saved lead": ("lead", "add", "--", text), "saved person": ("team", "add", f"q{who}", "--name", text),
        "person's id": ("team", "add", "--", text), "log's kind": ("log", who, "x", "--kind", text, "--with", text),
        "saved grade": ("grade", who, "B", "--because", text), "forget": ("forget", who, "--yes", "--also", text),
    }  # fmt: skip


def full_of_rules(root: Path, batch: list[Hostile]) -> Iterator[Output]:
    """What is shown of a playbook: as a handbook, in lists, in what is asked and offered."""
    places.playbook(root, batch)
    who = "00000001"
    for words in (
        ("playbook", "show"), ("playbook", "check"), ("show", who), ("next", who), ("why", who), ("list",), ("board",),
        ("check",), ("team",), ("inbox",), ("close", who, "lost", "--because", "no-such"), ("done", who, "no-such"),
        ("report", "funnel"), ("advance", who),
    ):  # fmt: skip
        yield from said(root, f"{' '.join(words)} of a playbook", *words, codes=_SETTLED)
    for one in batch:
        step = f"only.s{places.customer_id(one)}"
        for words in (("done", who, step), ("done", who, step, "--form"), ("why", who, step)):
            name = f"{' '.join((words[0], *words[3:]))} STEP"
            code, out, err = ran(root, *words)
            if "--form" in words:
                yield Output(name, "form", out, code)
                continue
            yield Output(name, "page", out + err.encode("utf-8", "surrogateescape"), code, _SETTLED)
    for words in (("playbook", "show"), ("show", who), ("next", who)):
        yield from on_a_terminal(root, *words, name=f"{' '.join(words[:2])} of a playbook")
    for typed in ("salesctl done 00000001 ", "salesctl list --stage ", "salesctl inbox --role "):
        yield completed(root, typed)
    yield from in_shells(root, "salesctl done 00000001 ", "salesctl list --stage ", "salesctl inbox --role ")


def full_of_faults(root: Path, batch: list[Hostile]) -> Iterator[Output]:
    """What is said of files that cannot be read."""
    places.broken(root, batch)
    for words in (("list",), ("check",), ("doctor",), ("overdue",), ("report", "register"), ("show", "x"), ("next",)):
        yield from said(root, f"{' '.join(words)} of broken files", *words, codes=_SETTLED)
    yield from on_a_terminal(root, "check", name="check of broken files", codes=_SETTLED)
    for one in batch:
        for place, content in _faulty(one).items():
            kept = (root / place).read_bytes()
            (root / place).write_bytes(content)
            code, out, err = ran(root, "list")
            yield Output(f"a broken {place}", "page", out + err.encode("utf-8", "surrogateescape"), code, _SETTLED)
            (root / place).write_bytes(kept)


def _faulty(one: Hostile) -> Mapping[str, bytes]:
    text = places.quoted(one.text).encode()
    return {
        "playbook.yaml": b"playbook: b\n" + text + b": " + text
        + b"\nstages:\n- stage: a\n  steps:\n  - step: b\n    by: "
        + text + b"\n    due: " + text + b"\n    form: " + text + b"\nroles: {" + text + b": x}\n",
        "team.yaml": b"people:\n  " + text + b": {roles: [" + text + b"], name: " + text + b", " + text + b": x}\n",
    }  # fmt: skip


def full_of_rows(root: Path, batch: list[Hostile]) -> Iterator[Output]:
    """What is said of a table that is imported, and the table of what was not."""
    places.records(root, [])
    register = root / "in.csv"
    for one in batch:
        places.register(register, [one], raw=True)
        code, shown, err = ran(root, "lead", "import", "--dry-run", str(register))
        yield Output("a table that is refused", "page", shown + err.encode("utf-8", "surrogateescape"), code, _SETTLED)
    for one in batch:
        places.register(register, [one])
        yield from _carried_in(root, register)
    for file in sorted((root / "customers").glob("*.yaml")):
        yield Output("an imported customer's file", "record", file.read_bytes())


def _carried_in(root: Path, register: Path) -> Iterator[Output]:
    """A table of one string, told and taken in; some strings make a table of which nothing can be read."""
    yield from said(root, "lead import", "lead", "import", str(register), codes=_SETTLED)
    for out in (root / "out.csv", root / "out.xlsx"):
        for more in (("--dry-run",), ()):
            code, shown, err = ran(root, "lead", "import", str(register), "--errors", str(out), *more)
            name = f"lead import --errors {' '.join(more)}".rstrip()
            yield Output(name, "page", shown + err.encode("utf-8", "surrogateescape"), code, _SETTLED)
        if out.is_file():
            kind, what = ("csv", "CSV") if out.suffix == ".csv" else ("sheet", "Excel")
            yield Output(f"rows set aside, {what}", kind, out.read_bytes())
            out.unlink()


def full_of_copies(root: Path, batch: list[Hostile]) -> Iterator[Output]:
    """What git's merge driver writes and says where two people changed the same, and what `sync` says and commits."""
    places.records(root, batch)
    for one in batch:
        file = root / "customers" / f"c-{places.customer_id(one)}.yaml"
        base = file.read_bytes()
        text = places.quoted(one.text).encode()
        key = b"  own_key: " + text
        for place, value in (("base", b"x"), ("ours", text[:-1] + b' 1"'), ("theirs", text[:-1] + b' 2"')):
            (root / place).write_bytes(base.replace(key, b"  own_key: " + value))
        told = [str(root / name) for name in ("base", "ours", "theirs")]
        code, out, err = ran(root, "merge-driver", *told, f"customers/{one.mark}.yaml")
        yield Output("merge-driver", "page", out + err.encode("utf-8", "surrogateescape"), code, (0, 9))
        yield Output("merge-driver's text", "merged", (root / "ours").read_bytes(), code, (0, 9))
    yield from _synced(root)


def _synced(root: Path) -> Iterator[Output]:
    shared = root.with_name("shared.git")
    for words in (
        ("init", "-q", "-b", "main"), ("init", "-q", "--bare", str(shared)), ("remote", "add", "origin", str(shared)),
        ("config", "user.name", "Wang Lei"), ("config", "user.email", "wang.lei@example.com"),
    ):  # fmt: skip
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
    for name in ("base", "ours", "theirs"):
        (root / name).unlink()
    ran(root, "git", "install")
    yield from said(root, "sync", "sync", codes=_SETTLED)
    log = subprocess.run(["git", "-C", str(root), "log", "--format=%B"], check=True, capture_output=True)
    yield Output("messages of commits", "page", log.stdout)
    yield from said(root, "check --history", "check", "--history", codes=_SETTLED)
    shutil.rmtree(shared)


def on_a_terminal(root: Path, *words: str, name: str = "", codes: Sequence[int] = (0, 1, 4)) -> Iterator[Output]:
    """A command as somebody sees it at a terminal with colours."""
    here = Terminal(root, now=NOW, environment={"TERM": "xterm-256color", "NO_COLOR": ""}, raw=True)
    seen = here.run(*words)
    yield Output(f"{name or ' '.join(words[:1])} at a terminal", "terminal", seen.screen, seen.code, tuple(codes))


def completed(root: Path, typed: str) -> Output:
    """What the Tab key offers for a line that was begun."""
    environment = {
        **os.environ, "_SALESCTL_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")),
        "SALESCTL_HOME": str(root),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "salesctl"], env=environment, capture_output=True, check=False)
    return Output("completion", "completion", done.stdout, done.returncode)


def in_shells(root: Path, *lines: str) -> Iterator[Output]:
    """What the shells that are here show after Tab, and what they were made to do by it."""
    folder = root.with_name("desk")
    desk = Desk(folder, root)
    for shell in present():
        for typed in lines:
            shown = desk.press_tab(shell, typed)
            yield Output(f"Tab in {shell}", "screen" if shell == "zsh" else "completion", shown.replace("\t", " "))
            yield Output(f"done by {shell} after Tab", "deeds", "\n".join(desk.obeyed()))
    shutil.rmtree(folder)


def inside(output: Output) -> str:
    """Every text of a workbook."""
    import openpyxl

    assert isinstance(output.text, bytes)
    book = openpyxl.load_workbook(io.BytesIO(output.text))
    cells: list[Any] = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return "\n".join(str(one) for one in cells)


PLACES: tuple[Callable[[Path, list[Hostile]], Iterator[Output]], ...] = (
    full_of_records, full_of_rules, full_of_faults, full_of_rows, full_of_copies,
)  # fmt: skip
"""Each makes its workspace in a folder that is not there yet."""
