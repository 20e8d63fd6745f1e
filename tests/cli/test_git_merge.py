"""Two clones and real git: nobody's work is lost, whatever becomes of the driver, and both directions give one text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from clones import origin, worked_on
from hand_edited import base_text, worked_text
from shell import Shell, init

from salesctl.store.git_driver import driver_line, install_driver
from salesctl.store.record_reading import examine, read_record

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
ROOT = Path(__file__).parents[2]
FILE = "customers/acme-k7m2q9xd.yaml"
FALLBACK = driver_line().partition(" || ")[2]


def git(folder: Path, *words: str, fails: bool = False) -> str:
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert (ran.returncode != 0) is fails, (words, ran.stdout, ran.stderr)
    return ran.stdout + ran.stderr


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Work")


class Office:
    """One customer in two clones; each side's text is committed there before they meet."""

    def __init__(self, folder: Path, base: str) -> None:
        self.ours = init(folder / "ours")
        self.put(self.ours.root, base)
        commit(self.ours.root)
        git(folder, "clone", "-q", str(self.ours.root), str(folder / "theirs"))
        self.theirs = Shell(folder / "theirs", "wang.lei")
        install_driver(self.theirs.root)

    def put(self, root: Path, text: str) -> None:
        (root / FILE).write_text(text, encoding="utf-8", newline="")

    def meet(self, ours: str, theirs: str, *, fails: bool = False, into: Shell | None = None) -> str:
        """What is in the file where the other side was merged."""
        here = into or self.ours
        other = self.theirs if here is self.ours else self.ours
        for shell, text in ((self.ours, ours), (self.theirs, theirs)):
            self.put(shell.root, text)
            commit(shell.root)
        git(here.root, "fetch", "-q", str(other.root), "HEAD")
        git(here.root, "merge", "-q", "--no-edit", "FETCH_HEAD", fails=fails)
        return self.text(here)

    def text(self, shell: Shell) -> str:
        return (shell.root / FILE).read_text(encoding="utf-8")

    def driver(self, line: str | None) -> None:
        if line is None:
            git(self.ours.root, "config", "--remove-section", "merge.salesctl")
        else:
            git(self.ours.root, "config", "merge.salesctl.driver", line)


BASE = """\
salesctl: 1
id: k7m2q9xd
customer:
  name: Acme
  industry: tools
history:
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: opened
  with: {owner: wang.lei, playbook: b2b@1}
  id: 1-k4fq7
"""


def noted(text: str, name: str, by: str = "wang.lei", what: str = "noted", told: str = "{text: x}") -> str:
    return f"{text}- at: 2026-03-02T10:10+08:00\n  by: {by}\n  what: {what}\n  with: {told}\n  id: {name}\n"


OURS, THEIRS = noted(BASE, "2-bbbbb"), noted(noted(BASE, "2-aaaaa", "li.na"), "3-ccccc", "li.na")


def lost_in(shell: Shell) -> list[str]:
    """The events that `check` says a merge lost."""
    found = shell.run("check", "--json").json["findings"]
    assert not [one for one in found if one["severity"] == "error"], found
    return [one["event"] for one in found if one["code"].startswith("merge.lost")]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, BASE)


@pytest.mark.row("U3")
def test_what_two_people_add_to_one_customer_is_there_in_one_order(office: Office) -> None:
    text = office.meet(OURS, THEIRS)
    assert re.findall("id: ([0-9]-.*)", text) == ["1-k4fq7", "2-aaaaa", "2-bbbbb", "3-ccccc"]
    assert lost_in(office.ours) == []
    git(office.theirs.root, "pull", "-q", "--no-edit", "--no-rebase")
    assert office.text(office.theirs) == text


def test_both_directions_give_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for name in ("ours", "theirs"):
        office = Office(tmp_path / name, BASE)
        texts.append(office.meet(OURS, THEIRS, into=getattr(office, name)))
    assert texts[0] == texts[1]


def test_a_disagreement_stops_the_merge_and_stands_between_marks(office: Office) -> None:
    ours, theirs = (noted(BASE.replace("tools", one), f"2-{one}") for one in ("aaaaa", "bbbbb"))
    text = office.meet(ours, theirs, fails=True)
    assert text.count("<<<<<<<") == 1
    assert "  industry: aaaaa\n||||||| base\n  industry: tools\n=======\n  industry: bbbbb\n" in text
    assert {"2-aaaaa", "2-bbbbb"} <= set(re.findall("id: ([0-9]-.*)", text))
    assert office.ours.run("show", "Acme").code == 4
    office.put(office.ours.root, re.sub(r"<<<<<<< ours\n(.*\n)(?:.*\n)*?>>>>>>> theirs\n", r"\1", text))
    assert office.ours.ok("show", "Acme")


