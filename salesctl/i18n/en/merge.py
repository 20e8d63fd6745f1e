"""Two people who changed the same customer: what was made one, what is to be decided, what a merge lost."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "merge.field": (
        "{key} was changed on both sides: ours “{ours}”, theirs “{theirs}”; before: “{base}”.",
        "Open the file, keep the line that is right, and delete the other one and the lines with <<<<<<<, |||||||, ======= and >>>>>>>.",
    ),
    "merge.contact": (
        "The contact {name} was changed on both sides.",
        "Open the file, keep the lines that are right, and delete the others and the lines with <<<<<<<, |||||||, ======= and >>>>>>>.",
    ),
    "merge.event": (
        "The event {id} ({what}) was edited by hand on both sides.",
        "Open the file, keep one of the two, and delete the other one and the lines with <<<<<<<, |||||||, ======= and >>>>>>>.",
    ),
    "merge.returned": (
        "These events had been deleted from the file on one side and are there again: {ids}",
        "Nothing to do. To take back an event use `salesctl undo`: that is an event of its own, and stays.",
    ),
    "merge.unseen": (
        "These events were written by somebody who did not know that the customer was to be forgotten: {ids}",
        "Read them; if they name a person again, use `salesctl forget` once more.",
    ),
    "merge.layout": (
        "This file is laid out in a way that its parts cannot be merged one by one.",
        "Write the history one event below the other, each beginning with - at: at the margin, without brackets.",
    ),
    "merge.deleted": (
        "One side deleted this file, the other one went on with it. Nothing was changed.",
        "Decide: `git add` with its name keeps the customer, `git rm` drops it.",
    ),
    "merge.foreign": (
        "The file with the conflict holds events that neither side had: {ids}. Nothing was changed.",
        "Finish it by hand: keep what is right of both sides and delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>.",
    ),
    "merge.lost": (
        "A merge ({commit}) lost the event {id} of {who} ({what}, {at}).",
        "It is still in git. To bring it back:",
    ),
    "merge.lost_unread": (
        "A merge ({commit}) lost the event {id}, from a version of the file that cannot be read.",
        "It is still in git. To bring it back, or to hear why that fails:",
    ),
    "merge.both_advanced": (
        "{one} and {other} both took the deal to {to} without knowing of each other; it moved once.",
        "Nothing is lost. Agree on who goes on, and if it went too far, take it back:",
    ),
    "merge.closed_and_on": (
        "{one} closed the deal while {other} went on with it ({what}).",
        "Decide together. If it goes on:",
    ),
    "merge.closed_twice": (
        "{one} closed the deal as {as_one} while {other} closed it as {as_other}.",
        "Decide together which it is: reopen it, and close it once.",
    ),
    "merge.both_assigned": (
        "{one} gave the deal to {to_one} while {other} gave it to {to_other}.",
        "Decide together who has it, and say so:",
    ),
    "merge.back_and_on": (
        "{one} took the deal back to {to_one} while {other} moved it to {to_other}.",
        "Decide together where it stands. If it went too far:",
    ),
    "merge.verdicts": (
        "{one} approved {step} while {other} rejected it, in the same role.",
        "Decide together, and give the verdict that holds:",
    ),
    "merge.both_done": (
        "{one} and {other} both finished {step}, with different outcomes: {as_one} and {as_other}.",
        "Decide together which is right. To correct the form:",
    ),
    "merge.both_opened": (
        "{one} and {other} both opened deal {number} at this customer; the second one does not count.",
        "If they are two deals, open the second one once more:",
    ),
}

SENTENCES: dict[str, str] = {
    "merge.file.merged": "{file}: merged; everything of both sides is in it.",
    "merge.file.conflict": "{file}: merged as far as both sides agree; the rest is marked in the file.",
    "merge.file.brought_back": "{file}: {count} lost {count|event is|events are} back.",
    "merge.file.restored": "{file}: the file is back, with {count} {count|event|events}.",
    "merge.file.left": "{file}: complete as it is; nothing was changed.",
    "merge.file.refused": "{file}: not merged.",
    "merge.nothing": "No merge is under way, and no merge has lost anything.",
    "merge.then_commit": "When all is as you want it: git add {files}, then git commit.",
    "next.crossed": "{count} {count|decision|decisions} to take, because two people crossed each other: {names}. What and how: {command}",
    "help.merge": "Make the merge good that git, a web page or a hurried hand made without salesctl.\nDuring a merge: the customers' files are merged again as they should be. Afterwards: events that the latest merges lost come back. Nothing is committed. Exit code 1 while something is to be decided.",
    "help.merge.revision": "Only the merge with this commit; else the one under way, else the latest ones.",
    "help.merge_driver": "For git: merge three versions of one customer's file into the second.",
    "help.merge_driver.base": "The version that both sides come from.",
    "help.merge_driver.ours": "Our version; the result is written here.",
    "help.merge_driver.theirs": "Their version.",
    "help.merge_driver.path": "What the file is called.",
}
