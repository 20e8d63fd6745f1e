"""The notes of a sync, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesctl.core.silence import Heard
from salesctl.store.sync_mark import (
    begin_merge,
    end_merge,
    last_awaited,
    last_heard,
    last_synced,
    mark_awaited,
    mark_synced,
    was_merging,
)

AT = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)


def test_what_was_noted_is_told_again(tmp_path: Path) -> None:
    assert (last_synced(tmp_path), last_heard(tmp_path), last_awaited(tmp_path)) == (None, (), frozenset())
    mark_synced(
        tmp_path, AT.replace(second=5, microsecond=7), [Heard("Jo\t\nA \udcff", " j@x", AT), Heard("B", "", AT)]
    )
    assert last_synced(tmp_path) == AT.replace(second=5)
    assert last_heard(tmp_path) == (Heard("Jo A ?", "j@x", AT), Heard("B", "", AT))
    mark_awaited(tmp_path, ["b", "a"])
    assert last_awaited(tmp_path) == {"a", "b"}
    hidden = tmp_path / ".salesctl"
    assert {one.name: one.read_bytes() for one in hidden.iterdir()} == {
        "synced": b"2026-03-02T09:10:05+00:00\n", "awaited": b"a\nb\n",
        "heard": b"2026-03-02T09:10+00:00\tJo A ?\tj@x\n2026-03-02T09:10+00:00\tB\t\n",
    }  # fmt: skip


def test_notes_that_somebody_spoilt_say_what_is_left_of_them(tmp_path: Path) -> None:
    hidden = tmp_path / ".salesctl"
    hidden.mkdir()
    (hidden / "heard").write_bytes(
        b"2026-03-02T09:10+00:00\tJo \xff\tj@x\nthen\tA\ta@x\n2026-03-02T09:10+00:00\tB\nx\tC\tc@x\td\n"
    )
    (hidden / "synced").write_bytes(b"yesterday \xff\n")
    (hidden / "awaited").write_bytes(b"a \xff\n")
    assert last_heard(tmp_path) == (Heard("Jo \ufffd", "j@x", AT),)
    assert last_synced(tmp_path) is None
    assert last_awaited(tmp_path) == {"a", "\ufffd"}


def test_a_merge_is_under_way_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    assert not was_merging(tmp_path)
    end_merge(tmp_path)
    begin_merge(tmp_path)
    begin_merge(tmp_path)
    assert was_merging(tmp_path)
    assert (tmp_path / ".salesctl" / "merging").read_bytes() == b""
    end_merge(tmp_path)
    assert not was_merging(tmp_path)


def test_where_nothing_can_be_kept_only_the_merge_says_so(tmp_path: Path) -> None:
    (tmp_path / ".salesctl").write_bytes(b"")
    mark_synced(tmp_path, AT, [])
    mark_awaited(tmp_path, ["a"])
    end_merge(tmp_path)
    assert (last_synced(tmp_path), last_awaited(tmp_path)) == (None, frozenset())
    with pytest.raises(OSError, match="salesctl"):
        begin_merge(tmp_path)
