"""Who is at the desk, and who may do what."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "people.unknown": (
        "The team file does not know {who}. It knows: {people:some}.",
        "Add the person, or choose one of these:",
    ),
    "people.nobody": (
        "Nobody knows who is at the desk: git has no user here, and none was named. The team: {people:some}.",
        "Say who you are with --user or SALESCTL_USER, or add yourself to the team:",
    ),
    "people.git_unknown": (
        "git says that you are {who}, whom the team file does not know. It knows: {people:some}.",
        "Say who you are with --user, write that address under git: in team.yaml, or add yourself:",
    ),
    "people.may_not": (
        "{who} may not do this ({move}); the playbook leaves it to {roles}.",
        "Ask one of them: {people:some}.",
    ),
    "people.not_in_role": (
        "{who} does not fill the role {role}.",
        "Ask one of: {people:some}. Or give the role in team.yaml, or for this deal with assign.",
    ),
    "people.not_this_role": (
        "“{step}” is not done by {role} but by {roles}.",
        "Leave out --as, or name one of these.",
    ),
    "people.did_it": (
        "{who} did “{other}” and so may not judge “{step}”: the playbook wants four eyes.",
        "Ask somebody else of the role.",
    ),
}
