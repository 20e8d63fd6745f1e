"""Whoever reads many files reads them on every core: what comes out is what one process makes of them."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from salesctl.desk import cores

ASKED = (("check",), ("overdue",), ("list",), ("inbox",), ("report", "register"))


def fill(place: Any, opened: Any) -> None:
    """Good and bad files, in an order of names that is none of their contents."""
    for at in range(120):
        crossed = "03-03 10:00 advanced with: {to: needs}" if at % 3 else "03-03 10:00 danced"
        place.customer(
            f"华信{at // 2}", opened(), crossed, id=f"aaaaa{at:03d}", card="need: 密码是 abc12345" if at % 5 else ""
        )
    for name, text in (("zz-broken.yaml", "salesctl: 1\nid: ["), ("aa-broken.yaml", "no record\n")):
        (place.root / "customers" / name).write_text(text, "utf-8")
    twice = (place.root / "customers" / "aaaaa007.yaml").read_bytes()
    (place.root / "customers" / "bbbbbbb7.yaml").write_bytes(twice)


@pytest.mark.row("U2")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process reads all")
def test_every_core_finds_what_one_process_finds(place: Any, opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place, opened)

    def answers() -> list[tuple[int, str]]:
        found = []
        for words in ASKED:
            for kept in (place.root / ".salesctl").glob("index*"):
                kept.unlink()
            said = place.run(*words, "--json")
            found.append((said.code, said.out))
        return found

    monkeypatch.setattr("salesctl.desk.cores._MANY", 10_000)
    alone = answers()
    monkeypatch.setattr("salesctl.desk.cores._MANY", 2)
    begun: list[int] = []
    monkeypatch.setattr("os.sched_getaffinity", lambda _: begun.append(1) or {0, 1, 2})
    assert answers() == alone
    assert len(begun) == len(ASKED), "every command asked how many cores there are"
    codes = ("customer.same_id", "hint.secret_password", "event.unknown_verb", "advance.undone", "customer.likely_same")
    assert [code for code in codes if code not in alone[0][1]] == []


def test_what_is_spread_comes_back_with_what_it_was_for(place: Any) -> None:
    words = [f"w{at}" for at in range(777)]
    found = {
        word: length
        for some, lengths in cores.spread(place, words, _lengths)
        for word, length in zip(some, lengths, strict=True)
    }
    assert found == {word: len(word) for word in words}


def _lengths(_: Any, words: Any) -> list[int]:
    return [len(word) for word in words]
