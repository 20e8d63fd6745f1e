"""From what was typed on the line or written in a file to the values of a step's fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from salesctl.core.events import Value
from salesctl.core.naming import one_of, read_person
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Broken, Problem
from salesctl.core.values import Reading, read_value
from salesctl.desk.opening import Workspace

_MOST_BYTES = 512 * 1024 * 1024
_TABLES = (".csv", ".xlsx", ".tsv")


def reading_of(workspace: Workspace) -> Reading:
    """How values are read at this desk: its moment, its people, its files."""
    return Reading(workspace.now, lambda text: read_person(workspace.team, text), fingerprint)


def fingerprint(path: str) -> Mapping[str, Value]:
    """Name and sha256 of the file at a path. Raises Broken (exit code 2) for what is no readable file."""
    file = Path(path).expanduser()
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

    Raises Broken (exit code 2) with everything that can't be read.
    """
    fields = fields_of(workspace.playbook, forms)
    raw: dict[str, object] = dict(_of_file(file)) if file is not None else {}
    raw.update(_of_line(settings or (), fields))
    return read_answers(workspace, fields, raw)


def fields_of(playbook: Playbook, forms: tuple[str, ...]) -> dict[str, Field]:
    return {field.id: field for _, field in playbook.fields_of(forms)}


def read_answers(workspace: Workspace, fields: Mapping[str, Field], raw: Mapping[str, object]) -> dict[str, Value]:
    """Raw answers as values; an empty text stays empty and says: leave this field out."""
    reading, titles = reading_of(workspace), {name: field.title for name, field in fields.items()}
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key, given in raw.items():
        try:
            name = one_of(key, titles, "field")
            values[name] = "" if given in ("", None, [], {}) else read_value(fields[name], given, reading)
        except Broken as error:
            problems.extend(error.problems)
    if problems:
        raise Broken(*problems, exit_code=2)
    return values


def _of_line(settings: Iterable[str], fields: Mapping[str, Field]) -> dict[str, object]:
    found: dict[str, object] = {}
    titles = {name: field.title for name, field in fields.items()}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            raise Broken(Problem("usage.not_a_setting", {"value": setting}), exit_code=2)
        name = one_of(key.strip(), titles, "field")
        if fields[name].type != "list":
            found[name] = text
            continue
        rows = _rows(fields[name], text)
        former = found.get(name)
        found[name] = [*former, *rows] if isinstance(former, list) else rows
    return found


def _rows(field: Field, text: str) -> list[object]:
    """Rows of a list: a table's path, rows in brackets, or one row as ``column=value; column=value`` or bare words for the first column."""
    path = text.removeprefix("@")
    if text.startswith("@") or Path(path).suffix.lower() in _TABLES:
        return _of_table(path)
    if text.lstrip()[:1] in ("[", "{"):
        found = _of_yaml(text.encode(), f"--set {field.id}")
        return list(found) if isinstance(found, list) else [found]
    if not text.strip():
        return []
    cells = [part.partition("=") for part in text.replace("；", ";").split(";") if part.strip()]
    if all(equals for _, equals, _ in cells):
        return [{key.strip(): value.strip() for key, _, value in cells}]
    return [{field.columns[0].id: text.strip()}]


def _of_table(path: str) -> list[object]:
    from salesctl.store.tables import read_records

    return list(read_records(Path(path).expanduser()))


def _of_file(path: str) -> Mapping[str, object]:
    from salesctl.store.workspace import read_file

    file = Path(path).expanduser()
    try:
        data = read_file(file, path)
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
    found = _of_yaml(data, path)
    if not isinstance(found, Mapping):
        raise Broken(Problem("value.form_not_mapping", {"file": path}), exit_code=2)
    return found


def _of_yaml(data: bytes, shown: str) -> object:
    """YAML, of which JSON is a part."""
    from salesctl.store.nodes import plain
    from salesctl.store.yamltext import read

    try:
        return plain(read(data, shown))
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
