"""Saving: which of three things is true, and why."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "write.changed_meanwhile": (
        "没有任何改动：文件在此期间被别人改过（读取时 {read}，现在 {found}）。",
        "请再执行一次同样的命令，会以新内容为准。",
    ),
    "write.denied": ("没有任何改动：没有权限（{reason}）。", "请检查文件和所在文件夹的所有者。"),
    "write.disk_full": ("没有任何改动：磁盘已满（{reason}）。", "请腾出空间后重试。"),
    "write.exists": ("没有任何改动：同名文件已存在。", "请再执行一次同样的命令。"),
    "write.failed": ("没有任何改动：{reason}。", "请检查磁盘后重试。"),
    "write.finished": (
        "先前被中断的一次保存现已补全：还缺 {count} 个文件，第一个是 {file}。",
        "无需任何操作。",
    ),
    "write.journal": (
        "没有任何改动：一次被中断的保存还要写这个文件，但它已被别人改过。",
        "请把文件恢复原样（可看 git），或删去 {journal}，放弃那次保存余下的部分；它已经写好的文件会保留。",
    ),
    "write.link": ("没有任何改动：需要文件夹的地方是链接或普通文件（{reason}）。", "请在这里放文件夹本身。"),
    "write.locked": (
        "没有任何改动：另一个 salesctl 已在此写入 {seconds} 秒（{holder}）。",
        "请稍后重试；若那个进程卡住，请结束它。",
    ),
    "write.no_locks": (
        "没有任何改动：这个磁盘不支持锁（{reason}），两个人可能互相覆盖。",
        "请把工作区移到本地磁盘，用 git 共享。",
    ),
    "write.not_confirmed": (
        "已保存，但磁盘没有确认（{reason}）：断电仍可能丢失。",
        "请检查磁盘；重复操作前先看看文件。",
    ),
    "write.outside": ("没有任何改动：路径超出了工作区。", "请指定工作区内的文件。"),
    "write.read_only": ("没有任何改动：磁盘是只读的（{reason}）。", "请改为可写后重试。"),
    "write.untold": (
        "已经保存，但结果无法生成：{reason}。",
        "不要重复执行：改动已写入工作区，可用 `salesctl show` 查看。",
    ),
    "write.unfinished": ("整体已保存，但并非每个文件都已到位（{reason}）。", "请排除原因；下一个写入命令会补完。"),
}
