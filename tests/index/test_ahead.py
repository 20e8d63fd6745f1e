"""The pass over the folder that a second process does: the same answer, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from shell import Shell

from salesctl.store.index import ahead
from salesctl.store.index.scan import scan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nobody is sent ahead on other systems")


@pytest.fixture(autouse=True)
def worthwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few customers are many, and one core is two."""
    monkeypatch.setattr(ahead, "LEAST", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.fixture
def root(shell: Shell) -> str:
    """A workspace with an index."""
    shell.ok("overdue")
    return str(shell.root)


def handles() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


@pytest.mark.parametrize("halved", [3, 20_000])
def test_it_sees_what_is_there(halved: int, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "HALVED", halved)
    Path(root, "customers", "in", "deeper").mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(root) + b"/customers/in/caf\xe9.yaml")).touch()
    before = handles()
    ahead.begin(root)
    seen, wanted = ahead.taken(root), scan(root, "customers")
    assert seen is not None
    assert (seen.names, seen.numbers) == (wanted.names, wanted.numbers)
    assert b"caf\xe9.yaml" in seen.names
    assert ahead.taken(root) is None, "what was seen then is not what is there later"
    assert handles() == before


@pytest.mark.parametrize("end", ["killed", "half", "gone"])
def test_a_half_that_is_not_told(end: str, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, first = scan(root, "customers"), os.getpid()
    whole = ahead.numbers_of

    def ending(names: Sequence[str], before: str, folder: int | None) -> array[int]:
        if os.getpid() == first:
            return whole(names, before, folder)
        if end == "killed":
            os.kill(os.getpid(), 9)
        if end == "gone":
            raise FileNotFoundError
        return whole(names[1:], before, folder)

    monkeypatch.setattr(ahead, "HALVED", 3)
    monkeypatch.setattr(ahead, "numbers_of", ending)
    seen = scan(root, "customers", ahead._halved)
    assert (seen.names, seen.numbers) == (wanted.names, wanted.numbers)


def test_another_folder_is_not_the_one_that_was_seen(root: str, tmp_path: Path) -> None:
    ahead.begin(root)
    assert ahead.taken(str(tmp_path)) is None


def test_without_an_index_nobody_goes(tmp_path: Path) -> None:
    ahead.begin(str(tmp_path))
    assert ahead.taken(str(tmp_path)) is None


@pytest.mark.parametrize("odd", ["linked", "killed", "half", "no process", "no handle"])
def test_what_is_odd_is_left_to_who_asks(odd: str, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if odd == "linked":
        Path(root, "customers").rename(Path(root, "elsewhere"))
        Path(root, "customers").symlink_to("elsewhere")
    elif odd == "killed":
        monkeypatch.setattr(ahead, "scan", lambda *_: os.kill(os.getpid(), 9))
    elif odd == "half":
        sent: list[int] = []
        whole = os.write
        monkeypatch.setattr(
            os, "write", lambda to, data: whole(to, data[:40]) if not sent and not sent.append(1) else os._exit(0)
        )
    else:
        name = "fork" if odd == "no process" else "pipe"
        monkeypatch.setattr(os, name, lambda: (_ for _ in ()).throw(OSError(11, "none to be had")))
    before = handles()
    ahead.begin(root)
    assert ahead.taken(root) is None
    assert handles() == before


ASKED = [
    ("overdue", True),
    ("next", True),
    ("inbox", True),
    ("list --owner wang.lei", True),
    ("board", True),
    ("report register", True),
    ("report funnel", True),
    ("lead add Nobody --need x --phone 13800138000", True),
    ("next Huaxin", False),
    ("lead import nothing.csv", False),
    ("show Huaxin", False),
    ("overdue --help", False),
]


@pytest.mark.parametrize(("words", "goes"), ASKED, ids=[words for words, _ in ASKED])
@pytest.mark.parametrize("named", [True, False], ids=["named", "here"])
def test_nobody_is_sent_in_vain(words: str, goes: bool, named: bool, root: str, shell: Shell) -> None:
    """Whoever looks over all customers takes what the child saw, and says the same; the others send none."""
    line = [*words.split(), *(["-C", root] if named else [])]
    script = (
        "import os, sys\n"
        "from salesctl.store.index import ahead\n"
        "from salesctl import cli\n"
        "ahead.LEAST = 0\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "begun, taken = [], []\n"
        "begin, take = ahead.begin, ahead.taken\n"
        "def noted(root):\n    begin(root)\n    begun.extend(ahead._begun)\n"
        "ahead.begin = noted\n"
        "from salesctl.store.index import sight\n"
        "def told(root):\n    found = take(root)\n    taken.append(found is not None)\n    return found\n"
        "sight.taken = told\n"
        f"sys.argv[1:] = {line!r}\n"
        "code = cli.main()\n"
        "sys.stdout.flush()\n"
        "print(len(begun), taken[:1], file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    within = None if named else f"{root}/customers"
    told = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SALESCTL_NOW": shell.now,
        "SALESCTL_USER": shell.user,
        "SALESCTL_LANG": shell.lang,
    }
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=within, env=told, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    looks = not {"--help", "import"}.intersection(line)
    assert ran.stderr.splitlines()[-1] == ("1 [True]" if goes else "0 [False]" if looks else "0 []")
    if named and not words.startswith("lead"):
        plain = shell.run(*words.split())
        assert (ran.returncode, ran.stdout) == (plain.code, plain.out)
