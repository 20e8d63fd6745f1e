"""The team: what is wrong in its file, and how it is shown."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "team.bad_id": (
        "“{id}” cannot be a person's id.",
        "An id begins with a letter or a digit and has only letters, digits, dots, hyphens and underscores: wang.lei",
    ),
    "team.list_shape": ("{key} of {id} must be a list of short texts.", "Write it like {key}: [one, another]."),
    "team.name_shape": (
        "The name of {id} must be one line of at most {most} characters.",
        "Write it like name: Wang Lei.",
    ),
    "team.not_mapping": (
        "A team file is a mapping.",
        "Begin it with people: and put one person a line under it.",
    ),
    "team.people_shape": (
        "people must be a mapping of persons by their ids.",
        "Write people: and under it, indented, wang.lei: {name: Wang Lei, roles: [account_manager]}",
    ),
    "team.person_shape": (
        "What is said of {id} must be a mapping.",
        "Write {id}: {name: …, roles: [account_manager]}",
    ),
    "team.same_git": (
        "git's name {git} belongs to {id} and to {other}; nobody could tell which of them is working.",
        "Leave it with one of the two.",
    ),
    "team.same_id": (
        "The ids {id} and {other} differ only in capital letters.",
        "Keep one of them, with the roles of both.",
    ),
    "team.unknown_key": ("There is no key {key} here.", "Known keys: {known}."),
    "team.unknown_key_near": ("There is no key {key} here. Did you mean {near}?", "Known keys: {known}."),
}
