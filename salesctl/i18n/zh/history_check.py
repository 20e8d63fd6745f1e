"""客户文件与 git 曾经收到的相比较。"""

from __future__ import annotations

_LOOK = "请看 `git show {commit}`，恢复原样，或说明为何改动。更正应另记一条：amend、undo、note。"
_LOOK_BOTH = "请看 `git show {commit}` 和 `git show {by_commit}`。更正应另记一条：amend、undo、note。"

PROBLEMS: dict[str, tuple[str, str]] = {
    "history_check.edited": (
        "记录 {event}（{what}，{happened}）与 {author} 提交的（{commit}）不再一致：{by_author} 于{by_at}在 {by_commit} 中改过。",
        _LOOK_BOTH,
    ),
    "history_check.edited_here": (
        "记录 {event}（{what}，{happened}）与 {author} 提交的（{commit}）不再一致；改动只在本文件夹里。",
        _LOOK,
    ),
    "history_check.missing": (
        "{author} 提交的记录 {event}（{what}，{happened}；{commit}）不见了：{by_author} 于{by_at}在 {by_commit} 中删去。",
        _LOOK_BOTH,
    ),
    "history_check.missing_here": (
        "{author} 提交的记录 {event}（{what}，{happened}；{commit}）不见了；只在本文件夹里删去。",
        _LOOK,
    ),
    "history_check.gone": (
        "客户 {id} 最后由 {author} 提交（{commit}），现已不见：{by_author} 于{by_at}在 {by_commit} 中删去了文件。",
        "请恢复文件：`git checkout {by_commit}~1 -- FILE`。不成立的客户应作废关闭。",
    ),
    "history_check.gone_here": (
        "客户 {id} 最后由 {author} 提交（{commit}），现已不在本文件夹中。",
        "请恢复文件：`git checkout -- FILE`。不成立的客户应作废关闭。",
    ),
    "history_check.bad_signature": (
        "提交 {commit}（{author}，{at}）的签名无效、过期或已吊销。",
        "请询问作者是否确为其所提交，并看 `git show {commit}`。",
    ),
    "history_check.claims": (
        "作者姓名只是自称：这里的 {total} 次提交都没有签名，任何人都能写任何名字。",
        "如需可靠，请让每个人签名提交：`git config commit.gpgsign true`。",
    ),
    "history_check.signed": (
        "{total} 次提交中 {signed} 次有签名，{good} 次的密钥在此有效。其余作者姓名只是自称。",
        "如需可靠，请让每个人签名提交：`git config commit.gpgsign true`。",
    ),
    "history_check.shallow": (
        "本副本只有最近一段历史；更早的没有比较。",
        "请取回全部：`git fetch --unshallow`。",
    ),
    "history_check.no_git": (
        "此文件夹不在 git 仓库中：没有可比较的历史。",
        "请用 `git init` 和 `salesctl sync` 建立。",
    ),
    "history_check.nothing": ("从未提交过任何客户：没有可比较的内容。", "`salesctl sync` 会提交。"),
}
SENTENCES: dict[str, str] = {
    "help.check.history": "同时与 git 比较：凡提交过而现在被改动或不见的记录，连同提交和作者一并列出。",
}
