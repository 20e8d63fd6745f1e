"""What the things of a playbook are called in a sentence: steps, roles, fields, answers."""

from __future__ import annotations

from collections.abc import Iterable

from salesctl.core.conditions import FieldRef
from salesctl.core.playbook import Field, Playbook
from salesctl.i18n.catalog import say, text


def listed(words: Iterable[str], last: str = "process.and") -> str:
    """`a, b and c`; ``last`` is the code of the word before the last one."""
    *before, end = list(words) or [""]
    if not before:
        return end
    return say("process.comma").join(before) + say(last) + end


def titled(playbook: Playbook, name: str) -> str:
    """The title of a step, group, stage, duty or whenever in quotes; of a group its members'."""
    if name in playbook.groups:
        return listed(titled(playbook, member) for member in playbook.groups[name].members)
    for kind in (playbook.steps, playbook.stages, playbook.duties, playbook.whenevers):
        if name in kind:
            return say("process.quoted", title=text(kind[name].title))
    return say("process.quoted", title=name)


def role_words(playbook: Playbook, roles: Iterable[str], last: str = "process.and") -> str:
    """The titles of roles; whoever is no role (`doer`, `owner`) is named by what they are to a deal."""
    return listed(
        (text(playbook.roles[one].title) if one in playbook.roles else say(f"process.who.{one}") for one in roles), last
    )


def field_of(playbook: Playbook, ref: FieldRef) -> Field | None:
    """The field that is meant, a column of a list included. ``customer`` is whatever form the card keeps."""
    forms = [one for one in playbook.forms.values() if one.id == ref.form or (ref.form == "customer" and one.on_card)]
    found = next((field for one in forms if (field := one.field(ref.field)) is not None), None)
    if found is None or ref.column is None:
        return found
    return next((column for column in found.columns if column.id == ref.column), found)


def field_words(playbook: Playbook, ref: FieldRef, form: str | None = None) -> str:
    """A field by its title, with its form unless that is ``form``."""
    found = field_of(playbook, ref)
    title = text(found.title) if found else str(ref)
    if found and ref.column is not None:
        above = field_of(playbook, FieldRef(ref.form, ref.field))
        title = say("process.column", field=text(above.title) if above else ref.field, column=title)
    if ref.form == "customer" or ref.form not in playbook.forms:
        return say("process.field.customer", field=title)
    if ref.form == form:
        return say("process.quoted", title=title)
    return say("process.field", field=title, form=text(playbook.forms[ref.form].title))
