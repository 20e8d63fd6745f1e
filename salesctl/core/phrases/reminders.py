"""When somebody is reminded: ``75%``, ``1wd later``, ``10wd before``, ``3 contacts``; after the colon stands who."""

from __future__ import annotations

from salesctl.core.phrases.amounts import an_amount, leading_digits
from salesctl.core.phrases.cursor import Cursor
from salesctl.core.playbook import Reminder


def reminder(text: str, who: tuple[str, ...]) -> Reminder:
    """The left side of a line of ``remind``, with those who are reminded then."""
    cursor = Cursor(text)
    word = cursor.word()
    digits = leading_digits(word)
    if digits and word == f"{digits}%":
        cursor.take()
        return cursor.end(Reminder("percent", who, n=int(digits)))
    if digits and word == digits and cursor.word(1) == "contacts":
        cursor.take()
        cursor.take()
        return cursor.end(Reminder("contacts", who, n=int(digits)))
    if not digits:
        raise cursor.wrong("phrase.reminder")
    amount = an_amount(cursor)
    if cursor.skip("before"):
        return cursor.end(Reminder("before", who, amount=amount))
    if cursor.skip("later"):
        return cursor.end(Reminder("later", who, amount=amount))
    raise cursor.wrong("phrase.reminder")
