"""Every code of this room has its sentences in both languages, with no hole that nobody fills."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import salesctl.store
from salesctl.i18n.en import record as en_record
from salesctl.i18n.en import store as en_store
from salesctl.i18n.en import write as en_write
from salesctl.i18n.en import yaml as en_yaml
from salesctl.i18n.zh import record as zh_record
from salesctl.i18n.zh import store as zh_store
from salesctl.i18n.zh import write as zh_write
from salesctl.i18n.zh import yaml as zh_yaml

EN = {**en_yaml.PROBLEMS, **en_record.PROBLEMS, **en_store.PROBLEMS, **en_write.PROBLEMS}
ZH = {**zh_yaml.PROBLEMS, **zh_record.PROBLEMS, **zh_store.PROBLEMS, **zh_write.PROBLEMS}
ROOM = Path(salesctl.store.__file__).parent
_CODE = re.compile(r'"((?:yaml|record|store|write)\.[a-z0-9_]+)"')
USED = {code for file in ROOM.glob("*.py") for code in _CODE.findall(file.read_text())}


def holes(texts: tuple[str, str]) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", " ".join(texts)))


def test_every_code_in_both_languages_and_no_other() -> None:
    assert set(EN) == set(ZH) == USED


@pytest.mark.parametrize("code", sorted(EN))
def test_both_languages_say_the_same(code: str) -> None:
    assert holes(EN[code]) == holes(ZH[code])
    assert all(EN[code])
    assert all(ZH[code])
