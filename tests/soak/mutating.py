"""Small faults, put into a module one at a time: what a test that looks has to notice."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """``place``: which of the module's it is. ``function``: the first line of the one it is in; 0: it is in none."""

    path: str
    place: int
    line: int
    function: int
    owner: str
    was: str
    now: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is called where it is listed with a reason; lines may move."""
        return self.path, self.owner, self.was, self.now


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every mutant of a module."""
    return [one for one, _ in _each(ast.parse((root / path).read_text(encoding="utf-8")), path)]


def mutated(root: Path, path: str, place: int) -> ast.Module:
    """The module with this fault in it."""
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    for one, apply in _each(tree, path):
        if one.place == place:
            apply()
            return ast.fix_missing_locations(tree)
    raise IndexError(place)


def _each(tree: ast.Module, path: str) -> Iterator[tuple[Mutant, Any]]:
    place = 0
    for holder, field, index, node, function, owner in _nodes(tree, 0, "module"):
        for new in _faults(node, holder):
            one = Mutant(path, place, node.lineno, function, owner, ast.unparse(node), ast.unparse(new))
            yield one, _Put(holder, field, index, new)
            place += 1


@dataclass
class _Put:
    holder: ast.AST
    field: str
    index: int | None
    new: ast.AST

    def __call__(self) -> None:
        if self.index is None:
            setattr(self.holder, self.field, self.new)
        else:
            getattr(self.holder, self.field)[self.index] = self.new


def _nodes(holder: ast.AST, function: int, owner: str) -> Iterator[tuple[ast.AST, str, int | None, Any, int, str]]:
    """Every expression and statement with its place; annotations, docstrings and other systems left out."""
    if isinstance(holder, ast.JoinedStr):
        return
    skipped = {"annotation", "returns", "decorator_list"} | ({"test", "body"} if _elsewhere(holder) else set())
    skipped |= {"keywords"} if isinstance(holder, ast.ClassDef) else set()
    for field, value in ast.iter_fields(holder):
        if field in skipped:
            continue
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(node, ast.AST) or _only_words(node):
                continue
            if isinstance(node, (ast.expr, ast.stmt)):
                yield holder, field, index, node, function, owner
            if isinstance(node, _FUNCTIONS):
                first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
                yield from _nodes(node, first, node.name)
            elif isinstance(node, ast.ClassDef):
                yield from _nodes(node, function, node.name)
            else:
                yield from _nodes(node, function, owner)


def _elsewhere(node: ast.AST) -> bool:
    """What runs only on another system, or only for a checker of types, can't be tried here."""
    tests = ("os.name ", "sys.platform ", "TYPE_CHECKING")
    return isinstance(node, ast.If | ast.IfExp) and ast.unparse(node.test).startswith(tests)


def _stands_in(holder: ast.AST) -> bool:
    """`place.line or 1`: whatever was read has its place, and the number is there for a checker of types."""
    return isinstance(holder, ast.BoolOp) and re.search(r"\.(line|column) or \d+$", ast.unparse(holder)) is not None


def _guards(holder: ast.AST, node: ast.Constant) -> bool:
    """`zip(…, strict=True)`: both have one length by how they were made, and this would say so if they had not."""
    return isinstance(holder, ast.keyword) and holder.arg == "strict" and node.value is True


def _only_words(node: ast.AST) -> bool:
    """A docstring, a name list for importers, an alias of types: nothing that runs."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _faults(node: ast.AST, holder: ast.AST) -> Iterator[ast.AST]:
    """The node with one thing wrong, in each way that there is for its kind."""
    match node:
        case ast.Compare():
            for at, operator in enumerate(node.ops):
                new = copy.deepcopy(node)
                new.ops[at] = _COMPARED[type(operator)]()
                yield new
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _RECKONED:
            yield ast.BinOp(node.left, _RECKONED[type(node.op)](), node.right)
        case ast.Constant() if not (_stands_in(holder) or _guards(holder, node)):
            yield from _other_value(node)
        case ast.Return(value=ast.expr() as value) if not _is_no(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
    if isinstance(node, (ast.Name, ast.Call, ast.Attribute)) and node is getattr(holder, "test", None):
        yield ast.UnaryOp(ast.Not(), node)


def _other_value(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int():
            yield ast.Constant(node.value + 1)
        case str() if node.value:
            yield ast.Constant("X" + node.value)
        case bytes():
            yield ast.Constant(b"X" + node.value)


def _is_no(node: ast.expr) -> bool:
    """Whoever asks `if …:` takes None and False for the same; the other truth is a fault of its own."""
    return isinstance(node, ast.Constant) and node.value in (None, False)
