"""Words of working time: what is wrong with a calendar, and why a deadline falls when it does."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "calendar.unknown_key": ("A calendar has no {key}.", "Use one of: {keys}."),
    "calendar.zone_missing": (
        "Nothing is shipped for the country {country}, so its time zone is not known.",
        "Add `zone:` with an IANA name, for example `zone: Europe/Berlin`.",
    ),
    "calendar.bad_zone": ("There is no time zone {zone}.", "Use an IANA name such as Asia/Shanghai or Europe/Berlin."),
    "calendar.bad_week": (
        "{text} is no part of a week.",
        "Write `week: Monday-Friday`, or days with commas between them.",
    ),
    "calendar.bad_hours": (
        "{text} are no working hours: each period opens before it closes, and after the one before it has closed.",
        "Write `hours: [09:00-12:00, 13:30-18:00]`.",
    ),
    "calendar.bad_time": ("{text} is no time of day.", 'Write `day ends: "18:00"`.'),
    "calendar.bad_date": ("{text}, under {key}, is no date.", "Write the date as 2026-10-01."),
    "calendar.bad_year": ("{text} is no year.", "Write the last year whose days off are entered: `known: 2027`."),
    "calendar.off_and_work": (
        "{day} is listed as a day off and as a working day.",
        "Keep it in one of `off` and `work`.",
    ),
    "calendar.no_interval": ("{text} never moves on.", "Repeat after 1 or more: `every: 30d`."),
    "calendar.bad_rule": (
        "{rule} is no recurrence rule (RFC 5545): {reason}.",
        "Write for example `rrule FREQ=MONTHLY;BYDAY=1MO`.",
    ),
    "calendar.endless_rule": (
        "{rule} repeats more often than daily, or never moves on.",
        "Use FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, and an INTERVAL of 1 or more.",
    ),
    "due.too_far": (
        "{amount} lies more than a century away, or there is no working time in all that time.",
        "Check the number and its unit: h, wh, wd, d, w or mo; then the pauses and the working days.",
    ),
}

SENTENCES: dict[str, str] = {
    "ledger.start.h": "Clock starts {at}; {n} {n|hour|hours}, nights and days off included.",
    "ledger.start.wh": "Clock starts {at}; {n} working {n|hour|hours}.",
    "ledger.start.wd": "Clock starts {at}; {n} working {n|day|days}, this day not counted.",
    "ledger.start.d": "Clock starts {at}; {n} calendar {n|day|days}.",
    "ledger.start.w": "Clock starts {at}; {n} calendar {n|week|weeks}.",
    "ledger.start.mo": "Clock starts {at}; {n} {n|month|months}.",
    "ledger.before.h": "Counted back from {day}: {n} {n|hour|hours}, nights and days off included.",
    "ledger.before.wh": "Counted back from {day}: {n} working {n|hour|hours}.",
    "ledger.before.wd": "Counted back from {day}: {n} working {n|day|days}, that day not counted.",
    "ledger.before.d": "Counted back from {day}: {n} calendar {n|day|days}.",
    "ledger.before.w": "Counted back from {day}: {n} calendar {n|week|weeks}.",
    "ledger.before.mo": "Counted back from {day}: {n} {n|month|months}.",
    "ledger.day_off": "{day} is off: {name}.",
    "ledger.day_off.run": "{first} to {last} are off ({days} days): {name}.",
    "ledger.closed": "{day} is off.",
    "ledger.closed.run": "{first} to {last} are off ({days} days).",
    "ledger.weekend": "{day} is off: weekend.",
    "ledger.weekend.run": "{first} to {last} are off: weekend.",
    "ledger.makeup_day": "{day} is a working day: {name}, worked in exchange.",
    "ledger.extra_day": "{day} is a working day, by the team's own calendar.",
    "ledger.pause.moved": "Paused {since} to {until}; due moves by as much.",
    "ledger.pause.wh": "Paused {since} to {until}; working hours in it don't count.",
    "ledger.pause.wd": "Paused {since} to {until}; closes of business in it don't count.",
    "ledger.close_held": "{day} doesn't count: its close of business lies in the pause.",
    "ledger.due": "Due {at}.",
    "ledger.due_on_day_off": "{day} is off: {name}. The deadline stands.",
    "ledger.due_on_weekend": "{day} is off. The deadline stands.",
    "ledger.rolled_back": "{day} is off; moved to the working day before: {at}.",
    "ledger.rolled_on": "{day} is off; moved to the working day after: {at}.",
    "ledger.provisional": (
        "Provisional: the days off of {country} are known up to {last} only; outside, the plain week is assumed."
    ),
    "ledger.provisional.never": (
        "Provisional: no days off are known for {country}; list them under `off:` in the calendar."
    ),
}
