"""The generated customers: the same for the same seed, without a finding, and a quarter of them late."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell

from bench import naming
from bench.generate import NOW, main, make, the_world
from bench.long import long_history
from salesctl.store.record_file import new_record
from salesctl.store.record_reading import read_record

COUNT = 40


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(folder, COUNT, seed=3)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    make(tmp_path / "again", COUNT, seed=3)
    assert files(tmp_path / "again") == files(workspace)


def test_fewer_customers_are_the_first_of_many(workspace: Path, tmp_path: Path) -> None:
    make(tmp_path / "fewer", 5, seed=3)
    fewer, many = (
        {name: data for name, data in files(one).items() if "customers/" in name}
        for one in (tmp_path / "fewer", workspace)
    )
    assert len(fewer) == 5
    assert fewer.items() <= many.items()


def test_another_seed_gives_other_customers(workspace: Path, tmp_path: Path) -> None:
    make(tmp_path / "other", 5, seed=4)
    shared = files(tmp_path / "other").keys() & files(workspace).keys()
    assert not [name for name in shared if name.startswith("customers/")]


def test_check_finds_nothing(workspace: Path) -> None:
    assert Shell(workspace, now=NOW).ask("check")["findings"] == []


def test_a_quarter_is_late(workspace: Path) -> None:
    late = {item["customer"] for item in Shell(workspace, now=NOW).ask("overdue")["items"] if item["late"]}
    assert len(late) == COUNT // 4


def test_histories_are_of_many_kinds_and_both_languages(workspace: Path) -> None:
    records = [read_record(path.read_bytes(), path.name) for path in (workspace / "customers").iterdir()]
    verbs = {event.what for record in records for event in record.history}
    assert {"opened", "done", "graded", "contacted", "advanced", "approved", "planned", "held", "closed"} <= verbs
    chinese = [record for record in records if not str(record.card["name"]).isascii()]
    assert 0 < len(chinese) < COUNT
    assert max(len(record.history) for record in records) >= 20


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["3", str(tmp_path)])
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_on_request_everything_is_one_commit(tmp_path: Path) -> None:
    make(tmp_path / "made", 2, git=True)
    assert (tmp_path / "made" / ".git" / "logs" / "HEAD").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_of_a_hundred_thousand_share_a_name(language: str) -> None:
    assert len({naming.customer_name(number, language) for number in range(100_000)}) == 100_000


def test_no_two_of_a_hundred_thousand_share_an_id_or_a_telephone() -> None:
    assert len({naming.record_id(number, 1) for number in range(100_000)}) == 100_000
    assert len({naming.phone(number, place) for number in range(100_000) for place in (0, 1)}) == 200_000


def test_a_long_history_is_one_customer_whom_check_has_nothing_against(workspace: Path, tmp_path: Path) -> None:
    make(tmp_path / "frame", 0)
    record = long_history(the_world(), 1, events=150, deals=5)
    assert len(record.history) == 150
    assert {event.deal for event in record.history} == {1, 2, 3, 4, 5}
    (tmp_path / "frame" / "customers" / f"long-{record.id}.yaml").write_bytes(new_record(record).encode())
    assert Shell(tmp_path / "frame", now=NOW).ask("check")["findings"] == []
