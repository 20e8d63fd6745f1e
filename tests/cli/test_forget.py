"""`forget`: the person is gone from the file, the deal is where it was, and what git still holds is said."""

from __future__ import annotations

import errno
import subprocess
from pathlib import Path

import pytest
from shell import Shell, init
from terminal import Terminal

from salesctl.core.events import Record
from salesctl.store.record_file import new_record
from salesctl.store.record_reading import read_record
from salesctl.store.redacting import redacted_text

PERSON = ("李敏", "13800001234", "limin@example.com")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "team")
    shell.ok(
        "lead", "add", "华信", "--channel", "website", "--industry", "机械", "--need", "找李敏", "--contact", "李敏",
        "--phone", "13800001234", "--email", "limin@example.com",
    )  # fmt: skip
    shell.ok("grade", "华信", "A")
    shell.ok("log", "华信", "李总 13800001234 说预算已批", "--with", "李敏")
    return shell


def file_of(shell: Shell) -> Path:
    return next((shell.root / "customers").glob("*.yaml"))


def process(shell: Shell) -> object:
    """Where the deal stands; what an open step still asks for is another matter once the contacts are gone."""
    deal = shell.ask("show", "华信")["deals"][0]
    items = [{key: item[key] for key in item if key != "form"} for item in deal["checklist"]]
    return items, {key: deal[key] for key in ("stage", "grade", "owner", "status", "round", "duties")}


def test_the_person_is_gone_and_the_process_is_the_same(shell: Shell) -> None:
    before = process(shell)
    told = shell.ask("forget", "华信", "--yes")
    text = file_of(shell).read_text(encoding="utf-8")
    assert not any(word in text for word in PERSON)
    assert "李总" not in text
    assert process(shell) == before
    assert told["removed"] == {"contacts": 1, "names": 3, "phones": 1}
    tombstone = shell.ask("show", "华信")["history"][-1]
    assert tombstone["what"] == "forgotten"
    assert tombstone["by"] == "wang.lei"
    assert shell.ok("check", "--json").json["ok"] is True


def test_comments_quotes_and_the_rest_of_the_file_stay(shell: Shell) -> None:
    file = file_of(shell)
    text = file.read_text(encoding="utf-8").replace("customer:", "customer:  # our first")
    file.write_text(f"# 李敏 13800001234: call before noon\n{text}", encoding="utf-8")
    shell.ok("forget", "华信", "--yes")
    lines = file.read_text(encoding="utf-8").split("\n")
    assert lines[0] == "# *** ***: call before noon"
    assert "customer:  # our first" in lines
    assert "  industry: 机械" in lines


def test_without_a_terminal_it_needs_yes_and_changes_nothing(shell: Shell) -> None:
    before = file_of(shell).read_bytes()
    ran = shell.run("forget", "华信")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert file_of(shell).read_bytes() == before


def test_nothing_to_forget_writes_nothing(shell: Shell) -> None:
    shell.ok("forget", "华信", "--yes")
    before = file_of(shell).read_bytes()
    assert shell.ask("forget", "华信", "--yes")["removed"] == {}
    assert file_of(shell).read_bytes() == before


def test_a_comment_alone_is_reason_enough(shell: Shell) -> None:
    shell.ok("forget", "华信", "--yes")
    file = file_of(shell)
    file.write_text(file.read_text(encoding="utf-8") + "# call 13900001234\n", encoding="utf-8")
    assert shell.ask("forget", "华信", "--yes")["removed"] == {"phones": 1}
    assert "# call ***\n" in file.read_text(encoding="utf-8")
    assert shell.ask("show", "华信")["history"][-1]["with"]["card"] == ["contacts"]


def test_what_was_typed_and_never_saved_goes_too(shell: Shell) -> None:
    name = shell.ask("show", "华信")["customer"]["id"]
    drafts = shell.root / ".salesctl" / "drafts"
    drafts.mkdir(exist_ok=True)
    (drafts / f"{name}-1-first_contact.yaml").write_text("spoke_with: 李敏\n", encoding="utf-8")
    shell.ok("forget", "华信", "--yes")
    assert list(drafts.iterdir()) == []


def test_what_git_still_holds_is_said_plainly(shell: Shell) -> None:
    assert shell.ask("forget", "华信", "--yes")["hints"][0]["code"] == "forget.no_git"
    shell.ok("edit", "华信", "--set", "need=13900001234")
    git(shell.root, "add", "-A")
    git(shell.root, "commit", "-qm", "Begin")
    told = shell.ask("forget", "华信", "--yes")
    assert told["commits"] == 1
    assert told["hints"][0]["code"] == "forget.git_holds"
    assert "filter-repo" in told["hints"][0]["remedy"]


def test_where_git_cannot_be_found_out_about_nothing_is_removed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """`forget` says what git still holds: when the disk does not say, "nothing has changed" is true."""
    before = file_of(shell).read_bytes()
    exists = Path.exists

    def refusing(path: Path) -> bool:
        if path.name == ".git":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", refusing)
    ran = shell.run("forget", "华信", "--yes")
    monkeypatch.undo()
    assert ran.code == 4, ran
    assert file_of(shell).read_bytes() == before


@pytest.mark.parametrize(("answer", "gone"), [("yes", True), ("no", False), ("", False)])
def test_a_person_at_a_terminal_is_asked(shell: Shell, answer: str, gone: bool) -> None:
    seen = Terminal(shell.root).run("forget", "华信", typed=[answer])
    assert seen.code == 0
    assert "cannot be undone" in seen.screen
    assert ("李敏" not in file_of(shell).read_text(encoding="utf-8")) is gone


def test_a_text_that_cannot_be_changed_in_place_is_written_anew() -> None:
    text = '{salesctl: 1, id: k7m2q9xd, customer: {name: A, need: "13800001234"}, history: []}\n'
    before = read_record(text, "x")
    meant = Record(before.id, {"name": "A", "need": "***"}, ())
    found = redacted_text(text, meant, lambda comment: comment, "x")
    assert read_record(found, "x") == meant
    assert "13800001234" not in found
    assert found == new_record(meant) or found.startswith("{")
