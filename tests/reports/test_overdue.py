from __future__ import annotations

from typing import Any

import pytest

KEYS = {
    "customer", "name", "deal", "stage", "grade", "step", "role", "person", "owner", "since", "due",
    "late_hours", "what",
}  # fmt: skip


@pytest.fixture
def three(place: Any, opened: Any) -> Any:
    """An A that was tried in vain, a lead of a colleague, and a won customer whose care is due."""
    place.customer(
        "华信", opened(), "03-02 10:00 graded with: {grade: A}",
        "03-02 15:00 contacted with: {kind: call, reached: no}", id="aaaaaaa1",
    )  # fmt: skip
    place.customer("宏远", opened("03-02 14:00", "sun.li"), id="aaaaaaa2")
    place.customer("Acme", "01-05 10:00 imported with: {owner: sun.li, stage: delivery, status: won}", id="aaaaaaa3")
    return place


@pytest.mark.row("U2")
def test_the_longest_overdue_stands_first_with_the_person_who_owes_it(three: Any) -> None:
    items = three.json("overdue", now="2026-03-03T15:00")["items"]
    assert [(one["name"], one["step"], one["person"]) for one in items] == [
        ("宏远", "lead.grading", "sun.li"), ("华信", "lead.first_contact", "wang.lei"),
        ("宏远", "lead.first_contact", "sun.li"),
    ]  # fmt: skip
    assert all(set(one) >= KEYS for one in items)
    assert items[1]["due"] == "2026-03-03T09:30:00+08:00"
    assert items[1]["since"] == "2026-03-02T09:30:00+08:00"
    assert items[1]["late_hours"] == 5.5
    assert items[1]["grade"] == "A"


@pytest.mark.row("1.4")
def test_tried_and_not_reached_is_told_apart_from_never_tried(three: Any) -> None:
    items = three.json("overdue", now="2026-03-03T15:00")["items"]
    assert [(one["what"], one["tried"]) for one in items if one["step"] == "lead.first_contact"] == [
        ("First contact: tried 1 time, not reached", 1), ("First contact", 0),
    ]  # fmt: skip


def test_late_is_only_what_is_due_before_now(three: Any) -> None:
    due = "2026-03-03T09:30"
    assert "华信" not in [one["name"] for one in three.json("overdue", now=due)["items"]]
    assert "华信" in [one["name"] for one in three.json("overdue", now="2026-03-03T09:31")["items"]]


@pytest.mark.parametrize(
    ("span", "names"), [("3h", []), ("48h", ["宏远", "华信", "宏远"]), ("1wd", ["宏远", "华信", "宏远"])]
)
def test_within_looks_ahead_in_the_units_of_the_playbook(three: Any, span: str, names: list[str]) -> None:
    items = three.json("overdue", "--within", span, now="2026-03-02T14:10")["items"]
    assert [one["name"] for one in items] == names
    assert all(one["late_hours"] == 0 for one in items)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--owner", "孙丽"), ["宏远", "宏远"]),
        (("--role", "客户经理"), ["宏远", "华信", "宏远"]),
        (("--role", "legal"), []),
        (("--stage", "lead", "--owner", "wang.lei"), ["华信"]),
    ],
)
def test_filters_take_ids_and_labels(three: Any, words: tuple[str, ...], names: list[str]) -> None:
    assert [one["name"] for one in three.json("overdue", *words, now="2026-03-03T15:00")["items"]] == names


def test_care_is_late_only_where_it_is_asked_for(three: Any) -> None:
    assert "care.news" not in [one["step"] for one in three.json("overdue", now="2026-04-01")["items"]]
    assert "care.news" in [one["step"] for one in three.json("overdue", "--duties", now="2026-04-01")["items"]]


def test_a_planned_follow_up_in_the_past_is_late_and_the_owners(place: Any, opened: Any) -> None:
    place.customer("华信", opened(), "03-02 11:00 planned with: {when: 2026-03-02T15:00+08:00, text: 送报价}")
    [item] = [one for one in place.json("overdue", now="2026-03-02T18:00")["items"] if one["kind"] == "plan"]
    assert (item["person"], item["what"], item["step"]) == ("wang.lei", "Follow-up: 送报价", None)


def test_a_verdict_is_owed_by_each_role_that_is_asked(place: Any) -> None:
    place.customer(
        "华信", "03-02 09:00 imported with: {owner: wang.lei, stage: proposal, since: 2026-03-02T09:00+08:00}",
        "03-02 10:00 done step: proposal.improve", "03-02 11:00 approved step: proposal.review | with: {as: legal}",
    )  # fmt: skip
    late = [one for one in place.json("overdue", now="2026-03-05T09:00")["items"] if one["kind"] == "verdict"]
    assert [one["role"] for one in late] == ["product", "technical", "finance"]
    assert {one["person"] for one in late} == {"li.na"}


def test_what_is_late_can_be_an_exit_code(three: Any) -> None:
    assert three.run("overdue", "--exit-code", now="2026-03-03T15:00").code == 1
    assert three.run("overdue", now="2026-03-03T15:00").code == 0
    assert three.run("overdue", "--exit-code", now="2026-03-02T14:00").code == 0


def test_nothing_late_is_said(place: Any) -> None:
    assert place.run("overdue").out == "Nothing is late.\n"
    assert place.run("overdue", "--lang", "zh").out == "没有超期。\n"
    assert place.run("overdue", "--exit-code").code == 0


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_the_table_keeps_to_the_window(three: Any, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from salesctl.render.layout import width

    monkeypatch.setenv("COLUMNS", columns)
    said = three.run("overdue", "--lang", "zh", now="2026-03-03T15:00")
    assert max(width(line) for line in said.out.splitlines()) <= int(columns)
    assert "华信" in said.out


def test_a_broken_file_is_named_and_the_rest_is_answered(three: Any) -> None:
    (three.root / "customers" / "bad.yaml").write_text("a: [\n", encoding="utf-8")
    said = three.run("overdue", "--json", now="2026-03-03T15:00")
    assert said.code == 4
    assert "customers/bad.yaml" in said.err
    assert len(said.json["items"]) == 3
    assert said.json["problems"][0]["where"].startswith("customers/bad.yaml")


@pytest.mark.parametrize(
    "words", [("--within", "soon"), ("--owner", "nobody"), ("--stage", "moon"), ("--role", "king")]
)
def test_what_means_nothing_is_refused_with_2(three: Any, words: tuple[str, ...]) -> None:
    said = three.run("overdue", *words, "--json")
    assert said.code == 2
    assert said.json["ok"] is False
    assert said.json["problems"][0]["remedy"]