BREAKING = {
    "absent": None,
    "exit 1": f"exit 1 || {FALLBACK}",
    "false": f"false || {FALLBACK}",
    "exit 129": f"sh -c 'exit 129' || {FALLBACK}",
    "not found": f"/nowhere/salesctl merge-driver -- %O %A %B %P || {FALLBACK}",
    "killed": f"sh -c 'kill -9 $$' || {FALLBACK}",
    "interpreter without the program": f"{sys.executable} -I -c 'import nosuch' || {FALLBACK}",
}


@pytest.mark.parametrize("how", BREAKING)
def test_a_driver_that_breaks_down_never_loses_a_side_silently(office: Office, how: str) -> None:
    office.driver(BREAKING[how])
    text = office.meet(OURS, THEIRS, fails=True)
    assert "2-aaaaa" in text or how == "exit 1"
    assert "2-bbbbb" in text
    assert FILE in git(office.ours.root, "diff", "--name-only", "--diff-filter=U")
    done = office.ours.run("merge", "--json")
    assert (done.code, [one["outcome"] for one in done.json["files"]]) == (0, ["merged"])
    assert re.findall("id: ([0-9]-.*)", office.text(office.ours)) == ["1-k4fq7", "2-aaaaa", "2-bbbbb", "3-ccccc"]
    commit(office.ours.root)
    assert office.ours.run("check", "--merge", "--json").json["findings"] == []


def test_a_driver_that_does_nothing_and_says_it_did_is_found_out(office: Office) -> None:
    office.driver("true")
    assert "2-aaaaa" not in office.meet(OURS, THEIRS)
    for words in (["check"], ["check", "--merge"], ["check", "--merge", "HEAD"]):
        found = office.ours.run(*words, "--json")
        assert found.code == 1
        lost = [one for one in found.json["findings"] if one["code"] == "merge.lost"]
        assert [(one["event"], one["severity"], one["file"]) for one in lost] == [
            ("2-aaaaa", "warn", FILE), ("3-ccccc", "warn", FILE),
        ]  # fmt: skip
        assert "li.na" in lost[0]["message"]
    assert office.ours.ok("merge").out.startswith("✓ ")
    assert "3-ccccc" in office.text(office.ours)
    assert lost_in(office.ours) == []
    assert office.ours.ok("merge").out == "No merge is under way, and no merge has lost anything.\n"


def test_events_dropped_by_hand_in_a_merge_come_back_into_the_file_as_it_is_now(office: Office) -> None:
    office.driver(None)
    office.meet(OURS, THEIRS, fails=True)
    office.put(office.ours.root, OURS.replace("tools", "steel"))
    commit(office.ours.root)
    later = noted(OURS.replace("tools", "steel"), "3-ddddd")
    office.put(office.ours.root, later)
    commit(office.ours.root)
    [done] = office.ours.ask("merge")["files"]
    assert (done["outcome"], done["events"]) == ("brought_back", 2)
    text = office.text(office.ours)
    assert re.findall("id: ([0-9]-.*)", text) == ["1-k4fq7", "2-aaaaa", "2-bbbbb", "3-ccccc", "3-ddddd"]
    assert "industry: steel" in text


def test_what_a_person_has_put_right_during_the_merge_stays(office: Office) -> None:
    office.driver(None)
    office.meet(OURS.replace("tools", "aaaaa"), THEIRS.replace("tools", "bbbbb"), fails=True)
    office.put(office.ours.root, OURS.replace("tools", "decided"))
    [done] = office.ours.ask("merge")["files"]
    assert done["outcome"] == "brought_back"
    assert "industry: decided" in office.text(office.ours)
    assert "3-ccccc" in office.text(office.ours)
    [again] = office.ours.ask("merge")["files"]
    assert again["outcome"] == "left"


def test_marks_with_work_that_neither_side_had_are_left_to_the_person(office: Office) -> None:
    office.driver(None)
    text = office.meet(OURS.replace("tools", "aaaaa"), THEIRS.replace("tools", "bbbbb"), fails=True)
    office.put(office.ours.root, noted(text, "9-zzzzz"))
    done = office.ours.run("merge", "--json")
    assert done.code == 1
    assert [one["code"] for one in done.json["files"][0]["problems"]] == ["merge.foreign"]
    assert office.text(office.ours) == noted(text, "9-zzzzz")


