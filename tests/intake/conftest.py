from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from shell import Shell, init

HEAD = ["序号", "客户名称", "所属行业", "联系人", "职务", "联系方式", "需求描述", "跟进阶段", "负责人", "下次跟进时间"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A workspace with two people: wang.lei, who is at the desk, and zhang.jing."""
    shell = init(tmp_path / "ws", "--no-git")
    shell.ok("team", "add", "wang.lei", "--name", "王磊")
    shell.ok("team", "add", "zhang.jing", "--name", "张静", "--role", "account_manager")
    return shell


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., str]:
    """Writes a table as CSV, under the register's head unless told otherwise, and answers its path."""

    def write(
        rows: Iterable[Sequence[Any]],
        *,
        head: Sequence[str] = HEAD,
        name: str = "register.csv",
        encoding: str = "utf-8",
    ) -> str:
        out = io.StringIO(newline="")
        csv.writer(out).writerows([head, *rows])
        file = tmp_path / name
        file.write_bytes(out.getvalue().encode(encoding))
        return str(file)

    return write


@pytest.fixture
def mapped(tmp_path: Path) -> Callable[[str], str]:
    """Writes a map and answers its path."""

    def write(text: str) -> str:
        file = tmp_path / "map.yaml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write
