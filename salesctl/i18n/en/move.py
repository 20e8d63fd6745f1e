"""What speaks against moving a deal."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "move.no_reason": (
        "`{move}` needs a reason. {reasons}",
        "Add --because with one of these, or with your own words where none is listed.",
    ),
    "move.unknown_reason": ("“{because}” is none of the reasons for `{move}`: {reasons}.", "Choose one of these."),
    "move.not_now": (
        "`{move}` is not allowed at this point of the process (stage “{stage}”).",
        "See what comes first with next.",
    ),
    "advance.undone": ("“{step}” is not done; {roles} must do it. What it is for: {goal}", "Bring it on:"),
    "advance.asleep": ("The deal sleeps in the nurture pool.", "Wake it first:"),
    "advance.held": ("The deal is on hold ({reason}).", "Resume it first:"),
    "advance.called_back": (
        "“{step}” was called back: a form that it had judged was changed afterwards.",
        "Those whose part has changed judge again:",
    ),
    "advance.not_next": (
        "The next stage is “{next}”; “{to}” cannot be entered from here.",
        "Go one stage at a time.",
    ),
    "back.not_earlier": (
        "“{to}” does not lie before “{here}”, where the deal is.",
        "Name an earlier stage; forward goes advance.",
    ),
    "hold.already": ("The deal is on hold already, until {until}.", "Resume it first, then hold it anew:"),
    "hold.no_end": ("A hold needs an end.", "Add --until with a day."),
    "hold.ends_before": ("The hold would end ({until}) before it begins.", "Name a later day with --until."),
    "hold.too_long": (
        "{until} is too far away: a hold lasts {most} at most, so until {latest}.",
        "Name an earlier day, or put the deal into the nurture pool.",
    ),
    "hold.over": (
        "The hold ended on {until}, and nobody has resumed the deal; its clocks run again.",
        "Resume it, or hold it anew with a reason:",
    ),
    "reopen.not_closed": ("The deal is neither closed nor finished.", "See where it stands:"),
    "reopen.never_reached": (
        "The deal never reached “{to}”; the furthest was “{furthest}”.",
        "Reopen it there or earlier.",
    ),
    "resume.nothing": (
        "The deal is neither on hold nor in the nurture pool, so there is nothing to resume.",
        "See where it stands:",
    ),
    "nurture.won": ("A won deal cannot go into the nurture pool.", "See what is owed in it:"),
    "undo.nothing": (
        "There is no event by {who} that could be taken back.",
        "Each takes back only their own last event; look at the history:",
    ),
    "undo.opening": ("The opening of a deal cannot be taken back.", "If it was a mistake, make it void:"),
    "undo.unknown": (
        "It takes back the event {id}, which is not in this file.",
        "Look whether a merge lost it: compare with git log.",
    ),
    "undo.not_own": (
        "It takes back an event of {who}; only one's own may be taken back.",
        "Ask {who} to correct it, or correct it in the open.",
    ),
    "undo.built_on": (
        "Your last event cannot be taken back any more: {who} has built on it ({at}, {what} {step}).",
        "Correct it in the open, with amend or back; see the history:",
    ),
    "edit.nothing": ("Nothing was named that should change.", "Name it with --set:"),
}
