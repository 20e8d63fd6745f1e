"""Bringing tables in: what a row says wrongly and what to write, what a map says wrongly, and what came of it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "intake.ambiguous_name": ("“{column}”：“{value}”可以指多个：{candidates}。", "请写全名，或写其中一个的 id。"),
    "intake.changed_meanwhile": (
        "没有写入任何内容：其间有人改动了客户资料，这张表的结果因此不同。",
        "请再执行一次，并重新看一遍预览。",
    ),
    "intake.closed_before": ("“{column}”：结束早于开始（{since}）。", "请改正其中一个日期。"),
    "intake.closed_but_open": (
        "“{column}”：写了结束日期，状态却是 {status}。",
        "请写明结果（赢单、丢单、作废），或清空日期。",
    ),
    "intake.column_twice": ("两列意思相同：“{other}”和“{column}”。", "请删去一列，或用映射文件说明以哪一列为准。"),
    "intake.columns_left_out": (
        "这些列不属于登记表，未导入：{columns}。",
        "可以用映射文件导入，见 docs/importing.zh.md。",
    ),
    "intake.columns_missing": (
        "表中没有一行含有映射文件所列的全部列。缺少：{columns}；找到：{found}。",
        "请让映射文件里的列名与表头一致。",
    ),
    "intake.contradicts": ("“{column}”：这里是“{value}”，第 {row} 行却是“{other}”。", "同一客户只能有一个，请统一。"),
    "intake.deal_elsewhere": (
        "“{column}”：{value} 已是 {other}（{at}）的商机。",
        "请写成那位客户，或给这个商机另一个编号。",
    ),
    "intake.finished_not_won": (
        "“{column}”：只有赢单才能算完成，这一行是 {status}。",
        "请同时写赢单，或在这里写“否”。",
    ),
    "intake.in_future": ("“{column}”：{value} 在将来。", "请写实际发生的日期。"),
    "intake.join_without_column": ("这张附表没有“{column}”列。", "`by` 后面请写两张表都有的列名。"),
    "intake.like_form": (
        "“{column}”：“{value}”与 {other}（{at}）只差公司形式，很可能是同一客户。",
        "请写成同样的名称，这一行就会更新那位客户；若确是两家，请让名称区分开。",
    ),
    "intake.look_alike": (
        "“{other}”看起来和 {name}（{at}）一样，字符却不同：{letters}。",
        "它会作为另一个客户导入。如果是同一家，请用同一种文字重新输入名称，不要带看不见的字符。",
    ),
    "intake.like_name": (
        "“{column}”：“{value}”已是 {other}（{at}）的名称，但编号不同。",
        "请写那位客户的编号；若确是两家，请让名称区分开。",
    ),
    "intake.like_phone": (
        "“{column}”：{value} 是 {other}（{at}）的号码，很可能是同一客户。",
        "请写成那位客户的名称，这一行就会更新它；或去掉这个号码。",
    ),
    "intake.map_choice": ("`{key}` 不能写“{value}”。", "请写其中之一：{choices}。"),
    "intake.map_file": ("`{value}` 不是单纯的文件名。", "请把附表放在主表所在的文件夹，只写文件名。"),
    "intake.map_key": (
        "客户只能凭名称或卡片上的一项资料来辨认；“{value}”两者都不是。",
        "请在 `columns` 里说明它是什么，例如 {value}: {card}。",
    ),
    "intake.map_key_near": ("映射文件里没有 `{key}`。", "请写 `{near}`。"),
    "intake.map_key_unknown": ("映射文件里没有 `{key}`。", "请写其中之一：{known}。"),
    "intake.map_missing": ("这里缺少 `{key}`。", "请补上。"),
    "intake.map_no_name": ("没有哪一列是客户名称。", "请在 `columns` 里写明哪一列是 `name`。"),
    "intake.map_shape": ("`{key}` 的写法不对。", "请参照 docs/importing.zh.md 里的例子。"),
    "intake.map_target": ("列不能是“{value}”。", "请写其中之一：{known}；卡片上的其他资料写 card.…。"),
    "intake.map_target_near": (
        "列不能是“{value}”。",
        "请写 {near}；若是卡片上的其他资料，写 card.{value}。可用的有：{known}。",
    ),
    "intake.map_target_twice": ("两列都是 `{target}`：“{other}”和“{column}”。", "请去掉一个。"),
    "intake.moved_here": (
        "表中现在写 {said}，但这个商机已在这里推进，这里是 {here}。",
        "请用流程命令来推进，或去掉这一行。",
    ),
    "intake.no_key": ("“{column}”：空着，而这一行要凭它来辨认。", "请填写。"),
    "intake.no_name": ("“{column}”：没有客户名称。", "请填写。若一个名称合并了多行，请取消合并，逐行写上。"),
    "intake.no_person_id": ("“{column}”：无法由“{value}”生成 id。", "请用 `team add` 录入此人，再写那个 id。"),
    "intake.no_register": (
        "表中没有一行像登记表的表头。最宽的一行是：{found}。",
        "请用登记表的列名（客户名称、联系人……），或用 --map 说明各列，见 docs/importing.zh.md。",
    ),
    "intake.not_a_moment": ("“{column}”：“{value}”不是日期。", "例如写 {example} 或 {example} 15:00。"),
    "intake.not_a_day": ("“{column}”：“{value}”不是日期。", "例如写 {example}。"),
    "intake.not_money": ("“{column}”：“{value}”不是金额。", "例如写 1200000、1,200,000 或 120万。"),
    "intake.nothing_written": (
        "没有写入任何内容：有 {count} 行需要先处理。",
        "请改正表格后再执行；或加上 --errors OUT.csv：正确的行先导入，这些行连同原因写入该文件。",
    ),
    "intake.out_is_table": ("{value} 就是要导入的表。", "请给搁置的行另取一个文件名。"),
    "intake.out_kind": ("搁置的行写成 CSV 或 Excel，{value} 不是这样的后缀。", "请以 .csv 或 .xlsx 结尾。"),
    "intake.person_id_taken": (
        "“{column}”：{value} 会得到 id {id}，而它已属于 {other}。",
        "请用 `team add` 以另一个 id 录入此人，再写那个 id。",
    ),
    "intake.phone_cut": (
        "“{column}”：表格软件把号码缩成了 {value}，末几位已丢失。",
        "请把该列设为文本格式，重新填写号码。",
    ),
    "intake.several_known": ("“{column}”：有多位客户同名：{candidates}。", "请让名称区分开，或去掉这一行。"),
    "intake.sheets_left_out": (
        "只读取工作表“{sheet}”，这些没有读取：{others}。",
        "要导入别的工作表，请另存为单独的文件。",
    ),
    "intake.twice": ("“{column}”：与第 {row} 行是同一个，但内容不同。", "请合并成一行。"),
    "intake.unknown_grade": ("“{column}”：流程里没有等级“{value}”。", "请写其中之一：{known}。"),
    "intake.unknown_kind": ("“{column}”：流程里没有商机类型“{value}”。", "请写其中之一：{known}。"),
    "intake.unknown_owner": (
        "“{column}”：团队里没有“{value}”。",
        "请写其中之一：{known}；或先录入此人；或在映射文件里写 `new people: add`。",
    ),
    "intake.unknown_stage": ("“{column}”：流程里没有阶段“{value}”。", "请写其中之一：{known}。"),
    "intake.unknown_status": ("“{column}”：“{value}”不是状态。", "请写其中之一：{known}。"),
    "intake.value_not_in_map": (
        "“{column}”：映射文件没有说明“{value}”是什么意思。",
        "请在映射文件的 {known} 旁补上，或改正单元格。",
    ),
}

SENTENCES: dict[str, str] = {
    "help.lead_import": "导入客户表：登记表的十列直接导入，其他表配一个映射文件。\n已有的客户会更新，其余新增；同一张表再导一次不会写入任何内容。支持 CSV（UTF-8 或 GB18030）和 Excel（.xlsx）。",
    "help.lead_import.dry_run": "只预览将要写入的内容。",
    "help.lead_import.errors": "把不能导入的行连同原因写入这个文件（.csv 或 .xlsx），其余的行照常导入。",
    "help.lead_import.file": "要导入的表。",
    "help.lead_import.map_": "说明其他表各列含义的映射文件，见 docs/importing.zh.md。",
    "intake.changed": "更新",
    "intake.column.customer": "客户",
    "intake.column.row": "行",
    "intake.column.says": "导入内容",
    "intake.column.what": "类别",
    "intake.deals": "{count} 个商机",
    "intake.field": "{name}",
    "intake.joined": "新加入团队：{people}。",
    "intake.more": "……另有 {count} 个。",
    "intake.new": "新增",
    "intake.nothing_new": "没有写入任何内容：{count} 行都没有新内容。",
    "intake.reason": "原因",
    "intake.set_aside": "{count} 行已搁置在 {file}，并写明原因。",
    "intake.title": "导入",
    "intake.would_set_aside": "有 {count} 行会被搁置。",
    "intake.would_write": "将新增 {new} 位客户、共 {deals} 个商机，更新 {changed} 位；{same} 行没有新内容。尚未写入。",
    "intake.written": "已新增 {new} 位客户、共 {deals} 个商机，更新 {changed} 位；{same} 行没有新内容。",
    "progress.importing": "正在导入",
}
