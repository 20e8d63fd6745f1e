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
    "team.outside_role": (
        "{roles}: a role outside the team. What it does is recorded by the deal's owner, so nobody needs to fill it.",
        "Nothing to do.",
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
    "team.look_alike": (
        "The id {id} looks like {other} and is written with other characters: {letters}.",
        "Two people whom nobody can tell apart could sign for each other. Give one of them another id.",
    ),
    "team.same_id": (
        "The ids {id} and {other} differ only in capital letters.",
        "Keep one of them, with the roles of both.",
    ),
    "team.unknown_key": ("There is no key {key} here.", "Known keys: {known}."),
    "team.unknown_key_near": ("There is no key {key} here. Did you mean {near}?", "Known keys: {known}."),
}

SENTENCES: dict[str, str] = {
    "help.team": "Who fills which role; roles that nobody fills are marked.",
    "help.team_add": "Take somebody into the team, or give more roles to somebody who is in it.\nRun it again to add roles; nothing is taken away.",
    "help.team_add.who": "The person's id: letters, digits, dots, hyphens, underscores. Records keep it.",
    "help.team_add.name": "What the person is called.",
    "help.team_add.role": "A role that they fill, by id or label; may be repeated.",
    "help.team_add.git": "A name or e-mail address by which git knows them; may be repeated.",
    "team.title": "The team",
    "team.column.role": "Role",
    "team.column.id": "Id",
    "team.column.people": "Filled by",
    "team.nobody": "nobody",
    "team.outside": "outside; the deal's owner records it",
    "team.unknown_roles": "The team file also names roles that this playbook does not have: {roles}.",
    "team.idle": "In the team without a role: {people}.",
    "team.added": "{name} is in the team now ({id}).",
    "team.changed": "{name} was changed ({id}).",
    "team.unchanged": "Nothing changed: {name} ({id}) was like that already.",
    "team.fill": "A role without people stops deals. To fill it: salesctl team add WHO --role {role}",
    "team.fills": "Roles: {roles}",
    "team.fills_none": "No role yet: salesctl team add {id} --role ROLE",
}
