"""The page of problems: every code with what it says and what it advises, in both languages."""

from __future__ import annotations

import re
from importlib import import_module

from salesctl.i18n.catalog import subjects

_HEAD = """# Everything the program can object to · 程序会提出的所有问题

Made from the catalogs of sentences (`python scripts/pages.py`). 本页由程序的语句目录生成。

Each problem has a code that never changes meaning; `--json` gives it as `code`. What stands in ‹ › is filled in when
it is said. Below the message stands what to do next; often a command follows that can be pasted.

每个问题有一个含义不变的代码，`--json` 里就是 `code`。‹ › 里的内容在提示时填入；第二行是下一步怎么做，
后面常常跟着一条可以直接粘贴的命令。
"""
_CHINESE = {
    "calendar": "工作时间与放假安排",
    "demo": "示范客户",
    "event": "事件的时间与含义，以及整笔商机",
    "form": "表单内容与必须成立的规则",
    "init": "建立工作区",
    "intake": "导入表格",
    "merge": "合并",
    "move": "商机的推进与去留",
    "name": "名称：找不到或有歧义",
    "overdue": "超期",
    "people": "谁在操作，谁可以做",
    "playbook": "流程文件读不懂或说不通",
    "record": "客户文件里缺了什么、放错了什么",
    "report": "报表",
    "shipped": "程序自带的文件",
    "step": "步骤、评审、分级、更正、职责",
    "store": "工作区里的文件",
    "tables": "CSV 与 Excel 文件",
    "team": "团队文件",
    "usage": "命令行用法，以及运行如何意外结束",
    "value": "输入的值读不懂，或看着可疑",
    "write": "保存",
    "yaml": "YAML 文本本身",
}
"""What each subject is about, in Chinese; the catalogs themselves say it in English."""
_HOLE = re.compile(r"\{(\w+)(?::\w+|\|([^|{}]*)\|([^|{}]*))?\}")
Entries = dict[str, tuple[str, str]]


def page() -> str:
    """The whole page as Markdown: by subject, in alphabetical order."""
    parts = [_HEAD]
    named = [name for name in subjects("en") if _entries("en", name)]
    parts.append("- " + "\n- ".join(f"[`{name}`](#{name}): {_about(name)}" for name in named) + "\n")
    for name in named:
        parts.append(f"## {name}\n\n{_about(name)}\n")
        english, chinese = _entries("en", name), _entries("zh", name)
        parts += [_entry(code, english[code], chinese[code]) for code in sorted(english)]
    return "\n".join(parts)


def _entry(code: str, english: tuple[str, str], chinese: tuple[str, str]) -> str:
    lines = [f"**`{code}`**\n"]
    for message, remedy in (english, chinese):
        lines.append(f"- {_shown(message)}" + (f"<br>→ {_shown(remedy)}" if remedy else ""))
    return "\n".join([*lines, ""])


def _shown(sentence: str) -> str:
    """A sentence as Markdown: holes in ‹ ›, counted words in their plural, nothing that Markdown would obey."""
    filled = _HOLE.sub(lambda hole: hole[3] if hole[3] is not None else f"‹{hole[1]}›", sentence)
    outside = re.split(r"(`[^`]*`)", filled.replace("\n", " "))
    return "".join(part if at % 2 else re.sub(r"([\\*_<>\[\]|#])", r"\\\1", part) for at, part in enumerate(outside))


def _entries(lang: str, subject: str) -> Entries:
    found: Entries = getattr(import_module(f"salesctl.i18n.{lang}.{subject}"), "PROBLEMS", {})
    return found


def _about(subject: str) -> str:
    english = (import_module(f"salesctl.i18n.en.{subject}").__doc__ or "").strip()
    return f"{english} {_CHINESE[subject]}。" if subject in _CHINESE else english
