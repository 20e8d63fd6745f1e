"""The format of a playbook's language: told, or this one; of a later one nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell, init

from salesctl.core.problems import Broken
from salesctl.store.playbook import reading

SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")


def test_this_format_may_be_told_or_not() -> None:
    told, untold = (reading.read_playbook(data.encode(), "p.yaml") for data in (f"salesctl: 1\n{SMALL}", SMALL))
    assert repr(told) == repr(untold)


@pytest.mark.parametrize(
    ("told", "code"),
    [("2", "newer"), ("17", "newer"), ("0", "unknown"), ("one", "unknown"), ("", "unknown"), ("[1]", "unknown")],
)
def test_of_another_format_nothing_else_is_said(told: str, code: str) -> None:
    data = f"salesctl: {told}\nplaybook: later\nunheard of: {{yes: [no]}}\n".encode()
    with pytest.raises(Broken) as broken:
        reading.read_playbook(data, "p.yaml")
    (problem,) = broken.value.problems
    assert problem.code == f"playbook.{code}_format"
    assert problem.where
    assert problem.where.line == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_workspace_of_a_later_salesctl_is_left_as_it_is(lang: str, tmp_path: Path) -> None:
    root = init(tmp_path / "ws", "--no-git", "--demo").root
    playbook = root / "playbook.yaml"
    playbook.write_text(playbook.read_text(encoding="utf-8").replace("salesctl: 1", "salesctl: 2"), encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    shell = Shell(root, lang=lang)
    for words in (("overdue",), ("show", "Huaxin"), ("lead", "add", "Nobody"), ("note", "Huaxin", "x"), ("check",)):
        ran = shell.run(*words)
        assert ran.code == 4, words
        assert "playbook.yaml:4" in ran.err
        assert "salesctl" in ran.err.splitlines()[-1]
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
