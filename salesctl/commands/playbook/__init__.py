"""`salesctl playbook …`: reading the process, and checking what was changed in it."""
