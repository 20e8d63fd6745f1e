"""git around a workspace."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "git.one_merge": ("One merge at a time is compared; these are several: {revisions}", "Name one commit."),
    "git.no_repository": (
        "{folder} is in no git repository.",
        "`git init` makes one, then `salesctl git install` sets it up.",
    ),
    "git.missing": ("There is no git on this computer.", "Install git, and try again."),
    "git.unknown_revision": ("git knows no commit {revision}.", "`git log --merges --oneline` shows the merges."),
    "git.no_merge": (
        "{revision} is no merge: it has fewer than two parents.",
        "`git log --merges --oneline` shows the merges.",
    ),
    "git.no_merges": ("There is no merge in this history.", "Nothing can have been lost by one."),
    "git.not_set": (
        "git would not keep the setting {key}: {reason}",
        "Run the command again; if it stays so, see whether .git/config can be written.",
    ),
}

SENTENCES: dict[str, str] = {
    "git.installed": "git now merges customers' files by salesctl in this copy. Everybody does this once in their own copy.",
    "git.unchanged": "git merges customers' files by salesctl already.",
    "git.attributes": ".gitattributes says which files; commit it once for the whole team.",
    "help.git": "What git needs to know of customers' files.",
    "help.git_install": "Let git merge customers' files by salesctl: two people who write in the same customer lose nothing.\nOnce for each copy of the repository; `init` does it by itself. Changes .git/config and .gitattributes, commits nothing.",
}
