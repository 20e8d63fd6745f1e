"""A share of G7: whatever stands in a file, it is read or refused with a reason; the whole is `make soak`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from salesctl.core.problems import Broken
from salesctl.store.tables import read_table

ROOT = Path(__file__).parents[2]
_CANNOT = 77


def test_random_and_damaged_files_are_read_or_refused_by_every_parser() -> None:
    words = [sys.executable, "-m", "tests.soak", "--goal", "G7", "--count", "150", "--seed", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode == _CANNOT:
        pytest.skip(json.loads(done.stdout)["skipped"])
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert figures["wrong"] == []
    assert figures["inputs"] == figures["read"] + figures["refused"] == 150 * figures["parsers"]
    assert figures["read"]


def test_a_workbook_whose_packing_is_damaged_is_no_bug(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook>" + "a text that repeats " * 50)
    data = bytearray(packed.getvalue())
    start = data.index(b"xl/workbook.xml") + len("xl/workbook.xml")
    data[start : start + 4] = b"\xff\xff\xff\xff"
    file = tmp_path / "register.xlsx"
    file.write_bytes(data)
    with pytest.raises(Broken) as broken:
        read_table(file)
    assert (broken.value.problems[0].code, broken.value.exit_code) == ("tables.bad_excel", 4)
