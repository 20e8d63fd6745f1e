"""Making a workspace."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "init.exists": ("没有改动：{folder} 已经是工作区。", "请另选文件夹，或直接使用它。查看其中的流程："),
    "init.not_a_folder": ("没有改动：{folder} 处是一个文件，无法建文件夹。", "请另选文件夹。"),
}

SENTENCES: dict[str, str] = {
    "help.init": "建一个工作区：流程、团队（你一人担任全部角色）、客户文件夹和 git。\n已有的文件保持原样；不做任何提交。",
    "help.init.folder": "文件夹，没有则新建；不写就是当前文件夹。",
    "help.init.no_git": "不建 git 仓库。",
    "init.made": "工作区已建好：{folder}",
    "init.playbook": "{title}：{stages} 个阶段，{steps} 个步骤。可按团队的做法修改。",
    "init.team": "{name}（{id}），一人担任全部角色。同事用 `salesctl team add` 加入。",
    "init.customers": "每个客户一个文件，现在还是空的。",
    "init.git.made": "已建仓库，尚未提交。",
    "init.git.inside": "文件夹已在仓库中；没有做提交。",
    "init.git.left_out": "按要求不建仓库。以后可随时 `git init`。",
    "init.git.missing": "本机没有 git，也能使用；团队协作和保留历史请安装 git。",
    "init.git.failed": "git 没能在这里建仓库，也能使用；运行 `git init` 可看到原因。",
    "init.next": "接下来：",
    "init.next.lead": 'lead add "华信精密机械" --contact "李敏" --phone "138-0000-0000"',
}
