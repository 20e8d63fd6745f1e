"""Wrong use of the command line, and the ways in which a run ends badly."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "usage.no_such_command": ("没有“{name}”这个命令。", "全部命令："),
    "usage.no_such_command_near": ("没有“{name}”这个命令。是不是要用“{near}”？", "用法："),
    "usage.no_such_command_in": ("“{path}”后面不能写“{word}”。可以写：{choices}。", "加 --help 可看各自的作用。"),
    "usage.no_command": ("“{path}”后面还要写：{choices}。", "加 --help 可看各自的作用。"),
    "usage.hyphen": ("以“{text}”开头的内容被当成了选项。", "请在它前面加 -- ，放在整行的最后：{path} … -- '{text}…'"),
    "usage.no_such_option": ("“{path}”没有 {option} 这个选项。", "可用的选项："),
    "usage.no_such_option_near": ("“{path}”没有 {option} 这个选项。是不是要用 {near}？", "可用的选项："),
    "usage.missing": ("“{path}”缺少 {what}。", "用法："),
    "usage.unexpected": ("“{path}”用不上这些内容：{words}。带空格的名称或文字要加引号。", "用法："),
    "usage.blank": ("{what} 是空的。", "请写出要记录的内容。"),
    "usage.bad_value": ("看不懂 {what} 的值。应为：{expected}。", "用法："),
    "usage.value_missing": ("选项 {option} 后面要写一个值。", "请把值写在选项后面。"),
    "usage.values_missing": ("选项 {option} 后面要依次写：{shape}。", "各项之间用空格隔开，带空格的文字要加引号。"),
    "usage.no_value_wanted": ("选项 {option} 不带值。", "请去掉等号和后面的内容。"),
    "usage.not_text": ("“{word}”不是 UTF-8 文字。", "请把终端设为 UTF-8，或重新输入。"),
    "usage.not_a_language": ("{source} 指定的“{value}”不是可用的语言。", "请从中选择：{choices}。"),
    "usage.other": ("“{path}”：{message}", "用法："),
    "usage.interrupted": ("已中断。此前已保存的内容不受影响，也没有写到一半的文件。", ""),
    "usage.unprinted": ("结果无法输出：{reason}。", "请腾出空间或换一个输出位置，再查一次。"),
    "usage.unprinted_but_saved": (
        "已经保存，但结果无法输出：{reason}。",
        "不要重复执行：改动已写入工作区，可用 `salesctl show` 查看。",
    ),
    "usage.bug": (
        "salesctl 自身出错（{kind}），这是程序缺陷，不是您的操作问题。详情见 {log}",
        "请附上该文件反馈；发送前先删去不便外传的内容。",
    ),
}

SENTENCES: dict[str, str] = {
    "usage.expected.int": "整数",
    "usage.expected.int_range": "允许范围内的整数",
    "usage.expected.float": "数字",
    "usage.expected.float_range": "允许范围内的数字",
    "usage.expected.boolean": "是或否（yes / no）",
    "usage.expected.datetime": "时间，例如 2026-10-02T18:00",
    "usage.expected.path": "存在且可读的文件或文件夹",
    "usage.expected.filename": "存在且可读的文件",
}
