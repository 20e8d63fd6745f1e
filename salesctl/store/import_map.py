"""A map of a table: which column is what, as `docs/importing.md` describes it; every mistake with file:line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from salesctl.core.intake.heads import REGISTER, plain_head
from salesctl.core.intake.rules import FREE, TARGETS, Constant, DateOrder, Join, Rules, Said
from salesctl.core.near import near
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store import nodes
from salesctl.store.yamltext import read

__all__ = ["read_map"]

_KEYS = (
    "columns", "values", "one customer per", "one deal per", "without a name", "new people", "dates", "defaults",
    "join",
)  # fmt: skip
_JOIN_KEYS = ("file", "by", "columns", "values")
_ADD = ("add", "refuse")


def read_map(data: bytes, file: str) -> Rules:
    """The rules that a map's bytes say. Raises Broken (exit code 4) with every mistake that could be found at once."""
    root = read(data, file)
    if not isinstance(root, nodes.Mapping):
        raise Broken(Problem("intake.map_shape", {"key": "columns"}, root.place))
    reader = _Reader()
    rules = reader.rules(root)
    if reader.problems:
        raise Broken(*reader.problems)
    return rules


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.constants: list[Constant] = []

    def rules(self, root: nodes.Mapping) -> Rules:
        self._known(root, _KEYS)
        columns = self._columns(root, "columns")
        values = self._values(root)
        name = next((head for head, target in columns.items() if target == "name"), "")
        if not name:
            self._problem("intake.map_no_name", root)
        customer = self._text(root, "one customer per") or name
        target = columns.get(customer, "")
        if name and target not in ("name", "industry", "size", "founded", "need") and not target.startswith(FREE):
            self._problem("intake.map_key", root.get("one customer per") or root, value=customer, card=f"{FREE}number")
        return Rules(
            columns, customer, deal=self._text(root, "one deal per"), name_else=self._text(root, "without a name"),
            values=values, defaults=self._defaults(root), dates=self._dates(root),
            new_people=self._choice(root, "new people", _ADD) == "add", joins=self._joins(root),
            constants=tuple(self.constants),
        )  # fmt: skip

    def _columns(self, parent: nodes.Mapping, key: str) -> dict[str, str]:
        columns: dict[str, str] = {}
        seen: dict[str, str] = {}
        for head, text, node in self._texts(parent, key):
            target = self._target(text, node)
            if target is None:
                continue
            if target in seen:
                self._problem("intake.map_target_twice", node, target=target, column=head, other=seen[target])
            columns[head] = target
            seen[target] = head
        return columns

    def _values(self, parent: nodes.Mapping) -> dict[str, Mapping[str, Said]]:
        found: dict[str, Mapping[str, Said]] = {}
        for head, node in self._pairs(parent, "values"):
            if not isinstance(node, nodes.Mapping):
                self._problem("intake.map_shape", node, key=f"values: {{{head}: …}}")
                continue
            found[head] = {key.text: self._said(value) for key, value in node.items}
        return found

    def _said(self, node: nodes.Node) -> Said:
        """A text in the place of another, or targets with their values."""
        if isinstance(node, nodes.Scalar):
            return node.text
        if not isinstance(node, nodes.Mapping):
            self._problem("intake.map_shape", node, key="values")
            return ""
        said: dict[str, str] = {}
        for key, value in node.items:
            target = self._target(key.text, key)
            if not isinstance(value, nodes.Scalar):
                self._problem("intake.map_shape", value, key=key.text)
            elif target is not None:
                said[target] = value.text
                self.constants.append(Constant(target, value.text, value.place))
        return said

    def _defaults(self, root: nodes.Mapping) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, text, node in self._texts(root, "defaults"):
            target = self._target(key, root.key("defaults") or node)
            if target is not None:
                found[target] = text
                self.constants.append(Constant(target, text, node.place))
        return found

    def _joins(self, root: nodes.Mapping) -> tuple[Join, ...]:
        node = root.get("join")
        if node is None:
            return ()
        if not isinstance(node, nodes.Sequence):
            self._problem("intake.map_shape", node, key="join")
            return ()
        return tuple(join for item in node.items if (join := self._join(item)) is not None)

    def _join(self, node: nodes.Node) -> Join | None:
        if not isinstance(node, nodes.Mapping):
            self._problem("intake.map_shape", node, key="join")
            return None
        self._known(node, _JOIN_KEYS)
        file, by = self._text(node, "file"), self._text(node, "by")
        for key, text in (("file", file), ("by", by)):
            if not text:
                self._problem("intake.map_missing", node, key=key)
        if not file or not by:
            return None
        if "/" in file or "\\" in file or file.startswith("."):
            self._problem("intake.map_file", node.get("file") or node, value=file)
        return Join(file, by, self._columns(node, "columns"), self._values(node))

    def _dates(self, root: nodes.Mapping) -> DateOrder:
        chosen = self._choice(root, "dates", get_args(DateOrder))
        return next((one for one in get_args(DateOrder) if one == chosen), "year-month-day")

    def _choice(self, root: nodes.Mapping, key: str, choices: tuple[str, ...]) -> str | None:
        text = self._text(root, key)
        if text is not None and text not in choices:
            self._problem("intake.map_choice", root.get(key) or root, key=key, value=text, choices=choices)
        return text

    def _target(self, text: str, node: nodes.Node) -> str | None:
        """A target by its name, by the head that the register has for it, or any other fact of the card."""
        spelled = {plain_head(words): target for target, heads in REGISTER.items() for words in heads}
        if text in TARGETS or (text.startswith(FREE) and len(text) > len(FREE)):
            return text
        found = spelled.get(plain_head(text))
        if found in TARGETS:
            return found
        close = near(text, TARGETS, likeness=0.6)
        code = "intake.map_target_near" if close else "intake.map_target"
        self._problem(code, node, value=text, near=close[0] if close else "", known=TARGETS)
        return None

    def _known(self, node: nodes.Mapping, keys: tuple[str, ...]) -> None:
        for key, _ in node.items:
            if key.text not in keys:
                close = near(key.text.casefold(), keys)
                code = "intake.map_key_near" if close else "intake.map_key_unknown"
                self._problem(code, key, key=key.text, near=close[0] if close else "", known=keys)

    def _texts(self, parent: nodes.Mapping, key: str) -> list[tuple[str, str, nodes.Scalar]]:
        found: list[tuple[str, str, nodes.Scalar]] = []
        for name, node in self._pairs(parent, key):
            if isinstance(node, nodes.Scalar) and node.text:
                found.append((name, node.text, node))
            else:
                self._problem("intake.map_shape", node, key=f"{key}: {{{name}: …}}")
        return found

    def _pairs(self, parent: nodes.Mapping, key: str) -> list[tuple[str, nodes.Node]]:
        node = parent.get(key)
        if node is None:
            return []
        if not isinstance(node, nodes.Mapping):
            self._problem("intake.map_shape", node, key=key)
            return []
        return [(" ".join(name.text.split()), value) for name, value in node.items]

    def _text(self, parent: nodes.Mapping, key: str) -> str | None:
        node = parent.get(key)
        if node is None:
            return None
        if not isinstance(node, nodes.Scalar) or not node.text.strip():
            self._problem("intake.map_shape", node, key=key)
            return None
        return " ".join(node.text.split())

    def _problem(self, code: str, node: nodes.Node, **params: object) -> None:
        place: Place = node.place
        self.problems.append(Problem(code, params, place))
