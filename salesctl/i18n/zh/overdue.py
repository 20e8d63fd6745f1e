"""What is late."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "overdue.not_a_span": ("“{value}”不是时间长度。", "请写 48h、4wh、3wd、2d、1w 或 1mo。"),
}

SENTENCES: dict[str, str] = {
    "overdue.title": "超期",
    "overdue.who": "谁",
    "overdue.customer": "客户",
    "overdue.what": "事项",
    "overdue.due": "期限",
    "overdue.late": "已超",
    "overdue.grade": "等级",
    "overdue.owner": "负责人",
    "overdue.none": "没有超期。",
    "overdue.none_within": "没有超期，{span} 内也没有到期。",
    "help.overdue": "已超期或即将到期的事项，最急的在前，并写明是谁的。\n包括步骤、审批、计划的跟进和例行事项；资讯与问候须加 --duties。",
    "help.overdue.owner": "只看此人负责的商机，可写编号或姓名。",
    "help.overdue.role": "只看该角色的待办。",
    "help.overdue.stage": "只看处于该阶段的商机。",
    "help.overdue.within": "也列出在此时间内到期的：48h、3wd（工作日）、2d、1w。",
    "help.overdue.duties": "也列出客户关怀和培育池事项（逾期不算违规）。",
    "help.overdue.exit_code": "列出任何事项时退出码为 1。",
}
