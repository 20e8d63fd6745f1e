"""A customer's file: what is missing or misplaced in it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "record.bad_deal": ("{text} 不是商机编号。", "请写 1、2、3……；第一个商机可不写这一行。"),
    "record.bad_event_id": (
        "{text} 不是事件编号。",
        "编号由数字、连字符和五个字母数字组成，如 14-t3wex；删去这一行会得到建议的编号。",
    ),
    "record.bad_id": ("{text} 不是客户编号。", "编号是 0-9 和 a-z（不含 i、l、o、u）中的八个，请照文件名末尾填写。"),
    "record.bad_name": (
        "客户名称必须是一行，最多 {most} 个字符，不含看不见的控制字符。",
        "请缩短，或删去这些字符；其余内容可写在别的键下。",
    ),
    "record.bad_time": ("{key} 不是带时区的时刻：{text}", "请写成 2026-03-02T09:10+08:00 的形式。"),
    "record.contact": ("联系人必须由“键: 文字”组成。", "请写成 - {name: …, phone: …}。"),
    "record.contacts": ("contacts 必须是列表。", "每位联系人以短横开头：- {name: …, phone: …}。"),
    "record.duplicate_event": (
        "事件 {id} 在这里重复出现，第 {first} 行已有。",
        "内容相同请删去一个；不同则删去这里的 id 行，会得到新编号的建议。",
    ),
    "record.event_key": ("事件没有 {key} 这个键。", "可用的键：{known}；其他内容请放在 with 下。"),
    "record.event_missing": ("事件没有写 {key}。", "请补上：at、by、what 总是必需的。"),
    "record.event_shape": ("事件必须由键和值组成。", "请以 - at: … 开头。"),
    "record.event_text": ("{key} 必须是一行文字。", "请写在一行内，最多 200 个字符。"),
    "record.event_with": ("with 必须是映射。", "请写成 with: {键: 值}。"),
    "record.event_without_id": ("这个事件没有编号，可能是手写的；暂按 {id} 计。", "请在它的最后加一行：id: {id}"),
    "record.history_not_last": ("{key} 排在 history 之后，新事件无法加在末尾。", "请把 history 移到文件末尾。"),
    "record.history_shape": ("history 必须是事件的列表。", "每个事件从行首以 - at: … 开头。"),
    "record.in_brackets": ("{key} 写在括号里，不改写就无法添加内容。", "请去掉外层括号，一行写一个键。"),
    "record.newer_format": (
        "文件格式是 {found}，本程序只认识到 {known}。",
        "请安装新版 salesctl；在此之前不会改动该文件。",
    ),
    "record.no_customer": ("文件没有客户卡片。", "请加上 customer:，其下至少写 name:。"),
    "record.no_format": ("文件没有写明格式。", "请在开头写 salesctl: {format}"),
    "record.no_id": ("文件没有编号。", "请加上 id:，值为文件名末尾的八个字母数字。"),
    "record.no_last_line_end": (
        "最后一行属于多行文字且没有换行，在其后添加事件会改变这段文字。",
        "请在最后一行末尾按回车。",
    ),
    "record.no_name": ("客户没有名称。", "请在 customer 下加上 name:。"),
    "record.not_mapping": ("这不是客户文件。", "客户文件以 salesctl: 1、id: 和 customer: 开头。"),
    "record.unknown_format": ("文件格式是 {found}，从未有过这种格式。", "请写 salesctl: {known}"),
}
