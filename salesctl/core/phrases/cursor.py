"""A phrase as words, and the place in it that is being read."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from salesctl.core.phrases.names import Kind, Names
from salesctl.core.phrases.near import nearest
from salesctl.core.problems import Broken, Place, Problem

T = TypeVar("T")
_TOKEN = re.compile(r'"[^"]*"|<=|>=|!=|[=<>,，、]|[^\s,，、=<>!"]+|\S')
_COMMAS = "，、"


class Cursor:
    """Reads a phrase word by word. A wrong name is noted and read over, so that one phrase may tell several problems;
    a wrong word ends the reading with ``Broken``.
    """

    __slots__ = ("_at", "_offsets", "_problems", "_words", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: list[str] = []
        self._offsets: list[int] = []
        for match in _TOKEN.finditer(text):
            word = match[0]
            self._words.append("," if word in _COMMAS else word)
            self._offsets.append(match.start())
        self._at = 0
        self._problems: list[Problem] = []

    def word(self, ahead: int = 0) -> str:
        """The word that comes next, or empty at the end."""
        at = self._at + ahead
        return self._words[at] if at < len(self._words) else ""

    def take(self) -> str:
        """The next word, read over."""
        word = self.word()
        self._at += 1
        return word

    def has(self, *words: str) -> bool:
        """Whether these words come next."""
        return all(self.word(ahead) == word for ahead, word in enumerate(words))

    def skip(self, *words: str) -> bool:
        """Whether these words come next; if so they are read over."""
        if not self.has(*words):
            return False
        self._at += len(words)
        return True

    def need(self, *words: str) -> None:
        """These words must come next."""
        for word in words:
            if not self.skip(word):
                raise self.wrong("phrase.expected", expected=word)

    def rest(self) -> str:
        """Everything from here to the end, as written."""
        if self._at >= len(self._words):
            return ""
        text = self.text[self._offsets[self._at] :].strip()
        self._at = len(self._words)
        return text

    def name(self, what: str) -> str:
        """The next word, which must be a name: not the end, no comma, no operator."""
        if not self.word() or self.word()[0] in ',=<>!"':
            raise self.wrong("phrase.expected", expected=what)
        return self.take()

    def note(self, code: str, *, back: int = 1, **params: Any) -> None:
        """Note a problem at the word read ``back`` words ago (0: the next one), and go on."""
        at = self._at - back
        offset = self._offsets[at] if at < len(self._offsets) else len(self.text.rstrip())
        self._problems.append(Problem(code, params, Place(column=offset + 1)))

    def unknown(self, kind: Kind, name: str, known: Names | tuple[str, ...], *, back: int = 1) -> None:
        """Note that the name is not one of its kind, with those that come near."""
        names = known if isinstance(known, tuple) else tuple(known.known(kind))
        self.note(f"phrase.unknown.{kind}", back=back, name=name, near=nearest(name, names))

    def wrong(self, code: str, **params: Any) -> Broken:
        """What comes next can't stand here: to be raised."""
        found = self.word()
        if not found:
            code = "phrase.ends" if code == "phrase.expected" else code
        self.note(code, back=0, found=found, phrase=self.text, **params)
        return Broken(*self._problems)

    def end(self, value: T) -> T:
        """The value, if the phrase ends here and nothing was wrong in it."""
        if self.word():
            raise self.wrong("phrase.too_much")
        if self._problems:
            raise Broken(*self._problems)
        return value
