"""The frame of every help page, and what all commands have in common."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "help.salesctl": "One standard sales process for the whole team: what to do next, who owes what, what is late.\nRecords are plain YAML files in a folder under git. Begin with `salesctl init`.",
    "help.usage": "Usage:",
    "help.command_and_rest": "COMMAND …",
    "help.options_place": "[OPTIONS]",
    "help.commands": "Commands",
    "help.arguments": "Arguments",
    "help.options": "Options",
    "help.default": "(default: {value})",
    "help.required": "(required)",
    "help.shelf.start": "Begin",
    "help.shelf.day": "Every day",
    "help.shelf.move": "Move a deal",
    "help.shelf.change": "Correct and hand over",
    "help.shelf.manage": "Watch and improve",
    "help.shelf.more": "More",
    "help.shells": "In the shell",
    "help.install_completion": "Let Tab complete commands, in the shell that you are in.",
    "help.show_completion": "Show the script that does it.",
    "help.global": "With every command, before or after it",
    "help.global.folder": "The workspace; else the nearest folder above with a playbook.yaml, or SALESCTL_HOME.",
    "help.global.now": "Take this as the present moment (also SALESCTL_NOW).",
    "help.global.user": "Who is acting (also SALESCTL_USER); else git's user, looked up in team.yaml.",
    "help.global.lang": "Chinese or English (also SALESCTL_LANG); else the language of the system.",
    "help.global.json": "Answer with one JSON object on stdout.",
    "help.global.no_color": "No colours (also NO_COLOR).",
    "help.global.version": "Show the version.",
    "help.global.help": "Show this page.",
}
