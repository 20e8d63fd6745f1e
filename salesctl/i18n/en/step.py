"""What speaks against doing a step, giving a verdict, grading, amending, settling a duty."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "step.already_done": ("“{step}” is done already: {at}, by {who}.", "To correct its form, amend it:"),
    "step.applies_after_all": (
        "“{step}” came to apply only after what follows it was done, so it was left out.",
        "If it has to be done after all, go back to its stage:",
    ),
    "step.held_up": (
        "“{what}” no. {number} is still open and stands in the way; it waits for: {waits}.",
        "Finish that first:",
    ),
    "step.lapsed": (
        "“{step}” has been open so long that the playbook gives it up ({at}).",
        "Close the deal, or go on and finish the step:",
    ),
    "step.needs_verdicts": (
        "“{step}” is not done by one person: it waits for the verdict of {roles}.",
        "Each of them answers with approve or reject:",
    ),
    "step.not_open": (
        "“{step}” is not open yet: {before} must be done first. What the step is for: {goal}",
        "Go on with what comes before it:",
    ),
    "step.old_round": (
        "“{step}” has begun a new round ({round}); this was meant for an earlier one.",
        "Look at the deal and do it again in the present round.",
    ),
    "step.other_stage": (
        "“{step}” belongs to the stage “{stage}”; the deal is in “{here}”.",
        "See what keeps it there:",
    ),
    "step.skipped": ("“{step}” does not apply to this deal.", "See why:"),
    "step.stage_passed": (
        "“{step}” belongs to “{stage}”, which the deal has left; it is in “{here}”.",
        "If it must be done again, go back to that stage:",
    ),
    "verdict.not_asked_here": ("“{step}” asks for no verdict; it is simply done.", "Finish it with:"),
    "verdict.role_not_asked": (
        "“{step}” does not ask {role} now. Asked now: {roles}.",
        "Answer in a role that is asked, with --as; who has said yes is asked again only when what they judged changes.",
    ),
    "verdict.whose": (
        "The verdict on “{step}” needs a role, and it is not clear which: you fill none of those that are asked, or several. Asked now: {roles}; they are filled by: {people}.",
        "Add --as with the role.",
    ),
    "verdict.no_reason": (
        "A no to “{step}” needs its reason: whoever improves it must know what is wrong.",
        "Add --because with the point, and what would turn it into a yes.",
    ),
    "outcome.missing": (
        "“{step}” can end in several ways; none was named. Possible: {outcomes}.",
        "Name one with --outcome; the first is the one that goes forward.",
    ),
    "outcome.none_here": (
        "“{step}” has no outcomes to choose from, so “{outcome}” means nothing here.",
        "Leave out --outcome.",
    ),
    "outcome.unknown": ("“{step}” cannot end in “{outcome}”. Possible: {outcomes}.", "Choose one of these."),
    "amend.no_reason": (
        "A correction of “{step}” needs its reason; the version before is kept beside it.",
        "Add --because.",
    ),
    "amend.not_done": (
        "“{step}” is not done in its present round, so there is no form to correct.",
        "Do it instead:",
    ),
    "amend.nothing": (
        "Nothing of “{step}” was changed. Its fields: {fields}.",
        "Name what changes with --set FIELD=VALUE.",
    ),
    "duty.nothing_owed": (
        "“{duty}” is not owed at this moment.",
        "See when it is owed next with why CUSTOMER and the duty.",
    ),
    "whenever.none_open": ("“{step}” belongs to “{whenever}”, of which none is open.", "Raise one first:"),
    "whenever.not_now": (
        "“{step}” cannot be raised now: the playbook allows it only in part of the process.",
        "See where the deal stands with show.",
    ),
    "whenever.too_many": ("“{step}” may happen {most} times at most.", "Finish or correct one that is there."),
    "whenever.which": ("Several of “{step}” are open: {candidates}.", "Name one, with the number behind the stroke."),
    "grade.not_proposed": (
        "The grade is {grade}, while the answers speak for {proposed}. It counts as given.",
        "If it is a slip, grade again; otherwise leave it.",
    ),
}
