"""Names that another system would refuse or confuse, and folders that a service copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.store.file_names import cloud_of, colliding, unsafe


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("customers/acme-k7m2q9xd.yaml", None),
        ("customers/华信.yaml", None),
        ("customers/CON.yaml", "reserved"),
        ("customers/aux/a.yaml", "reserved"),
        ("customers/com1.yaml", "reserved"),
        ("customers/console.yaml", None),
        ("customers/a:b.yaml", "refused"),
        ("customers/a?.yaml", "refused"),
        ("customers/north./a.yaml", "ending"),
        ("customers/north /a.yaml", "ending"),
        ("customers/cafe\u0301.yaml", "folded"),
        ("customers/caf\u00e9.yaml", None),
        (f"customers/{'华' * 70}.yaml", "long"),
        ("customers/" + "/".join(["folder"] * 30) + "/a.yaml", "long"),
    ],
)
def test_what_windows_and_macos_would_not_have(path: str, why: str | None) -> None:
    assert unsafe(path) == why


def test_names_that_are_one_elsewhere() -> None:
    paths = ["c/Acme.yaml", "c/acme.yaml", "c/caf\u00e9.yaml", "c/cafe\u0301.yaml", "c/beta.yaml"]
    assert colliding(paths) == [("c/Acme.yaml", "c/acme.yaml"), ("c/cafe\u0301.yaml", "c/caf\u00e9.yaml")]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/team", "Dropbox"),
        ("OneDrive - Acme Ltd/team", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/team", "iCloud"),
        ("我的坚果云/team", "坚果云"),
        ("BaiduSyncdisk/team", "百度网盘"),
        ("work/team", None),
    ],
)
def test_folders_of_known_services(tmp_path: Path, folder: str, service: str | None) -> None:
    root = tmp_path / folder
    root.mkdir(parents=True)
    assert cloud_of(root) == service


def test_a_folder_that_a_service_has_marked(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "team").mkdir()
    assert cloud_of(tmp_path / "team") == "Syncthing"
