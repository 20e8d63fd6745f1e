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
    "team.outside_role": ("{roles}是外部角色，所做的事由商机负责人代记，不需要有人担任。", "无需处理。"),
    "team.people_shape": (
        "people 之下应按编号列出人员。",
        "请先写 people:，下一行缩进写 wang.lei: {name: 王磊, roles: [account_manager]}",
    ),
    "team.person_shape": ("{id} 之后应为键和值。", "请写成 {id}: {name: …, roles: [account_manager]}"),
    "team.same_git": ("git 身份 {git} 同时属于 {id} 和 {other}，无法判断是谁在操作。", "请只留给其中一人。"),
    "team.look_alike": (
        "编号 {id} 看起来和 {other} 一样，字符却不同：{letters}。",
        "两个分不清的人可能替对方签字。请给其中一个换编号。",
    ),
    "team.same_id": ("编号 {id} 与 {other} 只有大小写不同。", "请保留一个，并合并两者的角色。"),
    "team.unknown_key": ("这里没有 {key} 这个键。", "可用的键：{known}。"),
    "team.unknown_key_near": ("这里没有 {key} 这个键，是否要写 {near}？", "可用的键：{known}。"),
}

SENTENCES: dict[str, str] = {
    "help.team": "谁担任哪个角色；无人担任的角色会标出。",
    "help.team_add": "把一个人加入团队，或给已在团队的人增加角色。\n可反复运行来增加角色，不会去掉已有的。",
    "help.team_add.who": "人员编号：字母、数字、点、连字符、下划线。记录里保存的就是它。",
    "help.team_add.name": "姓名。",
    "help.team_add.role": "担任的角色，写编号或名称，可重复。",
    "help.team_add.git": "git 里用的名字或邮箱，可重复。",
    "team.title": "团队",
    "team.column.role": "角色",
    "team.column.id": "编号",
    "team.column.people": "由谁担任",
    "team.nobody": "无人",
    "team.outside": "外部，由商机负责人代记",
    "team.unknown_roles": "团队文件里还有本流程没有的角色：{roles}。",
    "team.idle": "在团队中但没有角色：{people}。",
    "team.added": "{name}（{id}）已加入团队。",
    "team.changed": "已更新 {name}（{id}）。",
    "team.unchanged": "没有变化：{name}（{id}）本来就是这样。",
    "team.fill": "无人担任的角色会卡住商机。安排一人：salesctl team add WHO --role {role}",
    "team.fills": "角色：{roles}",
    "team.fills_none": "还没有角色：salesctl team add {id} --role ROLE",
}
