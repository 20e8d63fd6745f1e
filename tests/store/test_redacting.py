"""Persons taken out of a text: only where they stood, and written anew where that can't be done."""

from __future__ import annotations

import pytest
from clones import event
from msgspec.structs import replace

from salesctl.core.events import Record, Value
from salesctl.core.problems import Broken
from salesctl.store.record_file import new_record
from salesctl.store.record_reading import read_record
from salesctl.store.redacting import redacted_text

TEXT = """\
# Li called
salesctl: 1
id: k7m2q9xd
customer:
  name: 'Acme'   # Li's
  contacts:
  - {name: Li}
  need: a  # no person
own: {who: Li}  # Li
history:
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: noted
  with: {text: Li agreed}  # by Li
  id: 1-aaaaa
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: noted
  with: {text: 'as it was'}
  id: 2-aaaaa
"""
BEFORE = read_record(TEXT, "f")


def clean(comment: str) -> str:
    return comment.replace("Li", "…")


def without(card: dict[str, Value], text: str, own: str = "…") -> Record:
    first = replace(BEFORE.history[0], data={"text": text})
    return replace(BEFORE, card=card, extra={"own": {"who": own}}, history=(first, BEFORE.history[1]))


def test_only_what_was_taken_out_changes() -> None:
    meant = without({"name": "Acme", "need": "b"}, "…")
    assert redacted_text(TEXT, meant, clean, "f") == (
        TEXT.replace("  contacts:\n  - {name: Li}\n", "")
        .replace("need: a", "need: b")
        .replace("{who: Li}", "{who: …}")
        .replace("{text: Li agreed}", "{text: …}")
        .replace("# Li", "# …").replace("# by Li", "# by …")
    )  # fmt: skip
    assert redacted_text(TEXT, BEFORE, str, "f") == TEXT


@pytest.mark.parametrize(
    "meant",
    [
        replace(BEFORE, history=(BEFORE.history[0], event("9-aaaaa", text="x"))),
        replace(BEFORE, id="aaaaaaaa"),
        replace(BEFORE, history=(replace(BEFORE.history[0], by="x"), BEFORE.history[1])),
        replace(BEFORE, history=BEFORE.history[:1]),
        replace(BEFORE, card={**BEFORE.card, "more": "x"}),
    ],
    ids=["other event", "other id", "other author", "fewer events", "more of a card"],
)
def test_what_cannot_be_changed_in_place_is_written_anew(meant: Record) -> None:
    assert redacted_text(TEXT, meant, clean, "f") == new_record(meant)


def test_a_comment_that_would_become_something_else_is_not_kept() -> None:
    assert redacted_text(TEXT, BEFORE, lambda _: "\n  : [", "f") == new_record(BEFORE)
    assert redacted_text(TEXT, BEFORE, lambda _: "\nmore: x", "f") == new_record(BEFORE)


def test_a_sharp_in_a_word_is_no_comment() -> None:
    text = TEXT.replace("need: a ", "need: a#Li ")
    assert "need: a#Li  # no person" in redacted_text(text, read_record(text, "f"), clean, "f")


@pytest.mark.parametrize("text", ["a: [", TEXT.replace("salesctl: 1", "salesctl: 9"), TEXT.replace("k7m2q9xd", "x")])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(Broken) as caught:
        redacted_text(text, BEFORE, clean, "f")
    assert caught.value.problems
