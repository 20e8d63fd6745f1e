"""Saving: which of three things is true, and why."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "write.changed_meanwhile": (
        "Nothing was changed: somebody else changed the file meanwhile (read {read}, found {found}).",
        "Run the same command again; it then starts from the new text.",
    ),
    "write.denied": ("Nothing was changed: no permission ({reason}).", "Check who owns the file and its folder."),
    "write.disk_full": ("Nothing was changed: the disk is full ({reason}).", "Free some space and try again."),
    "write.exists": ("Nothing was changed: a file of that name is there already.", "Run the same command again."),
    "write.failed": ("Nothing was changed: {reason}.", "Check the disk and try again."),
    "write.finished": (
        "An earlier save that had been cut off is complete now: {count} of its files were still missing, first {file}.",
        "Nothing needs doing.",
    ),
    "write.journal": (
        "Nothing was changed: an interrupted save left this file to be written, and somebody has changed it since.",
        "Put the file back as it was (git shows it), or delete {journal} to give up the rest of that save; the files that it had written by then stay.",
    ),
    "write.link": (
        "Nothing was changed: a link or a plain file stands where a folder is needed ({reason}).",
        "Put the folder itself there.",
    ),
    "write.locked": (
        "Nothing was changed: another salesctl has been writing here for {seconds} seconds ({holder}).",
        "Try again in a moment. If that process hangs, end it.",
    ),
    "write.no_locks": (
        "Nothing was changed: this drive knows no locks ({reason}), so two people could overwrite each other.",
        "Move the workspace to a local disk, and share it through git.",
    ),
    "write.not_confirmed": (
        "Saved, but the disk has not confirmed it ({reason}): a power cut could still undo it.",
        "Check the disk. Look at the file before you repeat anything.",
    ),
    "write.outside": ("Nothing was changed: the path leaves the workspace.", "Name a file inside the workspace."),
    "write.read_only": ("Nothing was changed: the disk is read-only ({reason}).", "Make it writable and try again."),
    "write.untold": (
        "Saved, but the answer could not be made: {reason}.",
        "Do not run the command again: the change is in the workspace. Look at it with `salesctl show`.",
    ),
    "write.unfinished": (
        "Saved as a whole, but not every file is in its place yet ({reason}).",
        "Remove the cause; the next command that writes completes it.",
    ),
}
