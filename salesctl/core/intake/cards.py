"""What a row says of the customer, as changes of the card. An empty cell says nothing and removes nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from salesctl.core.cells import unguarded
from salesctl.core.customers import plain_name
from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.intake.reach import phone_and_email, reach_of
from salesctl.core.intake.reading import Told

_PERSON = ("name", "position", "phone", "email")


def changes(card: Mapping[str, Value], told: Told) -> dict[str, Value]:
    """The keys of the card that the row says otherwise, with their new values."""
    changed = {key: value for key, value in told.facts.items() if not _same(key, card.get(key), value)}
    contacts = _contacts(card.get("contacts"), told.contact)
    return changed if contacts is None else {**changed, "contacts": contacts}


def new_card(told: Told) -> dict[str, Value]:
    """The card of a new customer: its name first."""
    return {"name": told.facts["name"], **changes({}, told)}


def _contacts(value: Value | None, said: Mapping[str, str]) -> tuple[Value, ...] | None:
    """The contacts with this person as told; None where that is nothing new."""
    if not said:
        return None
    listed = () if value is None or isinstance(value, str | Mapping) else tuple(value)
    rows = [one for one in listed if isinstance(one, Mapping)]
    if "name" in said:
        old = next((one for one in rows if fold(str(one.get("name", ""))) == fold(said["name"])), None)
    else:
        old = rows[0] if rows else None
    before = {key: str(old[key]) for key in _PERSON if old is not None and key in old}
    told = _person(said, before)
    if old is None:
        return (*listed, told)
    changed = {key: text for key, text in told.items() if not _same(key, before.get(key), text)}
    if not changed:
        return None
    return tuple({**one, **changed} if one is old and isinstance(one, Mapping) else one for one in listed)


def _person(said: Mapping[str, str], before: Mapping[str, str]) -> dict[str, Value]:
    told = dict(said)
    reach = told.pop("reach", None)
    if reach is not None and not _same("reach", reach_of(before.get("phone", ""), before.get("email", "")), reach):
        phone, email = phone_and_email(reach)
        told = {**({"phone": phone} if phone else {}), **({"email": email} if email else {}), **told}
    return {key: told[key] for key in _PERSON if key in told}


def _same(key: str, one: Value | None, other: Value) -> bool:
    """Equal as people read them: no blanks at the ends of lines, no width of a name, no guard against formulas."""
    if not isinstance(one, str) or not isinstance(other, str):
        return one == other
    return plain_name(one) == plain_name(other) if key == "name" else _tidy(one) == _tidy(other)


def _tidy(text: str) -> str:
    return unguarded("\n".join(line.rstrip() for line in unicodedata.normalize("NFC", text).strip().splitlines()))
