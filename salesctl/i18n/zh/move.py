"""What speaks against moving a deal."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "move.no_reason": ("`{move}` 须写明原因。{reasons}", "请加 --because；有列表时从中选，没有列表时自己写。"),
    "move.unknown_reason": ("“{because}”不在 `{move}` 的原因列表中：{reasons}。", "请从中选一个。"),
    "move.not_now": ("流程在此处（“{stage}”阶段）不允许 `{move}`。", "请用 next 查看先做什么。"),
    "advance.undone": ("“{step}”还没完成，由{roles}负责。目的：{goal}", "请推进："),
    "advance.asleep": ("商机在培育池中。", "请先唤醒："),
    "advance.held": ("商机处于挂起状态（{reason}）。", "请先恢复："),
    "advance.called_back": ("“{step}”的审批已收回：被审的表单后来有改动。", "请相关角色重新审批："),
    "advance.not_next": ("下一个阶段是“{next}”，不能从这里直接进入“{to}”。", "请逐个阶段推进。"),
    "back.not_earlier": ("“{to}”不在当前阶段“{here}”之前。", "请指定更早的阶段；往前请用 advance。"),
    "hold.already": ("商机已经挂起，至 {until}。", "请先恢复，再重新挂起："),
    "hold.no_end": ("挂起必须有截止日期。", "请加 --until 和日期。"),
    "hold.ends_before": ("挂起的截止时间（{until}）早于开始时间。", "请用 --until 指定更晚的日期。"),
    "hold.too_long": ("{until} 太远：最长挂起 {most}，即到 {latest}。", "请改早一些，或放入培育池。"),
    "hold.over": ("挂起已于 {until} 到期，但没有人恢复；计时已重新开始。", "请恢复，或写明原因重新挂起："),
    "reopen.not_closed": ("商机既未关闭也未结束。", "请查看现状："),
    "reopen.never_reached": ("商机从未到过“{to}”，最远到“{furthest}”。", "请重新打开到该阶段或更早的阶段。"),
    "resume.nothing": ("商机既未挂起也不在培育池，没有可恢复的。", "请查看现状："),
    "nurture.won": ("已赢单的商机不能放入培育池。", "请查看待办："),
    "undo.nothing": ("没有 {who} 可撤回的记录。", "每人只能撤回自己的最后一条；请查看历史："),
    "undo.opening": ("不能撤回商机的建立。", "如果录错了，请作废："),
    "undo.unknown": ("所撤回的事件 {id} 不在这个文件里。", "可能在合并时丢失，请与 git log 对照。"),
    "undo.not_own": ("撤回了 {who} 的事件；只能撤回自己的。", "请让 {who} 更正，或公开更正。"),
    "undo.built_on": (
        "最后一条记录已不能撤回：{who} 在其上继续了（{at}，{what} {step}）。",
        "请用 amend 或 back 更正；查看历史：",
    ),
    "edit.nothing": ("没有写明要更改什么。", "请用 --set 写明："),
}
