"""The workspace on disk: what cannot be found or read."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "store.conflict_copy": (
        "This looks like a copy that a sync service made; it is not read.",
        "Compare it with the original, then delete it. Do not keep a workspace in a cloud drive; use git.",
    ),
    "store.cut_off": (
        "A save of several files was cut off after it was decided: what you see may be partly as before it.",
        "The next command that writes completes it, and so does:",
    ),
    "store.missing": ("The file is not there.", "Check the path; a file of the workspace can be restored from git."),
    "store.no_folder": (
        "The folder that this runs in has been deleted or moved.",
        "Go into another one and try again.",
    ),
    "store.no_workspace": (
        "Neither {folder} nor a folder above it holds a playbook.yaml.",
        "Go into the workspace, name it with -C, or make one.",
    ),
    "store.not_a_workspace": ("{folder} holds no playbook.yaml.", "Name the folder of a workspace, or make one there."),
    "store.not_regular": (
        "This is a folder, a link or a device, no plain file; it is not read.",
        "Put the file itself there.",
    ),
    "store.passed_over": (
        "This is a link or a device, no plain file; it is passed over.",
        "Put the file itself there.",
    ),
    "store.unreadable": ("This cannot be read: {reason}.", "Check the permissions and the disk."),
}
