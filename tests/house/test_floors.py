"""The rooms of the house: who may import whom, and what the pure core may not know."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.filterwarnings("ignore")
def test_imports_go_only_downward(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=os.fspath(ROOT / "pyproject.toml"), cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_module_is_a_drawer_for_everything() -> None:
    files = list((ROOT / "salesctl").rglob("*.py"))
    assert files
    assert [file.name for file in files if file.stem in {"utils", "util", "helpers", "common", "misc"}] == []
