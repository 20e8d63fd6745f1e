"""`doctor`: what is wrong with a workspace is named, and what is safe to mend is shown and then mended."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shell import Shell, init

from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Lock


def git(folder: Path, *words: str) -> None:
    quiet = ["-c", "core.hooksPath=/dev/null", "-c", "user.name=W", "-c", "user.email=w@example.com"]
    subprocess.run(["git", *quiet, "-C", str(folder), *words], capture_output=True, check=True)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "team")
    shell.ok("lead", "add", "Acme")
    return shell


def file_of(shell: Shell) -> Path:
    return next((shell.root / "customers").glob("*.yaml"))


def findings(shell: Shell, *words: str, code: int = 1) -> dict[str, Any]:
    ran = shell.run("doctor", "--json", *words)
    assert ran.code == code, ran
    return {one["code"]: one for one in ran.json["findings"]}


def test_a_fresh_workspace_is_well(shell: Shell) -> None:
    ran = shell.run("doctor")
    assert (ran.code, ran.out) == (0, "This workspace is well.\n")


def test_what_git_lacks_is_shown_first_and_then_mended(shell: Shell) -> None:
    (shell.root / ".gitattributes").write_text("*.png binary\n")
    (shell.root / ".gitignore").unlink()
    git(shell.root, "config", "--unset", "merge.salesctl.driver")
    ran = shell.run("doctor")
    assert ran.code == 1
    assert "+ .salesctl/" in ran.out
    assert "+ customers/**/*.yaml merge=salesctl" in ran.out
    assert "doctor --fix" in ran.out
    assert not (shell.root / ".gitignore").exists()
    fixed = shell.run("doctor", "--fix")
    assert fixed.code == 0
    assert fixed.out.index("+ .salesctl/") < fixed.out.index("mended")
    assert (shell.root / ".gitattributes").read_text().startswith("*.png binary\n")
    assert shell.run("doctor").code == 0


def test_a_driver_without_its_line_is_told_apart_and_given_one(shell: Shell) -> None:
    git(shell.root, "config", "--unset", "merge.salesctl.driver")
    found = findings(shell)["doctor.driver_half"]
    (line,) = found["change"]
    assert line.startswith("+ merge.salesctl.driver = ")
    assert findings(shell, "--fix", code=0)["doctor.driver_half"]["mended"] is True
    git(shell.root, "config", "--remove-section", "merge.salesctl")
    assert findings(shell).keys() == {"doctor.driver"}


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("/gone/bin/python -P -m salesctl merge-driver -- %O %A %B %P || exit 1", "/gone/bin/python"),
        ("PYTHONPATH='/gone/my home' {python} -P -m salesctl merge-driver -- %O %A %B %P", "/gone/my home"),
        ("'/gone/100%%/python' -m salesctl merge-driver", "/gone/100%/python"),
    ],
)
def test_a_driver_whose_program_is_gone_is_named_and_set_anew(shell: Shell, line: str, gone: str) -> None:
    old = line.replace("{python}", sys.executable)
    git(shell.root, "config", "merge.salesctl.driver", old)
    found = findings(shell)["doctor.driver_gone"]
    assert gone in found["message"]
    assert found["change"][0] == f"- merge.salesctl.driver = {old}"
    assert findings(shell, "--fix", code=0)["doctor.driver_gone"]["mended"] is True
    assert shell.run("doctor").code == 0


def test_a_driver_of_another_salesctl_that_is_there_is_no_dead_one(shell: Shell) -> None:
    git(shell.root, "config", "merge.salesctl.driver", f"{sys.executable} -m salesctl merge-driver -- %O %A %B %P")
    assert findings(shell).keys() == {"doctor.driver_other"}
    git(shell.root, "config", "merge.salesctl.driver", "it's open")
    assert findings(shell).keys() == {"doctor.driver_other"}


def test_what_a_crash_left_behind_goes(shell: Shell) -> None:
    left = shell.root / "customers" / ".acme.yaml.salesctl-tmp"
    left.write_text("half")
    assert findings(shell)["doctor.leftovers"]["change"] == ["- customers/.acme.yaml.salesctl-tmp"]
    assert left.exists()
    assert findings(shell, "--fix", code=0)["doctor.leftovers"]["mended"] is True
    assert not left.exists()


def test_a_save_that_was_cut_off_is_finished(shell: Shell) -> None:
    file = file_of(shell)
    old = file.read_bytes()
    new = old.replace(b"name: Acme", b"name: Acme Ltd")
    with Lock(shell.root) as lock:
        write_journal(lock.hidden, [Entry(f"customers/{file.name}", fingerprint(old), new)])
    assert findings(shell)["doctor.journal"]["mendable"] is True
    assert file.read_bytes() == old
    findings(shell, "--fix", code=0)
    assert file.read_bytes() == new


def test_a_save_that_was_cut_off_and_overtaken_is_left_to_a_person(shell: Shell) -> None:
    with Lock(shell.root) as lock:
        write_journal(lock.hidden, [Entry(f"customers/{file_of(shell).name}", fingerprint(b"other"), b"new")])
    ran = shell.run("doctor", "--fix")
    assert ran.code == 1
    assert "somebody has changed it since" in ran.out


def test_who_holds_the_lock_is_named_and_nothing_is_touched(shell: Shell) -> None:
    program = (
        "import sys, time; from pathlib import Path; from salesctl.store.writing import Lock\n"
        "with Lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, str(shell.root)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        found = findings(shell, code=0)["doctor.held"]
        assert str(holder.pid) in found["message"]
    finally:
        holder.kill()
        holder.communicate()


def test_broken_files_copies_and_bad_names_are_named(shell: Shell) -> None:
    data = file_of(shell).read_bytes()
    folder = shell.root / "customers"
    (folder / "broken.yaml").write_text("salesctl: 1\n  x")
    (folder / f"{file_of(shell).stem} (1).yaml").write_bytes(data)
    (folder / "con.yaml").write_bytes(data)
    (folder / "Beta.yaml").write_bytes(data)
    (folder / "beta.yaml").write_bytes(data)
    (shell.root / "team.yaml").write_text("people: [")
    found = findings(shell)
    assert {"store.conflict_copy", "doctor.name_reserved", "doctor.colliding", "yaml.open_bracket"} <= found.keys()
    places = {one["where"].split(":")[0] for one in found.values() if one["where"]}
    assert {"customers/broken.yaml", "team.yaml"} <= places
    assert not any(one["mendable"] for one in found.values())


def test_without_git_it_says_how_to_begin(tmp_path: Path) -> None:
    assert "doctor.no_repository" in findings(init(tmp_path / "plain", "--no-git"), code=0)


def test_settings_of_the_repository_that_name_programs_and_a_committed_lock(shell: Shell) -> None:
    git(shell.root, "config", "core.sshCommand", "evil")
    git(shell.root, "add", "-f", ".salesctl/lock")
    found = findings(shell)
    assert "core.sshcommand" in found["sync.programs"]["message"]
    assert "doctor.hidden_committed" in found


def test_a_sync_that_was_cut_off_is_taken_back(shell: Shell) -> None:
    git(shell.root, "add", "-A")
    git(shell.root, "commit", "-qm", "Begin")
    (shell.root / ".git" / "MERGE_HEAD").write_text("0" * 40)
    assert "sync.unfinished" in findings(shell)
    (shell.root / ".salesctl" / "merging").touch()
    (head,) = (shell.root / ".git" / "refs" / "heads").iterdir()
    (shell.root / ".git" / "MERGE_HEAD").write_bytes(head.read_bytes())
    assert findings(shell, "--fix", code=0)["doctor.cut_off"]["mended"] is True
    assert not (shell.root / ".git" / "MERGE_HEAD").exists()
    assert not (shell.root / ".salesctl" / "merging").exists()


def test_a_disk_that_is_full_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(shell.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=3 * 1024))
    assert "but for 3 KiB" in findings(shell)["doctor.disk_full"]["message"]


def test_a_folder_of_somebody_else_s_is_told_with_the_way_out(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = findings(shell)["sync.not_mine"]
    assert f"safe.directory {shell.root}" in told["remedy"]
    ran = shell.run("sync", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (5, ["sync.not_mine"])
