"""The line by which git merges: quoted for a shell and for git, and known again when it is there."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest
from told_git import ToldGit

import salesctl
from salesctl.store.git_driver import Installed, driver_line, install_driver, installed

FALLBACK = "{ r=$?; [ $r = 9 ] || git merge-file --diff3 %A %O %B; exit 1; }"
KEY = "config|--local|--get|merge.salesctl.driver"


@pytest.mark.parametrize(
    ("program", "home", "line"),
    [
        ("/opt/python", "/opt/work", "PYTHONPATH=/opt/work /opt/python"),
        ("/opt/a b%c/python", "/opt/d%e f", "PYTHONPATH='/opt/d%%e f' '/opt/a b%%c/python'"),
        ("/opt/python", None, "/opt/python"),
    ],
)
def test_the_running_program_is_named_by_its_full_path(
    monkeypatch: pytest.MonkeyPatch, program: str, home: str | None, line: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    folder = Path(home or sysconfig.get_path("purelib")).resolve()
    monkeypatch.setattr(salesctl, "__file__", str(folder / "salesctl" / "__init__.py"))
    assert driver_line() == f"{line} -P -m salesctl merge-driver -- %O %A %B %P || {FALLBACK}"


@pytest.mark.parametrize(
    ("line", "state", "gone"),
    [
        ("sh -c x", "other", ""),
        ("/nowhere/python -m salesctl", "gone", "/nowhere/python"),
        ("A=b _c1=d '/no where/py%%thon' x", "gone", "/no where/py%thon"),
        ("PYTHONPATH=/nowhere sh x", "gone", "/nowhere"),
        ("PYTHONPATH=/nowhere:HERE sh x", "other", ""),
        ("A=b PYTHONPATH=/nowhere:/no/other sh", "gone", "/nowhere:/no/other"),
        ("PYTHONPATH= sh", "other", ""),
        ("'open", "other", ""),
        ("A=b", "other", ""),
    ],
)
def test_a_driver_that_lacks_its_program_or_its_code_is_known(
    git: ToldGit, tmp_path: Path, line: str, state: str, gone: str
) -> None:
    (tmp_path / "salesctl").mkdir()
    line = line.replace("HERE", str(tmp_path))
    git.answers = {KEY: f"{line}\n".encode()}
    assert installed(tmp_path) == Installed(state, line, gone)  # type: ignore[arg-type]


def test_a_driver_is_ours_or_half_there_or_none(git: ToldGit, tmp_path: Path) -> None:
    assert installed(tmp_path) == Installed("none", "", "")
    git.answers = {"config|--local|--get|merge.salesctl.name": b"x\n", KEY: b" \n"}
    assert installed(tmp_path) == Installed("half", "", "")
    git.answers = {KEY: f"{driver_line()}\n".encode()}
    assert installed(tmp_path) == Installed("ours", driver_line(), "")
    assert install_driver(tmp_path) == "unchanged"
    git.answers = {}
    assert install_driver(tmp_path) == "installed"
