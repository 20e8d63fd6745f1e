"""What is asked often must answer at once: the cheap ways through the door import nothing heavy."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = ("pydantic", "ruamel", "rich", "dateutil", "openpyxl", "pypinyin")
# What the door adds to Python itself, to Typer and to msgspec.
DOOR = {
    "salesctl",
    "salesctl.cli",
    "salesctl.cli.finding",
    "salesctl.cli.listing",
    "salesctl.cli.running",
    "salesctl.cli.signatures",
    "salesctl.cli.trimming",
    "salesctl.commands",
    "salesctl.core",
    "salesctl.core.problems",
    "salesctl.desk",
    "salesctl.desk.globals",
    "salesctl.desk.words",
    "salesctl.i18n",
    "salesctl.i18n.catalog",
    "salesctl.i18n.choice",
    "salesctl.render",
    "salesctl.render.clean",
    "salesctl.render.console",
}
# Modules of Python that no run needs until a command does, each worth a tenth of a millisecond or more.
LEFT_OUT = {
    *("ast", "asyncio", "bz2", "dataclasses", "difflib", "dis", "email", "gettext", "hashlib", "http", "inspect"),
    *("ipaddress", "json", "locale", "logging", "lzma", "platform", "random", "selectors", "shlex", "shutil", "signal"),
    *("socket", "sqlite3", "subprocess", "tempfile", "textwrap", "threading", "tokenize", "traceback", "urllib"),
    *("unittest", "zipfile", "zoneinfo"),
}
# They take longer than beginning the pass over all customers does.
LONGER = {"enum", "functools", "msgspec", "pathlib", "re", "typer", "typing"}


def modules_before(*arguments: str, commands: Path | None = None) -> set[str]:
    """The modules that are there when the function of a command is about to be called."""
    script = (
        "import sys\n"
        "from salesctl.cli import main, trimming\n"
        "trimming.import_libraries()\n"
        "from salesctl import commands\n"
        "from salesctl.cli import finding\n"
        f"commands.__path__[:0] = {[str(commands)] if commands else []!r}\n"
        "finding.Line.invoke = lambda self, context: print(*sorted(sys.modules))\n"
        f"main({list(arguments)!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def modules_after(*arguments: str, **environment: str) -> set[str]:
    """The top-level modules that one run of the program imported."""
    script = (
        "import contextlib, io, os, sys\n"
        f"os.environ.update({environment!r})\n"
        "from salesctl.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    with contextlib.suppress(SystemExit):\n"
        f"        main({list(arguments)!r})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def test_the_version_imports_not_even_typer() -> None:
    modules = modules_after("--version")
    assert modules.isdisjoint({*HEAVY, "typer"})
    assert "salesctl" in modules


def test_the_folder_is_looked_over_before_anything_is_imported(tmp_path: Path) -> None:
    """The pass over all customers goes on beside the start: what comes before it only delays it."""
    script = (
        "import sys\nbefore = set(sys.modules)\n"
        "from salesctl.cli.early import begin\n"
        f"begin(['-C', {str(tmp_path)!r}, 'overdue'])\n"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('salesctl')))\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert not LONGER & set(told.stdout.split())


@pytest.mark.parametrize("arguments", [("--help",), ("lead",), ("nosuch",), ("--nosuch",), ("--version", "--json")])
def test_help_and_mistakes_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert modules_after(*arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "environment",
    [
        {"_SALESCTL_COMPLETE": "complete_bash", "COMP_WORDS": "salesctl le", "COMP_CWORD": "1"},
        {"_SALESCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "salesctl le"},
        {
            "_SALESCTL_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_ARGS": "salesctl le",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    ],
    ids=["bash", "zsh", "fish"],
)
def test_completing_the_name_of_a_command_imports_not_even_typer(environment: dict[str, str]) -> None:
    assert modules_after(**environment).isdisjoint({*HEAVY, "typer", "msgspec"})


@pytest.mark.parametrize("line", ["salesctl show H", "salesctl -C somewhere show H"])
def test_completing_a_customer_imports_neither_typer_nor_the_engine(line: str) -> None:
    environment = {"_SALESCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    assert modules_after(**environment).isdisjoint({*HEAVY, "typer", "json", "inspect", "hashlib"})


def test_the_way_to_a_command_is_short(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text(
        "from typing import Annotated\nimport typer\nOwner = Annotated[str, typer.Option()]\n"
        "def command(context: typer.Context, owner: Owner = '', late: bool = False) -> None: ...\n",
        encoding="utf-8",
    )
    modules = modules_before("plain", "--owner", "me", "--late", "-C", str(tmp_path), commands=tmp_path)
    assert {name for name in modules if name.partition(".")[0] == "salesctl"} == DOOR | {"salesctl.commands.plain"}
    assert modules.isdisjoint({*HEAVY, *LEFT_OUT} - {"shlex"})


HOT = [
    ("overdue", "--owner", "me"),
    ("next", "Huaxin"),
    ("inbox",),
    ("list", "--owner", "me"),
    ("show", "Huaxin"),
    ("why", "Huaxin"),
]


@pytest.mark.parametrize("arguments", HOT, ids=" ".join)
def test_what_is_asked_many_times_a_day_begins_without_anything_heavy(arguments: tuple[str, ...]) -> None:
    modules = modules_before(*arguments)
    assert f"salesctl.commands.{arguments[0]}" in {name.rstrip("_") for name in modules}
    assert modules.isdisjoint(HEAVY)


# What a list of everybody adds to the door where the index knows them all: rows, and how to show them.
WARM = {
    "salesctl.commands._completing",
    "salesctl.commands._looking",
    "salesctl.commands._session",
    "salesctl.core.calendar",
    "salesctl.core.choosing",
    "salesctl.core.conditions",
    "salesctl.core.folding",
    "salesctl.core.ladders",
    "salesctl.core.playbook",
    "salesctl.core.playbook.entries",
    "salesctl.core.playbook.forms",
    "salesctl.core.playbook.terms",
    "salesctl.core.playbook.whole",
    "salesctl.core.team",
    "salesctl.desk.clock",
    "salesctl.desk.asking_index",
    "salesctl.desk.everyone",
    "salesctl.desk.keeping",
    "salesctl.desk.opening",
    "salesctl.desk.owed",
    "salesctl.render.cells",
    "salesctl.render.layout",
    "salesctl.render.problems",
    "salesctl.reports",
    "salesctl.reports.items",
    "salesctl.reports.material",
    "salesctl.reports.rows",
    "salesctl.reports.table",
    "salesctl.store",
    "salesctl.store.decoding",
    "salesctl.store.digests",
    "salesctl.store.disk",
    "salesctl.store.index",
    "salesctl.store.index.ahead",
    "salesctl.store.index.bound",
    "salesctl.store.index.comparing",
    "salesctl.store.index.compiled",
    "salesctl.store.index.frames",
    "salesctl.store.index.hidden",
    "salesctl.store.index.keeping",
    "salesctl.store.index.scan",
    "salesctl.store.index.sections",
    "salesctl.store.index.shapes",
    "salesctl.store.index.sight",
    "salesctl.store.names",
    "salesctl.store.workspace",
}
SYNCED = {
    *("salesctl.commands._synced", "salesctl.core.arithmetic", "salesctl.core.pauses", "salesctl.core.silence"),
    *("salesctl.store.stamps", "salesctl.store.sync_mark"),
}
TABLE = {"salesctl.render.plain", "salesctl.render.table"}
NAMES = {"salesctl.core.naming", "salesctl.core.near"}
OWN = {
    "overdue": {"salesctl.commands.overdue", "salesctl.reports.overdue"} | SYNCED | TABLE,
    "next": {"salesctl.commands.next_", "salesctl.reports.agenda", "salesctl.reports.found", "salesctl.render.agenda"}
    | SYNCED
    | NAMES,
    "inbox": {"salesctl.commands.inbox", "salesctl.reports.inbox", "salesctl.render.agenda"} | SYNCED | NAMES,
    "list": {"salesctl.commands.list_", "salesctl.reports.deals"} | TABLE,
}


def modules_within(folder: Path, command: str) -> set[str]:
    """Every module that one whole run imported, the second in a folder where nothing has changed."""
    script = (
        "import contextlib, io, os, sys\n"
        "os.environ.pop('SALESCTL_NOW', None)\n"
        "from salesctl.cli import main, trimming\n"
        "trimming.import_libraries()\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        f"    code = main([{command!r}, '-C', {str(folder)!r}, '--user', {_somebody(folder)!r}])\n"
        "print(code, *sorted(sys.modules))\n"
    )
    done = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
        for _ in range(2)
    ]
    code, *modules = done[-1].stdout.split()
    assert code == "0"
    return set(modules)


def _somebody(folder: Path) -> str:
    team = (folder / "team.yaml").read_text(encoding="utf-8")
    return team.splitlines()[1].strip().rstrip(":")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace old enough for its stamps to be trusted."""
    folder = tmp_path_factory.mktemp("settled") / "demo"
    subprocess.run(
        [sys.executable, "-m", "salesctl", "init", str(folder), "--demo", "--no-git", "--lang", "zh"],
        capture_output=True,
        check=True,
    )
    time.sleep(2.1)
    return folder


@pytest.mark.parametrize("command", OWN)
def test_a_warm_answer_imports_only_what_it_uses(settled: Path, command: str) -> None:
    modules = modules_within(settled, command)
    assert modules.isdisjoint({*HEAVY, "json", "hashlib", "subprocess", "sqlite3", "pickle", "multiprocessing"})
    ours = {name for name in modules if name.partition(".")[0] == "salesctl" and ".i18n" not in name}
    assert ours - DOOR - WARM - OWN[command] == set()
