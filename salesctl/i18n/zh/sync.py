"""与团队同步。"""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "sync.git_failed": (
        "git 没能完成它的部分（{words}）：{reason}",
        "您保存的内容都还在。排除原因后，再执行 `salesctl sync`。",
    ),
    "sync.not_mine": (
        "{folder} 属于别人，git 不在其中做任何事。",
        "请在自己的副本中工作（`git clone`）；如果信任所有能在这里写入的人：`git config --global --add safe.directory {folder}`",
    ),
    "sync.nobody": (
        "git 不知道该用什么名字保存您的改动。",
        '请设置一次：`git config --global user.name "您的姓名"` 和 `git config --global user.email you@example.com`。',
    ),
    "sync.no_branch": (
        "git 在这里打开的是某个旧状态，不是大家共同的进度。",
        "一般用 `git switch -` 就能回去；然后再同步。",
    ),
    "sync.git_locked": (
        "git 此刻正在此文件夹中工作，或中途被打断：留有 {file}。",
        "请稍等片刻。如果没有 git 和使用它的编辑器在运行，请只删去这一个文件，然后：",
    ),
    "sync.programs": (
        "此文件夹自带的 git 设置里写了要运行的程序（{keys}）。别处来的文件夹不得在此运行任何东西，所以没有同步。",
        "如果这些设置是您自己的，请移到您个人的设置：`git config --global KEY VALUE`，再 `git config --local --unset KEY`。",
    ),
    "sync.broken": ("没有共享任何内容：您这里损坏的文件会连累所有人。", "请修好上面列出的文件再同步。查看全部："),
    "sync.unfinished": (
        "有人在此文件夹中手工开始的合并还没有完成。",
        "请用下面的命令和 `git commit` 完成它，或用 `git merge --abort` 放弃；然后再同步。",
    ),
    "sync.not_reached": ("连不上 {remote}：{reason}。您的改动保存在本机，别人还没有。", "网络恢复后："),
    "sync.rewritten": (
        "{remote} 的历史在您上次同步之后被改写过（彻底清除个人信息时会这样）。您的副本还是旧历史，所以没有混在一起。",
        "请用 `git clone` 取一份新的，把尚未发送的内容移过去，再删去此文件夹。完整步骤见 docs/troubleshooting.zh.md。",
    ),
    "sync.other_branch": (
        "{remote} 没有名为“{branch}”的分支，它有：{others}。发送会另起一个没人看的分支。",
        "请改成同样的名字：`git branch -m {branch} NAME`，然后再同步。",
    ),
    "sync.not_sent": (
        "{remote} 没有接收您的改动：{reason}。它们和别人发来的内容都保存在本机。",
        "请问共享处的管理人您能否写入；然后：",
    ),
    "sync.not_merged": (
        "无法接收别人发来的内容：{reason}。此文件夹保持原样。",
        "若 git 提到 unrelated histories，说明此文件夹是另外建立的：请用 `git clone` 取一份新的，再把您的客户移过去。若它列出会被覆盖的文件，请先移走。",
    ),
    "sync.lost": ("接收别人的内容会丢失记录 {event}。", "双方都还保存着它；请对照两边的文件。"),
    "sync.not_whole": (
        "git 合出的结果不完整，已经退回。此文件夹保持原样。",
        "请查看上面列出的文件（自己的和同事的）；`salesctl git install` 可让 git 正确处理客户文件。",
    ),
    "sync.folded": (
        "git 里有此文件和 {others}，名称只有大小写等写法不同，这个磁盘把它们当作同一个。没有共享任何内容：否则一个客户会覆盖另一个。",
        "请在两个文件都在的地方（Linux，或共享处的网页）用 `git mv` 给其中一个改名，然后再同步。",
    ),
    "sync.field": (
        "{name}：双方都改了 {key}（原为：{before}）。您：{mine}。{who}：{theirs}。",
        "请商定一个。若这一处采用对方的，执行后再同步：",
    ),
    "sync.contact": ("{name}：您和 {who} 都改了联系人{person}。", "请商定一个，双方写成一样，或选定一方。"),
    "sync.event": (
        "{name}：记录 {event}（{what}）被双方改过：您和 {who}。过去的记录不应修改。",
        "请恢复原样（用 `git diff` 查看）；更正应另记一条。",
    ),
    "sync.deleted": (
        "一方删去了此文件，另一方仍在其中记录（{who}）。",
        "客户应关闭，不应删除。`--take mine` 和 `--take theirs` 都会保留文件。",
    ),
    "sync.file": (
        "您和 {who} 改了此文件的同几行。",
        "请商定内容。`--take theirs` 用对方的整个文件，`--take mine` 用您的。",
    ),
    "sync.choose": (
        "您的内容没有丢失：改动保存在本机，商定之前只在本机。",
        "也可以直接说明分歧处以谁为准：`salesctl sync --take mine`（我的）或 `salesctl sync --take theirs`（对方的）。只有一方改过的内容无论如何都保留。",
    ),
    "sync.no_side": ("“{value}”不是一方：应为 mine（我的）或 theirs（对方的）。", "例如："),
}
SENTENCES: dict[str, str] = {
    "sync.committed": "已保存您的改动：{count} 个文件（{files}）。",
    "sync.received": "已接收别人的改动：{count} 个文件（{files}）。",
    "sync.sent": "已通过 {remote} 发送给别人。",
    "sync.nothing": "双方都没有新内容。",
    "sync.conflict": "未接收：您和别人改了同一处。此文件夹保持原样。",
    "sync.alone": "还没有共享处，所以别人看不到这些。用 `git remote add origin ADDRESS` 设置。",
    "sync.busy": "别人正在不断发送",
    "sync.last": "上次同步：{at}，{ago}前。",
    "sync.silent": "截至那时，一个多工作日没有收到这些人的内容：{names}。",
    "sync.silent_more": "截至那时，一个多工作日没有收到这些人的内容：{names}，另有 {more} 人。",
    "sync.heard": "{name}（最近：{at}）",
    "sync.never_heard": "{name}（没有记录）",
    "sync.message": "{count} 个客户的工作",
    "sync.merge_message": "接收别人的工作",
    "help.sync": "与团队共享您的客户：保存您的改动，接收别人的，检查，再发送。\n如果两个人改了同一处，不会混在一起：会告诉您谁写了什么，文件夹保持原样。",
    "help.sync.take": "您和别人有分歧处以谁为准：mine（我的）或 theirs（对方的）。",
}
