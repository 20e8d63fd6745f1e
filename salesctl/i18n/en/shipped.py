"""Files that come with the program."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "shipped.missing": (
        "The program came without its file {name}.",
        "Install salesctl again: the installation is incomplete.",
    ),
}
