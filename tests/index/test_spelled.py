"""Names in pinyin are reckoned once; what is kept of them may be lost, damaged or foreign and changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from indexed import damaged
from shell import Shell

from salesctl.desk import spelling
from salesctl.store.index import spelled as index

ASKED = ("huaxin", "hxjm", "xin", "ovens", "CUST-9", "zzz", "hua-9", "hua xin", "拼", "h", "chongqing")


@pytest.fixture
def named(shell: Shell) -> Shell:
    """Names of one reading, of two, with signs of other kinds, and one that is no Chinese."""
    for path in (shell.root / "customers").glob("*.yaml"):
        path.unlink()
    for name in ("华信精密机械", "华信-9号机械", "重庆重工", "拼音 Ovens 有限公司", "Zeta Ovens"):
        assert shell.run("lead", "add", name, "--contact", "Ann").code == 0
    return shell


@pytest.fixture
def spelled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were spelled, in turn."""
    names: list[str] = []
    spell = spelling._spell
    monkeypatch.setattr(spelling, "_spell", lambda name: names.append(name) or spell(name))
    return names


def _kept(shell: Shell) -> Path:
    return shell.root / ".salesctl" / "spelled"


def _answers(shell: Shell) -> list[object]:
    return [shell.run("show", wanted) for wanted in ASKED]


def test_pinyin_and_initials_find_who_is_meant(named: Shell) -> None:
    assert "重庆重工" in named.ok("show", "chongqing").out
    assert "重庆重工" in named.ok("show", "cqzg").out
    assert "9号" in named.ok("show", "hua xin-9").out
    assert named.run("show", "huaxin").err.count("华信") == 2


def test_what_is_kept_changes_no_answer(named: Shell, spelled: list[str]) -> None:
    wanted = _answers(named)
    assert len(spelled) == len(set(spelled)) == 4
    assert _answers(named) == wanted
    assert len(spelled) == 4
    _kept(named).unlink()
    assert _answers(named) == wanted


def test_a_sign_that_is_no_letter_stands_in_the_name_or_nowhere(named: Shell, spelled: list[str]) -> None:
    assert named.run("show", "CUST-8").code == 2
    assert spelled == []
    assert "9号" in named.ok("show", "xin-9").out
    assert spelled == ["华信-9号机械"]


@pytest.mark.parametrize("step", [0, 1, 2])
def test_no_damage_changes_an_answer(step: int, named: Shell) -> None:
    wanted = named.run("show", "chongqing"), named.run("show", "zzz")
    data = _kept(named).read_bytes()
    for at, bad in enumerate(damaged(data)):
        if at % 23 == step:
            _kept(named).write_bytes(bad)
            assert (named.run("show", "chongqing"), named.run("show", "zzz")) == wanted


def test_what_another_place_has_kept_is_not_believed(named: Shell, tmp_path: Path) -> None:
    wanted = named.run("show", "zzz")
    lies = {"重庆重工": ("zzz",)}
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "customers").mkdir(parents=True)
    (elsewhere / "playbook.yaml").write_bytes((named.root / "playbook.yaml").read_bytes())
    index.save(elsewhere, spelling._key(), lies)
    _kept(named).write_bytes((elsewhere / ".salesctl" / "spelled").read_bytes())
    assert named.run("show", "zzz") == wanted
    index.save(named.root, spelling._key(), lies)
    assert named.run("show", "zzz") != wanted


def test_who_is_gone_is_not_kept_by_name(named: Shell) -> None:
    named.run("show", "zzz")
    assert "重庆".encode() in _kept(named).read_bytes()
    next(path for path in (named.root / "customers").glob("*.yaml") if "重庆" in path.read_text("utf-8")).unlink()
    named.run("show", "zzz")
    assert "重庆".encode() not in _kept(named).read_bytes()
    named.ok("forget", "Zeta Ovens", "--yes")
    assert not _kept(named).exists()
