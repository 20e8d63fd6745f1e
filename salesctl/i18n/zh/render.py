"""Words around tables and problems."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "render.severity.error": "错误：",
    "render.severity.warn": "警告：",
    "render.severity.info": "提示：",
    "render.empty": "没有可显示的内容。",
    "render.hidden": "窗口太窄，未显示：{columns}。放宽窗口或用 --json 即可看到。",
}
