"""From the text of a playbook to its compiled value, or to all that is wrong with it."""

from __future__ import annotations

from salesctl.store.playbook.reading import Reading, read_playbook, read_with_places

__all__ = ["Reading", "read_playbook", "read_with_places"]
