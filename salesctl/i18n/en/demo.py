"""The sample customers of a new workspace."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "help.init.demo": "Put in twelve sample customers and a team, dated back from now, to practise on at once.",
    "demo.team": "{name} ({id}) is sales lead and account manager; a sample team fills every other role.",
    "demo.customers": "{count} sample customers in every stage, some late, some waiting for a verdict. Delete them when you are done.",
}
