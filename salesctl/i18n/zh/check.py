"""What is broken or was not earned."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "check.clean": "没有发现问题。",
    "check.more": "……另有 {count} 条同类说明；--json 可列出全部。",
    "check.tally": "错误 {error} 个，警告 {warn} 个，提示 {info} 个。",
    "help.check": "检查文件、历史和流程，列出损坏的和不符合流程的，注明文件与行号。\n有警告及以上时退出码为 1。超期请看 `overdue`。",
    "check.accepted": "另有 {count} 处已有人看过并写明不是问题；`check --accepted` 可列出。",
    "check.accepted_by": "{who} 于 {at} 认定无妨：{because}",
    "help.check.accepted": "也列出像秘密、但已有人认定无妨的文字，以及是谁、为什么。",
    "help.check.merge": "比较所写提交（不写则最近一次）的合并与它的两个父提交：哪些事件丢了。",
    "help.check.customers": "只检查这些客户；不写则检查全部。",
    "progress.reading": "读取",
}
