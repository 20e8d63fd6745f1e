"""Long lists are made from columns: these say what the rows say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from indexed import rows_of, world_of
from shell import Shell

from salesctl.desk.everyone import everyone
from salesctl.reports.rows import Matter


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "read"])
@pytest.mark.usefixtures("believing")
def test_columns_say_what_rows_say(kept: bool, shell: Shell) -> None:
    if kept:
        rows_of(shell.root)
    found = everyone(world_of(shell.root), iter)
    until = found.world.now + timedelta(days=30)
    for owner in (None, "wang.lei"):
        late = found.listed(until, owner, lambda one: one.kind == "step")
        rows = [one.row for one in found.items(before=until, owner=owner) if one.kind == "step"]
        matters = [late.matters[code] for code in late.codes]
        assert len(late) >= 3
        assert late.due == [row.due for row in rows]
        assert late.names == [row.name for row in rows]
        assert late.owners == [row.owner for row in rows]
        for name in Matter.__struct_fields__:
            assert [getattr(one, name) for one in matters] == [getattr(row, name) for row in rows]
