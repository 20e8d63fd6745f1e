"""What is broken or was not earned."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "check.clean": "没有发现问题。",
    "check.more": "……另有 {count} 条同类说明；--json 可列出全部。",
    "check.tally": "错误 {error} 个，警告 {warn} 个，提示 {info} 个。",
    "help.check": "检查文件、历史和流程，列出损坏的和不符合流程的，注明文件与行号。\n有警告及以上时退出码为 1。超期请看 `overdue`。",
    "help.check.merge": "比较所写提交（不写则最近一次）的合并与它的两个父提交：哪些事件丢了。",
    "help.check.customers": "只检查这些客户；不写则检查全部。",
    "progress.reading": "读取",
}
