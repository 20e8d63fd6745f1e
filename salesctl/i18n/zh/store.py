"""The workspace on disk: what cannot be found or read."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "store.conflict_copy": (
        "这像是同步软件生成的副本，没有读取。",
        "请与原件对照后删去。工作区不要放在网盘里，请用 git。",
    ),
    "store.cut_off": (
        "一次多文件的保存在决定之后被中断：您看到的可能一部分还是保存之前的。",
        "下一个写入命令会补完，也可执行：",
    ),
    "store.missing": ("文件不存在。", "请检查路径；若是工作区里的文件，请从 git 恢复。"),
    "store.no_folder": ("当前文件夹已被删除或移走。", "请进入另一个文件夹，再执行一次。"),
    "store.no_workspace": ("{folder} 及其上级都没有 playbook.yaml。", "请进入工作区，或用 -C 指定，或新建一个。"),
    "store.not_a_workspace": ("{folder} 中没有 playbook.yaml。", "请指定工作区所在的文件夹，或在那里新建一个。"),
    "store.not_regular": ("这是文件夹、链接或设备，不是普通文件，没有读取。", "请在这里放文件本身。"),
    "store.passed_over": ("这是链接或设备，不是普通文件，已跳过。", "请在这里放文件本身。"),
    "store.unreadable": ("无法读取：{reason}。", "请检查权限和磁盘。"),
}
