"""What speaks against doing a step, giving a verdict, grading, amending, settling a duty."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "step.already_done": ("“{step}”已经完成：{at}，{who}。", "要更正表单，请用 amend："),
    "step.applies_after_all": ("“{step}”在后续步骤完成之后才变得适用，因此已略过。", "如果仍须补做，请退回该阶段："),
    "step.held_up": ("“{what}”第 {number} 次尚未了结，挡住了这一步；还差：{waits}。", "请先了结它："),
    "step.lapsed": ("“{step}”长期未完成，按流程已过期（{at}）。", "请关闭商机，或继续完成该步骤："),
    "step.needs_verdicts": (
        "“{step}”不由一个人完成，需要以下角色的意见：{roles}。",
        "请由他们分别 approve 或 reject：",
    ),
    "step.not_open": ("“{step}”还不能做：须先完成{before}。这一步的目的：{goal}", "请先做前一步："),
    "step.old_round": ("“{step}”已进入新的一轮（第 {round} 轮），这条记录属于上一轮。", "请查看商机，在本轮重做。"),
    "step.other_stage": ("“{step}”属于“{stage}”阶段，商机目前在“{here}”。", "看看还差什么："),
    "step.skipped": ("“{step}”不适用于这个商机。", "查看原因："),
    "step.stage_passed": ("“{step}”属于“{stage}”，商机已离开该阶段，现在在“{here}”。", "确需重做，请退回该阶段："),
    "verdict.not_asked_here": ("“{step}”不需要审批意见，直接完成即可。", "请用："),
    "verdict.role_not_asked": (
        "“{step}”现在不需要{role}的意见；现在轮到：{roles}。",
        "请用 --as 以被征求的角色答复；已同意的人只有在相关内容改变后才会再被征求。",
    ),
    "verdict.whose": (
        "对“{step}”的意见须写明角色：您不担任或同时担任几个被征求的角色。现在轮到：{roles}；担任者：{people}。",
        "请加 --as 和角色。",
    ),
    "verdict.no_reason": (
        "否决“{step}”必须写明原因，修改的人才知道问题在哪。",
        "请加 --because，写明哪一条、怎样改就能同意。",
    ),
    "outcome.missing": (
        "“{step}”有多种结果，尚未选择。可选：{outcomes}。",
        "请用 --outcome 选一个；第一个是往前走的结果。",
    ),
    "outcome.none_here": ("“{step}”没有可选的结果，“{outcome}”在这里没有意义。", "请去掉 --outcome。"),
    "outcome.unknown": ("“{step}”没有“{outcome}”这种结果。可选：{outcomes}。", "请从中选一个。"),
    "amend.no_reason": ("更正“{step}”须写明原因；旧版本会保留。", "请加 --because。"),
    "amend.not_done": ("“{step}”在本轮尚未完成，没有可更正的表单。", "请直接完成它："),
    "amend.nothing": ("没有更改“{step}”的任何字段。可更改：{fields}。", "请用 --set 字段=值 写明更改。"),
    "duty.nothing_owed": ("“{duty}”目前没有待办。", "用 why 加客户和该项，可以看到下次何时到期。"),
    "whenever.none_open": ("“{step}”属于“{whenever}”，目前没有未了结的。", "请先登记一次："),
    "whenever.not_now": ("现在不能登记“{step}”：流程只在特定时段允许。", "请用 show 查看商机所处位置。"),
    "whenever.too_many": ("“{step}”最多 {most} 次。", "请了结或更正已有的。"),
    "whenever.which": ("“{step}”有多个未了结：{candidates}。", "请指明一个，编号写在斜线后。"),
    "grade.not_proposed": ("评定为{grade}，而答案倾向于{proposed}；以评定为准。", "若是笔误请重新评级，否则无需处理。"),
}
