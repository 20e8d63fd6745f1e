"""Asking for a list, row by row; or taking its rows from a table that somebody keeps already."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salesctl.commands._answers import of_table
from salesctl.commands._fields import CLEAR, ask_value, kind_of, meant, needs, read
from salesctl.commands._session import path_of
from salesctl.core.asking import is_complete
from salesctl.core.events import Value
from salesctl.core.playbook import Field
from salesctl.core.team import Team
from salesctl.core.values import Reading, read_value
from salesctl.i18n import say, text
from salesctl.i18n.answers import answer
from salesctl.i18n.answers import rows as shown_rows
from salesctl.render import page, prompting

Row = dict[str, Value]
Note = Callable[[tuple[Value, ...]], None]
_SHOWN = 5


def ask_rows(
    field: Field, reading: Reading, team: Team, note: Note, *, required: bool, proposed: Value | None = None,
    place: str = "",
) -> Value:  # fmt: skip
    """The rows that a person gives; empty where they leave the list empty. ``note`` hears of every cell."""
    page.head(f"{place}{text(field.title)}{' *' if required else ''}", kind_of(field))
    if field.hint:
        page.tell(text(field.hint), "dim")
    asking = _Rows(field, reading, team, note, required)
    asking.rows = _as_rows(proposed)
    if asking.rows:
        asking.show()
        if is_complete(field, tuple(asking.rows)):
            return asking.choose()
        asking.complete()
    return asking.more()


class _Rows:
    """The rows so far and the ways to change them."""

    def __init__(self, field: Field, reading: Reading, team: Team, note: Note, required: bool) -> None:
        self.field, self.reading, self.team, self.note = field, reading, team, note
        self.least = max(field.min_rows or 1, 1) if required else 0
        self.rows: list[Row] = []

    def choose(self) -> Value:
        """What to do with rows that are there already."""
        page.tell(say("asking.how_kept_rows"), "dim")
        while True:
            typed = prompting.line()
            if not typed:
                return tuple(self.rows)
            if typed in CLEAR:
                self.rows = []
                return self.more()
            if typed in ("+", "＋"):
                return self.more()
            if typed.isdecimal():
                self._change(int(typed))
            elif self._taken(typed):
                self.show()
            page.tell(say("asking.how_kept_rows"), "dim")

    def more(self) -> Value:
        """New rows, until the first column is left empty."""
        page.tell(say("asking.how_rows"), "dim")
        while True:
            row = self._row({}, len(self.rows) + 1)
            if row is None:
                if len(self.rows) >= self.least:
                    return tuple(self.rows)
                page.tell(say("asking.needed_rows", least=self.least), "yellow")
            elif row:
                self.rows.append(row)
                self._heard()
                self.show()

    def complete(self) -> None:
        """Rows that came from elsewhere and lack a column: one after the other, what is known filled in."""
        for place, before in enumerate(list(self.rows), start=1):
            if not is_complete(self.field, (before,)):
                self._change(place)
        self.rows = [row for row in self.rows if row]
        self.show()

    def show(self) -> None:
        heads = [text(column.title) for column in self.field.columns]
        body = shown_rows(self.field, tuple(self.rows), self.team)
        page.rows(heads, body[-_SHOWN:], first=max(len(body) - _SHOWN, 0) + 1)

    def _change(self, number: int) -> None:
        if not 1 <= number <= len(self.rows):
            page.tell(say("asking.no_row", number=number), "yellow")
            return
        changed = self._row(self.rows[number - 1], number)
        if changed is not None:
            self.rows[number - 1] = changed
            self._heard()

    def _row(self, before: Row, number: int) -> Row | None:
        """One row; empty where its rows came from a table or it was struck out, None where the list ends here."""
        row: Row = {}
        for at, column in enumerate(self.field.columns):
            mark = f"{number}. {text(column.title)}{' *' if needs(column) else ''}{self._beside(column, before)} >"
            if at == 0:
                value = self._first(column, before, mark)
                if not value:
                    return None if value is None else {}
            else:
                value = ask_value(
                    column, self.reading, self.team, required=needs(column), proposed=before.get(column.id), mark=mark
                )
            if value:
                row[column.id] = value
                self.note((*self.rows[: number - 1], row, *self.rows[number:]))
        return row

    def _first(self, column: Field, before: Row, mark: str) -> Value | None:
        """The first cell: None ends the list, an empty text strikes the row out or says that a table was taken."""
        proposed = before.get(column.id)
        while True:
            typed = prompting.line(mark)
            if not typed:
                return proposed
            if typed in CLEAR:
                return "" if before else None
            if self._taken(typed):
                self.show()
                return ""
            found = read(lambda given: read_value(column, given, self.reading), meant(column, typed, self.team))
            if found is not None:
                return found

    def _taken(self, typed: str) -> bool:
        """Whether what was typed is the path of a table, whose rows now stand in the list."""
        path = path_of(typed.removeprefix("@").strip("'\"").replace("\\ ", " "))
        if not (typed.startswith("@") or path.suffix.lower() in (".csv", ".tsv", ".xlsx")):
            return False
        taken = read(
            lambda given: read_value(self.field, of_table(self.field, given, self.reading), self.reading), str(path)
        )
        if taken is not None:
            self.rows.extend(_as_rows(taken))
            self._heard()
            page.tell(say("asking.rows_read", count=len(_as_rows(taken)), file=path.name))
        return True

    def _beside(self, column: Field, before: Row) -> str:
        if column.id in before:
            return f" [{answer(column, before[column.id], self.team)}]"
        labels = [text(label) for label in column.choices.values()]
        return f" ({' '.join(f'{place} {label}' for place, label in enumerate(labels, start=1))})" if labels else ""

    def _heard(self) -> None:
        self.note(tuple(self.rows))


def _as_rows(value: Value | None) -> list[Row]:
    if value is None or isinstance(value, str | Mapping):
        return []
    return [dict(row) for row in value if isinstance(row, Mapping)]
