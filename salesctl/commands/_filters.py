"""What `list` is asked for, understood: people, stages, grades and amounts as typed."""

from __future__ import annotations

from decimal import Decimal

from salesctl.commands._opening import money_of
from salesctl.core.naming import one_of, read_grade, read_person, read_stage
from salesctl.core.playbook import Playbook, Text
from salesctl.desk.opening import Workspace
from salesctl.i18n import LANGUAGES, say, speaking
from salesctl.reports import deals


def least(typed: str | None) -> Decimal | None:
    """The least amount. Raises Broken (exit code 2)."""
    return money_of(typed, "--min-amount")


def order(typed: str) -> str:
    """How to sort, with a minus before it for the other way round. Raises Broken (exit code 2)."""
    if not typed:
        return ""
    name = one_of(typed.removeprefix("-"), {key: key for key in deals.SORTS}, "sort")
    return f"-{name}" if typed.startswith("-") else name


def wanted(
    workspace: Workspace, owner: str | None, stage: str | None, status: str | None, grade: str | None,
    channel: str | None, kind: str | None,
) -> dict[str, str | None]:  # fmt: skip
    """What a deal must have, by the names of its facts. Raises Broken (exit code 2) for what nobody knows."""
    playbook = workspace.playbook
    return {
        "owner": read_person(workspace.team, owner) if owner else None,
        "stage": read_stage(playbook, stage) if stage else None,
        "status": one_of(status, {key: _spelled(f"status.{key}") for key in deals.STATUSES}, "status")
        if status
        else None,
        "grade": read_grade(playbook, grade) if grade else None,
        "channel": _channel(playbook, channel) if channel else None,
        "kind": one_of(kind, playbook.kinds, "kind") if kind else None,
    }


def _channel(playbook: Playbook, wanted: str) -> str:
    """The channel's id where the playbook lists channels; the words themselves where it does not."""
    fields = [
        field for form in playbook.forms.values() if (field := form.field("channel")) is not None and field.choices
    ]
    return one_of(wanted, fields[0].choices, "channel") if fields else wanted


def _spelled(code: str) -> Text:
    """One of our own words in every language, for understanding what was typed."""
    found: dict[str, str] = {}
    for known in LANGUAGES:
        with speaking(known):
            found[known] = say(code)
    return found
