"""The small phrases of a playbook: text to values of ``core/playbook`` and ``core/conditions``, and back.

Each parser takes the phrase and a ``Names`` that knows what may be named where the phrase stands. What is wrong is
raised as ``Broken``; the place of each problem has a column alone: the one inside the phrase, counted from 1.
``parse(phrase(x)) == x`` holds for everything that a phrase can say.
"""

from __future__ import annotations

from salesctl.core.phrases.actions import action
from salesctl.core.phrases.amounts import amount
from salesctl.core.phrases.approvals import approval
from salesctl.core.phrases.conditions import case_key, condition
from salesctl.core.phrases.dues import due
from salesctl.core.phrases.events import events
from salesctl.core.phrases.every import every
from salesctl.core.phrases.names import HAPPENINGS, HOLIDAYS, RESERVED, Kind, Names, Vocabulary
from salesctl.core.phrases.naming import field_ref, field_refs, name_list, one_name
from salesctl.core.phrases.printing import phrase
from salesctl.core.phrases.reminders import reminder

__all__ = [
    "HAPPENINGS",
    "HOLIDAYS",
    "RESERVED",
    "Kind",
    "Names",
    "Vocabulary",
    "action",
    "amount",
    "approval",
    "case_key",
    "condition",
    "due",
    "events",
    "every",
    "field_ref",
    "field_refs",
    "name_list",
    "one_name",
    "phrase",
    "reminder",
]
