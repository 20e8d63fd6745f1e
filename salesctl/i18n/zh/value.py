"""What was typed and cannot be read, and what only looks odd."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "value.ambiguous_choice": ("“{field}”的“{value}”可能指：{candidates}。", "请写其中之一。"),
    "value.unknown_choice": ("“{value}”不是“{field}”的选项：{candidates}。", "请写其中之一，编号或名称均可。"),
    "value.control_character": ("“{field}”含有不可见的控制字符。", "请重新输入。"),
    "value.form_not_mapping": (
        "{file} 不是表单：应逐行写 字段: 值。",
        "请写成 `pains: …`；用 --form 可得到待填的表单。",
    ),
    "value.no_such_file": ("没有可读取的文件 {value}。", "请检查路径。"),
    "value.not_a_date": ("“{field}”的“{value}”不是日期。", "请写 2026-10-01、明天、周五 等。"),
    "value.not_a_time": ("“{field}”的“{value}”不是时间。", "请写 2026-10-01T15:00，或 昨天 15:00。"),
    "value.not_a_number": ("“{field}”的“{value}”不是数字。", "请写数字，如 12 或 0.5。"),
    "value.not_money": ("“{field}”的“{value}”不是金额。", "请写 1200000、1,200,000 或 120万。"),
    "value.not_plain": ("“{field}”（{id}）需要单个值，不能是列表或映射。", "请直接写值。"),
    "value.not_rows": ("“{field}”（{id}）由多行组成，列为：{columns}。", "请每行写一个 --set {id}='列=值; 列=值'。"),
    "value.unknown_column": ("“{field}”第 {row} 行的列 {column} 不存在：{candidates}。", "请使用其中之一。"),
    "value.not_yes_no": ("“{field}”的“{value}”既不是“是”也不是“否”。", "请写 是 或 否。"),
    "value.too_large": ("“{field}”的 {value} 大于 {most}。", "请写不超过 {most} 的数。"),
    "value.too_small": ("“{field}”的 {value} 小于 {least}。", "请写不小于 {least} 的数。"),
    "value.too_long": ("“{field}”超过 {most} 个字符。", "请缩短；长文本请另存文件。"),
    "hint.passed_when": (
        "{day} 已经过去，这次跟进马上就算逾期。",
        "无需处理；若是笔误请重新安排。已经发生的联系请用 `log` 记录。",
    ),
    "hint.passed_sign_by": (
        "预计签约日 {day} 已经过去。",
        "无需处理；若是笔误，请用 `edit --sign-by 日期` 更正。",
    ),
    "hint.passed_review": (
        "再次查看的日期 {day} 已经过去，马上就到期。",
        "无需处理；若是笔误，请用 `undo` 撤回，再写另一天。",
    ),
    "accept.nothing": (
        "{at} 处没有像秘密的文字。",
        "请写 `check` 给出的位置：事件的编号，或卡片上的键。",
    ),
    "hint.secret_password": (
        "这里有一段文字像是密码。",
        "git 会永久保存，每位同事的副本里都有：请更换密码，并从文件中删去。如果不是密码，加一条带 `--accept` 的备注即可，`check` 会给出命令。",
    ),
    "hint.secret_key": (
        "这里有一段文字像是密钥或访问令牌。",
        "git 会永久保存，每位同事的副本里都有：请作废此密钥，并从文件中删去。如果不是密钥，加一条带 `--accept` 的备注即可，`check` 会给出命令。",
    ),
    "hint.secret_card": (
        "这里有一段文字像是银行卡号。",
        "git 会永久保存。如果不该记在这里，请用 `forget 客户 --also 号码` 从文件中清除；如果应该记，加一条带 `--accept` 的备注即可，`check` 会给出命令。",
    ),
    "hint.secret_paper": (
        "这里有一段文字像是身份证号。",
        "git 会永久保存。如果不该记在这里，请用 `forget 客户` 从文件中清除；如果应该记，加一条带 `--accept` 的备注即可，`check` 会给出命令。",
    ),
    "hint.odd_phone": ("“{field}”：{value} 不像电话号码。", "无需处理；若是笔误请更正。"),
    "hint.odd_email": ("“{field}”：{value} 不像邮箱地址。", "无需处理；若是笔误请更正。"),
    "hint.odd_credit_code": ("“{field}”：{value} 不像 18 位统一社会信用代码。", "无需处理；请与营业执照核对。"),
    "usage.not_a_moment": ("{option} 后的“{value}”不是时间。", "请写 2026-03-02T15:00、2026-03-02 或 昨天 15:00。"),
    "usage.not_a_setting": ("“{value}”没有写明哪个字段取什么值。", "请写 --set 字段=值。"),
    "usage.setting_sign": ("“{value}”里写的是 {char}，字段和值之间要用半角等号。", "请写 {fixed}"),
    "usage.setting_alone": ("“{value}”不是步骤。", "若是字段的值，每个字段前都要有 --set：{fixed}"),
    "calendar.not_mapping": ("calendar.yaml 必须由键和值组成。", "例如写 off:，其下列出日期。"),
}
