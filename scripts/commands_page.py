"""The page of commands: what ``--help`` says, of every command in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from running import said

from salesctl.cli.listing import paths
from salesctl.commands import SHELVES
from salesctl.i18n import LANGUAGES, say, speaking

_HEAD = """# Commands · 命令

Made from `--help` of each command (`python scripts/pages.py`). 本页由各命令的 `--help` 生成。

CUSTOMER is an id, its first letters, or part of the name, in Chinese also in pinyin; `CUSTOMER/2` is the second deal.
Steps, stages, roles, choices and people are named by id or by label; a part is enough where it fits only one.

客户 (CUSTOMER)：编号、编号开头或名称的一部分，也可用拼音或拼音首字母；`客户/2` 指第二笔商机。
步骤、阶段、角色、选项和人都可以写编号或名称，只写一部分也行，只要不会混淆。
"""


def page() -> str:
    """The whole page as Markdown: the contents, then shelf by shelf as in ``salesctl --help``."""
    shelves = dict(_shelves())
    parts = [_HEAD, "## Contents · 目录\n"]
    for shelf, words in shelves.items():
        listed = " · ".join(f"[`{' '.join(path)}`](#{_anchor(path)})" for path in words)
        parts.append(f"- **{_both(f'help.shelf.{shelf}')}**: {listed}")
    parts += ["", "## With every command · 所有命令通用\n", *_blocks((), everywhere=True), *_EXIT_CODES, ""]
    for shelf, words in shelves.items():
        parts.append(f"## {_both(f'help.shelf.{shelf}')}\n")
        for path in words:
            parts += [f"### salesctl {' '.join(path)}\n", *_blocks(path, everywhere=False)]
    return "\n".join(parts)


_EXIT_CODES = (
    "| exit code | | 退出码 |",
    "|---|---|---|",
    "| 0 | fine | 正常 |",
    "| 1 | something was found (`check`, `overdue --exit-code`), or rows were set aside | 有发现，或有行被搁置 |",
    "| 2 | wrong use, an unknown name, a value that can't be read | 用法不对、名称不认识、内容读不懂 |",
    "| 3 | the process says no; every reason is named with what to do | 流程不允许；逐条说明原因和办法 |",
    "| 4 | a file is broken | 文件损坏 |",
    "| 5 | not saved, nothing has changed | 没有保存，什么都没变 |",
    "| 6 | saved but not confirmed by the disk, or not printed | 已保存但磁盘未确认，或结果没能输出 |",
    "| 70 | a bug; where its log is, is said | 程序缺陷；会说明日志在哪里 |",
    "| 130 | interrupted | 被中断 |",
)


def _shelves() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    every = list(paths())
    placed = {name for names in SHELVES.values() for name in names}
    for shelf, names in SHELVES.items():
        wanted = [*names, *(path[0] for path in every if shelf == "more" and path[0] not in placed)]
        here = [path for name in dict.fromkeys(wanted) for path in every if path[0] == name]
        if here:
            yield shelf, here


def _blocks(path: tuple[str, ...], *, everywhere: bool) -> Iterator[str]:
    """The help in each language: of one command, or the part that all have in common."""
    for lang in reversed(LANGUAGES):
        with speaking(lang):
            own, _, common = said([*path, "--help"], lang).partition(f"\n{say('help.global')}\n")
            title = say("help.global")
        text = f"{title}\n{common}" if everywhere else own
        yield f"```text\n{text.strip()}\n```\n"


def _both(code: str) -> str:
    words = []
    for lang in reversed(LANGUAGES):
        with speaking(lang):
            words.append(say(code))
    return " · ".join(words)


def _anchor(path: tuple[str, ...]) -> str:
    return "-".join(("salesctl", *path))
