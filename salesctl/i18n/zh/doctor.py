"""工作区本身的毛病。"""

from __future__ import annotations

_RENAME = "请用 `git mv` 改名；文件名没有意义，以文件里的 id 为准。"

PROBLEMS: dict[str, tuple[str, str]] = {
    "doctor.held": ("此刻有人正在写入（{holder}）。", "无需处理；若那个进程卡住，请结束它，锁会随之消失。"),
    "doctor.journal": ("一次多文件的保存在决定之后被中断：断电或关机。", "下一个写入命令会补完。"),
    "doctor.leftovers": ("被中断的命令留下 {count} 个没写完的文件；没有程序会读取它们。", "可以删去。"),
    "doctor.cloud": (
        "{folder} 位于 {service} 自动同步的文件夹中。它不懂锁：会产生冲突副本，也可能冲掉已保存的内容。",
        "请把工作区移出去，用 `salesctl sync` 共享。",
    ),
    "doctor.read_only": ("您不能写入 {folder}。", "请检查它的所有者。"),
    "doctor.name_reserved": ("Windows 不允许这个文件名。", _RENAME),
    "doctor.name_refused": ("文件名中有 Windows 不允许的字符。", _RENAME),
    "doctor.name_ending": ("文件名以空格开头，或以空格、句点结尾；Windows 会去掉它。", _RENAME),
    "doctor.name_long": ("文件名对某些系统太长。", _RENAME),
    "doctor.name_folded": ("文件名中的重音符是分开写的（macOS 的写法）；在别处会成为另一个文件。", _RENAME),
    "doctor.colliding": ("Windows 和 macOS 把此文件与 {others} 当作同一个；在那里克隆只会有其中一个。", _RENAME),
    "doctor.disk_full": (
        "{folder} 所在的磁盘已满，只剩 {free} KiB。",
        "请腾出空间：在此之前什么都无法保存，`sync` 也不能保存和接收任何内容。",
    ),
    "doctor.folds_case": (
        "{folder} 所在的磁盘不分大小写（Windows 和 macOS 通常如此）：两个客户的文件名若只有大小写不同，只会显示一个。",
        "无需处理：salesctl 不会起这样的文件名。万一出现，在其中一个改名之前，`sync` 不会共享任何内容。",
    ),
    "doctor.folded": (
        "git 里有此文件和 {others}，名称只有大小写等写法不同，这个磁盘把它们当作同一个：这里少了其中一个客户，`sync` 也不会共享任何内容。",
        "请在两个文件都在的地方（Linux，或共享处的网页）用 `git mv` 给其中一个改名，然后再同步。",
    ),
    "doctor.git_missing": ("这台电脑没有 git，所以没有历史，也无法共享。", "请安装：https://git-scm.com"),
    "doctor.no_repository": (
        "{folder} 不在 git 仓库中：没有历史，也无法共享。",
        "请用 `git init` 建立，再执行 `salesctl doctor --fix`。",
    ),
    "doctor.lines": ("缺少 {count} 行 git 需要的设置。", "没有它们，git 会共享只属于本机的内容，或逐行合并客户文件。"),
    "doctor.driver": ("在此副本中，git 没有用 salesctl 合并客户文件。", "两个人在同一客户上的工作会变成文本冲突。"),
    "doctor.driver_half": (
        "在此副本中，git 知道 salesctl 的名字，却不知道怎样调用它，因此完全无法合并客户文件。",
        "只要两个人改过同一客户，`git merge` 和 `git pull` 就会在这里以 “lacks command line” 停下。",
    ),
    "doctor.driver_gone": (
        "在此副本中，git 用来合并客户文件的程序已经不在了：{program}",
        "两个人在同一客户上的工作会变成文本冲突。可以重新设置为这个 salesctl。",
    ),
    "doctor.driver_other": (
        "在此副本中，git 合并客户文件用的不是这个 salesctl 的设置。",
        "若有意安装了多个 salesctl，这没有问题；否则可以重新设置。",
    ),
    "doctor.cut_off": ("一次同步在接收别人的工作时被中断。", "可以退回。"),
    "doctor.hidden_committed": (
        "git 保存了只属于本机的文件夹 .salesctl，其中的锁和草稿与别人无关。",
        "请移出 git（文件保留）：`git rm -r --cached .salesctl`，然后同步。",
    ),
}
SENTENCES: dict[str, str] = {
    "doctor.well": "此工作区一切正常。",
    "doctor.left": "还有 {left} 处待处理，已修好 {healed} 处。",
    "doctor.healed": "一切正常；已修好 {healed} 处。",
    "doctor.how": "可以安全修好的，由此命令修好：",
    "doctor.would": "将改动：",
    "doctor.changes": "改动：",
    "doctor.done": "已修好",
    "help.doctor": "工作区本身有什么问题：git、锁、断电留下的残余、损坏的文件、网盘产生的副本、别的系统不接受的文件名。\n仍有问题时退出码为 1。",
    "help.doctor.fix": "修好可以安全修好的，先显示每项改动。",
}
