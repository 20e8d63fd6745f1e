"""Bytes of a file to text: UTF-8 only, and what is refused is refused with its name and its place."""

from __future__ import annotations

import re

from salesctl.core.problems import Broken, Place, Problem

MAX_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_MARKER = re.compile(r"^(<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_MOST_REPORTED = 20


def decode(data: bytes, file: str) -> str:
    """The text of a file, with LF as its only line end and without byte order mark. Raises Broken otherwise."""
    if len(data) > MAX_BYTES:
        raise _broken("yaml.too_large", file, megabytes=MAX_BYTES // 1024 // 1024)
    if not data.strip():
        raise _broken("yaml.empty", file)
    _refuse_other_unicode(data, file)
    body = data.removeprefix(_BOM)
    try:
        return one_line_end(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _not_utf8(body, error.start, file) from None


def one_line_end(text: str) -> str:
    """Windows line ends become LF."""
    return text.replace("\r\n", "\n")


def remarks(data: bytes, file: str) -> tuple[Problem, ...]:
    """What was accepted but will be written differently: a byte order mark, Windows line ends."""
    found = []
    if data.startswith(_BOM):
        found.append(Problem("yaml.bom", {}, Place(file, 1, 1), severity="info"))
    if b"\r\n" in data:
        line = data[: data.index(b"\r\n")].count(b"\n") + 1
        found.append(Problem("yaml.crlf", {}, Place(file, line), severity="info"))
    return tuple(found)


def guard(text: str, file: str) -> None:
    """Refuse, before any parsing, what git left behind and characters that nobody can see. Raises Broken."""
    problems = _conflicts(text, file) or _controls(text, file)
    if problems:
        raise Broken(*problems)


def _conflicts(text: str, file: str) -> list[Problem]:
    """One problem for each conflict: from its first marker to its last one."""
    if not any(marker in text for marker in ("<<<<<<<", "|||||||", ">>>>>>>")):
        return []
    problems: list[Problem] = []
    opened: tuple[int, str] | None = None
    line, counted = 1, 0
    for match in _MARKER.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        marker = match[1]
        if marker[0] == "<":
            if opened:
                problems.append(_conflict(file, *opened, until=line))
            opened = line, marker
        elif marker[0] == ">" and opened:
            problems.append(_conflict(file, *opened, until=line))
            opened = None
        elif not opened:
            problems.append(_conflict(file, line, marker, until=line))
        if len(problems) == _MOST_REPORTED:
            return problems
    if opened:
        problems.append(_conflict(file, *opened, until=opened[0]))
    return problems


def _conflict(file: str, line: int, marker: str, until: int) -> Problem:
    return Problem("yaml.conflict_marker", {"marker": marker, "until": until}, Place(file, line, 1))


def _controls(text: str, file: str) -> list[Problem]:
    if "\r" in text and "\n" not in text:
        return [Problem("yaml.carriage_returns", {}, place_of(text, text.index("\r"), file))]
    problems: list[Problem] = []
    for match in _CONTROL.finditer(text):
        params = {"char": f"U+{ord(match[0]):04X}"}
        problems.append(Problem("yaml.control_character", params, place_of(text, match.start(), file)))
        if len(problems) == _MOST_REPORTED:
            break
    return problems


def place_of(text: str, index: int, file: str) -> Place:
    """Line and column of a character."""
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _refuse_other_unicode(data: bytes, file: str) -> None:
    encoding = _other_unicode(data[:4096])
    if encoding:
        raise _broken("yaml.utf16", file, encoding=encoding)
    if b"\x00" in data:
        raise _broken("yaml.binary", file)


def _other_unicode(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by byte order mark, or without one by where the zero bytes of ASCII letters stand."""
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    heavy = [head[lane::4].count(0) > len(head) // 4 * 0.3 for lane in range(4)]
    if heavy in ([False, True, True, True], [True, True, True, False]):
        return "UTF-32"
    if heavy in ([False, True, False, True], [True, False, True, False]):
        return "UTF-16"
    return None


def _not_utf8(data: bytes, start: int, file: str) -> Broken:
    """GBK is named when the bytes make sense as such: a UTF-8 text with one bad byte would make rare characters."""
    line_start = data.rfind(b"\n", 0, start) + 1
    place = Place(file, data.count(b"\n", 0, start) + 1, len(data[line_start:start].decode("utf-8", "replace")) + 1)
    try:
        foreign = [char for char in data.decode("gb18030") if ord(char) > 127]
    except UnicodeDecodeError:
        foreign = []
    common = sum(1 for char in foreign if char.encode("gb2312", "ignore"))
    if foreign and common >= 0.9 * len(foreign) and not _CONTROL.search("".join(foreign)):
        return Broken(Problem("yaml.gbk", {}, place))
    return Broken(Problem("yaml.not_utf8", {"byte": f"0x{data[start]:02X}"}, place))


def _broken(code: str, file: str, **params: str | int) -> Broken:
    return Broken(Problem(code, params, Place(file)))
