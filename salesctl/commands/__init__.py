"""One file a command: parse, ask the desk or a report, render. No rule, no YAML, no colour.

The door finds a command by the name of its file: ``done.py`` is `salesctl done`, ``next_.py`` is `next`,
``merge_driver.py`` is `merge-driver`, ``lead/add.py`` is `lead add`. Each holds a function ``command`` that returns
None or an exit code, or a Refused. A folder is a group; with a ``command`` in its ``__init__`` it also runs alone.
The text of its help stands in the catalogs: `help.lead_add`, and `help.lead_add.channel` for its option ``--channel``.
"""

from __future__ import annotations

# Without `Final`: what is begun early reads this page, and importing typing takes longer than all of that.

# The order of `salesctl --help`. A command that stands in none of these rows is shown in the last.
SHELVES: dict[str, tuple[str, ...]] = {
    "start": ("init", "team", "train", "import", "lead", "deal"),
    "day": ("next", "show", "log", "done", "note", "plan", "why", "inbox", "sync"),
    "move": ("grade", "approve", "reject", "amend", "advance", "back", "hold", "resume", "nurture", "close", "reopen"),
    "change": ("assign", "edit", "undo", "forget"),
    "manage": ("overdue", "list", "board", "report", "check", "doctor"),
    "more": (),
}

# For git and for the program itself: they run, and stand in no help.
HIDDEN = frozenset({"home", "merge-driver"})

# They look over all customers, and so soon that it is worth beginning before anything else. `next` with a customer is
# not among them.
LOOKING = frozenset({"overdue", "next", "inbox", "list", "board", "report", "lead add"})
