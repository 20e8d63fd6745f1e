"""YAML as text: what cannot be read, and what to type instead."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "yaml.after_quote": ("引号或括号已经结束，后面还有内容：{text}", "请把整个值放进同一对引号。"),
    "yaml.alias": (
        "*{name} 会复制文件中的另一处，这里不允许这种引用。",
        "请把值直接写出来；若文字本来就以 * 开头，请加引号。",
    ),
    "yaml.anchor": (
        "&{name} 为复制做了标记，这里不允许这种标记。",
        "请删去 &{name}；若文字本来就以 & 开头，请加引号。",
    ),
    "yaml.bad_escape": ("双引号里的反斜杠后面跟着没有意义的内容。", r"要写反斜杠请写 \\，或改用单引号。"),
    "yaml.bad_start": ("值不能以 {char} 开头：{text}", "请给这个值加引号。"),
    "yaml.binary": ("这不是文本文件。", "请从 git 恢复，或另存为 UTF-8 文本。"),
    "yaml.block_text": ("多行文字的开头无法识别：{text}", "这一行冒号后只写 |，文字从下一行开始。"),
    "yaml.bom": (
        "文件开头有字节顺序标记（BOM），下次保存时会去掉。",
        "不必处理；想避免的话，请存为不带 BOM 的 UTF-8。",
    ),
    "yaml.carriage_returns": (
        "文件的换行是旧式 Mac 的（只有 CR），整个文件会被当作一行。",
        "请把编辑器的换行设为 LF，再保存一次。",
    ),
    "yaml.colon_in_text": ("文字中间出现了冒号加空格，或这一行缩进过深：{text}", "请给文字加引号，或与上面的键对齐。"),
    "yaml.conflict_marker": (
        "这里有 git 未解决的冲突，直到第 {until} 行（{marker}）。",
        "请保留双方正确的内容，删去标记行，再检查文件。git 的合并还没完成时，`salesctl merge` 可由双方内容重新生成客户文件；否则用 `git log -p -- 文件` 查看原来的内容。",
    ),
    "yaml.control_character": ("这里有看不见的字符 {char}。", "请删去；在双引号中可以写成转义形式。"),
    "yaml.crlf": (
        "文件用的是 Windows 换行，下次保存时会改成普通换行。",
        "不必处理；想避免的话，请把编辑器的换行设为 LF。",
    ),
    "yaml.directive": ("文件开头有 % 行，或有结束标记（...），这里没有意义。", "请删去这一行。"),
    "yaml.duplicate_key": (
        "键 {key} 在这里第二次出现，第一次在第 {first} 行。",
        "请只留一个；若刚合并过，请两处都看，其中一处可能是同事加的内容。",
    ),
    "yaml.empty": ("文件是空的。", "请用 `git checkout -- 文件` 从 git 恢复；若是新写的文件，请填上内容并保存。"),
    "yaml.fullwidth": ("这里的全角 {char} 在 YAML 中没有意义。", "请写成：{fixed}"),
    "yaml.gbk": ("文件是用 GBK（GB18030）保存的，不是 UTF-8。", "请在编辑器中打开，选择“以编码保存”，再选 UTF-8。"),
    "yaml.indent": ("这一行与上面各行没有对齐：{text}", "请用空格与相邻各行对齐。"),
    "yaml.key_not_text": ("键必须是文字，不能是列表或映射。", "冒号前请写一个普通的词。"),
    "yaml.key_too_long": ("名称 {key}… 太长。", "最多 {most} 个字符。"),
    "yaml.merge_key": ("<< 会并入文件的另一处，这里不允许。", "请把各个键直接写出来。"),
    "yaml.no_colon": (
        "键后缺少冒号，或文字没有缩进：{text}",
        "请写成“键: 值”，冒号后留一个空格；或把文字缩进到键的下面。",
    ),
    "yaml.no_space": ("冒号后缺少空格：{text}", "请写成“键: 值”，或给文字加引号。"),
    "yaml.not_unicode": ("{text} 中有不是字符的内容。", "请重新输入这段文字。"),
    "yaml.not_utf8": ("这里的字节 {byte} 不是 UTF-8，文件已损坏或用了其他编码。", "请存为 UTF-8，或从 git 恢复。"),
    "yaml.open_bracket": ("这里的括号没有闭合，或其中缺少逗号：{text}", "请补上闭合的括号，各项之间用英文逗号分隔。"),
    "yaml.open_quote": ("这里的引号一直没有闭合：{text}", "请用同样的引号闭合。"),
    "yaml.several_documents": ("这里开始了第二个文档（---），一个文件只能有一个。", "请拆成两个文件，或删去 ---。"),
    "yaml.syntax": ("这里无法按 YAML 读取：{text}", "请与相邻各行对照；拿不准时给值加引号。"),
    "yaml.tab_indent": ("缩进中有制表符（Tab）。", "请改用空格。"),
    "yaml.tag": ("{tag} 是类型标签，这里不允许。", "请删去：所有的值都按文字读取；若文字本来就以 ! 开头，请加引号。"),
    "yaml.too_deep": ("嵌套超过 {depth} 层。", "请减少层次。"),
    "yaml.too_large": ("文件超过 {megabytes} MiB。", "请拆分，或移走不属于它的内容。"),
    "yaml.too_many_nodes": ("文件中的值超过 {nodes} 个。", "请拆分。"),
    "yaml.utf16": ("文件是用 {encoding} 保存的，不是 UTF-8。", "请在编辑器中打开，选择“以编码保存”，再选 UTF-8。"),
}
