"""Reading every file once for `check`: what is wrong in the files, in the process, and what is worth knowing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from msgspec.structs import replace

from salesctl.core.conformance import examined
from salesctl.core.events import LETTERS
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.cores import Bar, Counted, spread
from salesctl.desk.customers import Customer, no_deal, no_history, with_way_out
from salesctl.desk.finding import find
from salesctl.desk.merge_losses import found_lost
from salesctl.desk.opening import Workspace
from salesctl.reports.contradictions import of_contradictions
from salesctl.reports.findings import Entered, of_card, of_likeness, of_lookalikes, of_process, of_secrets
from salesctl.reports.found import Found
from salesctl.store.record_lanes import examine
from salesctl.store.workspace import read_file, record_files, relative

__all__ = ["checked", "of_merge"]

_NAMED = re.compile(rf"-([{LETTERS}]{{8}})\.ya?ml$", re.IGNORECASE)
_GRAVITY = {"error": 0, "warn": 1, "info": 2}
_Look: TypeAlias = "tuple[list[Found], Entered | None]"


def checked(workspace: Workspace, wanted: Iterable[str], bar: Bar = iter, *, history: bool = False) -> list[Found]:
    """Every finding, file by file in the order of their lines; of the customers named, where some are.

    ``history``: also what git says of them. Raises Broken (exit code 2) for a name that nobody has, (5) where git can't
    be asked. A file that can't be read is a finding.
    """
    listing = record_files(workspace.root)
    found = [Found(problem) for problem in listing.problems]
    looks = dict(bar(Counted(_looks(workspace, listing.files), len(listing.files))))
    customers: list[Entered] = []
    for path in listing.files:
        told, customer = looks[path]
        found.extend(told)
        customers.extend([customer] if customer is not None else [])
    found.extend(of_likeness(customers))
    found.extend(of_lookalikes(customers, workspace.team))
    found.extend(_same_id(customers))
    found.extend(_named_otherwise(customers))
    found.extend(found_lost(workspace.root, lately=True))
    if history:
        from salesctl.desk.history_checking import history_findings

        found.extend(history_findings(workspace))
    files = _files_of(workspace, wanted)
    kept = [one for one in found if files is None or not one.problem.where or _file(one) in files]
    return sorted(
        kept,
        key=lambda one: (
            _file(one),
            one.problem.where.line or 0 if one.problem.where else 0,
            _GRAVITY[one.problem.severity],
        ),
    )


def of_merge(root: Path, revisions: Sequence[str]) -> list[Found]:
    """What one merge lost, compared with both its parents: the one named, else the latest.

    Raises Broken (exit code 2) where there is no such merge, or several are named.
    """
    if len(revisions) > 1:
        raise Broken(Problem("git.one_merge", {"revisions": tuple(revisions)}), exit_code=2)
    return found_lost(root, next(iter(revisions), None))


def _looks(workspace: Workspace, paths: Sequence[Path]) -> Iterator[tuple[Path, _Look]]:
    for some, looks in spread(workspace, paths, _look_at):
        yield from zip(some, looks, strict=True)


def _look_at(workspace: Workspace, paths: Sequence[Path]) -> list[_Look]:
    return [_of_file(workspace, path) for path in paths]


def _of_file(workspace: Workspace, path: Path) -> _Look:
    """Everything to be said of one file, and the customer in it, where it can be read."""
    shown = relative(path, workspace.root)
    try:
        data = read_file(path, shown)
    except Broken as broken:
        return [Found(problem) for problem in broken.problems], None
    reading = examine(data, shown)
    record = reading.record
    who, name = (record.id, str(record.card.get("name", ""))) if record else (None, None)
    problems = with_way_out(workspace.root, reading.problems)
    found = [Found(one if one.where else replace(one, where=Place(shown)), who, name) for one in problems]
    if record is None or reading.errors:
        return found, None
    if not record.history:
        return [*found, Found(no_history(shown), who, name)], None
    customer = Customer(shown, data, record, workspace.playbook)
    shown_by = examined(workspace.playbook, record, workspace.calendars, workspace.now, workspace.team)
    if not shown_by.state.deals:
        found.append(Found(no_deal(customer.name, shown), who, name))
    found.extend(of_process(workspace, customer, shown_by.findings))
    found.extend(of_card(workspace, customer))
    found.extend(of_secrets(customer))
    found.extend(of_contradictions(workspace, customer))
    return found, Entered.of(customer, shown_by.state)


def _same_id(customers: Iterable[Entered]) -> Iterator[Found]:
    """Two files of one id: a copy, or a merge that kept both."""
    first: dict[str, Entered] = {}
    for one in customers:
        other = first.setdefault(one.id, one)
        if other is not one:
            params = {"id": one.id, "other": other.file}
            yield Found(Problem("customer.same_id", params, Place(one.file)), one.id, one.name)


def _named_otherwise(customers: Iterable[Entered]) -> Iterator[Found]:
    """Files whose name ends with another id than the one in them: renamed or copied by hand."""
    for one in customers:
        named = _NAMED.search(one.file)
        if named is not None and named[1] != one.id:
            params = {"id": one.id, "named": named[1], "file": PurePosixPath(one.file).name}
            problem = Problem("customer.named_otherwise", params, Place(one.file), f"show {one.id}", "info")
            yield Found(problem, one.id, one.name)


def _files_of(workspace: Workspace, wanted: Iterable[str]) -> Collection[str] | None:
    """The files of the customers named; None where none are. A broken one may be named by its id or its file."""
    names = list(wanted)
    if not names:
        return None
    files: set[str] = set()
    for name in names:
        try:
            files.add(find(workspace, name, iter).customer.file)
        except Broken as broken:
            if broken.exit_code != 4:
                raise
            files.update(problem.where.file for problem in broken.problems if problem.where and problem.where.file)
    return files


def _file(one: Found) -> str:
    return (one.problem.where.file or "") if one.problem.where else ""
