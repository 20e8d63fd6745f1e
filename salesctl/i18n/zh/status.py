"""Where a deal stands, in a word."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "status.open": "进行中",
    "status.nurture": "培育中",
    "status.won": "赢单",
    "status.lost": "输单",
    "status.void": "作废",
    "status.held": "搁置中",
    "status.finished": "已走完",
}
