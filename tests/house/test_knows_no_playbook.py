"""Python knows no stage, step, role, grade, kind or form of the default playbook: they are the playbook's to name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from story import DEFAULT, playbook_at

ROOT = Path(__file__).parents[2]
# Words of the tool itself that the default playbook happens to use as well.
OURS = {
    "lead": "the command group `lead add`",
    "new": "the state of a row in an import",
    "plan": "the command `plan`, and what it leaves: a next follow-up",
    "needs": "a head under which offices keep the need in their tables",
}


def ids() -> frozenset[str]:
    playbook = playbook_at(DEFAULT)
    named = [
        playbook.stages,
        playbook.steps,
        playbook.roles,
        playbook.grades,
        playbook.forms,
        playbook.duties,
        playbook.whenevers,
        playbook.kinds,
    ]
    whole = {name for names in named for name in names}
    return frozenset(whole) - {"customer"}


def literals(file: Path) -> Iterator[tuple[str, int]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


def test_no_literal_in_the_package_is_an_id_of_the_default_playbook() -> None:
    known = ids()
    found = [
        f"{file.relative_to(ROOT)}:{line} {text}"
        for file in sorted((ROOT / "salesctl").rglob("*.py"))
        if "i18n" not in file.parts
        for text, line in literals(file)
        if text in known and text not in OURS
    ]
    assert found == []


def test_the_ids_that_are_looked_for_are_those_of_the_process() -> None:
    assert {"needs.report", "proposal", "legal", "A", "acceptance", "progress_report", "care.news", "repeat"} <= ids()
    assert len(ids()) > 60
