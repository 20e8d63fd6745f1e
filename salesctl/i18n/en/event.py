"""Events that are out of time or mean nothing, and deals as a whole."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "event.backdated": (
        "It says {at}, but was written after an event of {after}; nothing says that it was told later.",
        "If it was, add recorded: with the time of writing; otherwise correct at.",
    ),
    "event.before_opened": (
        "{at} lies before the deal was opened ({opened}).",
        "Give the time when it really happened with --at.",
    ),
    "event.deal_twice": (
        "The deal is opened a second time; the first opening counts.",
        "Delete one of the two, or give the second deal its own number.",
    ),
    "event.in_future": (
        "{at} lies in the future; only what has happened is recorded.",
        "Use plan for what is to come.",
    ),
    "event.no_deal": (
        "It belongs to a deal that was never opened, and changes nothing.",
        "Correct the number of the deal, or open it.",
    ),
    "event.no_occurrence": (
        "It belongs to an occurrence that is not there, and changes nothing.",
        "Correct of:, or delete the event if it was a mistake.",
    ),
    "event.no_verdict_asked": (
        "A verdict stands here where none is asked, or without its role; it changes nothing.",
        "Add as: with the role, or delete the event if it was a mistake.",
    ),
    "event.nobody": ("It hands over to nobody, and changes nothing.", "Add who: with the person's id."),
    "event.not_asleep": (
        "It wakes a deal that was not in the nurture pool, and changes nothing.",
        "Nothing to do; delete it if it was a mistake.",
    ),
    "event.not_held": (
        "It resumes a deal that was not on hold, and changes nothing.",
        "Nothing to do; delete it if it was a mistake.",
    ),
    "event.nothing_to_amend": (
        "It corrects a form of “{step}” that was never filled, and changes nothing.",
        "Do the step instead, or name the right one.",
    ),
    "event.recorded_before": (
        "It was recorded ({recorded}) before it happened ({at}).",
        "Correct one of the two times.",
    ),
    "event.stage_reached": (
        "It advances to a stage that the deal had already reached, and changes nothing.",
        "Nothing to do: two people advanced at the same time, or it was a mistake.",
    ),
    "event.too_early": (
        "{at} lies before “{step}” could be done ({since}).",
        "Give the time when it really happened with --at, or correct what came before.",
    ),
    "event.unknown_grade": (
        "The playbook has no grade “{grade}”; the event changes nothing.",
        "Use a grade of the playbook.",
    ),
    "event.unknown_role": (
        "It names a role that the playbook does not have, and changes nothing.",
        "Use a role of the playbook.",
    ),
    "event.unknown_stage": (
        "It names a stage that the playbook does not have, and changes nothing.",
        "Use a stage of the playbook.",
    ),
    "event.unknown_step": (
        "The playbook has no step “{step}”; the event changes nothing.",
        "Correct the step's id; if the playbook changed, look at its former version in git.",
    ),
    "event.unknown_verb": (
        "“{what}” is nothing that an event can say; it changes nothing.",
        "Correct the word after what:.",
    ),
    "deal.closed": ("The deal is closed ({status}).", "Take it up again, or open another one with deal add:"),
    "deal.finished": ("The deal is finished; only care, complaints and open items go on.", "Open another deal:"),
    "deal.closed_and_finished": (
        "The deal is both finished and closed ({status}): two people ended it differently.",
        "Decide which is right, and undo the other.",
    ),
    "deal.imported": ("The deal was imported in the stage “{stage}”; nobody saw what came before.", "Nothing to do."),
    "deal.other_playbook": (
        "The deal began under {mark}; it is judged by {here}.",
        "Nothing to do; what today's rules would refuse is information only.",
    ),
}
