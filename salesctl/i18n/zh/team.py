"""The team: what is wrong in its file, and how it is shown."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "team.bad_id": (
        "“{id}”不能作为人员编号。",
        "编号以字母或数字开头，只含字母、数字、点、连字符和下划线，例如：wang.lei",
    ),
    "team.list_shape": ("{id} 的 {key} 应为一列短文本。", "请写成 {key}: [一个, 另一个]。"),
    "team.name_shape": ("{id} 的姓名应为一行，至多 {most} 个字。", "请写成 name: 王磊。"),
    "team.not_mapping": ("团队文件应由键和值组成。", "请以 people: 开头，其下每行一人。"),
    "team.people_shape": (
        "people 之下应按编号列出人员。",
        "请先写 people:，下一行缩进写 wang.lei: {name: 王磊, roles: [account_manager]}",
    ),
    "team.person_shape": ("{id} 之后应为键和值。", "请写成 {id}: {name: …, roles: [account_manager]}"),
    "team.same_git": ("git 身份 {git} 同时属于 {id} 和 {other}，无法判断是谁在操作。", "请只留给其中一人。"),
    "team.same_id": ("编号 {id} 与 {other} 只有大小写不同。", "请保留一个，并合并两者的角色。"),
    "team.unknown_key": ("这里没有 {key} 这个键。", "可用的键：{known}。"),
    "team.unknown_key_near": ("这里没有 {key} 这个键，是否要写 {near}？", "可用的键：{known}。"),
}
