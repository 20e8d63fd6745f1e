"""删除个人信息，以及还有哪里留着。"""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "forget.needs_yes": (
        "没有任何改动：将永久删除{name}的{kinds}，而这里没有人可以确认。",
        "如确要删除，请写明：",
    ),
    "forget.git_holds": (
        "git 仍保存着此文件的旧内容，共 {count} 次提交；有这个文件夹副本的人都能看到。",
        "要一并清除：先提交本次改动，再执行 `git filter-repo --invert-paths --path {file}`，放回新文件并提交。这会改写历史，请先备份。完整步骤见 docs/troubleshooting.zh.md。",
    ),
    "forget.git_and_remotes": (
        "git 仍保存着此文件的旧内容，共 {count} 次提交；共享处（{remotes}）和每位同事的副本里也有。",
        "要一并清除，需全体一起做：先 `salesctl sync`，再 `git filter-repo --invert-paths --path {file}`，放回新文件，强制推送，每个人重新克隆。完整步骤见 docs/troubleshooting.zh.md。",
    ),
    "forget.no_git": ("没有 git 历史保存此文件。", "手工做的副本和备份请自行删除。"),
    "forget.look_over": (
        "不在联系人名单中的姓名无法识别，客户自身的名称也保留。",
        "请通读剩下的内容；用 `--also NAME` 可再删一个姓名：",
    ),
}
SENTENCES: dict[str, str] = {
    "forget.done": "{name}的个人信息已删除：{kinds}。流程记录保持原样；历史中注明了这次删除。",
    "forget.nothing": "{name}没有像个人信息的内容；没有任何改动。",
    "forget.would": "将删除{name}的：{kinds}；涉及卡片和历史中的 {count} 条记录。",
    "forget.for_ever": "删除后无法恢复。步骤、决定和日期保留。",
    "forget.ask": "确定删除吗？是/否 >",
    "forget.left": "没有任何改动。",
    "forget.kind.contacts": "{count} 位联系人",
    "forget.kind.names": "{count} 处姓名",
    "forget.kind.phones": "{count} 个电话号码",
    "forget.kind.emails": "{count} 个邮箱地址",
    "forget.kind.accounts": "{count} 个聊天账号",
    "forget.kind.papers": "{count} 个身份证号",
    "help.forget": "从卡片和历史中删除一个客户的个人信息：联系人、电话、邮箱、姓名。\n流程保留；历史记下何时由谁删除、各类多少。无法恢复。",
    "help.forget.also": "还要删除的姓名（不在联系人中的人）；可重复。",
    "help.forget.yes": "不再询问；不在终端时必须写。",
}
