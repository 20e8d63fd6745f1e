"""Conditions: ``price >= negotiation.floor``, ``not care.complaint open``, ``sum of items.amount = price``."""

from __future__ import annotations

from typing import get_args

from salesctl.core.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Fact,
    FactName,
    FieldRef,
    IsDone,
    IsOpen,
    Literally,
    Measure,
    MeasureName,
    Not,
    Op,
    Operand,
    OutcomeOf,
)
from salesctl.core.phrases.amounts import is_number
from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.names import Names

OPS: tuple[Op, ...] = get_args(Op)
FACTS: tuple[FactName, ...] = get_args(FactName)
MEASURES: tuple[MeasureName, ...] = get_args(MeasureName)
_ORDERED = ("<", "<=", ">", ">=")


def condition(text: str, names: Names) -> Condition:
    """One test, or several joined by ``and`` or by ``or``, never by both."""
    cursor = Cursor(text)
    parts = [_test(cursor, names)]
    joint = ""
    while cursor.word() in {"and", "or"}:
        if joint and cursor.word() != joint:
            raise cursor.wrong("phrase.mixed")
        joint = cursor.take()
        parts.append(_test(cursor, names))
    if not joint:
        return cursor.end(parts[0])
    return cursor.end(AllOf(tuple(parts)) if joint == "and" else AnyOf(tuple(parts)))


def case_key(text: str, names: Names) -> Condition | None:
    """The left side of a case: a condition, a grade alone, or ``else`` (None)."""
    word = text.strip()
    if word == "else":
        return None
    if names.find("grade", word) is not None:
        return Compare(Fact("grade"), "=", Literally(word))
    return condition(text, names)


def _test(cursor: Cursor, names: Names) -> Condition:
    if cursor.skip("not"):
        return Not(_test(cursor, names))
    if cursor.word(1) == "done":
        return IsDone(_named(cursor, names, "done"))
    if cursor.word(1) == "open" and cursor.word(2) in {"", "and", "or"}:
        return IsOpen(_named(cursor, names, "open"))
    left = _operand(cursor, names)
    op = cursor.word()
    if op not in OPS:
        raise cursor.wrong("phrase.comparison", ops=OPS)
    cursor.take()
    vocabulary = names.vocabulary(left)
    if vocabulary == ():
        cursor.note("phrase.no_answers", back=2)
    if isinstance(vocabulary, tuple) and op in _ORDERED:
        cursor.note("phrase.no_order", op=op)
    return Compare(left, op, _right(cursor, names, vocabulary))


def _named(cursor: Cursor, names: Names, last: str) -> str:
    word = cursor.name("step")
    if last == "done":
        found = names.find("step", word) or names.find("duty", word)
        if found is None:
            cursor.unknown("step", word, names)
    else:
        found = names.find("whenever", word)
        if found is None:
            cursor.unknown("whenever", word, names)
    cursor.need(last)
    return found or word


def _operand(cursor: Cursor, names: Names) -> Operand:
    word = cursor.name("value")
    if word in MEASURES and cursor.skip("of"):
        return _measure(word, cursor, names)
    found = _known(word, names)
    if found is None:
        cursor.unknown("value", word, names)
        return FieldRef("", word)
    return found


def _known(word: str, names: Names) -> Operand | None:
    if word in FACTS:
        return Fact(word)
    if "." not in word:
        own = names.field(word)
        if own is not None:
            return own
    step = names.find("step", word) or names.find("duty", word)
    return OutcomeOf(step) if step is not None else names.field(word)


def _measure(name: MeasureName, cursor: Cursor, names: Names) -> Measure:
    word = cursor.name("name")
    of: FieldRef | str | None
    if name in {"round", "slip"}:
        of = names.find("step", word)
        if of is None:
            cursor.unknown("step", word, names)
    else:
        of = names.field(word)
        if of is None and name == "sum":
            of = names.find("form", word)
        if of is None:
            cursor.unknown("field", word, names)
    return Measure(name, word if of is None else of)


def _right(cursor: Cursor, names: Names, vocabulary: str | tuple[str, ...]) -> Operand:
    word = cursor.word()
    if word.startswith('"') and len(word) > 1:
        cursor.take()
        return _literal(cursor, word[1:-1], names, vocabulary)
    word = cursor.name("value")
    if word in MEASURES and cursor.skip("of"):
        return _measure(word, cursor, names)
    if is_number(word) or (isinstance(vocabulary, tuple) and word in vocabulary):
        return _literal(cursor, word, names, vocabulary)
    other = names.field(word) if vocabulary == "text" else _known(word, names)
    return other if other is not None else _literal(cursor, word, names, vocabulary)


def _literal(cursor: Cursor, word: str, names: Names, vocabulary: str | tuple[str, ...]) -> Literally:
    if isinstance(vocabulary, tuple) and vocabulary and word not in vocabulary:
        cursor.unknown("word", word, vocabulary)
    elif vocabulary == "number" and not is_number(word):
        cursor.unknown("value", word, names)
    return Literally(word)
