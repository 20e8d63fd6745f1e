"""What is owed, in a sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "item.plain": "{title}",
    "item.again": "{title} (round {round})",
    "item.tried": "{title}: tried {tries} {tries|time|times}, not reached",
    "item.outside": "{title}: no answer yet ({role})",
    "item.verdict": "{title}: verdict of {role}",
    "item.duty_of": "{title}: {of}",
    "item.plan": "Follow-up: {text}",
    "item.plan_bare": "Follow-up",
    "item.hold": "On hold until {until}",
    "item.hold_over": "The hold ended {until}: resume it, or hold it anew",
}
