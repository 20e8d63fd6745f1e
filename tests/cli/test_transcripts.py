"""The main job, told at the prompt from the first lead to the second deal."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import init
from transcript import Play

TEAM = """people:
  wang.lei: {name: 王磊, roles: [account_manager]}
  zhao.jing: {name: 赵静, roles: [sales_lead]}
  li.chan: {name: 李产, roles: [product]}
  ji.shu: {name: 季舒, roles: [technical]}
  fa.wu: {name: 范武, roles: [legal]}
  cai.wu: {name: 蔡雯, roles: [finance]}
  zhu.li: {name: 朱莉, roles: [sales_assistant]}
  jiao.fu: {name: 焦甫, roles: [delivery]}
"""


@pytest.mark.row(
    "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3"
)
def test_from_the_trade_fair_to_the_second_deal(tmp_path: Path) -> None:
    shell = init(tmp_path / "销售 team", "--no-git", lang="zh")
    (shell.root / "team.yaml").write_text(TEAM, encoding="utf-8")
    assert Play(shell).perform(Path(__file__).parent / "transcripts" / "second_deal.txt") >= 89
