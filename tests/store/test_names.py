"""What files are called is known outside of the program: to git, to people, to older copies of it."""

from __future__ import annotations

from salesctl.store.git_exchange import OURS
from salesctl.store.git_setup import ATTRIBUTES, IGNORED
from salesctl.store.names import CUSTOMERS, HIDDEN, PLAYBOOK, TEAM


def test_names_on_the_disk_never_change() -> None:
    assert (PLAYBOOK, TEAM, CUSTOMERS, HIDDEN) == ("playbook.yaml", "team.yaml", "customers", ".salesctl")


def test_git_is_told_of_the_same_names() -> None:
    assert (f"{HIDDEN}/",) == IGNORED
    assert (
        f"{PLAYBOOK} text eol=lf", f"{TEAM} text eol=lf", f"{CUSTOMERS}/**/*.yaml text eol=lf",
        f"{CUSTOMERS}/**/*.yaml merge=salesctl",
    ) == ATTRIBUTES  # fmt: skip
    assert OURS == (
        ":(glob)customers/**/*.yaml", ":(glob)customers/**/*.yml", ":(literal)customers/.gitkeep",
        ":(literal)playbook.yaml", ":(literal)team.yaml", ":(literal)calendar.yaml", ":(literal).gitattributes",
        ":(literal).gitignore",
    )  # fmt: skip
