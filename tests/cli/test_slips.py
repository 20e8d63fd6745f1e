"""What is accepted and yet may be a slip is said at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from shell import Shell, init


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "team", "--no-git")
    shell.ok("lead", "add", "Acme", "--channel", "website")
    return shell


def hints(shell: Shell, *words: str) -> list[str]:
    return [one["code"] for one in shell.ask(*words)["hints"]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["plan", "Acme", "{}", "call"], "hint.passed_when"),
        (["log", "Acme", "called", "--next", "{}", "again"], "hint.passed_when"),
        (["edit", "Acme", "--sign-by", "{}"], "hint.passed_sign_by"),
        (["lead", "add", "Beta", "--sign-by", "{}"], "hint.passed_sign_by"),
        (["deal", "add", "Acme", "--sign-by", "{}"], "hint.passed_sign_by"),
        (["nurture", "Acme", "--because", "budget", "--review", "{}"], "hint.passed_review"),
    ],
)
def test_a_day_that_has_passed_is_taken_and_said(shell: Shell, words: list[str], code: str) -> None:
    assert code in hints(shell, *(word.format("2026-03-01") for word in words))


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-03"])
def test_today_and_tomorrow_are_no_slip(shell: Shell, day: str) -> None:
    for words in (["plan", "Acme", day], ["edit", "Acme", "--sign-by", day]):
        assert not [code for code in hints(shell, *words) if code.startswith("hint.passed")]


def test_the_hint_is_one_sentence_in_the_language_of_the_reader(shell: Shell) -> None:
    said = shell.ok("plan", "Acme", "2026-02-27", "call").err
    assert "Fri 27 Feb 18:00 has passed already, so this follow-up counts as late at once." in said
    shell.lang = "zh"
    assert "2月27日（周五）18:00 已经过去，这次跟进马上就算逾期。" in shell.ok("plan", "Acme", "2026-02-27", "x").err


@pytest.mark.parametrize(
    "words",
    [
        ["note", "Acme", "portal password: s3cret99"], ["log", "Acme", "VPN 密码：Hx2026!abc"],
        ["edit", "Acme", "--set", "need=password: s3cret99"], ["lead", "add", "Beta", "--need", "password: s3cret99"],
    ],
)  # fmt: skip
def test_a_password_that_is_typed_in_is_saved_said_and_never_repeated(shell: Shell, words: list[str]) -> None:
    ran = shell.ok(*words)
    assert "A text here looks like a password." in ran.err
    assert "s3cret99" not in ran.err + shell.run("check").out
    found = [one for one in shell.run("check", "--json").json["findings"] if one["code"] == "hint.secret_password"]
    assert [one["severity"] for one in found] == ["warn"]
    assert found[0]["file"].startswith("customers/")


def test_a_name_that_only_looks_like_another_is_warned_of(shell: Shell) -> None:
    assert "customer.look_alike" in hints(shell, "lead", "add", "\u0410cme")
    ran = shell.run("check", "--json")
    (found,) = ran.json["findings"]
    assert (found["code"], found["severity"]) == ("customer.look_alike", "warn")
    assert "U+0410" in found["message"]
    assert "customer.look_alike" not in hints(shell, "lead", "add", "Acne")


def test_two_people_whom_nobody_can_tell_apart_are_warned_of(shell: Shell) -> None:
    shell.ok("team", "add", "li.na")
    shell.ok("team", "add", "li.n\u0430")
    (found,) = shell.run("check", "--json").json["findings"]
    assert (found["code"], found["severity"], found["file"]) == ("team.look_alike", "warn", "team.yaml")


def secret_findings(shell: Shell) -> list[str]:
    return [one["code"] for one in shell.run("check", "--json").json["findings"] if one["code"].startswith("hint.secr")]


def accept(shell: Shell) -> None:
    """Do what `check` says: its own command, with a reason in the place of TEXT."""
    (found,) = [line for line in shell.run("check").out.splitlines() if " --accept " in line]
    words = shlex.split(found)
    words = words[words.index("note") :]
    words[words.index("TEXT")] = "the name of a product"
    shell.ok(*words)


@pytest.mark.parametrize(
    "words", [["note", "Acme", "the password: Model-9 line"], ["edit", "Acme", "--set", "need=password: Model-9 line"]]
)
def test_what_is_no_secret_is_settled_by_a_remark_that_everybody_sees(shell: Shell, words: list[str]) -> None:
    shell.ok(*words)
    assert shell.run("check").code == 1
    accept(shell)
    assert secret_findings(shell) == []
    ran = shell.ok("check")
    assert "Nothing was found." in ran.out
    assert "1 finding more is settled" in ran.out
    (settled,) = shell.run("check", "--json").json["accepted"]
    assert (settled["code"], settled["by"]) == ("hint.secret_password", "wang.lei")
    assert settled["because"] == "the name of a product"
    assert "Settled by Wang Lei on Mon 2 Mar 09:00: the name of a product" in shell.ok("check", "--accepted").out
    assert "No secret in" in shell.ok("show", "Acme").out
    shell.ok("undo", "Acme")
    assert secret_findings(shell) == ["hint.secret_password"]


def test_only_the_text_that_was_looked_at_is_settled(shell: Shell) -> None:
    shell.ok("edit", "Acme", "--set", "need=password: Model-9 line")
    accept(shell)
    shell.ok("edit", "Acme", "--set", "need=password: s3cret99")
    assert secret_findings(shell) == ["hint.secret_password"]
    shell.ok("edit", "Acme", "--set", "need=password: Model-9 line")
    shell.ok("note", "Acme", "password: s3cret99")
    assert secret_findings(shell) == ["hint.secret_password"]
    ran = shell.run("note", "Acme", "x", "--accept", "industry", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (2, ["accept.nothing"])
