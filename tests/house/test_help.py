"""Every command, argument and option explains itself in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from salesctl.cli import main
from salesctl.cli.finding import paths, root
from salesctl.cli.helping import explained
from salesctl.i18n import has, speaking


def called(path: tuple[str, ...]) -> Any:
    group: Any = root()
    for name in path:
        group = group.get_command(None, name)
    return group


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_command_and_no_option_is_silent(lang: Any) -> None:
    silent = []
    with speaking(lang):
        for path in paths():
            words = " ".join(["salesctl", *path])
            if not has("help." + "_".join(path).replace("-", "_")):
                silent.append(words)
            silent += [f"{words} {param.name}" for param in called(path).params if not explained(param, words)]
    assert silent == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_can_be_shown(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for path in [(), *paths()]:
        assert main([*path, "--help", "--lang", lang]) == 0
        page = capsys.readouterr().out
        assert page.startswith("用法：" if lang == "zh" else "Usage:")
        assert "--json" in page
