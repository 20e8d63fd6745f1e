"""Names that mean nothing here, or several things; customers by name."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "name.ambiguous": ("“{name}”可能指多个：{candidates}。", "请写其中之一，或把名称写完整。"),
    "name.unknown": ("没有“{name}”。可用：{candidates}。", "请写其中之一，编号或名称均可。"),
    "name.unknown_near": ("没有“{name}”。是指 {near} 吗？可用：{candidates}。", "请写其中之一，编号或名称均可。"),
    "name.not_a_number": ("“{name}”斜线后面不是数字。", "请写成 change_order/2 的形式。"),
    "customer.ambiguous": ("“{name}”可能指 {count} 个客户：{candidates}。", "请写编号，或把名称写完整。"),
    "customer.is_a_step": ("“{name}”是步骤，不是客户。", "请先写客户，再写步骤。全部客户："),
    "customer.unknown": ("没有客户“{name}”。", "全部客户："),
    "customer.unknown_near": ("没有客户“{name}”。相近的有：{candidates}。", "全部客户："),
    "customer.no_such_deal": ("{name} 没有第 {number} 个商机；已有：{candidates}。", "请指定其中之一。"),
    "customer.no_deal": (
        "{name} 的历史中没有一条能读懂的事件建立商机。",
        "请更正第一条事件，或把删去的放回来：`git diff {file}` 显示改了什么，`git checkout -- {file}` 全部退回。",
    ),
    "customer.no_history": (
        "文件没有历史：与此客户有关的一切都应写在末尾的 history: 之下。",
        "`git diff {file}` 显示删去了什么，`git checkout -- {file}` 退回上次同步之后的所有改动。新客户请用 `salesctl lead add 名称` 建立。",
    ),
    "customer.no_name": ("客户必须有名称。", "请写在命令后面，加引号。"),
    "customer.long_name": ("名称有 {length} 个字符，最多 {most} 个。", "请缩短。"),
    "customer.control_in_name": ("名称中有换行或不可见的控制字符。", "请写成一行，去掉这些字符。"),
    "customer.likely_same": (
        "{name}（{id}）很可能是同一客户：名称（不计公司类型）或电话相同。",
        "若是同一客户，请只留一个：把另一个多出的内容补进来（`edit`、`note`、`deal add`），再用 `close 客户 void --because …` 结束另一个。查看：",
    ),
    "customer.look_alike": (
        "“{other}”看起来和 {name}（{id}）一样，字符却不同：{letters}。",
        "请用同一种文字重新输入名称，不要带看不见的字符；或查看是否有人想被误认：",
    ),
    "customer.named_otherwise": (
        "此文件名以 {named} 结尾，文件里的编号却是 {id}；以文件里的为准。",
        "无需处理。如果它是从别的文件复制来的，应有自己的编号。查看：",
    ),
    "customer.same_id": (
        "编号 {id} 与 {other} 重复。",
        "请对照两个文件，删去其中的副本；若是两个客户，请给其中一个换编号：八个字符，取自 0-9 和 a-z（不含 i、l、o、u）。",
    ),
}
