"""What is owed, in a sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "item.plain": "{title}",
    "item.again": "{title}（第 {round} 轮）",
    "item.tried": "{title}：已尝试 {tries} 次，未联系上",
    "item.outside": "{title}：尚无答复（{role}）",
    "item.verdict": "{title}：{role}的意见",
    "item.duty_of": "{title}：{of}",
    "item.plan": "跟进：{text}",
    "item.plan_bare": "跟进",
    "item.hold": "挂起至 {until}",
    "item.hold_over": "挂起已于 {until} 到期：请恢复或重新挂起",
}
