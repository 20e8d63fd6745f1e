"""Chinese names in letters: who is meant by pinyin, or by its initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from salesctl.core.folding import fold
from salesctl.reports.rows import NameRow

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")


def spelled_so(root: Path, names: Sequence[NameRow], plain: str) -> list[NameRow]:
    """Those whose name holds, in letters, a folded text. How names are spelled is kept in the hidden folder."""
    if not plain.isascii():
        return []
    # Pinyin is letters and nothing else: any other sign must stand in the name itself.
    others = set(plain) - _LETTERS
    maybe = [one for one in names if _is_chinese(one.name) and others.issubset(one.folded)]
    known = _spelled(root, [one.name for one in maybe], names) if maybe else {}
    return [one for one in maybe if any(plain in spelled for spelled in known[one.name])]


def _is_chinese(name: str) -> bool:
    return not name.isascii() and _CHINESE.search(name) is not None


def _spelled(root: Path, wanted: Sequence[str], names: Sequence[NameRow]) -> dict[str, tuple[str, ...]]:
    from salesctl.store.index.spelled import load, save

    key = _key()
    known = load(root, key)
    fresh = {name: _spell(name) for name in wanted if name not in known}
    # Whoever is gone must not stay here by name.
    gone = known.keys() - {one.name for one in names}
    known = {name: spelled for name, spelled in known.items() if name not in gone} | fresh
    if fresh or gone:
        save(root, key, known)
    return known


def _key() -> str:
    """Which pypinyin is asked, without importing it, which takes as long as a whole command."""
    from importlib.util import find_spec

    from salesctl import __version__

    spec = find_spec("pypinyin")
    path = Path(spec.origin) if spec is not None and spec.origin else None
    seen = path.stat() if path is not None and path.exists() else None
    return f"{__version__} {path} {(seen.st_size, seen.st_mtime_ns) if seen else ''}"


def _spell(name: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return (fold("".join(lazy_pinyin(name))), fold("".join(lazy_pinyin(name, style=Style.FIRST_LETTER))))
