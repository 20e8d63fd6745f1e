"""Shell transcripts that anybody can read and write.

``@ 2026-03-02 09:00 wang.lei`` sets the moment and who types. ``$ words`` runs a command (``\\`` goes on in the next
line); it must succeed unless ``= CODE`` follows. ``? words`` must stand in what it printed, ``~ words`` must not.
``> STEP STATE [DUE]`` asks the checklist of the customer named last by ``& CUSTOMER``; ``> status won`` asks the deal.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path

from shell import Ran, Shell


@dataclass
class Play:
    shell: Shell
    customer: str = ""
    ran: Ran | None = None
    code: int = 0
    checked: bool = True
    lines: list[str] = field(default_factory=list)

    def perform(self, file: Path) -> int:
        """Every line in turn; how many commands were run."""
        text = file.read_text(encoding="utf-8").replace("\\\n", " ")
        count = 0
        for number, line in enumerate(text.splitlines(), start=1):
            mark, _, rest = line.strip().partition(" ")
            if not mark or mark == "#":
                continue
            if mark in "@$&" or mark == ">":
                self._settle(number)
            count += mark == "$"
            getattr(
                self,
                {"@": "_when", "$": "_type", "=": "_code", "?": "_says", "~": "_hides", "&": "_about", ">": "_shows"}[
                    mark
                ],
            )(rest, number)
        self._settle(0)
        return count

    def _when(self, rest: str, number: int) -> None:
        day, clock, self.shell.user = rest.split()
        self.shell.now = f"{day}T{clock}"

    def _about(self, rest: str, number: int) -> None:
        self.customer = rest

    def _type(self, rest: str, number: int) -> None:
        self.ran, self.code, self.checked = self.shell.run(*shlex.split(rest)), 0, False
        self.lines.append(rest)

    def _code(self, rest: str, number: int) -> None:
        self.code = int(rest)

    def _says(self, rest: str, number: int) -> None:
        assert self.ran is not None
        assert rest in self.ran.out + self.ran.err, (number, self.lines[-1], rest, self.ran)

    def _hides(self, rest: str, number: int) -> None:
        assert self.ran is not None
        assert rest not in self.ran.out + self.ran.err, (number, self.lines[-1], rest, self.ran)

    def _settle(self, number: int) -> None:
        if not self.checked:
            assert self.ran is not None
            assert self.ran.code == self.code, (number, self.lines[-1], self.ran)
            assert "Traceback" not in self.ran.err
            if self.code:
                assert self.ran.err.strip(), "a refusal says why"
            self.checked = True

    def _shows(self, rest: str, number: int) -> None:
        name, _, wanted = rest.partition(" ")
        customer, _, deal_number = self.customer.partition("/")
        shown = self.shell.ask("show", customer)
        deal = next(one for one in shown["deals"] if one["deal"] == int(deal_number or 1))
        if name in deal:
            assert str(deal[name]).lower() == wanted.lower(), (number, name, deal[name], wanted)
            return
        item = next((one for one in deal["checklist"] if one["step"] == name), None)
        assert item is not None, (number, name, [one["step"] for one in deal["checklist"]])
        state, _, due = wanted.partition(" ")
        found = (item["due"] or "")[:16].replace("T", " ")
        assert (item["state"], found if due else "") == (state, due), (number, rest, item)
