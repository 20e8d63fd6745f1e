"""Nodes to values: texts, words, names, phrases, cases, rules. What can't be read is noted and left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core import phrases
from salesctl.core.conditions import AllOf, AnyOf, Case, Condition, FieldRef, Not
from salesctl.core.phrases import Kind, Names
from salesctl.core.phrases.amounts import is_number
from salesctl.core.playbook import Ladder, Reminder, Rule, Strength, Text
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence
from salesctl.store.playbook.notes import Notes
from salesctl.store.playbook.registry import Registry, Scope

T = TypeVar("T")
_STRENGTHS: tuple[Strength, ...] = ("block", "warn", "info")
_REMINDED = ("doer", "owner")


class Page(Struct, frozen=True):
    """What all readers share: the names of the playbook, and the notes."""

    registry: Registry
    notes: Notes

    def place(self, path: str, node: Mapping) -> None:
        """Remember where an element and each of its keys stand."""
        places = self.notes.places
        places[path] = node.place
        for key, value in node.items:
            places[f"{path}/{key.text}"] = value.place

    def phrase(self, node: Node | None, parse: Callable[[str, Names], T], scope: Scope) -> T | None:
        """A phrase, read with the names of a scope."""
        if not isinstance(node, Scalar) or node.blank:
            return None
        return self.notes.phrase(node, lambda text: parse(text, scope))

    def names(
        self, node: Node | None, kinds: tuple[Kind, ...], scope: Scope, *, also: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Names with commas or in a list."""
        found: list[str] = []
        for one in _each(node):
            read = self.notes.phrase(one, lambda text: phrases.name_list(text, kinds, scope, also=also))
            found.extend(read or ())
        return tuple(dict.fromkeys(found))

    def fields(self, node: Node | None, scope: Scope) -> tuple[FieldRef, ...]:
        """Fields with commas or in a list."""
        found: list[FieldRef] = []
        for one in _each(node):
            found.extend(self.notes.phrase(one, lambda text: phrases.field_refs(text, scope)) or ())
        return tuple(found)

    def number(self, node: Node | None) -> int | None:
        """A whole number, zero or more."""
        if not isinstance(node, Scalar) or node.blank:
            return None
        if node.text.isascii() and node.text.isdigit() and len(node.text) <= 6:
            return int(node.text)
        self.notes.problem("playbook.number", node, found=node.text)
        return None

    def decimal(self, node: Node | None) -> str | None:
        """A number as it is written."""
        if not isinstance(node, Scalar) or node.blank:
            return None
        if not is_number(node.text):
            self.notes.problem("playbook.number", node, found=node.text)
        return node.text

    def yes(self, node: Node | None) -> bool:
        """Yes or no; nothing is no."""
        if not isinstance(node, Scalar) or node.blank:
            return False
        if node.text not in {"yes", "no"}:
            self.notes.problem("playbook.yes_no", node, found=node.text)
        return node.text == "yes"

    def condition(self, node: Node | None, scope: Scope) -> Condition | None:
        """A condition: a phrase, a list of which all must hold, or all, any, not of these."""
        if isinstance(node, Scalar):
            return self.phrase(node, phrases.condition, scope)
        if isinstance(node, Sequence):
            return _joined([self.condition(item, scope) for item in node.items], every=True)
        if not isinstance(node, Mapping):
            return None
        parts: list[Condition | None] = []
        for key, value in node.items:
            if key.text == "not":
                inner = self.condition(value, scope)
                parts.append(None if inner is None else Not(inner))
            elif key.text in {"all", "any"}:
                items = value.items if isinstance(value, Sequence) else [value]
                inner_parts = [self.condition(item, scope) for item in items]
                parts.append(_joined(inner_parts, every=key.text == "all"))
        return _joined(parts, every=True)

    def rules(self, node: Node | None, scope: Scope) -> tuple[Rule, ...]:
        """One rule or a list of them."""
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return tuple(rule for item in node.items for rule in self.rules(item, scope))
        if isinstance(node, Mapping) and any(node.get(strength) for strength in _STRENGTHS):
            said = node.get("say")
            say = None if said is None else text(said)
            found = [self._rule(node.get(strength), strength, scope) for strength in _STRENGTHS]
            return tuple(replace(rule, say=say) for rule in found if rule is not None)
        rule = self._rule(node, "block", scope)
        return () if rule is None else (rule,)

    def _rule(self, node: Node | None, strength: Strength, scope: Scope) -> Rule | None:
        condition = self.condition(node, scope)
        if condition is None:
            return None
        said = node.text if isinstance(node, Scalar) else phrases.phrase(condition)
        return Rule(condition, strength, text=said)

    def cases(self, node: Node | None, scope: Scope, leaf: Callable[[Node], T | None]) -> tuple[Case[T | None], ...]:
        """A phrase alone, or phrases by case; the first case that holds counts."""
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            return (Case(None, leaf(node)),)
        found: list[Case[T | None]] = []
        for key, value in node.items:
            when = None if key.text == "else" else self.phrase(key, phrases.case_key, scope)
            then = leaf(value)
            if when is not None or key.text == "else":
                found.append(Case(when, then))
        return tuple(found)

    def ladder(self, node: Node | None, scope: Scope) -> Ladder:
        """Who is reminded when."""
        found: list[Reminder] = []
        for key, value in node.items if isinstance(node, Mapping) else ():
            who = self.names(value, ("role",), scope, also=_REMINDED)
            rung = self.notes.phrase(key, lambda words, who=who: phrases.reminder(words, who))  # type: ignore[misc]
            if rung is not None:
                found.append(rung)
        return tuple(found)

    def titles(self, node: Node | None) -> dict[str, Text]:
        """Ids with their words; of a list, ids that are their own words."""
        if isinstance(node, Mapping):
            return {key.text: text(value) for key, value in node.items}
        return {one.text: title_of(one.text) for one in _each(node)}


def text(node: Node) -> Text:
    """A text by language, or one for all of them."""
    if isinstance(node, Mapping):
        return {key.text: value.text for key, value in node.items if isinstance(value, Scalar)}
    return {"": node.text} if isinstance(node, Scalar) else {}


def optional_text(node: Mapping, key: str) -> Text | None:
    """The text under a key, if there is one."""
    found = node.get(key)
    return None if found is None else text(found)


def title(node: Mapping, name: str) -> Text:
    """The title, or else the name in plain words."""
    found = node.get("title")
    return title_of(name) if found is None else text(found)


def title_of(name: str) -> Text:
    """``care.first_visit`` reads ``first visit``."""
    return {"": name.rpartition(".")[2].replace("_", " ")}


def word(node: Mapping, key: str) -> str | None:
    """The word under a key."""
    found = node.get(key)
    return found.text if isinstance(found, Scalar) and not found.blank else None


def _each(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [] if node.blank else [node]
    return (
        [one for one in node.items if isinstance(one, Scalar) and not one.blank] if isinstance(node, Sequence) else []
    )


def _joined(parts: list[Condition | None], *, every: bool) -> Condition | None:
    found = tuple(part for part in parts if part is not None)
    if len(found) <= 1:
        return found[0] if found else None
    return AllOf(found) if every else AnyOf(found)
