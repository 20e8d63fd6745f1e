"""What the shells are told when somebody presses Tab on an argument. Everything is imported only then."""

from __future__ import annotations

import typer

Offers = list[tuple[str, str]]


def customer(context: typer.Context, incomplete: str) -> Offers:
    """For CUSTOMER."""
    from salesctl.desk import completing

    return completing.offered(completing.customers, context.obj, incomplete)


def step(context: typer.Context, incomplete: str) -> Offers:
    """For STEP."""
    from salesctl.desk import completing

    return completing.offered(completing.steps, context.obj, incomplete)


def stage(context: typer.Context, incomplete: str) -> Offers:
    """For STAGE."""
    from salesctl.desk import completing

    return completing.offered(completing.stages, context.obj, incomplete)


def role(context: typer.Context, incomplete: str) -> Offers:
    """For ROLE."""
    from salesctl.desk import completing

    return completing.offered(completing.roles, context.obj, incomplete)


def person(context: typer.Context, incomplete: str) -> Offers:
    """For WHO."""
    from salesctl.desk import completing

    return completing.offered(completing.people, context.obj, incomplete)
