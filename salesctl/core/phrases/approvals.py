"""Who is asked for a yes: ``all of product, legal``, ``2 of a, b, c``, ``first sales_lead, then finance``, ``none``."""

from __future__ import annotations

from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.names import Names
from salesctl.core.phrases.naming import a_name, some_names
from salesctl.core.playbook import Approval


def approval(text: str, names: Names) -> Approval | None:
    """Whose yes is needed; None for ``none``: nobody is asked and the step is skipped."""
    cursor = Cursor(text)
    if cursor.skip("none"):
        return cursor.end(None)
    if cursor.skip("first"):
        return cursor.end(_sequence(cursor, names))
    if cursor.word(1) == "of":
        return cursor.end(_of(cursor, names))
    role = a_name(cursor, ("role",), names)
    if cursor.word() == ",":
        raise cursor.wrong("phrase.who_of")
    return cursor.end(Approval("all", (role,), 1))


def _of(cursor: Cursor, names: Names) -> Approval:
    word = cursor.word()
    digits = word.isascii() and word.isdigit()
    if word not in {"all", "any"} and not digits:
        raise cursor.wrong("phrase.expected", expected="all, any, 2 …")
    cursor.take()
    cursor.need("of")
    roles = some_names(cursor, ("role",), names)
    if word == "all":
        return Approval("all", roles, len(roles))
    if word == "any":
        return Approval("any", roles, 1)
    needed = int(word[:6])
    if not 1 <= needed <= len(roles):
        cursor.note("phrase.enough", n=needed, of=len(roles))
    return Approval("n", roles, needed)


def _sequence(cursor: Cursor, names: Names) -> Approval:
    roles = [a_name(cursor, ("role",), names)]
    while cursor.skip(","):
        cursor.need("then")
        roles.append(a_name(cursor, ("role",), names))
    return Approval("sequence", tuple(dict.fromkeys(roles)), len(set(roles)))
