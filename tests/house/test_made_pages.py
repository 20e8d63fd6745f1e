"""Pages made from the program say what it does now."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pages
import pytest
from drawing import drawn

MADE = pages.made()


@pytest.mark.parametrize("path", sorted(MADE))
def test_the_page_is_the_present_one(path: str) -> None:
    written = (pages.ROOT / path).read_text(encoding="utf-8")
    assert written == MADE[path](), f"make it again: {pages.AGAIN}"


def test_every_command_and_every_problem_has_its_place() -> None:
    commands, errors = MADE["docs/commands.md"](), MADE["docs/errors.md"]()
    assert "### salesctl report funnel\n" in commands
    assert "**`yaml.duplicate_key`**" in errors


def test_a_picture_keeps_columns_and_obeys_nothing() -> None:
    picture = ET.fromstring(drawn("salesctl list", "\x1b[31m超期\x1b[0m  <b>&\n" + "x" * 25, 20))
    texts = {text.text: text.attrib for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert texts["超期"]["fill"] == "#ff7b72"
    assert float(texts["超期"]["textLength"]) == pytest.approx(4 * 8.4)
    assert "<b>&" in texts
    assert float(texts["<b>&"]["x"]) == pytest.approx(18 + 6 * 8.4, abs=0.1)
    assert "x" * 20 in texts
    assert "x" * 5 in texts
