"""git around a workspace."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "git.one_merge": ("一次只比较一个合并，这里有多个：{revisions}", "请只写一个提交。"),
    "git.no_repository": ("{folder} 不在 git 仓库里。", "用 `git init` 建一个，再用 `salesctl git install` 设置。"),
    "git.missing": ("本机没有 git。", "安装 git 后再试。"),
    "git.unknown_revision": ("git 不认识提交 {revision}。", "`git log --merges --oneline` 可列出各次合并。"),
    "git.no_merge": ("{revision} 不是合并：它的父提交不到两个。", "`git log --merges --oneline` 可列出各次合并。"),
    "git.no_merges": ("历史里没有合并。", "也就没有合并会丢失内容。"),
    "git.not_set": ("git 没能保存设置 {key}：{reason}", "请再运行一次；仍不行就看看 .git/config 能否写入。"),
}

SENTENCES: dict[str, str] = {
    "git.installed": "在这个副本里，git 今后用 salesctl 合并客户文件。每个人在自己的副本里做一次。",
    "git.unchanged": "git 已经在用 salesctl 合并客户文件。",
    "git.attributes": ".gitattributes 写明了是哪些文件；全队提交一次即可。",
    "help.git": "让 git 了解客户文件。",
    "help.git_install": "让 git 用 salesctl 合并客户文件：两个人同时写同一个客户，谁的都不丢。\n仓库的每个副本做一次；`init` 会自动做。只改 .git/config 和 .gitattributes，不做提交。",
}
