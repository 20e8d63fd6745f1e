"""An id made from what somebody is called: lower case, ASCII, words joined by dots."""

from __future__ import annotations

from salesctl.store.workspace import slug

_NOTHING_LEFT = slug("")


def person_id(called: str) -> str | None:
    """`Wang Lei` and `wang.lei@example.com` → ``wang.lei``, `王磊` → ``wang.lei``; None when nothing is left."""
    found = slug(called.partition("@")[0]).replace("-", ".")
    return None if found == _NOTHING_LEFT else found
