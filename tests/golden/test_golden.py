"""Old records give the same states, dates and pages: later, elsewhere, and whatever the surroundings are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import golden
import pytest

ALL = [
    pytest.param(version, one, id=f"{version}-{one.name}")
    for version in golden.versions()
    for one in golden.questions(version)
]
SURROUNDINGS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"},
    {"TZ": "Asia/Shanghai", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random"},
)


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, tuple[int, str]]]:
    """Every answer of this interpreter, asked once."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for version in golden.versions():
        with golden.standing_in(version):
            found[version] = {one.name: golden.asked(one) for one in golden.questions(version)}
    return found


@pytest.mark.row("U1", "U2", "U3")
@pytest.mark.parametrize(("version", "question"), ALL)
def test_an_old_record_gives_the_same_answer(
    version: str, question: golden.Question, kept: dict[str, dict[str, tuple[int, str]]]
) -> None:
    code, out = kept[version][question.name]
    meant = (golden.KEPT / version / "answers" / question.name).read_bytes().decode()
    assert code == question.code
    if question.name.endswith(".json"):
        assert list(differences(json.loads(meant), golden.lasting(json.loads(out)))) == []
    else:
        assert out == meant


def test_every_verb_and_every_stage_is_among_the_kept_records() -> None:
    from salesctl.core.events import VERBS

    for version in golden.versions():
        folder = golden.KEPT / version / "answers"
        shown = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("show-*.json")]
        said = {event["what"] for one in shown for event in one["history"]}
        assert said >= VERBS if version == "v1" else said
        stages = {deal["stage"] for one in shown for deal in one["deals"]}
        assert len(stages) == 5
        assert {deal["status"] for one in shown for deal in one["deals"]} == {"open", "nurture", "won", "lost", "void"}


@pytest.mark.parametrize("around", SURROUNDINGS, ids=lambda around: f"{around['TZ']}-{around['LC_ALL']}")
def test_zone_locale_and_hash_seed_change_no_letter(
    around: dict[str, str], kept: dict[str, dict[str, tuple[int, str]]]
) -> None:
    for version in golden.versions():
        told = _told(around, version)
        assert {name: tuple(answer) for name, answer in told.items()} == kept[version]


def _told(around: dict[str, str], version: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, str(Path(golden.__file__)), version],
        env=os.environ | around, capture_output=True, check=False, timeout=600,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode(errors="replace")[-2000:]
    found = json.loads(ran.stdout)
    assert isinstance(found, dict)
    return found


def differences(meant: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where what is found does not have what is meant; keys may be added."""
    if isinstance(meant, dict) and isinstance(found, dict):
        return chain.from_iterable(
            differences(value, found.get(key, "missing"), f"{path}/{key}") for key, value in meant.items()
        )
    if isinstance(meant, list) and isinstance(found, list) and len(meant) == len(found):
        pairs = enumerate(zip(meant, found, strict=True))
        return chain.from_iterable(differences(one, other, f"{path}/{at}") for at, (one, other) in pairs)
    return iter([] if meant == found else [f"{path}: {found!r}, not {meant!r}"])
