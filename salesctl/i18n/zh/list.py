"""Deals in one line each."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "list.title": "商机",
    "list.customer": "客户",
    "list.stage": "阶段",
    "list.grade": "等级",
    "list.owner": "负责人",
    "list.status": "状态",
    "list.amount": "金额",
    "list.next": "下一步",
    "list.due": "期限",
    "list.ref": "编号",
    "list.none_fits": "没有符合条件的商机。全部商机：{command}",
    "list.nobody": "还没有客户。添加第一个：{command}",
    "help.list": "每个商机一行；不加条件则列出全部，不论状态。",
    "help.list.owner": "只看此人负责的商机，可写编号或姓名。",
    "help.list.stage": "只看处于该阶段的商机。",
    "help.list.status": "进行中、培育池、已赢单、已输单或已作废（open、nurture、won、lost、void）。",
    "help.list.grade": "只看该等级的商机。",
    "help.list.min_amount": "只看不低于此金额的：500000、50万。",
    "help.list.channel": "只看来自该渠道的。",
    "help.list.kind": "只看该类型的。",
    "help.list.words_": "只看名称、标题、行业或需求中含有此文字的。",
    "help.list.sort": "排序依据；前面加减号则倒序。",
}
