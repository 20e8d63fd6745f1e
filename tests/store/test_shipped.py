"""The files that come with the program are found from a checkout and from an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.core.problems import Broken
from salesctl.store import shipped


def test_a_checkout_has_them_beside_the_package() -> None:
    assert shipped.shipped_text("playbook.yaml").strip()
    assert shipped.shipped("examples").is_dir()


def test_an_installed_package_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "salesctl"
    (inside / "data").mkdir(parents=True)
    (inside / "data" / "playbook.yaml").write_text("playbook: mine\n", encoding="utf-8")
    monkeypatch.setattr(shipped, "_PACKAGE", inside)
    assert shipped.shipped_text("playbook.yaml") == "playbook: mine\n"


def test_what_is_nowhere_is_said() -> None:
    with pytest.raises(Broken) as broken:
        shipped.shipped("no-such-file.yaml")
    assert [problem.code for problem in broken.value.problems] == ["shipped.missing"]
    assert broken.value.exit_code == 70
