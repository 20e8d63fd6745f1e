"""The pages that are made from the program itself, so that they can say nothing else than what it does.

``python scripts/pages.py`` writes them, ``python scripts/pages.py --check`` names those that are out of date (exit 1).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import commands_page
import errors_page
import places
import process_table
import screens

from salesctl.store.playbook import reference
from salesctl.store.playbook.schema import as_text

ROOT: Final = Path(__file__).resolve().parent.parent
AGAIN: Final = "python scripts/pages.py"


def made() -> dict[str, Callable[[], str]]:
    """Each made page by its path from the project's folder, with what it has to say now."""
    return {
        "docs/commands.md": commands_page.page,
        "docs/errors.md": errors_page.page,
        "salesctl/cli/places.py": places.page,
        "README.md": lambda: readme("README.md", "en"),
        "README.zh.md": lambda: readme("README.zh.md", "zh"),
        reference.PAGE.as_posix(): reference.page,
        reference.SCHEMA.as_posix(): as_text,
        **screens.pictures(),
    }


def readme(name: str, lang: str) -> str:
    """A README with its made part, the table of the process, as it is now."""
    return process_table.within((ROOT / name).read_text(encoding="utf-8"), lang)


def stale() -> list[str]:
    """The pages that say something else than the program."""
    return [path for path, page in made().items() if _written(path) != page()]


def write() -> list[str]:
    """Write what is out of date; which pages that were."""
    found = stale()
    for path in found:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(made()[path](), encoding="utf-8", newline="\n")
    return found


def _written(path: str) -> str | None:
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else None


if __name__ == "__main__":
    checking = sys.argv[1:] == ["--check"]
    for page in stale() if checking else write():
        print(f"out of date: {page} ({AGAIN})" if checking else f"written: {page}")
    sys.exit(int(checking and bool(stale())))
