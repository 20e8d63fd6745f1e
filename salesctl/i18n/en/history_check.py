"""The customers' files against what git was told of them."""

from __future__ import annotations

_LOOK = "Look with `git show {commit}`, and put it back or say why it was changed. A correction is an event of its own: amend, undo, note."
_LOOK_BOTH = (
    "Look with `git show {commit}` and `git show {by_commit}`. A correction is an event of its own: amend, undo, note."
)

PROBLEMS: dict[str, tuple[str, str]] = {
    "history_check.edited": (
        "The event {event} ({what}, {happened}) is no longer what {author} committed ({commit}): {by_author} changed it in {by_commit} on {by_at}.",
        _LOOK_BOTH,
    ),
    "history_check.edited_here": (
        "The event {event} ({what}, {happened}) is no longer what {author} committed ({commit}); the change is in this folder only.",
        _LOOK,
    ),
    "history_check.missing": (
        "The event {event} ({what}, {happened}), committed by {author} ({commit}), is gone: {by_author} took it out in {by_commit} on {by_at}.",
        _LOOK_BOTH,
    ),
    "history_check.missing_here": (
        "The event {event} ({what}, {happened}), committed by {author} ({commit}), is gone; it was taken out in this folder only.",
        _LOOK,
    ),
    "history_check.gone": (
        "The customer {id} was last committed by {author} ({commit}) and is gone: {by_author} took the file away in {by_commit} on {by_at}.",
        "Put the file back: `git checkout {by_commit}~1 -- FILE`. A customer who is none is closed as void.",
    ),
    "history_check.gone_here": (
        "The customer {id} was last committed by {author} ({commit}) and is gone from this folder.",
        "Put the file back: `git checkout -- FILE`. A customer who is none is closed as void.",
    ),
    "history_check.bad_signature": (
        "The signature of commit {commit} ({author}, {at}) is bad, expired or withdrawn.",
        "Ask its author whether they made it, and look with `git show {commit}`.",
    ),
    "history_check.claims": (
        "Names of authors are claims: none of the {total} {total|commit|commits} here is signed, and anybody can write any name.",
        "Where that matters, let everybody sign commits: `git config commit.gpgsign true`.",
    ),
    "history_check.signed": (
        "{signed} of {total} {total|commit|commits} are signed, {good} with a key that is good here. All other names of authors are claims.",
        "Where that matters, let everybody sign commits: `git config commit.gpgsign true`.",
    ),
    "history_check.shallow": (
        "This copy has only the last part of the history; what came before was not compared.",
        "Fetch all of it: `git fetch --unshallow`.",
    ),
    "history_check.no_git": (
        "This folder is in no git repository: there is no history to compare with.",
        "Begin one with `git init` and `salesctl sync`.",
    ),
    "history_check.nothing": (
        "No customer was ever committed: there is nothing to compare with.",
        "`salesctl sync` commits them.",
    ),
}
SENTENCES: dict[str, str] = {
    "help.check.history": "Compare with git too: every event that was committed and is now edited or missing, with commit and author.",
}
