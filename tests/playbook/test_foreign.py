"""Processes of other kinds are said in the same language: a public tender, sample rounds, hiring."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.core.conditions import FieldRef
from salesctl.core.linting import lint
from salesctl.core.phrases import phrase
from salesctl.core.playbook import Playbook
from salesctl.store.playbook import read_playbook, read_with_places

FILES = sorted((Path(__file__).parent / "foreign").glob("*.yaml"))


def foreign(name: str) -> Playbook:
    path = Path(__file__).parent / "foreign" / f"{name}.yaml"
    return read_playbook(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_nothing_is_wrong_with_it(path: Path) -> None:
    reading = read_with_places(path.read_bytes(), path.name)
    every_role = frozenset(reading.playbook.roles)
    assert [one for one in lint(reading.playbook, every_role, reading.places) if one.severity != "info"] == []


def test_a_tender_counts_backwards_from_its_opening() -> None:
    due = foreign("tender").steps["write.guarantee"].due[0].then
    assert due is not None
    assert (due.term.relation, due.term.date, due.calendar) == ("before", FieldRef("tender", "opens"), "bid_centre")
    bound = foreign("tender").steps["decide.decision"].due[0].then
    assert bound is not None
    assert phrase(bound).endswith("but not after 10wd before tender.opens")


def test_two_of_three_readers_are_enough_and_the_release_waits_for_them() -> None:
    book = foreign("tender")
    readers = book.groups["write.readers"]
    assert readers.enough == 2
    assert readers.after == ("write.parts",)
    assert all(book.steps[one].after == ("write.parts",) for one in readers.members)
    assert book.steps["write.release"].after == ("write.readers",)


def test_a_no_sends_all_parts_back_and_what_was_reviewed_is_what_they_filled() -> None:
    release = foreign("tender").steps["write.release"]
    assert (release.no.kind, release.no.target) == ("again", "write.parts")
    assert release.reviewed == ("bid", "guarantee")
    assert release.looks_at["director"] == (FieldRef("bid", "price"), FieldRef("bid", "margin"))


def test_sample_rounds_go_back_inside_the_stage_and_out_of_it() -> None:
    trial = foreign("samples").steps["sampling.trial"]
    assert [(one.id, phrase(one.action)) for one in trial.outcomes] == [
        ("passed", "go on"),
        ("adjust", "again from sampling.recipe"),
        ("other_grade", "again from enquiry.class"),
        ("rejected_for_good", "close lost because property"),
    ]
    assert trial.outcomes[1].must[0].text == "round < 4"
    assert trial.outcomes[0].title == {"": "passed"}


def test_a_complaint_blocks_and_pauses_the_trial() -> None:
    complaint = foreign("samples").whenevers["sampling.complaint"]
    assert complaint.blocks == complaint.pauses == ("sampling.trial",)
    assert complaint.steps == ("sampling.complaint.cause", "sampling.complaint.measure")
    assert complaint.most == 3


def test_a_panel_and_an_offer_approved_by_its_amount() -> None:
    book = foreign("hiring")
    panel = book.steps["panel.interview"].approve
    assert panel is not None
    assert [phrase(case.then) for case in panel] == ["manager", "2 of manager, peer, hr"]
    tiers = book.steps["offer.approval"].approve
    assert tiers is not None
    assert [phrase(case.then) for case in tiers] == ["first director, then ceo", "director", "none", "manager"]
    assert [case.when is None for case in tiers] == [False, False, False, True]


def test_after_leaves_the_order_of_the_page() -> None:
    book = foreign("hiring")
    assert book.steps["panel.references"].after == ("panel.task",)
    assert book.steps["panel.decision"].after == ("panel.interview", "panel.references")


def test_a_card_holds_what_a_form_keeps_on_it() -> None:
    every = foreign("hiring").duties["birthday"].every
    assert every is not None
    assert every.dates == (FieldRef("customer", "birthday"),)


def test_without_from_a_duty_begins_with_its_stage_and_beside_the_stages_with_the_deal() -> None:
    assert phrase(foreign("tender").whenevers["write.clarification"].start) == "write"
    assert phrase(foreign("tender").duties["market.watch"].start) == "opened"
