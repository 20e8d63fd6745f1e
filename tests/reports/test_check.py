from __future__ import annotations

from typing import Any

import pytest

KEYS = {"file", "line", "customer", "deal", "event", "code", "message", "severity"}


def found(place: Any, *words: str) -> list[tuple[str, str, int | None]]:
    return [(one["severity"], one["code"], one["line"]) for one in place.json("check", *words)["findings"]]


def test_a_lead_with_nothing_but_a_name_is_clean(place: Any) -> None:
    place.run("lead", "add", "华信")
    said = place.run("check", "--json")
    assert said.code == 0
    assert said.json["ok"] is True
    assert said.json["findings"] == []
    assert place.run("check").out == "Nothing was found.\n"


@pytest.mark.row("U2")
def test_an_event_that_was_not_earned_is_named_with_its_line(place: Any, opened: Any) -> None:
    place.customer("华信", opened(), "03-03 10:00 advanced with: {to: needs}")
    said = place.run("check", "--json")
    assert said.code == 1
    assert said.json["ok"] is False
    [first, *_] = said.json["findings"]
    assert set(first) >= KEYS
    assert (first["file"], first["line"], first["customer"], first["deal"], first["event"], first["severity"]) == (
        "customers/aaaaaaa1.yaml", 11, "aaaaaaa1", 1, "2-aaaaa", "warn",
    )  # fmt: skip
    assert {one["code"] for one in said.json["findings"]} == {"advance.undone"}


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("03-03 10:00 danced", "event.unknown_verb"),
        ("03-03 10:00 done step: needs.polka", "event.unknown_step"),
        ("03-03 10:00 advanced with: {to: lead}", "event.stage_reached"),
        ("03-03 10:00 resumed", "event.not_held"),
        ("03-03 10:00 graded with: {grade: Z}", "event.unknown_grade"),
    ],
)
def test_an_event_without_meaning_is_a_warning(place: Any, opened: Any, event: str, code: str) -> None:
    place.customer("华信", opened(), event)
    assert ("warn", code, 11) in found(place)


def test_a_file_that_cannot_be_read_and_one_of_a_newer_format_are_errors(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    (place.root / "customers" / "a.yaml").write_text("a: [\n", encoding="utf-8")
    (place.root / "customers" / "b.yaml").write_text(
        "salesctl: 9\nid: aaaaaaa9\ncustomer: {name: B}\n", encoding="utf-8"
    )
    said = place.run("check", "--json")
    assert said.code == 1
    assert {(one["file"], one["severity"]) for one in said.json["findings"]} == {
        ("customers/a.yaml", "error"), ("customers/b.yaml", "error"),
    }  # fmt: skip
    assert "record.newer_format" in [one["code"] for one in said.json["findings"]]


def test_only_the_customers_named_are_reported(place: Any, opened: Any) -> None:
    place.customer("华信", opened(), "03-03 10:00 danced", id="aaaaaaa1")
    place.customer("宏远", opened(), id="aaaaaaa2")
    assert found(place, "宏远") == []
    assert place.run("check", "宏远").code == 0
    assert place.run("check", "宏远", "华信").code == 1
    assert place.run("check", "无此人").code == 2


def test_likely_duplicates_are_told_once_and_are_no_fault(place: Any, opened: Any) -> None:
    place.customer("华信科技有限公司", opened(), id="aaaaaaa1")
    place.customer("华信科技", opened(), id="aaaaaaa2")
    place.customer("甲", opened(), id="aaaaaaa3", card="contacts: [{name: 李, phone: 138-0000-0000}]")
    place.customer("乙", opened(), id="aaaaaaa4", card='contacts: [{name: 王, phone: "+86 13800000000"}]')
    said = place.run("check", "--json")
    assert said.code == 0
    alike = [one for one in said.json["findings"] if one["code"] == "customer.likely_same"]
    assert [(one["customer"], one["severity"]) for one in alike] == [
        ("aaaaaaa2", "info"), ("aaaaaaa4", "info"),
    ]  # fmt: skip


def test_what_looks_odd_is_a_hint(place: Any, opened: Any) -> None:
    place.customer("华信", opened(), card="contacts: [{name: 李, phone: call me, email: nowhere}]")
    assert {(one["code"], one["severity"]) for one in place.json("check")["findings"]} == {
        ("hint.odd_phone", "info"), ("hint.odd_email", "info"),
    }  # fmt: skip
    assert place.run("check").code == 0


def test_two_files_of_one_id_are_an_error(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    file = place.root / "customers" / "aaaaaaa1.yaml"
    (place.root / "customers" / "copy.yaml").write_bytes(file.read_bytes())
    assert [(one["severity"], one["file"]) for one in place.json("check")["findings"]] == [
        ("error", "customers/copy.yaml")
    ]
    assert place.run("check").code == 1


def test_a_file_that_was_renamed_by_hand_is_worth_knowing_and_is_found_by_its_id(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    file = place.root / "customers" / "aaaaaaa1.yaml"
    for name in ("hua-xin.yaml", "hua-xin-aaaaaaa1.yaml", "hua-xin-limited.yaml"):
        file = file.rename(file.with_name(name))
        assert place.json("check")["findings"] == []
    file.rename(file.with_name("hua-xin-bbbbbbb2.yaml"))
    [one] = place.json("check")["findings"]
    assert (one["code"], one["severity"], one["customer"]) == ("customer.named_otherwise", "info", "aaaaaaa1")
    assert "bbbbbbb2" in one["message"]
    for wanted in ("aaaaaaa1", "华信"):
        assert place.json("show", wanted)["customer"]["id"] == "aaaaaaa1"
    assert place.run("show", "bbbbbbb2").code == 2


def test_an_imported_deal_is_information(place: Any) -> None:
    place.customer("华信", "03-02 09:00 imported with: {owner: wang.lei, stage: needs, playbook: b2b@1}")
    assert {severity for severity, _, _ in found(place)} == {"info"}
    assert place.run("check").code == 0


def test_what_is_only_worth_knowing_does_not_bury_the_rest(place: Any, opened: Any) -> None:
    for number in range(9):
        card = f"contacts: [{{name: Li, phone: 'n{number}'}}]"
        place.customer(f"Twin {number}", opened("03-02 09:30"), id=f"aaaaaa{number:02}", card=card)
    ran = place.run("check")
    assert ran.out.count("does not look like a telephone") == 5
    assert "… and 4 more like these" in ran.out
    assert len(place.json("check")["findings"]) >= 9
