"""Who is at the desk, and who may do what."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "people.unknown": ("团队文件里没有 {who}。已有：{people:some}。", "请添加此人，或从中选一个："),
    "people.nobody": (
        "不知道是谁在操作：git 没有设置用户，也没有指定。团队：{people:some}。",
        "请用 --user 或 SALESCTL_USER 说明，或把自己加入团队：",
    ),
    "people.git_unknown": (
        "git 用户是 {who}，团队文件里没有。已有：{people:some}。",
        "请用 --user 说明，或在 team.yaml 的 git: 下写上该邮箱，或加入团队：",
    ),
    "people.may_not": ("{who} 无权执行（{move}）；流程规定由{roles}执行。", "请找：{people:some}。"),
    "people.not_in_role": (
        "{who} 不担任{role}。",
        "请找：{people:some}；或在 team.yaml 中加上角色，或用 assign 指派到本商机。",
    ),
    "people.not_this_role": ("“{step}”不由{role}完成，而由{roles}完成。", "请去掉 --as，或改用其中之一。"),
    "people.did_it": ("{who} 做了“{other}”，因此不能再做“{step}”：流程要求由另一人把关。", "请找该角色的其他人。"),
}
