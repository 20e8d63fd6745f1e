"""Tables in files: what cannot be read, and how to save it so that it can."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "tables.bad_excel": ("这不是可以读取的 Excel 表（{reason}）。", "请用 Excel 或 WPS 打开，另存为 .xlsx。"),
    "tables.binary": ("这不是文本：其中有字符 {char}。", "请把表格另存为 .xlsx 或 CSV UTF-8。"),
    "tables.bomb": (
        "解压后远大于一张表应有的大小（超过 {megabytes} MB，或压缩了上百倍）。",
        "请只保存有数据的工作表，去掉图片和空白格式，或另存为 CSV UTF-8。",
    ),
    "tables.empty": ("表中没有内容。", "请指定有数据的文件，或把有数据的工作表放在最前面。"),
    "tables.encoding": ("文字既不是 UTF-8 也不是 GB18030。", "请在表格软件里另存为“CSV UTF-8（逗号分隔）”。"),
    "tables.macros": ("这个工作簿带宏，不予读取。", "请另存为不带宏的 .xlsx。"),
    "tables.markup": (
        "这其实是一张网页，只是用了表格的文件名，有些系统会这样导出。",
        "请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "tables.missing": ("没有文件 {path}。", "请检查文件名和文件夹。"),
    "tables.no_excel_reader": ("读取 Excel 需要的两个库还没有安装。", "请执行 `{pip}`，或把表格另存为 CSV UTF-8。"),
    "tables.old_excel": (
        "这是旧格式的工作簿（.xls），或设了密码，不予读取。",
        "请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx。",
    ),
    "tables.open_quote": ("从这一行起，引号没有在单元格结束处闭合。", "请检查这一行的引号，或把表格重新存为 .xlsx。"),
    "tables.too_large": ("文件超过 {megabytes} MB。", "请拆分表格，分批导入。"),
    "tables.too_many": (
        "一张表最多 {rows} 行、{columns} 列，这里已超出。",
        "请删去末尾的空行和空列，或拆分表格。",
    ),
    "tables.unreadable": ("无法读取：{reason}。", "请检查文件名、权限和磁盘。"),
    "tables.unreckoned": (
        "有 {count} 个单元格的公式没有存下结果：{cells}。",
        "请用 Excel 或 WPS 打开并保存一次，结果就会存进文件。",
    ),
}
