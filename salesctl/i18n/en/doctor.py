"""What is wrong with a workspace itself."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "doctor.held": (
        "Somebody is writing here at this moment ({holder}).",
        "Nothing to do; if that process hangs, end it: the lock goes with it.",
    ),
    "doctor.journal": (
        "A save of several files was cut off after it was decided: a power cut, or a computer that was switched off.",
        "The next command that writes finishes it.",
    ),
    "doctor.leftovers": (
        "{count} half-written {count|file|files} from a command that was cut off; nothing reads them.",
        "They can go.",
    ),
    "doctor.cloud": (
        "{folder} lies in a folder that {service} copies behind everybody's back. It knows no locks: it makes conflict copies and can undo saved work.",
        "Move the workspace out of it, and share it with `salesctl sync`.",
    ),
    "doctor.read_only": ("{folder} cannot be written to by you.", "Check who owns it."),
    "doctor.name_reserved": (
        "Windows cannot have a file of this name.",
        "Rename it with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.name_refused": (
        "The name has a character that Windows refuses.",
        "Rename it with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.name_ending": (
        "The name begins with a blank, or ends with a blank or a full stop; Windows drops it.",
        "Rename it with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.name_long": (
        "The name is too long for some systems.",
        "Rename it with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.name_folded": (
        "The name is spelled with separate accents, as macOS does; elsewhere it would be another file.",
        "Rename it with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.colliding": (
        "Windows and macOS take this file and {others} for one and the same; a clone there has only one of them.",
        "Rename one with `git mv`; the name of the file says nothing, the id in it counts.",
    ),
    "doctor.disk_full": (
        "The disk of {folder} is full, but for {free} KiB.",
        "Free some space: until then nothing can be saved, and `sync` can neither keep nor take in anything.",
    ),
    "doctor.folds_case": (
        "The disk of {folder} knows no capitals, as is usual on Windows and macOS: of two customers' files whose names differ in capitals alone it shows only one.",
        "Nothing to do: salesctl gives no such names. Should there be two, `sync` shares nothing until one has another name.",
    ),
    "doctor.folded": (
        "git has this file and {others}, which differ in capitals alone, and this disk takes them for one: one of these customers is missing here, and `sync` shares nothing.",
        "Rename one of them by `git mv` where both are there: on Linux, or on the web page of the shared place. Then sync again.",
    ),
    "doctor.git_missing": (
        "There is no git on this computer, so there is no history and nothing to share.",
        "Install it: https://git-scm.com",
    ),
    "doctor.no_repository": (
        "{folder} is in no git repository: there is no history, and nothing can be shared.",
        "Make one with `git init`, then `salesctl doctor --fix`.",
    ),
    "doctor.lines": (
        "{count} {count|line|lines} missing that git needs for this folder.",
        "Without them git shares what is only this computer's, or merges customers line by line.",
    ),
    "doctor.driver": (
        "In this copy git does not merge customers' files by salesctl.",
        "Two people's work on one customer would end as a conflict in the text.",
    ),
    "doctor.driver_half": (
        "In this copy git has heard of salesctl but not how to call it, so it merges no customer's file at all.",
        "`git merge` and `git pull` stop here with “lacks command line” as soon as two people worked on one customer.",
    ),
    "doctor.driver_gone": (
        "In this copy git merges customers' files by a program that is no longer there: {program}",
        "Two people's work on one customer would end as a conflict in the text. It can be set anew, to this salesctl.",
    ),
    "doctor.driver_other": (
        "In this copy git merges customers' files by another line than this salesctl's.",
        "That is right if several salesctl are installed on purpose; else it can be set anew.",
    ),
    "doctor.cut_off": ("A sync was cut off in the middle of taking in the others' work.", "It can be taken back."),
    "doctor.hidden_committed": (
        "git keeps this computer's own folder .salesctl, with locks and drafts that are nobody else's.",
        "Take it out of git, the files stay: `git rm -r --cached .salesctl`, then sync.",
    ),
}
SENTENCES: dict[str, str] = {
    "doctor.well": "This workspace is well.",
    "doctor.left": "{left} {left|thing|things} left to mend, {healed} mended.",
    "doctor.healed": "All is well; {healed} mended.",
    "doctor.how": "What is safe to mend is mended by:",
    "doctor.would": "Would be changed:",
    "doctor.changes": "Is changed:",
    "doctor.done": "mended",
    "help.doctor": "What is wrong with the workspace itself: git, locks, what a crash left behind, broken files, copies made by cloud drives, names that other systems refuse.\nExit code 1 while something is wrong.",
    "help.doctor.fix": "Mend what is safe to mend, showing each change first.",
}
