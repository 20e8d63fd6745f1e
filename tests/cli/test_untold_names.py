"""A customer whose file's name is no text (bytes that are no UTF-8) is found, shown and written to like any other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from shell import Shell, init

UNTOLD = b"customers/hua\xff.yaml"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "team", "--no-git")
    shell.ok("lead", "add", "华信机械", "--contact", "李敏", "--phone", "138-0000-0001")
    shell.ok("lead", "add", "Beta")
    (file,) = (shell.root / "customers").glob("hua*.yaml")
    try:
        os.rename(os.fsencode(file), os.fsencode(shell.root) + b"/" + UNTOLD)  # noqa: PTH104  a Path is text
    except OSError:
        if sys.platform == "linux":
            raise
        pytest.skip("this disk takes only names that are text")
    return shell


@pytest.mark.parametrize("name", ["华信", "huaxin", "hxjx", "华信机械"])
def test_it_is_found_by_its_name(shell: Shell, name: str) -> None:
    for _ in range(2):
        shell.ok("list")
        found = shell.ask("show", name)["customer"]
        assert found["name"] == "华信机械"
        shell.ok("note", name, "seen")
        shell.ok("edit", name, "--set", "need=tools")
    assert shell.ok("check").code == 0
    assert (os.fsencode(shell.root) + b"/" + UNTOLD) in {
        os.fsencode(one) for one in (shell.root / "customers").glob("*.yaml")
    }


def test_a_new_one_like_it_is_warned_of(shell: Shell) -> None:
    told = shell.ask("lead", "add", "华信机械有限公司", "--phone", "138-0000-0001")
    assert [one["code"] for one in told["hints"]] == ["customer.likely_same"]


def test_a_name_that_is_written_as_the_other_is_shown_is_another_customer(shell: Shell) -> None:
    (beta,) = (shell.root / "customers").glob("beta*.yaml")
    beta.rename(shell.root / "customers" / "hua\\xff.yaml")
    for name, whole in (("华信", "华信机械"), ("Beta", "Beta")):
        shell.ok("list")
        assert shell.ask("show", name)["customer"]["name"] == whole
