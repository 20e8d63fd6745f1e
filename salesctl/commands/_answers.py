"""From what was typed on the line or written in a file to the values of a step's fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from shlex import quote

from msgspec.structs import replace

from salesctl.commands._session import path_of
from salesctl.core.events import Value
from salesctl.core.naming import matches, one_of, read_person
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.core.values import Reading, read_value
from salesctl.desk.opening import Workspace
from salesctl.store.nodes import Mapping as Tree
from salesctl.store.nodes import Node, Sequence, plain

_MOST_BYTES = 512 * 1024 * 1024
_NO_EQUALS = re.compile("([^:：＝]+)([:：＝])(.*)", re.DOTALL)
_TABLES = (".csv", ".xlsx", ".tsv")


def reading_of(workspace: Workspace) -> Reading:
    """How values are read at this desk: its moment, its people, its files."""
    return Reading(workspace.now, lambda text: read_person(workspace.team, text), fingerprint)


def fingerprint(path: str) -> Mapping[str, Value]:
    """Name and sha256 of the file at a path. Raises Broken (exit code 2) for what is no readable file."""
    file = path_of(path)
    try:
        if not file.is_file():
            raise Broken(Problem("value.no_such_file", {"value": path}), exit_code=2)
        digest = sha256()
        with file.open("rb") as source:
            while block := source.read(1 << 20):
                digest.update(block)
    except (OSError, ValueError) as error:
        raise Broken(Problem("value.no_such_file", {"value": path, "reason": str(error)}), exit_code=2) from None
    return {"name": file.name, "sha256": digest.hexdigest()}


def answers(
    workspace: Workspace, forms: tuple[str, ...], settings: Iterable[str] | None, file: str | None
) -> dict[str, Value]:  # fmt: skip
    """The values given with ``--set`` and ``--file``, by field id; the line wins over the file.

    Raises Broken (exit code 2) with everything that can't be read, each with its line in the file.
    """
    fields = fields_of(workspace.playbook, forms)
    found: dict[str, Value] = {}
    typed = of_line(workspace, settings or (), fields)
    if file is not None:
        node = _of_file(file)
        titles = {name: field.title for name, field in fields.items()}
        kept = {
            key.text: value
            for key, value in node.items
            if matches(key.text, titles)[:2] not in [(name,) for name in typed]
        }
        found = read_answers(workspace, fields, {key: plain(value) for key, value in kept.items()}, kept)
    return found | read_answers(workspace, fields, typed)


def setting_of(typed: str) -> tuple[str, str]:
    """Field and value of ``FIELD=VALUE``. Raises Broken (exit code 2), corrected where only the sign is wrong."""
    key, equals, value = typed.partition("=")
    if equals and key.strip():
        return key.strip(), value
    slip = _NO_EQUALS.match(typed)
    if slip is None:
        raise Broken(Problem("usage.not_a_setting", {"value": typed}), exit_code=2)
    fixed = f"--set {quote(f'{slip[1].strip()}={slip[3].strip()}')}"
    raise Broken(Problem("usage.setting_sign", {"value": typed, "char": slip[2], "fixed": fixed}), exit_code=2)


def fields_of(playbook: Playbook, forms: tuple[str, ...]) -> dict[str, Field]:
    return {field.id: field for _, field in playbook.fields_of(forms)}


def read_answers(
    workspace: Workspace, fields: Mapping[str, Field], raw: Mapping[str, object],
    nodes: Mapping[str, Node] | None = None,
) -> dict[str, Value]:  # fmt: skip
    """Raw answers as values; an empty text stays empty and says: leave this field out.

    ``nodes`` know where each answer stands in its file. Raises Broken (exit code 2) with everything that can't be read.
    """
    reading, titles = reading_of(workspace), {name: field.title for name, field in fields.items()}
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key, given in raw.items():
        node = (nodes or {}).get(key)
        try:
            name = one_of(key, titles, "field")
            values[name] = "" if given in ("", None, [], {}) else _value(fields[name], given, reading, node)
        except Broken as error:
            problems.extend(one if one.where or not node else replace(one, where=node.place) for one in error.problems)
    if problems:
        raise Broken(*problems, exit_code=2)
    return values


def of_table(field: Field, path: str, reading: Reading) -> list[object]:
    """The rows of a CSV or Excel file, read as the list's columns.

    Raises Broken (exit code 2) with every problem, each with its file and row.
    """
    from salesctl.store.tables import read_rows

    try:
        table = read_rows(path_of(path))
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
    places = [Place(table.file, line.number) for line in table.lines]
    return list(_rows_at(field, [table.record(line) for line in table.lines], places, reading))


def _value(field: Field, given: object, reading: Reading, node: Node | None) -> Value:
    if field.type == "list" and isinstance(given, list) and isinstance(node, Sequence):
        return _rows_at(field, given, [item.place for item in node.items], reading)
    return read_value(field, given, reading)


def _rows_at(field: Field, rows: Iterable[object], places: Iterable[Place], reading: Reading) -> tuple[Value, ...]:
    """Rows read one by one, so that a problem can say where its row stands."""
    found: list[Value] = []
    problems: list[Problem] = []
    for row, place in zip(rows, places, strict=True):
        try:
            read = read_value(field, [row], reading)
            found.extend(read if isinstance(read, tuple) else ())
        except Broken as error:
            problems.extend(replace(one, where=place) for one in error.problems)
    if problems:
        raise Broken(*problems, exit_code=2)
    return tuple(found)


def of_line(workspace: Workspace, settings: Iterable[str], fields: Mapping[str, Field]) -> dict[str, object]:
    """``FIELD=VALUE`` words as raw answers by field id, rows of a list gathered. Raises Broken (exit code 2)."""
    found: dict[str, object] = {}
    titles = {name: field.title for name, field in fields.items()}
    for setting in settings:
        key, text = setting_of(setting)
        name = one_of(key, titles, "field")
        if fields[name].type != "list":
            found[name] = text
            continue
        rows = _rows(fields[name], text, reading_of(workspace))
        former = found.get(name)
        found[name] = [*former, *rows] if isinstance(former, list) else rows
    return found


def _rows(field: Field, text: str, reading: Reading) -> list[object]:
    """Rows of a list: a table's path, rows in brackets, or one row: ``column=value; …``, or its first cell."""
    path = text.removeprefix("@")
    if text.startswith("@") or Path(path).suffix.lower() in _TABLES:
        return of_table(field, path, reading)
    if text.lstrip()[:1] in ("[", "{"):
        found = plain(_of_yaml(text.encode(), f"--set {field.id}"))
        return list(found) if isinstance(found, list) else [found]
    if not text.strip():
        return []
    cells = [part.partition("=") for part in text.replace("；", ";").split(";") if part.strip()]
    if all(equals for _, equals, _ in cells):
        return [{key.strip(): value.strip() for key, _, value in cells}]
    columns = {words for column in field.columns for words in (column.id, *column.title.values())}
    slips = (_NO_EQUALS.match(key) for key, _, _ in cells)
    if any(key.strip() in columns for key, equals, _ in cells if equals) or any(
        slip[1].strip() in columns for slip in slips if slip
    ):
        return [text]  # meant as columns, and no row: the reading of the field says how one is written
    return [{field.columns[0].id: text.strip()}]


def _of_file(path: str) -> Tree:
    from salesctl.store.workspace import read_file

    try:
        data = read_file(path_of(path), path)
    except Broken as error:
        missing = any(one.code == "store.missing" for one in error.problems)
        problems = (Problem("value.no_such_file", {"value": path}),) if missing else error.problems
        raise Broken(*problems, exit_code=2) from None
    found = _of_yaml(data, path)
    if not isinstance(found, Tree):
        raise Broken(Problem("value.form_not_mapping", {"file": path}, found.place), exit_code=2)
    return found


def _of_yaml(data: bytes, shown: str) -> Node:
    """YAML, of which JSON is a part."""
    from salesctl.store.yamltext import read

    try:
        return read(data, shown)
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
