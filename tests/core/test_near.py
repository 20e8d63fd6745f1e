"""Near names are found as people misspell them, and no length of a word makes anybody wait."""

from __future__ import annotations

import difflib

import pytest

from salesctl.core.intake.owners import Owners
from salesctl.core.naming import one_of
from salesctl.core.near import MOST_LETTERS, near
from salesctl.core.phrases.near import nearest
from salesctl.core.problems import Broken
from salesctl.core.team import Person, Team
from salesctl.store.import_map import read_map
from salesctl.store.team_file import read_team

LONG = "rolez" + "x" * 70_000


def test_the_likeliest_comes_first_and_what_is_unlike_does_not() -> None:
    assert near("roels", ("name", "roles", "git")) == ("roles",)
    assert near("acme", ("acne", "acme ltd", "beta"), 3) == ("acne", "acme ltd")
    assert near("zzz", ("name", "roles")) == ()
    assert near("a", ()) == ()


def test_a_long_name_that_is_known_comes_back_whole() -> None:
    known = "k" * (MOST_LETTERS + 50)
    assert near("k" * MOST_LETTERS, (known, "other")) == (known,)


def _everywhere(word: str) -> None:
    team = Team({"li.na": Person("li.na", "李娜" + "x" * 70_000)})
    for look in (
        lambda: one_of(word, {"name": "x" * 70_000}, "step"),
        lambda: read_team(f"people:\n  li.na: {{{word}: 1}}\n".encode(), "team.yaml"),
        lambda: read_map(f"columns: {{A: {word}}}\n{word}: 1\n".encode(), "map.yaml"),
        lambda: Owners(team, (), None, lambda _: None, add=False).read(word, "owner"),
    ):
        with pytest.raises(Broken):
            look()
    nearest(word, ("y" * 70_000, "name"))


def test_no_look_up_compares_more_letters_than_a_name_has(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    compare = difflib.SequenceMatcher.set_seq1

    class Watched(difflib.SequenceMatcher[str]):
        def set_seq1(self, a: str) -> None:  # type: ignore[override]
            lengths.append(len(a))
            compare(self, a)

        def set_seq2(self, b: str) -> None:  # type: ignore[override]
            lengths.append(len(b))
            super().set_seq2(b)

    monkeypatch.setattr(difflib, "SequenceMatcher", Watched)
    _everywhere(LONG)
    assert len(lengths) > 10
    assert max(lengths) <= 200
