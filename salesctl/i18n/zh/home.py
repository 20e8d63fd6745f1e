"""`salesctl` alone."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "home.what": "salesctl 带着销售团队走同一套标准流程，从第一条线索到售后：\n下一步做什么（连同表单和话术）、谁在何时前欠谁什么、什么逾期了、为什么丢单。\n所有记录都是你自己文件夹里的 YAML 文本，由 git 管理。这里还没有工作区。",
    "home.begin": "开始：",
    "home.init": "在当前文件夹建工作区：带流程，你担任全部角色",
    "home.demo": "同上，另带虚构客户供练习",
    "home.all": "全部命令",
    "home.who": "{name}（{id}）· {now}",
    "home.stranger": "团队里还没有你 · {now}",
    "home.open": "我的在办商机",
    "home.count": "{count}",
    "home.nurtured": "{count}，另有 {more} 个在培育池",
    "home.care": "{count}，另有关怀 {more} 项",
    "home.waiting": "待我处理",
    "home.late": "已逾期",
    "home.next.join": "先加入团队：",
    "home.next.first": "下一步：{name} · {what}",
    "home.next.late": "下一步：{name} · {what}，期限是 {due}",
    "home.next.nothing": "现在没有要你处理的。看看接下来的：",
    "home.next.lead": "还没有客户。录入第一个：",
    "home.command.lead": 'lead add "华信精密机械"',
    "home.help": "全部命令：salesctl --help",
}
