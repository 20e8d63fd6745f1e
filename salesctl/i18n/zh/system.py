"""系统不肯读写的原因，按错误代号；其余的照系统原话显示。"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "system.EACCES": "没有相应的权限",
    "system.EBUSY": "正被别的程序占用",
    "system.EDQUOT": "磁盘配额已用完",
    "system.EIO": "磁盘读写出错",
    "system.EISDIR": "这是一个文件夹",
    "system.ELOOP": "路径中有链接",
    "system.EMFILE": "此程序打开的文件太多",
    "system.ENAMETOOLONG": "名称太长",
    "system.ENFILE": "这台电脑打开的文件太多",
    "system.ENOENT": "没有这个文件或文件夹",
    "system.ENOMEM": "内存不足",
    "system.ENOSPC": "磁盘空间已用完",
    "system.ENOTDIR": "路径中有一段不是文件夹",
    "system.EPERM": "系统不允许这样做",
    "system.EROFS": "磁盘是只读的",
    "system.ETXTBSY": "其中的程序正在运行",
}
