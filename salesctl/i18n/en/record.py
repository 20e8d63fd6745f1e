"""A customer's file: what is missing or misplaced in it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "record.bad_deal": ("{text} is no number of a deal.", "Write 1, 2, 3 …, or leave the line out for the first deal."),
    "record.bad_event_id": (
        "{text} is no id of an event.",
        "An id is a number, a hyphen and five letters, as in 14-t3wex. Delete the line to have one proposed.",
    ),
    "record.bad_id": (
        "{text} is no customer's id.",
        "An id has eight of 0-9 and a-z without i, l, o, u. Take it from the end of the file's name.",
    ),
    "record.bad_name": (
        "The customer's name must be one line of at most {most} characters, none of them invisible.",
        "Shorten it, or delete the control characters; the rest may stand under another key.",
    ),
    "record.bad_time": (
        "{key} is no moment with an offset: {text}",
        "Write it like 2026-03-02T09:10+08:00.",
    ),
    "record.contact": ("A contact must be a mapping of texts.", "Write - {name: …, phone: …}."),
    "record.contacts": ("contacts must be a list.", "Begin each contact with a dash: - {name: …, phone: …}."),
    "record.duplicate_event": (
        "The event {id} stands here again; it is already in line {first}.",
        "Delete one of the two if they say the same; otherwise delete this id line, so that a new id is proposed.",
    ),
    "record.event_key": ("An event has no key {key}.", "Known keys: {known}. Everything else belongs under with."),
    "record.event_missing": ("The event says nothing under {key}.", "Add it: at, by and what are always needed."),
    "record.event_shape": ("An event must be a mapping of keys and values.", "Begin it with - at: …"),
    "record.event_text": ("{key} must be one line of text.", "Write it on one line, at most 200 characters."),
    "record.event_with": ("with must be a mapping.", "Write with: {key: value}."),
    "record.event_without_id": (
        "An event without an id, probably written by hand; it counts as {id}.",
        "Add as its last line: id: {id}",
    ),
    "record.history_not_last": (
        "{key} stands behind the history; new events could not be added at the end.",
        "Move the history to the end of the file.",
    ),
    "record.history_shape": ("history must be a list of events.", "Begin each event with - at: … at the margin."),
    "record.in_brackets": (
        "{key} is written in brackets; nothing can be added without rewriting it.",
        "Write it one key a line, without the outer brackets.",
    ),
    "record.newer_format": (
        "The file has format {found}; this program knows {known}.",
        "Install a newer salesctl. Until then the file is not changed.",
    ),
    "record.no_customer": ("The file has no card.", "Add customer: with at least name: under it."),
    "record.no_format": ("The file does not say its format.", "Begin it with salesctl: {format}"),
    "record.no_id": ("The file has no id.", "Add id: with the eight letters from the end of the file's name."),
    "record.no_last_line_end": (
        "The last line is a text block without a line end; an event behind it would change the text.",
        "End the last line with Enter.",
    ),
    "record.no_name": ("The customer has no name.", "Add name: under customer."),
    "record.not_mapping": ("This is no customer's file.", "It begins with salesctl: 1, id: and customer:."),
    "record.unknown_format": ("The file has format {found}, which never existed.", "Write salesctl: {known}"),
}
