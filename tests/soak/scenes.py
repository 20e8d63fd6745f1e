"""Every command that writes, each with a workspace in which it succeeds."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesctl.cli import main

NOW = "2026-03-02T10:00+08:00"
USER = "wang.lei"
TOLD = ("--now", NOW, "--user", USER, "--lang", "en", "--json")
_REGISTER = "客户名称,负责人,行业\n甲机械,wang.lei,机械\n乙电子,wang.lei,电子\n丙化工,wang.lei,化工\n"


@dataclass(frozen=True)
class Scene:
    """A command line for a workspace; ``fresh``: it begins with an empty folder."""

    name: str
    words: tuple[str, ...]
    fresh: bool = False

    def line(self, root: Path) -> list[str]:
        """The whole command line in this workspace."""
        return [*self.words, str(root), *TOLD] if self.fresh else [*self.words, "-C", str(root), *TOLD]


@dataclass(frozen=True)
class Stage:
    """The workspace that every scene begins with, and the scenes."""

    template: Path
    scenes: tuple[Scene, ...]
    bystander: str

    def set_up(self, scene: Scene, root: Path) -> None:
        """The scene's workspace in a folder that is not there yet."""
        if scene.fresh:
            root.mkdir()
        else:
            shutil.copytree(self.template, root)

    def after(self, scene: Scene, root: Path) -> list[list[str]]:
        """What somebody does next. After an interrupted `init` they repeat it; else they work on another customer."""
        again = [scene.line(root)] if scene.fresh else []
        person = ["team", "add", "next", "-C", str(root), *TOLD]
        return [*again, person if scene.fresh else ["note", self.bystander, "next", "-C", str(root), *TOLD]]

    def named(self, name: str) -> Scene:
        """The scene of that name."""
        return next(scene for scene in self.scenes if scene.name == name)