def test_a_file_deleted_on_one_side_and_worked_on_at_the_other_is_somebodys_to_decide(office: Office) -> None:
    office.put(office.theirs.root, THEIRS)
    commit(office.theirs.root)
    (office.ours.root / FILE).unlink()
    commit(office.ours.root)
    git(office.ours.root, "fetch", "-q", str(office.theirs.root), "HEAD")
    git(office.ours.root, "merge", "-q", "--no-edit", "FETCH_HEAD", fails=True)
    done = office.ours.run("merge", "--json")
    assert (done.code, done.json["files"][0]["problems"][0]["code"]) == (1, "merge.deleted")
    git(office.ours.root, "rm", "-q", FILE)
    git(office.ours.root, "commit", "-q", "--no-edit")
    found = office.ours.run("check", "--merge", "--json").json["findings"]
    assert {one["event"] for one in found} == {"2-aaaaa", "3-ccccc"}
    [restored] = office.ours.ask("merge")["files"]
    assert restored["outcome"] == "restored"
    assert office.text(office.ours) == THEIRS


def test_a_file_that_cannot_be_read_is_left_to_gits_marks(office: Office) -> None:
    office.meet(OURS, THEIRS.replace("  industry: tools", "  industry: [tools"), fails=True)
    assert "<<<<<<<" in office.text(office.ours)
    done = office.ours.run("merge", "--json")
    assert done.code == 1
    assert done.json["files"][0]["outcome"] == "refused"


def test_an_event_deleted_in_the_file_comes_back_when_both_sides_wrote_and_is_no_loss_when_nobody_did(
    office: Office,
) -> None:
    base = noted(BASE, "2-eeeee")
    both = Office(office.ours.root.parent / "second", base)
    text = both.meet(noted(BASE, "3-bbbbb"), noted(base, "3-aaaaa"))
    assert "2-eeeee" in text
    assert lost_in(both.ours) == []
    alone = Office(office.ours.root.parent / "third", base)
    assert alone.meet(BASE, base) == BASE
    assert lost_in(alone.ours) == []


@pytest.mark.parametrize("words", [["--merge", "nosuch"], ["--merge", "--", "-q"], ["--merge", "HEAD"]])
def test_check_merge_wants_a_merge(office: Office, words: list[str]) -> None:
    assert office.ours.run("check", *words).code == 2
    assert office.ours.run("merge", *words[1:]).code == 2


def test_outside_a_repository_that_is_said(tmp_path: Path) -> None:
    shell = init(tmp_path / "alone", "--no-git")
    for words in (["merge"], ["git", "install"], ["check", "--merge"]):
        ran = shell.run(*words, "--json")
        assert (ran.code, ran.problems[0]["code"]) == (2, "git.no_repository")
    assert shell.run("check").code == 0


def test_git_install_says_once_what_it_did(tmp_path: Path) -> None:
    shell = init(tmp_path / "it's 100% ours", "--no-git")
    (shell.root / ".gitattributes").unlink()
    git(shell.root, "init", "-q")
    assert shell.ask("git", "install")["driver"] == "installed"
    assert "customers/**/*.yaml merge=salesctl\n" in (shell.root / ".gitattributes").read_text(encoding="utf-8")
    again = shell.ask("git", "install")
    assert (again["driver"], again["files"]) == ("unchanged", [])
    assert git(shell.root, "check-attr", "merge", "customers/x/a.yaml").endswith("merge: salesctl\n")


def test_a_repository_that_brings_a_package_of_our_name_does_not_run_it(office: Office) -> None:
    for shell in (office.ours, office.theirs):
        trap = shell.root / "salesctl"
        trap.mkdir()
        (trap / "__init__.py").write_text("", encoding="utf-8")
        (trap / "__main__.py").write_text("open('canary', 'w')\n", encoding="utf-8")
    office.meet(OURS, THEIRS)
    assert not list(office.ours.root.rglob("canary"))
    assert "3-ccccc" in office.text(office.ours)


