"""The faults of G13 are real ones, and the list of those that make no difference is not out of date."""

from __future__ import annotations

import ast
import json
import random
from pathlib import Path

from tests.soak.g13_mutants import EXCUSED, ROOT, every_mutant
from tests.soak.mutating import mutants_of, mutated


def test_each_fault_changes_one_thing_and_compiles() -> None:
    for one in random.Random(1).sample(every_mutant(), 150):
        tree = mutated(ROOT, one.path, one.place)
        compile(tree, one.path, "exec")
        before = ast.unparse(ast.parse((ROOT / one.path).read_text(encoding="utf-8"))).splitlines()
        after = ast.unparse(tree).splitlines()
        assert before != after
        changed = {line for line in before if before.count(line) > after.count(line)}
        assert len(changed) <= max(1, one.was.count("\n") + 1), one


def test_each_kind_of_fault_is_made(tmp_path: Path) -> None:
    lines = ("def f(a, b=1):", " if a and not b:", "  g('x')", "  b += 2", " while a < b:", "  break", " return a + b")
    text = "\n".join(lines)
    (tmp_path / "m.py").write_text(text, encoding="utf-8")
    told = {(one.was, one.now) for one in mutants_of(tmp_path, "m.py")}
    assert told == {
        ("1", "2"), ("2", "3"), ("'x'", "'Xx'"), ("a and (not b)", "a or not b"), ("not b", "b"), ("g('x')", "pass"),
        ("b += 2", "pass"), ("a < b", "a <= b"), ("break", "continue"), ("return a + b", "return None"),
        ("a + b", "a - b"),
    }  # fmt: skip


def test_every_mutant_in_the_list_still_exists_and_has_a_reason() -> None:
    known = {one.key for one in every_mutant()}
    for one in json.loads(EXCUSED.read_text(encoding="utf-8")):
        assert tuple(one["mutant"]) in known, one
        assert len(one["because"].split()) >= 4, one
