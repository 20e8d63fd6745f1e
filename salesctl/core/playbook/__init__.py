"""What a playbook says, compiled: every phrase parsed, every name resolved, nothing left to look up in text.

The values here are frozen; ``store/playbook`` makes them from YAML. Python knows no stage, step, role, grade or form.
"""

from __future__ import annotations

from salesctl.core.playbook.entries import (
    Duty,
    Grade,
    Group,
    Move,
    Role,
    Stage,
    Step,
    Whenever,
)
from salesctl.core.playbook.forms import (
    Field,
    Form,
    Ladder,
    Outcome,
    Reminder,
    Rule,
)
from salesctl.core.playbook.terms import (
    GO_ON,
    STAY,
    Action,
    Amount,
    Approval,
    Bound,
    Due,
    EventRef,
    Events,
    Every,
    FieldType,
    Happening,
    Strength,
    Term,
    Text,
    Unit,
)
from salesctl.core.playbook.whole import (
    Playbook,
)

__all__ = [
    "GO_ON",
    "STAY",
    "Action",
    "Amount",
    "Approval",
    "Bound",
    "Due",
    "Duty",
    "EventRef",
    "Events",
    "Every",
    "Field",
    "FieldType",
    "Form",
    "Grade",
    "Group",
    "Happening",
    "Ladder",
    "Move",
    "Outcome",
    "Playbook",
    "Reminder",
    "Role",
    "Rule",
    "Stage",
    "Step",
    "Strength",
    "Term",
    "Text",
    "Unit",
    "Whenever",
]
