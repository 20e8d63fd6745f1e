"""Files that nobody would write: random ones, and good ones with something done to them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PLAYBOOKS = (ROOT / "tests" / "playbook" / "small.yaml", ROOT / "playbook.yaml")
"""One with every notion in a few lines, and the one that everybody begins with."""
_BYTES = [
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r\n",
    b"\r",
    b"\t",
    b"\n",
    b"\xe5\x8d",
    b"\x1b[2J",
    "\u202e".encode(),
]
_MARKS = """
: - [ ] { } , | > ' " # &a *a !t !!python/object:os.system <<: --- ... % @ ? ~ ` ： ， “ ” 　 － ｛ <<<<<<<
======= >>>>>>> ; =1+1 +1 @SUM(A1) \\ \\x0 \\ud800 [[ ]] {{ }} <!DOCTYPE <!ENTITY &amp; &#0; ]]> </c> <c> <v/> t="s"
""".split()  # noqa: SIM905  as easily read as a list of forty lines is not
_VALUES = """
null 0 -1 1e9 1e999 999999999999999999999999 0x1f 24:00 1wd none by if any all yes no 2026-02-30 9999-12-31 history: id:
at: with: steps: stages: roles: people: columns: values: join: name: 0001-01-01T00:00+14:00 9999-12-31T23:59-12:00
""".split()  # noqa: SIM905  as easily read as a list of forty lines is not
_TOKENS = [*_BYTES, *((one + " ").encode() for one in [*_MARKS, *_VALUES]), *(one.encode() for one in _MARKS)]
_DEEP = [b"[", b"{", b"{a: ", b"[[", b"- ", b"? ", b"- - ", b"'", b'"', b"(", b"!a ", b"a: [", b"<row>", b"<si>"]
_REPEATED = [b"a", b" ", "企".encode(), b"a ", b"9", b"\n", b"a,", b"'", b"#"]
_MAP = (
    "columns:\n  公司: name\n  电话: phone\n  阶段: stage\nvalues:\n  阶段: {新: lead}\ndefaults: {channel: other}\n"
    "dates: year-month-day\nnew people: add\njoin:\n- {file: more.csv, by: 公司, columns: {行业: industry}}\n"
)
_TABLE = [["客户名称", "负责人", "行业", "金额"], ["甲机械", "wang.lei", "机械", "1,200"], ['乙 "电子"', "x", "", "=1"]]


_SMALL = 1000


def samples(workspace: Path, folder: Path) -> dict[str, list[bytes]]:
    """Good files for each parser."""
    records = sorted((workspace / "customers").glob("*.yaml"), key=lambda path: path.stat().st_size)
    rows = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in _TABLE)
    return {
        "record": [records[0].read_bytes(), records[len(records) // 2].read_bytes(), records[-1].read_bytes()],
        "playbook": [one.read_bytes() for one in _PLAYBOOKS],
        "team": [(workspace / "team.yaml").read_bytes(), "people:\n  li.min: {name: 李敏, roles: [legal]}\n".encode()],
        "csv": [rows.encode(), rows.encode("gb18030"), rows.encode("utf-16"), rows.replace(",", "\t").encode()],
        "xlsx": [_book(folder)],
        "map": [_MAP.encode()],
    }


def random_file(chance: random.Random) -> bytes:
    """Bytes or pieces without any plan."""
    kind = chance.randrange(3)
    if kind == 0:
        return chance.randbytes(chance.randrange(400))
    if kind == 1:
        text = "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0xD800)))) for _ in range(200))
        return text[: chance.randrange(200)].encode()
    return b"".join(chance.choices(_TOKENS, k=chance.randrange(60)))


def mutated(good: list[bytes], parser: str, chance: random.Random) -> bytes:
    """One of the good files with one to four things done to it; of a packed one mostly to a part inside."""
    data = chance.choices(good, [_often(one) for one in good])[0]
    if parser == "xlsx" and chance.random() < 0.8:
        return _repacked(data, chance)
    return _damaged(data, chance)


def _often(good: bytes) -> float:
    """A large file takes the time of many small ones, which have as many ways to be wrong."""
    return min(1.0, (_SMALL / len(good)) ** 2)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choices(_WAYS, _OFTEN)[0](data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randint(1, 60) :]


def _double(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at : at + chance.randint(1, 200)] * chance.randint(2, 4) + data[at:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) + data[at + chance.choice((0, 0, 1, 5)) :]


def _word(data: bytes, chance: random.Random) -> bytes:
    words = re.split(rb"([\s,{}\[\]<>=]+)", data)
    words[chance.randrange(len(words) // 2 + 1) * 2] = chance.choice(_TOKENS)
    return b"".join(words)


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    indented = chance.choice((line, line, b"  " + line, line.lstrip(), b""))
    lines.insert(chance.randrange(len(lines) + 1), indented)
    return b"\n".join(lines)


def _deep(data: bytes, chance: random.Random) -> bytes:
    at, many = chance.randrange(len(data) + 1), chance.choice((30, 70, 300, 5000))
    if chance.random() < 0.3 and many < 1000:
        return data[:at] + b"".join(b"\n" + b" " * level + b"a:" for level in range(many)) + data[at:]
    return data[:at] + chance.choice(_DEEP) * many + data[at:]


def _long(data: bytes, chance: random.Random) -> bytes:
    at, many = chance.randrange(len(data) + 1), chance.choice((300, 5000, 70_000))
    return data[:at] + chance.choice(_REPEATED) * many + data[at:]


_Way = Callable[[bytes, random.Random], bytes]
_WAYS: tuple[_Way, ...] = (_flip, _cut, _double, _splice, _word, _lines, _deep, _long)
_OFTEN = (20, 15, 10, 20, 20, 20, 2, 1)


def _book(folder: Path) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in _TABLE:
        page.append(row)
    page.append([1.5, True, "2026-03-02", -3])
    path = folder / "good.xlsx"
    book.save(path)
    return path.read_bytes()


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """The archive with one of its parts damaged, its sums right again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = {chance.choice(names), next((one for one in names if "sheet1" in one), names[0])}
        for name in names:
            part = old.read(name)
            new.writestr(name, _damaged(part, chance) if name in chosen else part)
    return out.getvalue()
