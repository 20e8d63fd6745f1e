"""Sample customers without an index yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from indexed import NOW
from shell import Shell, init

from salesctl.desk import keeping


@pytest.fixture
def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps are believed at once: no two changes to one file come within one tick here."""
    monkeypatch.setattr(keeping, "_TRUST", -1_000_000_000)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return init(tmp_path_factory.mktemp("samples") / "ws", "--no-git", "--demo", "--now", NOW).root


@pytest.fixture
def shell(template: Path, tmp_path: Path) -> Shell:
    """The samples, and no index yet."""
    root = tmp_path / "ws"
    shutil.copytree(template, root)
    shutil.rmtree(root / ".salesctl", ignore_errors=True)
    return Shell(root, now=NOW)


@pytest.fixture
def small(shell: Shell) -> Shell:
    """One of them alone, the one with the shortest file."""
    first, *others = sorted((shell.root / "customers").glob("*.yaml"), key=lambda path: path.stat().st_size)
    assert first.exists()
    for path in others:
        path.unlink()
    return shell
