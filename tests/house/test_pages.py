"""What the pages say is true: commands, links, and the two lines that the README and the CI share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesctl import __version__
from salesctl.cli.finding import paths

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
FENCE = re.compile(r"^```(?:sh|console|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_readme_the_makefile_and_the_ci_install_and_test_alike() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for words in ("install -e '.[xlsx,test]'", "-m pytest -n auto"):
        assert words in readme
        assert words in ci
        assert words in makefile
    assert "python3 -m venv .venv" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_exists(page: Path) -> None:
    known = {path[0] for path in paths()}
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        for name in re.findall(r"^(?:\$ )?(?:\S*/)?salesctl ([a-z][a-z-]*)", block, re.MULTILINE):
            assert name in known, name


def test_the_version_is_of_the_form_that_the_changelog_promises() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
