"""What is in a workspace, random letters taken out: "exactly the old or exactly the new" becomes an equality."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from salesctl.core.problems import Broken
from salesctl.store.record_reading import examine

State = tuple[tuple[str, str], ...]
_EVENT = re.compile(r"""(?m)^(\s*id: )["']?(\d+)-[0-9a-z]{5}["']?$""")
_RECORD = re.compile(r"""(?m)^id: ["']?[0-9a-z]{8}["']?$""")
_NAME = re.compile(r"-[0-9a-z]{8}\.yaml$")


def state_of(root: Path) -> State:
    """Path and text of every file outside the hidden folder, half-made ones left out."""
    files = (path for path in root.rglob("*") if path.is_file() and ".salesctl" not in path.parts)
    found = []
    for path in files:
        if path.name.endswith(".salesctl-tmp"):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".yaml" and path.parent.name == "customers":
            text = _RECORD.sub("id: ?", _EVENT.sub(r"\1\2-?", text))
        found.append((_NAME.sub("-?.yaml", path.relative_to(root).as_posix()), text))
    return tuple(sorted(found))


def unreadable(root: Path) -> list[str]:
    """The customers' files that the program would refuse to read."""
    files = sorted((root / "customers").glob("*.yaml"))
    return [f"{path.name}: {why}" for path in files if (why := _refused(path.read_bytes()))]


@cache
def _refused(data: bytes) -> str:
    try:
        reading = examine(data, "customer.yaml")
    except Broken as error:
        return error.problems[0].code
    return "" if reading.record and not reading.errors else str([one.code for one in reading.errors])


_KEPT = (".gitignore", "lock", "index", "index.new", "index.more", "compiled", "compiled.new", "spelled", "spelled.new")


def leftovers(root: Path) -> list[str]:
    """Half-made files, journals, and whatever else has no business in the workspace."""
    found = [path.relative_to(root).as_posix() for path in root.rglob("*.salesctl-tmp")]
    hidden = root / ".salesctl"
    if hidden.is_dir():
        found += [f".salesctl/{path.name}" for path in hidden.iterdir() if path.name not in _KEPT]
        ignore = hidden / ".gitignore"
        if not ignore.exists() or ignore.read_bytes() != b"*\n":
            found.append(".salesctl/.gitignore is not whole")
    return sorted(set(found))
