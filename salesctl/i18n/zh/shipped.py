"""Files that come with the program."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "shipped.missing": ("程序缺少自带的文件 {name}。", "请重新安装 salesctl：安装不完整。"),
}
