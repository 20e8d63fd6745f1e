"""A playbook's phrases as sentences: `24h after opened` → `within 24 hours after the lead came in`."""

from __future__ import annotations

from salesctl.i18n.wording.rules import action, approval, condition, rule
from salesctl.i18n.wording.times import amount, due, events, every, reminder

__all__ = ["action", "amount", "approval", "condition", "due", "events", "every", "reminder", "rule"]
