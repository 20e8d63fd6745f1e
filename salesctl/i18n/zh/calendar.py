"""Words of working time: what is wrong with a calendar, and why a deadline falls when it does."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "calendar.unknown_key": ("日历中没有 {key} 这一项。", "可用的项：{keys}。"),
    "calendar.zone_missing": (
        "没有内置 {country} 的日历数据，无法得知其时区。",
        "请加上 `zone:`，写 IANA 时区名，例如 `zone: Europe/Berlin`。",
    ),
    "calendar.bad_zone": ("没有 {zone} 这个时区。", "请用 IANA 时区名，如 Asia/Shanghai、Europe/Berlin。"),
    "calendar.bad_week": ("{text} 不是有效的星期写法。", "请写 `week: Monday-Friday`，或用逗号分隔的各天。"),
    "calendar.bad_hours": (
        "{text} 不是有效的工作时段：每段须先开后关，且晚于前一段结束。",
        "请写 `hours: [09:00-12:00, 13:30-18:00]`。",
    ),
    "calendar.bad_time": ("{text} 不是有效的时刻。", '请写 `day ends: "18:00"`。'),
    "calendar.bad_date": ("{key} 下的 {text} 不是日期。", "日期请写成 2026-10-01。"),
    "calendar.bad_year": ("{text} 不是年份。", "请写已录入放假安排的最后一年：`known: 2027`。"),
    "calendar.off_and_work": ("{day} 既列为休息日，又列为工作日。", "请只保留在 `off` 或 `work` 之一。"),
    "calendar.no_interval": ("{text} 永远不会前进。", "间隔至少为 1：`every: 30d`。"),
    "calendar.bad_rule": ("{rule} 不是有效的重复规则（RFC 5545）：{reason}。", "例如 `rrule FREQ=MONTHLY;BYDAY=1MO`。"),
    "calendar.endless_rule": (
        "{rule} 比每天还频繁，或永远不会前进。",
        "请用 FREQ=DAILY、WEEKLY、MONTHLY 或 YEARLY，INTERVAL 至少为 1。",
    ),
    "due.too_far": (
        "{amount} 超过一百年，或其间没有任何工作时间。",
        "请检查数字和单位（h、wh、wd、d、w、mo），再看暂停和工作日。",
    ),
}

SENTENCES: dict[str, str] = {
    "ledger.start.h": "{at}起算，{n}小时，夜间和休息日也计入。",
    "ledger.start.wh": "{at}起算，{n}个工作小时。",
    "ledger.start.wd": "{at}起算，{n}个工作日，当天不计。",
    "ledger.start.d": "{at}起算，{n}个自然日。",
    "ledger.start.w": "{at}起算，{n}周。",
    "ledger.start.mo": "{at}起算，{n}个月。",
    "ledger.before.h": "从{day}倒推{n}小时，夜间和休息日也计入。",
    "ledger.before.wh": "从{day}倒推{n}个工作小时。",
    "ledger.before.wd": "从{day}倒推{n}个工作日，当天不计。",
    "ledger.before.d": "从{day}倒推{n}个自然日。",
    "ledger.before.w": "从{day}倒推{n}周。",
    "ledger.before.mo": "从{day}倒推{n}个月。",
    "ledger.day_off": "{day}放假：{name}。",
    "ledger.day_off.run": "{first}至{last}放假（{days}天）：{name}。",
    "ledger.closed": "{day}休息。",
    "ledger.closed.run": "{first}至{last}休息（{days}天）。",
    "ledger.weekend": "{day}是周末，休息。",
    "ledger.weekend.run": "{first}至{last}是周末，休息。",
    "ledger.makeup_day": "{day}上班：{name}调休。",
    "ledger.extra_day": "{day}上班（团队日历另定）。",
    "ledger.pause.moved": "{since}至{until}暂停，期限顺延同样长的时间。",
    "ledger.pause.wh": "{since}至{until}暂停，其间的工作小时不计。",
    "ledger.pause.wd": "{since}至{until}暂停，其间的下班时点不计。",
    "ledger.close_held": "{day}不计：当天下班时仍在暂停中。",
    "ledger.due": "到期：{at}。",
    "ledger.due_on_day_off": "{day}放假：{name}，期限不变。",
    "ledger.due_on_weekend": "{day}休息，期限不变。",
    "ledger.rolled_back": "{day}休息，提前到前一个工作日：{at}。",
    "ledger.rolled_on": "{day}休息，顺延到后一个工作日：{at}。",
    "ledger.provisional": "暂定：{country} 的放假安排只公布到{last}年，其余年份按一般工作周推算。",
    "ledger.provisional.never": "暂定：没有 {country} 的放假安排，请在日历的 `off:` 中列出。",
}
