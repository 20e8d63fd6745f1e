from __future__ import annotations

import codecs

import pytest

from salesctl.core.problems import Broken
from salesctl.store.yamltext import decode, plain, read, remarks

TEXT = "customer:\n  name: 华信精密机械有限公司\n  industry: 机械制造\n"


def refused(data: bytes) -> tuple[str, str, dict[str, object]]:
    with pytest.raises(Broken) as caught:
        decode(data, "f.yaml")
    (problem,) = caught.value.problems
    return problem.code, str(problem.where), dict(problem.params)


@pytest.mark.parametrize("data", [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), TEXT.replace("\n", "\r\n").encode()])
def test_byte_order_mark_and_windows_line_ends_do_not_reach_the_text(data: bytes) -> None:
    assert decode(data, "f.yaml") == TEXT


def test_what_will_be_written_differently_is_said() -> None:
    data = codecs.BOM_UTF8 + b"a: 1\nb: 2\r\n"
    assert [(problem.code, str(problem.where), problem.severity) for problem in remarks(data, "f.yaml")] == [
        ("yaml.bom", "f.yaml:1:1", "info"),
        ("yaml.crlf", "f.yaml:2", "info"),
    ]
    assert remarks(TEXT.encode(), "f.yaml") == ()


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: Huaxin\n"])
def test_other_unicode_is_named(name: str, text: str) -> None:
    assert refused(text.encode(name)) == ("yaml.utf16", "f.yaml", {"encoding": name.upper()[:6]})


@pytest.mark.parametrize("name", ["gbk", "gb18030"])
def test_gbk_is_named_with_the_place_where_it_shows(name: str) -> None:
    assert refused(TEXT.encode(name)) == ("yaml.gbk", "f.yaml:2:9", {})


def test_one_damaged_byte_is_not_called_gbk() -> None:
    data = TEXT.encode()
    at = data.index("信".encode())
    assert refused(data[: at + 1] + b"\xff" + data[at + 2 :])[:2] == ("yaml.not_utf8", "f.yaml:2:10")


def test_latin_text_is_not_called_gbk() -> None:
    assert refused("name: café crème\n".encode("latin-1")) == ("yaml.not_utf8", "f.yaml:1:10", {"byte": "0xE9"})


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\t"])
def test_empty(data: bytes) -> None:
    assert refused(data)[0] == "yaml.empty"


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\x00\x00\x05abc", b"PK\x03\x04\x00\x00\x08"])
def test_binary(data: bytes) -> None:
    assert refused(data)[0] == "yaml.binary"


def test_too_large() -> None:
    assert refused(b"a" * (16 * 1024 * 1024 + 1)) == ("yaml.too_large", "f.yaml", {"megabytes": 16})


def test_read_gives_the_tree_of_bytes() -> None:
    assert plain(read(TEXT.encode(), "f.yaml")) == {
        "customer": {"name": "华信精密机械有限公司", "industry": "机械制造"}
    }
