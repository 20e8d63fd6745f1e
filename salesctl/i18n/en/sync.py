"""Sharing with the others, in the words of somebody who has never heard of git."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "sync.git_failed": (
        "git could not do its part ({words}): {reason}",
        "Everything you saved is still here. Remove the cause, and run `salesctl sync` again.",
    ),
    "sync.not_mine": (
        "{folder} belongs to somebody else, so git does nothing in it.",
        "Work in a copy of your own (`git clone`); or, if you trust everybody who may write here: `git config --global --add safe.directory {folder}`",
    ),
    "sync.nobody": (
        "git does not know under which name to keep your changes.",
        'Say it once: `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`.',
    ),
    "sync.no_branch": (
        "git has a single old state checked out here, not the common line of work.",
        "`git switch -` usually leads back; then sync again.",
    ),
    "sync.git_locked": (
        "git is working in this folder at this moment, or was cut off in the middle: {file} is there.",
        "Wait a moment. If no git and no editor that uses it is running, delete that one file; then:",
    ),
    "sync.programs": (
        "This folder's own git settings name programs to run ({keys}). A folder that came from somewhere else must not run anything here, so nothing was synced.",
        "If the settings are yours, move them to your own: `git config --global KEY VALUE`, and `git config --local --unset KEY`.",
    ),
    "sync.broken": (
        "Nothing was shared: a broken file of yours would break everybody's.",
        "Mend what is named above, then sync again. This shows all of it:",
    ),
    "sync.unfinished": (
        "A merge that somebody began by hand is not finished in this folder.",
        "Finish it with the command below and `git commit`, or give it up with `git merge --abort`; then sync again.",
    ),
    "sync.not_reached": (
        "{remote} could not be reached: {reason}. Your changes are kept here; nobody has them yet.",
        "When the network is back:",
    ),
    "sync.rewritten": (
        "The history at {remote} was written anew since you last looked, as is done to remove personal data for good. Your copy still has the old one, so nothing was mixed.",
        "Get a fresh copy with `git clone`, bring over what you have not sent yet, and delete this folder. docs/troubleshooting.md has every step.",
    ),
    "sync.other_branch": (
        "{remote} does not know the line of work “{branch}”; it has {others}. Sending would begin a second one that nobody looks at.",
        "Give yours the same name: `git branch -m {branch} NAME`, then sync again.",
    ),
    "sync.not_sent": (
        "{remote} did not take your changes: {reason}. They are kept here, together with what the others sent.",
        "Ask who looks after the shared folder whether you may write there; then:",
    ),
    "sync.not_merged": (
        "What the others sent could not be taken in: {reason}. This folder is as it was.",
        "If git speaks of unrelated histories, this folder was begun apart: get a fresh copy with `git clone`, and bring your customers over. If it names files that would be overwritten, move those away.",
    ),
    "sync.lost": (
        "Taking in what the others sent would have lost the event {event}.",
        "It is safe on both sides; look at the file there and here.",
    ),
    "sync.not_whole": (
        "What git made of both sides is not whole, so it was taken back. This folder is as it was.",
        "Look at the files named above, here and at your colleague's; `salesctl git install` sets git up for customers' files.",
    ),
    "sync.folded": (
        "git has this file and {others}, which differ in capitals alone, and this disk takes them for one. Nothing was shared: one customer would overwrite the other.",
        "Rename one of them by `git mv` where both are there: on Linux, or on the web page of the shared place. Then sync again.",
    ),
    "sync.field": (
        "{name}: both of you changed {key} (before: {before}). You: {mine}. {who}: {theirs}.",
        "Agree on one. To take theirs for this one, and sync again:",
    ),
    "sync.contact": (
        "{name}: both of you changed the contact {person}, you and {who}.",
        "Agree on one, and write it the same way on both sides, or choose a side.",
    ),
    "sync.event": (
        "{name}: the event {event} ({what}) was changed on both sides, by you and by {who}. Events of the past are not to be edited.",
        "Put it back as it was (`git diff` shows it); a correction is an event of its own.",
    ),
    "sync.deleted": (
        "One side deleted this file, and the other went on writing in it ({who}).",
        "Customers are closed, not deleted. `--take mine` and `--take theirs` both keep the file.",
    ),
    "sync.file": (
        "You and {who} changed the same lines of this file.",
        "Agree on one text. `--take theirs` replaces your whole file, `--take mine` theirs.",
    ),
    "sync.choose": (
        "Nothing of yours is lost: your changes are kept here, and only here, until this is settled.",
        "Whose word counts wherever you disagree can be said at once: `salesctl sync --take mine` or `salesctl sync --take theirs`. What only one of you changed stays in any case.",
    ),
    "sync.no_side": ("“{value}” is no side: it is mine or theirs.", "For example:"),
}
SENTENCES: dict[str, str] = {
    "sync.committed": "Kept what you changed: {count} {count|file|files} ({files}).",
    "sync.received": "Taken in from the others: {count} {count|file|files} ({files}).",
    "sync.sent": "Sent to the others, through {remote}.",
    "sync.nothing": "Nothing new on either side.",
    "sync.conflict": "Not taken in: you and somebody else changed the same thing. This folder is as it was before.",
    "sync.alone": "There is no shared place yet, so nobody else has this. One is set with `git remote add origin ADDRESS`.",
    "sync.busy": "others keep sending at the same moment",
    "sync.last": "Last synced {at}, {ago} ago.",
    "sync.silent": "By then nothing had come for over a working day from {names}.",
    "sync.silent_more": "By then nothing had come for over a working day from {names} and {more} more.",
    "sync.heard": "{name} (last {at})",
    "sync.never_heard": "{name} (none known)",
    "sync.message": "Work on {count} {count|customer|customers}",
    "sync.merge_message": "Take in the others' work",
    "help.sync": "Share your customers with the team: keep your changes, take in the others', check, and send.\nIf two people changed the same thing, nothing is mixed up: you are told who wrote what, and the folder stays as it was.",
    "help.sync.take": "Where you and somebody else disagree: whose word counts.",
}
