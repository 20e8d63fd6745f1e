"""What is broken or was not earned."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "check.clean": "Nothing was found.",
    "check.more": "… and {count} more like {count|it|these}. With --json all of them are listed.",
    "check.tally": "{error} {error|error|errors}, {warn} {warn|warning|warnings}, {info} to know.",
    "help.check": "Everything that is broken or was not earned, with file and line: files, history, process.\nExit code 1 from a warning on. Lateness belongs to `overdue`.",
    "check.accepted": "{count} {count|finding|findings} more {count|is|are} settled: somebody looked and said why. `check --accepted` shows them.",
    "check.accepted_by": "Settled by {who} on {at}: {because}",
    "help.check.accepted": "Show also what looks like a secret and was settled, with who said so and why.",
    "help.check.merge": "Compare the merge with the commit named (else the latest one) with both its parents: which events it lost.",
    "help.check.customers": "Only these customers; else all.",
    "progress.reading": "Reading",
}
