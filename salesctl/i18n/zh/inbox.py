"""What waits for somebody."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "inbox.nothing": "没有等您处理的事项。",
    "inbox.escalated": "上报给您、由他人负责（{count}）",
    "inbox.told": "近期完成、需要您知晓（{count}）",
    "inbox.told_line": "{at} · {name} · {title}（{who}）",
    "inbox.told_outcome": "{at} · {name} · {title}：{outcome}（{who}）",
    "help.inbox": "等您（或某个角色）处理的事项，按剩余时间排列，并附命令。\n其后是上报给您的，以及最近七天须告知您的角色的。",
    "help.inbox.role": "看等待该角色处理的，不论由谁担任。",
}
