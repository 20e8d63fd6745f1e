"""The kanban."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "board.sum": "{count} 个 · {amount:wan}",
    "board.late": "超期",
    "board.nothing": "没有进行中的商机。",
    "help.board": "按阶段显示进行中的商机，附数量与金额；感叹号表示有超期事项。",
    "help.board.owner": "只看此人负责的商机，可写编号或姓名。",
}
