"""Removing personal data, and what is still held of it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "forget.needs_yes": (
        "Nothing was changed: {kinds} of {name} would be removed for good, and nobody is here to be asked.",
        "If that is meant, say so:",
    ),
    "forget.git_holds": (
        "git still holds the former text of this file, in {count} {count|commit|commits}. Whoever has a copy of the folder can read it there.",
        "To remove it there too: commit this change, then `git filter-repo --invert-paths --path {file}`, put the new file back, and commit. It rewrites the history: keep a backup. docs/troubleshooting.md has every step.",
    ),
    "forget.git_and_remotes": (
        "git still holds the former text of this file, in {count} {count|commit|commits}, and so do the shared place ({remotes}) and every colleague's copy.",
        "To remove it there too, all of you together: `salesctl sync`, then `git filter-repo --invert-paths --path {file}`, put the new file back, push it by force, and let everybody clone anew. docs/troubleshooting.md has every step.",
    ),
    "forget.no_git": ("No git history holds this file.", "Copies and backups made by hand are yours to delete."),
    "forget.look_over": (
        "Names that stood in no list of contacts cannot be recognised, and the customer's own name stays.",
        "Look through what is left; `--also NAME` removes a further one:",
    ),
}
SENTENCES: dict[str, str] = {
    "forget.done": "Personal data of {name} is removed: {kinds}. The process stays as it was; the history says that this was done.",
    "forget.nothing": "Nothing of {name} looks like personal data; nothing was changed.",
    "forget.would": "Of {name} would be removed: {kinds}; in the card and in {count} {count|event|events} of the history.",
    "forget.for_ever": "This cannot be undone. Steps, decisions and dates stay.",
    "forget.ask": "Remove it? yes/no >",
    "forget.left": "Nothing was changed.",
    "forget.kind.contacts": "{count} {count|contact|contacts}",
    "forget.kind.names": "{count} {count|mention of a name|mentions of names}",
    "forget.kind.phones": "{count} telephone {count|number|numbers}",
    "forget.kind.emails": "{count} e-mail {count|address|addresses}",
    "forget.kind.accounts": "{count} chat {count|account|accounts}",
    "forget.kind.papers": "{count} identity card {count|number|numbers}",
    "help.forget": "Remove personal data of a customer from the card and the history: contacts, telephone numbers, e-mail addresses, names.\nThe process stays; the history keeps that it was done, by whom, and how much of which kind. It cannot be undone.",
    "help.forget.also": "A further name to remove, of somebody who is no contact; may be repeated.",
    "help.forget.yes": "Do not ask; needed where no terminal is.",
}
