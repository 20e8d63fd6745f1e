"""What the files and folders of a workspace are called."""

from __future__ import annotations

PLAYBOOK = "playbook.yaml"
TEAM = "team.yaml"
CUSTOMERS = "customers"
HIDDEN = ".salesctl"
