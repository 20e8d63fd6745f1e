"""A real pipeline of 8,800 opportunities, with its flaws, comes in whole, adds up, and comes in only once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from shell import Shell, init
from written import files

from salesctl.store.workspace import read_file

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "crm-sales-opportunities"
MAP = ROOT / "examples" / "crm-sales-opportunities" / "map.yaml"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (DATA / "sales_pipeline.csv").is_file(), reason=f"the data set is no part of the project and not at {DATA}"
    ),
]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The workspace after the import."""
    shell = init(tmp_path_factory.mktemp("live") / "ws", "--no-git")
    told = shell.ask("lead", "import", str(DATA / "sales_pipeline.csv"), "--map", str(MAP))
    assert (told["added"], told["deals"], told["set_aside"], len(told["people"])) == (1510, 8800, 0, 30)
    return shell


def test_every_opportunity_is_there_and_the_figures_add_up(live: Shell) -> None:
    items = live.ask("list")["items"]
    assert Counter((one["status"], one["stage"]) for one in items) == {
        ("won", None): 4238, ("lost", None): 2473, ("open", "needs"): 1589, ("open", "lead"): 500,
    }  # fmt: skip
    assert sum(int(one["amount"]) for one in items if one["status"] == "won") == 10_005_534
    assert len({one["owner"] for one in items}) == 30
    assert {"moses.frase", "vicki.laflamme"} <= {one["owner"] for one in items}


def test_the_funnel_counts_what_was_seen(live: Shell) -> None:
    found = live.ask("report", "funnel")
    totals = {key: found["totals"][key] for key in ("won", "lost", "open", "won_value")}
    assert totals == {"won": 4238, "lost": 2473, "open": 2089, "won_value": "10005534"}
    keys = [column["key"] for column in found["columns"]]
    entered = {row[keys.index("stage")]: row[keys.index("entered")] for row in found["rows"]}
    assert entered == {"lead": 500, "needs": 1589, "proposal": 0, "contract": 0, "delivery": 0}


def test_what_is_won_owes_nothing_and_nothing_is_late(live: Shell) -> None:
    assert live.ask("overdue", "--duties")["items"] == []


def test_the_import_is_information_and_no_violation(live: Shell) -> None:
    told = live.ask("check")
    assert told["ok"] is True
    assert {(one["code"], one["severity"]) for one in told["findings"]} == {("deal.imported", "info")}


def test_the_accounts_bring_their_facts(live: Shell) -> None:
    card = live.ask("show", "Acme Corporation")["customer"]
    assert (card["industry"], card["size"], card["year_established"]) == ("technology", "2822", "1996")


def test_the_same_table_again_writes_nothing(live: Shell) -> None:
    before = files(live)
    told = live.ask("lead", "import", str(DATA / "sales_pipeline.csv"), "--map", str(MAP), now="2026-03-03T09:00")
    assert (told["added"], told["changed"], told["unchanged"]) == (0, 0, 8800)
    assert files(live) == before


def test_a_customer_with_two_hundred_deals_is_shown_without_reading_the_others(
    live: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(path: Path, shown: str | None = None) -> bytes:
        read.append(path.name)
        return read_file(path, shown)

    monkeypatch.setattr("salesctl.desk.customers.read_file", noted)
    largest = max((live.root / "customers").glob("*.yaml"), key=lambda path: path.stat().st_size)
    found = live.ask("show", largest.stem.rpartition("-")[2])
    assert len(found["deals"]) == 200
    assert read == [largest.name]
