"""Two people who changed the same customer: what was made one, what is to be decided, what a merge lost."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "merge.field": (
        "{key} 双方都改了：我方“{ours}”，对方“{theirs}”；原来是“{base}”。",
        "打开文件，留下正确的一行，删去另一行以及带 <<<<<<<、|||||||、=======、>>>>>>> 的行。",
    ),
    "merge.contact": (
        "联系人 {name} 双方都改了。",
        "打开文件，留下正确的行，删去其余各行以及带 <<<<<<<、|||||||、=======、>>>>>>> 的行。",
    ),
    "merge.event": (
        "事件 {id}（{what}）双方都手工改过。",
        "打开文件，两份中留一份，删去另一份以及带 <<<<<<<、|||||||、=======、>>>>>>> 的行。",
    ),
    "merge.returned": (
        "以下事件在一方的文件里被删掉了，合并后又在了：{ids}",
        "不用处理。要撤回事件请用 `salesctl undo`：撤回本身也是一条事件，会保留。",
    ),
    "merge.unseen": (
        "以下事件的记录人当时不知道该客户的个人信息已要求删除：{ids}",
        "请看一遍；如果又写到了个人，再用一次 `salesctl forget`。",
    ),
    "merge.layout": (
        "这个文件的写法使各部分无法逐一合并。",
        "历史请一条事件接一条写，每条以顶格的 - at: 开头，不用括号。",
    ),
    "merge.deleted": (
        "一方删除了这个文件，另一方还在继续写。没有改动。",
        "请决定：`git add` 加文件名保留该客户，`git rm` 则删去。",
    ),
    "merge.foreign": (
        "这个有冲突的文件里有双方都没有的事件：{ids}。没有改动。",
        "请手工处理：双方正确的内容都留下，删去带 <<<<<<<、|||||||、=======、>>>>>>> 的行。",
    ),
    "merge.lost": (
        "一次合并（{commit}）弄丢了 {who} 的事件 {id}（{what}，{at}）。",
        "git 里还有。找回来：",
    ),
    "merge.lost_unread": (
        "一次合并（{commit}）弄丢了事件 {id}，它所在的文件版本读不出来。",
        "git 里还有。找回来，或看看为什么不行：",
    ),
    "merge.both_advanced": (
        "{one} 和 {other} 互不知情，都把商机推进到了 {to}；只算推进一次。",
        "没有丢失。请商量由谁继续；如果推进早了，退回：",
    ),
    "merge.closed_and_on": (
        "{one} 关闭了商机，而 {other} 还在继续（{what}）。",
        "请一起决定。如果继续：",
    ),
    "merge.closed_twice": (
        "{one} 把商机关闭为 {as_one}，{other} 关闭为 {as_other}。",
        "请一起决定是哪一种：重新打开，再关闭一次。",
    ),
    "merge.both_assigned": (
        "{one} 把商机交给了 {to_one}，{other} 交给了 {to_other}。",
        "请一起决定归谁，并写明：",
    ),
    "merge.back_and_on": (
        "{one} 把商机退回到 {to_one}，{other} 推进到了 {to_other}。",
        "请一起决定停在哪里。如果推进早了：",
    ),
    "merge.verdicts": (
        "{one} 通过了 {step}，{other} 以同一角色驳回了它。",
        "请一起决定，再作一次有效的结论：",
    ),
    "merge.both_done": (
        "{one} 和 {other} 都完成了 {step}，结果不同：{as_one} 与 {as_other}。",
        "请一起决定哪个对。更正表单：",
    ),
    "merge.both_opened": (
        "{one} 和 {other} 都在这个客户下开了第 {number} 个商机；后一个不算数。",
        "如果确是两个商机，请把第二个再开一次：",
    ),
}

SENTENCES: dict[str, str] = {
    "merge.file.merged": "{file}：已合并，双方的内容都在。",
    "merge.file.conflict": "{file}：双方一致的部分已合并，其余在文件里标出。",
    "merge.file.brought_back": "{file}：找回了 {count} 条丢失的事件。",
    "merge.file.restored": "{file}：文件已恢复，含 {count} 条事件。",
    "merge.file.left": "{file}：本来就完整，没有改动。",
    "merge.file.refused": "{file}：没有合并。",
    "merge.nothing": "没有进行中的合并，也没有合并丢失过内容。",
    "merge.then_commit": "都确认后：git add {files}，再 git commit。",
    "next.crossed": "有 {count} 处两人操作相互矛盾，需要决定：{names}。看怎么办：{command}",
    "help.merge": "补做合并：git、网页或匆忙中没有经过 salesctl 的合并，由它重做。\n合并进行中：把客户文件按应有的方式重新合并。合并之后：找回最近几次合并丢失的事件。不做提交。还有待决定的内容时退出码为 1。",
    "help.merge.revision": "只处理这个提交的合并；不写则处理进行中的合并，没有则处理最近几次。",
    "help.merge_driver": "供 git 使用：把一个客户文件的三个版本合并到第二个文件里。",
    "help.merge_driver.base": "双方共同的旧版本。",
    "help.merge_driver.ours": "我方版本；结果写在这里。",
    "help.merge_driver.theirs": "对方版本。",
    "help.merge_driver.path": "文件的名字。",
}
