"""Events that are out of time or mean nothing, and deals as a whole."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "event.backdated": (
        "记录写的是 {at}，却排在 {after} 的事件之后，且没有注明补记。",
        "若是补记，请加 recorded: 写明记录时间；否则请更正 at。",
    ),
    "event.before_opened": ("{at} 早于商机建立时间（{opened}）。", "请用 --at 写明实际时间。"),
    "event.deal_twice": ("商机被重复建立，以第一次为准。", "请删去其一，或给第二个商机另编号。"),
    "event.in_future": ("{at} 是将来的时间；只能记录已发生的事。", "将来的事请用 plan。"),
    "event.no_deal": ("所属的商机从未建立，此事件不起作用。", "请更正商机编号，或建立该商机。"),
    "event.no_occurrence": ("所属的那一次不存在，此事件不起作用。", "请更正 of:，或删去误记的事件。"),
    "event.no_verdict_asked": ("此处不需要审批意见，或缺少角色；不起作用。", "请补上 as: 角色，或删去误记的事件。"),
    "event.nobody": ("移交没有写明给谁，不起作用。", "请补上 who: 人员编号。"),
    "event.not_asleep": ("商机当时不在培育池，唤醒不起作用。", "无需处理；若误记可删去。"),
    "event.not_held": ("商机当时未挂起，恢复不起作用。", "无需处理；若误记可删去。"),
    "event.nothing_to_amend": ("更正的“{step}”表单从未填过，不起作用。", "请完成该步骤，或更正步骤名。"),
    "event.recorded_before": ("记录时间（{recorded}）早于发生时间（{at}）。", "请更正其中一个时间。"),
    "event.stage_reached": ("推进到已到达的阶段，不起作用。", "无需处理：可能是两人同时推进，或误记。"),
    "event.too_early": ("{at} 早于“{step}”可以开始的时间（{since}）。", "请用 --at 写明实际时间，或更正前面的步骤。"),
    "event.unknown_grade": ("流程里没有等级“{grade}”，此事件不起作用。", "请使用流程中的等级。"),
    "event.unknown_role": ("所写角色在流程里没有，此事件不起作用。", "请使用流程中的角色。"),
    "event.unknown_stage": ("所写阶段在流程里没有，此事件不起作用。", "请使用流程中的阶段。"),
    "event.unknown_step": (
        "流程里没有步骤“{step}”，此事件不起作用。",
        "请更正步骤编号；若流程改过，请查看 git 中的旧版本。",
    ),
    "event.unknown_verb": ("“{what}”不是可用的事件类型，此事件不起作用。", "请更正 what: 后面的词。"),
    "deal.closed": ("商机已关闭（{status}）。", "请重新打开，或用 deal add 新建："),
    "deal.finished": ("商机已结束；之后只有客户关怀、投诉和遗留项。", "请新建商机："),
    "deal.closed_and_finished": (
        "商机既已结束又被关闭（{status}）：两人处理不一。",
        "请确定以哪个为准，并撤回另一个。",
    ),
    "deal.imported": ("商机是导入的，导入时处于“{stage}”；之前的过程没有记录。", "无需处理。"),
    "deal.other_playbook": (
        "商机开始时用的是 {mark}，现按 {here} 判断。",
        "无需处理；按今天规则会被拒绝的，仅作提示。",
    ),
}