def test_the_driver_reads_and_writes_only_what_it_was_given(tmp_path: Path) -> None:
    for name, text in (("o", BASE), ("a", OURS), ("b", THEIRS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    words = [sys.executable, "-P", "-m", "salesctl", "merge-driver", "--", "o", "a", "b", FILE]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "b", "o"]
    assert len(read_record((tmp_path / "a").read_text(encoding="utf-8"), "a").history) == 4
    (tmp_path / "b").write_text("a: [", encoding="utf-8")
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 4


@pytest.mark.parametrize("seed", range(6))
def test_random_work_in_two_clones_meets_without_a_loss(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    base = origin(random)
    text = base_text(base, random)
    sides = [worked_text(text, base, worked_on(base, random), random, mark) for mark in "ot"]
    found: list[Any] = []
    for name in ("ours", "theirs"):
        office = Office(tmp_path / name, text)
        for shell, side in ((office.ours, sides[0]), (office.theirs, sides[1])):
            office.put(shell.root, side)
            commit(shell.root)
        here, other = (office.ours, office.theirs) if name == "ours" else (office.theirs, office.ours)
        git(here.root, "fetch", "-q", str(other.root), "HEAD")
        subprocess.run(
            ["git", "-C", str(here.root), "merge", "-q", "--no-edit", "FETCH_HEAD"], capture_output=True, check=False
        )
        found.append(office.text(here))
    for side in sides:
        assert {one.id for one in read_record(side, "f").history} <= set(re.findall(r"id: ([0-9]+-\w{5})", found[0]))
    assert found[0] == found[1] or all(examine(one, "f").errors for one in found)


@pytest.fixture
def crossed(office: Office) -> Office:
    """Two people who moved the same deal in different directions, merged."""
    closed = noted(BASE, "2-aaaaa", "wang.lei", "closed", "{as: lost, because: budget}")
    office.meet(closed, noted(BASE, "2-bbbbb", "li.na", "advanced", "{to: needs}"))
    office.ours.ok("team", "add", "li.na", "--name", "Li Na", "--role", "account_manager")
    return office


@pytest.mark.row("U3")
def test_moves_that_contradict_each_other_are_shown_with_both_names_until_somebody_decides(crossed: Office) -> None:
    found = crossed.ours.run("check", "--json").json["findings"]
    [one] = [each for each in found if each["code"] == "merge.closed_and_on"]
    assert (one["severity"], one["file"], one["event"]) == ("warn", FILE, "2-bbbbb")
    assert "Wang Lei closed the deal while Li Na went on" in one["message"]
    page = crossed.ours.ok("next", "Acme").out
    assert "Wang Lei closed the deal while Li Na went on" in page
    assert "salesctl -C" in page
    assert "reopen k7m2q9xd STAGE" in page
    day = crossed.ours.ok("next").out
    assert "1 decision to take" in day
    assert "next k7m2q9xd" in day
    assert [each["code"] for each in crossed.ours.ask("next")["to_decide"]] == ["merge.closed_and_on"]
    crossed.ours.ok("reopen", "Acme", "needs", "--because", "agreed on the telephone", now="2026-03-03T09:00")
    assert "merge.closed_and_on" not in {each["code"] for each in crossed.ours.run("check", "--json").json["findings"]}
    assert crossed.ours.ask("next", "Acme")["to_decide"] == []


def test_an_id_that_somebody_only_quotes_is_no_event(office: Office) -> None:
    quoting = noted(BASE, "2-aaaaa", told='{text: "as in id: 7-zzzzz"}')
    office.driver("true")
    office.meet(OURS, quoting)
    assert lost_in(office.ours) == ["2-aaaaa"]
    assert office.ours.ask("merge")["files"][0]["outcome"] == "merged"
    assert lost_in(office.ours) == []


def test_whoever_meets_the_marks_of_git_is_given_the_command_that_settles_them(tmp_path: Path) -> None:
    office = Office(tmp_path, BASE)
    office.driver(None)
    office.meet(BASE.replace("tools", "robots"), BASE.replace("tools", "looms"), fails=True)
    assert "<<<<<<<" in office.text(office.ours)
    for words in (["show", "k7m2q9xd"], ["next"], ["check"], ["doctor"]):
        ran = office.ours.run(*words, "--json")
        found = ran.json.get("problems") or ran.json["findings"]
        remedies = [one["remedy"] for one in found if one["code"] == "yaml.conflict_marker"]
        assert len(remedies) == 1, words
        assert remedies[0].endswith(" merge"), words
    shutil.rmtree(office.ours.root / ".git")
    (problem,) = office.ours.run("show", "k7m2q9xd", "--json").problems
    assert problem["command"] is None