def hermetic() -> None:
    """Nobody's language, configuration or identity reaches the program."""
    for name in list(os.environ):
        if name.startswith(("SALESCTL_", "LC_", "LANG", "GIT_", "NO_COLOR", "COLUMNS", "FORCE_COLOR")):
            del os.environ[name]
    os.environ |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def call(words: Sequence[str]) -> tuple[int, str, str]:
    """Run a command line in this process: exit code, stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    return code, out.getvalue(), err.getvalue()


def prepare(folder: Path) -> Stage:
    """Make the workspace: customers who stand at different places of the shipped process."""
    root = folder / "template"
    desk = _Desk(root, folder / "form.json")
    init = Scene("init", ("init", "--no-git"), fresh=True)
    desk.do(*init.words, str(root))
    ids = {name: desk.ask("lead", "add", name)["customer"]["id"] for name in ("new", "held", "lost", "cool", "other")}
    ids |= {name: desk.ask("lead", "add", name)["customer"]["id"] for name in ("ready", "review", "told", "later")}
    ids["known"] = desk.ask("lead", "add", "known", "--contact", "Li Min", "--phone", "138-0000-0000")["customer"]["id"]
    for name in ("held", "later"):
        desk.walk(ids[name], until="advance")
        desk.ask("advance", ids[name])
    desk.ask("hold", ids["held"], "--because", "customer", "--until", "2026-03-20")
    desk.ask("close", ids["lost"], "lost", "--because", "price")
    desk.ask("nurture", ids["cool"], "--because", "next year")
    desk.walk(ids["ready"], until="advance")
    desk.walk(ids["review"], until="review")
    desk.walk(ids["told"], until="first_contact")
    register = folder / "register.csv"
    register.write_text(_REGISTER, encoding="utf-8")
    stage = desk.ask("show", ids["review"])["deals"][0]["stage"]
    first = desk.ask("show", ids["new"])["deals"][0]["stage"]
    step, field = desk.amendable(ids["told"])
    lines: Mapping[str, tuple[str, ...]] = {
        "lead add": ("lead", "add", "Acme"),
        "lead import": ("lead", "import", str(register)),
        "deal add": ("deal", "add", ids["other"], "--title", "second"),
        "done": ("done", ids["new"], *desk.form_of(ids["new"])),
        "amend": ("amend", ids["told"], step, "--set", f"{field}=otherwise", "--because", "misheard"),
        "approve": ("approve", ids["review"], "review", "--as", desk.asked(ids["review"])),
        "reject": ("reject", ids["review"], "review", "--as", desk.asked(ids["review"]), "--because", "too cheap"),
        "forget": ("forget", ids["known"], "--yes"),
        "grade": ("grade", ids["new"], "A", "--because", "budget"),
        "log": ("log", ids["new"], "called them", "--next", "2026-03-04T10:00+08:00", "call again"),
        "note": ("note", ids["new"], "a remark"),
        "plan": ("plan", ids["new"], "2026-03-04T10:00+08:00", "call again"),
        "advance": ("advance", ids["ready"]),
        "back": ("back", ids["review"], first, "--because", "another need"),
        "hold": ("hold", ids["later"], "--because", "customer", "--until", "2026-03-20"),
        "resume": ("resume", ids["held"]),
        "close": ("close", ids["new"], "lost", "--because", "price"),
        "reopen": ("reopen", ids["lost"], first, "--because", "they are back"),
        "nurture": ("nurture", ids["new"], "--because", "next year"),
        "assign": ("assign", ids["new"], USER, "--role", desk.role(), "--because", "holiday"),
        "edit": ("edit", ids["new"], "--set", "need=two lines"),
        "undo": ("undo", ids["told"]),
        "team add": ("team", "add", "li.min", "--name", "Li Min"),
    }
    assert stage != first
    return Stage(root, (*(Scene(name, words) for name, words in lines.items()), init), ids["other"])


@dataclass
class _Desk:
    """A script that gets deals on their way by what `show --json` says."""

    root: Path
    form: Path

    def do(self, *words: str) -> dict[str, Any]:
        code, out, err = call([*words, *TOLD])
        assert code == 0, (words, out, err)
        return dict(json.loads(out))

    def ask(self, *words: str) -> dict[str, Any]:
        return self.do(*words, "-C", str(self.root))

    def walk(self, customer: str, until: str) -> None:
        """Until the step is open, or done where it is to be amended, or nothing but ``advance`` is left."""
        for _ in range(99):
            items = self.ask("show", customer)["deals"][0]["checklist"]
            wanted = "open" if until == "review" else "done"
            if any(_is(item["step"], until) and item["state"] == wanted for item in items):
                return
            open_ = [item for item in items if item["state"] == "open" and item["required"]]
            if not open_ and until == "advance":
                return
            if not open_:
                self.ask("advance", customer)
            elif open_[0]["asked"]:
                self.ask("approve", customer, open_[0]["step"], "--as", open_[0]["asked"][0])
            else:
                self.ask("done", customer, *self.answers(open_[0]))
        raise AssertionError(until)

    def answers(self, item: Mapping[str, Any]) -> list[str]:
        fields = item["form"]["fields"] if item["form"] else []
        values = {field["id"]: self.plain(field) for field in fields}
        words = [item["step"]]
        for name, value in values.items():
            words += ["--set", f"{name}={value if isinstance(value, str) else json.dumps(value)}"]
        return [*words, *(["--outcome", item["outcomes"][0]] if item["outcomes"] else [])]

    def plain(self, field: Mapping[str, Any]) -> Any:
        if field["type"] == "list":
            return [{one["id"]: self.plain(one) for one in field["fields"]} for _ in range(field["min_rows"] or 1)]
        if field["type"] == "file":
            self.form.write_text("{}")
            return str(self.form)
        cases = {
            "number": str(field["min"] or field["max"] or 3), "money": "500000", "date": NOW[:10], "time": NOW,
            "yes_no": "yes", "person": USER,
        }  # fmt: skip
        return field["choices"][0] if field["choices"] else cases.get(field["type"], "said")

    def form_of(self, customer: str) -> list[str]:
        items = self.ask("show", customer)["deals"][0]["checklist"]
        return self.answers(next(item for item in items if item["state"] == "open" and item["required"]))

    def asked(self, customer: str) -> str:
        items = self.ask("show", customer)["deals"][0]["checklist"]
        return str(next(item for item in items if _is(item["step"], "review"))["asked"][0])

    def amendable(self, customer: str) -> tuple[str, str]:
        items = self.ask("show", customer)["deals"][0]["checklist"]
        for item in items:
            if item["state"] == "done" and item["form"]:
                for field in item["form"]["fields"]:
                    if field["type"] == "text":
                        return str(item["step"]), str(field["id"])
        raise AssertionError(items)

    def role(self) -> str:
        return str(self.ask("team")["roles"][-1])


def _is(step: str, wanted: str) -> bool:
    return step.rpartition(".")[2] == wanted
