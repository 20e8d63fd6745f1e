"""The frame of every help page, and what all commands have in common."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "help.salesctl": "全队共用一套标准销售流程：下一步做什么、谁欠谁什么、什么已经超期。\n客户档案是一个文件夹里的 YAML 文本文件，用 git 管理。从 `salesctl init` 开始。",
    "help.usage": "用法：",
    "help.command_and_rest": "命令 …",
    "help.options_place": "[选项]",
    "help.commands": "命令",
    "help.arguments": "参数",
    "help.options": "选项",
    "help.default": "（默认：{value}）",
    "help.required": "（必填）",
    "help.shelf.start": "开始",
    "help.shelf.day": "每天",
    "help.shelf.move": "推进商机",
    "help.shelf.change": "更正与移交",
    "help.shelf.manage": "监控与改进",
    "help.shelf.more": "其他",
    "help.shells": "命令行补全",
    "help.install_completion": "在当前的 shell 里用 Tab 补全命令。",
    "help.show_completion": "显示实现补全的脚本。",
    "help.global": "所有命令通用，写在命令前后都可以",
    "help.global.folder": "工作区；不写则取上级目录中最近的、含 playbook.yaml 的文件夹，或 SALESCTL_HOME。",
    "help.global.now": "以此为当前时间（或 SALESCTL_NOW）。",
    "help.global.user": "操作人（或 SALESCTL_USER）；不写则按 git 用户在 team.yaml 中查找。",
    "help.global.lang": "中文或英文（或 SALESCTL_LANG）；不写则跟随系统语言。",
    "help.global.json": "在标准输出上以一个 JSON 对象作答。",
    "help.global.no_color": "不用颜色（或 NO_COLOR）。",
    "help.global.version": "显示版本。",
    "help.global.help": "显示本页。",
}
