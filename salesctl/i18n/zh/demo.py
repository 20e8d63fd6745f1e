"""The sample customers of a new workspace."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "help.init.demo": "放入十二个示范客户和一个团队，日期按现在倒推，可以立即练习。",
    "demo.team": "{name}（{id}）是销售负责人，也是客户经理；另有一个示范团队，每个角色都有人。",
    "demo.customers": "{count} 个示范客户，各个阶段都有，有的超期，有的等人审核。练完可以删掉。",
}
