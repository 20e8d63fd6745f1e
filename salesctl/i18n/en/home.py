"""`salesctl` alone."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "home.what": "salesctl leads a sales team through one standard process, from the first lead to after-sales:\nwhat to do next, with form and talk track; who owes what to whom by when; what is late, and why deals are lost.\nEverything is kept as plain YAML files in a folder of yours, under git. There is no workspace here yet.",
    "home.begin": "To begin:",
    "home.init": "a workspace in this folder, with the process and you in every role",
    "home.demo": "the same with made-up customers, to practise on",
    "home.all": "all commands",
    "home.who": "{name} ({id}) · {now}",
    "home.stranger": "The team does not know who you are · {now}",
    "home.open": "My deals under way",
    "home.count": "{count}",
    "home.nurtured": "{count}, and {more} in the nurture pool",
    "home.care": "{count}, and {more} of care",
    "home.waiting": "For me to do",
    "home.late": "Late",
    "home.next.join": "First join the team:",
    "home.next.first": "Next: {name} · {what}",
    "home.next.late": "Next: {name} · {what}, due {due}",
    "home.next.nothing": "Nothing waits for you. What is coming:",
    "home.next.lead": "No customer yet. The first one:",
    "home.command.lead": 'lead add "Harbour Tools"',
    "home.help": "All commands: salesctl --help",
}
