"""Making a workspace."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "init.exists": (
        "Nothing was changed: {folder} is a workspace already.",
        "Name another folder, or work in this one. To read its process:",
    ),
    "init.not_a_folder": (
        "Nothing was changed: {folder} cannot be made, because a file stands there.",
        "Name another folder.",
    ),
}

SENTENCES: dict[str, str] = {
    "help.init": "Make a workspace: the process, the team with you in every role, a folder for customers, and git.\nExisting files stay; nothing is committed.",
    "help.init.folder": "The folder; it is made if it is not there. Else the present one.",
    "help.init.no_git": "Make no git repository.",
    "init.made": "A workspace is ready in {folder}",
    "init.playbook": "{title}: {stages} stages, {steps} steps. Edit it as your team works.",
    "init.team": "{name} ({id}), alone in every role. Colleagues come with `salesctl team add`.",
    "init.customers": "One file a customer; nobody in it yet.",
    "init.git.made": "A new repository; nothing is committed yet.",
    "init.git.inside": "The folder is in a repository already; nothing was committed.",
    "init.git.left_out": "No repository, as asked. `git init` makes one at any time.",
    "init.git.missing": "There is no git on this computer. It works without; for a team and for the history install git.",
    "init.git.failed": "git would not make a repository here. It works without; try `git init` to see why.",
    "init.next": "Next:",
    "init.next.lead": 'lead add "Harbour Tools" --contact "Ann Lee" --phone "+44 20 5550 0100"',
}
