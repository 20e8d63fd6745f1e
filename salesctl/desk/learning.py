"""After a save: the customer's new rows go beside the index, so that the next list need not read the file."""

from __future__ import annotations

import os

from msgspec.structs import replace

from salesctl.desk.customers import Customer, Customers, tellable
from salesctl.desk.keeping import AHEAD, BACK, kept, span
from salesctl.desk.opening import Workspace
from salesctl.reports.summary import summary
from salesctl.store.index.keeping import add
from salesctl.store.index.sight import stamp_of


def learn(world: Workspace, customer: Customer) -> None:
    """Keep the rows of a customer that was just saved; somebody may have changed the file again, so they are young."""
    try:
        stamp = stamp_of(os.stat(world.root / customer.file, follow_symlinks=False))  # noqa: PTH116  as a pass sees it
    except OSError:
        return
    file, shown = customer.file, tellable(customer.file)
    customer = customer if shown == file else replace(customer, file=shown)
    found = summary(world, customer, world.now - BACK, world.now + AHEAD)
    if found.crossed:
        # These name lines, which only reading the file tells.
        customer = Customers(world.root, world.playbook).customer(customer.file, customer.data)
        found = summary(world, customer, world.now - BACK, world.now + AHEAD)
    add(world.root, span(world.key, world.now), kept(file, stamp, customer.data, found, young=True))
