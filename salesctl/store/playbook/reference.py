"""The reference of the playbook's language as a page, made from the table of keys.

``python -m salesctl.store.playbook.reference FOLDER`` writes the page and the schema into a source tree.
"""

from __future__ import annotations

import sys
from pathlib import Path

from salesctl.core.phrases import HAPPENINGS, HOLIDAYS
from salesctl.store.playbook.keys import LASTS, MOVES, SHAPES, TYPES
from salesctl.store.playbook.schema import as_text
from salesctl.store.playbook.shape import Key, Shape
from salesctl.store.playbook.values import VALUES

PAGE = Path("docs/playbook-reference.md")
SCHEMA = Path("salesctl/data/playbook.schema.json")

_HEAD = """# The playbook: reference · 流程文件参考

This page is made from the table that the reader itself uses; it can't say anything else than what is read.
本页由读取程序所用的同一张表生成。

- Every value is text: `yes` and `no` are words, `version: 1` needs no quotes. 所有值都是文字。
- A phrase with a comma inside `{}` or `[]` is quoted: `{100%: "owner, sales_lead"}`.
  花括号、方括号里的短语含逗号时要加引号。
- Order is implicit: a step waits for the entry above it; the entry below a `together` waits for the whole group;
  `after` is for exceptions. Duties and whenevers stand outside the order. 顺序就是书写顺序；`after` 只写例外。
- Inside a stage an id gets the stage's id in front; an id with a dot is whole. In its own stage a step is named without
  it. 阶段内的编号前面自动加阶段名；带点的编号是完整的。
- In `if`, `must` and `required` a field of the own form is named by its id alone. The words `grade kind amount status
  stage outcome round holds tries ways` always mean the deal; a field of that name is written `form.field`.
- Cases may stand where the table says so: `{CONDITION or GRADE: phrase, …, else: phrase}`; the first that holds counts,
  without `else` there may be none. 可分情况处：取第一个成立的。
"""


def page() -> str:
    """The reference as Markdown."""
    parts = [
        _HEAD,
        "## Keys · 键\n",
        *(_shape(shape) for shape in SHAPES.values()),
        "## Values · 值\n",
        _values(),
        _words(),
    ]
    return "\n".join(parts)


def main(folder: str) -> None:
    """Write the page and the schema below a folder."""
    for path, text in ((PAGE, page()), (SCHEMA, as_text())):
        target = Path(folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _shape(shape: Shape) -> str:
    rows = [
        f"| `{key.name}`{'*' if key.required else ''} | {_kind(key)} | {key.en} | {key.zh} |" for key in _keys(shape)
    ]
    return "\n".join(
        [f"### `{shape.name}` · {shape.en} · {shape.zh}\n", "| key | value | | |", "|---|---|---|---|", *rows, ""]
    )


def _keys(shape: Shape) -> list[Key]:
    return list(shape.keys.values())


def _kind(key: Key) -> str:
    if key.value == "word":
        return " · ".join(f"`{word}`" for word in key.words)
    below = f" of [{key.of}](#{_anchor(key.of)})" if key.of else ""
    if key.value == "entries":
        below = " of " + ", ".join(f"[{word}](#{_anchor(word)})" for word in key.words)
    short = f", or {key.short}" if key.short else ""
    return f"[{key.value}](#values--值){below}{short}"


def _anchor(name: str) -> str:
    shape = SHAPES[name]
    heading = f"{shape.name} · {shape.en} · {shape.zh}".lower()
    kept = "".join(char for char in heading if char.isalnum() or char in " -_")
    return kept.replace(" ", "-")


def _values() -> str:
    rows = []
    for name, one in VALUES.items():
        grammar = one.grammar.replace("|", "\\|")
        cases = " (cases)" if one.cases else ""
        rows.append(f"| {name}{cases} | `{grammar}` | `{one.example}` | {one.en} · {one.zh} |")
    return "\n".join(["| value | grammar | example | |", "|---|---|---|---|", *rows, ""])


def _words() -> str:
    return "\n".join(
        (
            "## Words · 词\n",
            f"- types · 字段类型: {_listed(TYPES)}",
            f"- happenings · 事件: {_listed(HAPPENINGS)}",
            f"- holidays · 节日: {_listed(HOLIDAYS)}",
            f"- moves · 动作: {_listed(MOVES)}",
            f"- lasts · 持续: {_listed(LASTS)}",
            "",
        )
    )


def _listed(words: tuple[str, ...]) -> str:
    return " ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    main(*sys.argv[1:] or (".",))
