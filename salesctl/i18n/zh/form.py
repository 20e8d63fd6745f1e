"""What is wrong with a form, and which rule does not hold."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "form.missing": ("《{form}》缺“{field}”（{id}）。{choices}", "请加 --set {id}=…，或写进表单文件。"),
    "form.missing_on_card": (
        "客户卡片（{form}）缺“{field}”（{id}）。{choices}",
        "请加 --set {id}=…，或用 edit 补全卡片。",
    ),
    "form.missing_cell": ("“{field}”第 {row} 行缺“{column}”。", "请补全该行：--set {id}='列=值; …'。"),
    "form.few_rows": ("“{field}”只有 {rows} 行，至少要 {least} 行。", "请添加：每行一个 --set {id}='列=值; …'。"),
    "form.unfit": ("“{field}”（{id}）的值不合要求（{kind}）：{value}", "请更正：用 amend，或修改文件中的这一行。"),
    "form.unknown_field": ("表单没有字段 {field}。可用：{fields}。", "请使用其中之一。"),
    "form.not_the_same": (
        "“{field}”（{id}）是 {value}，而《{form}》是 {other}；两者必须一致。",
        "请用前面表单的值，或先用 amend 更正前者。",
    ),
    "rule.broken": ("{of}：{rule}", "请更改不符之处；用 why 查看要求。"),
}
