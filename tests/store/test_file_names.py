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
        ("Mobile Documents/x", "iCloud"),
        ("iCloud Drive/x", "iCloud"),
        ("Google Drive/x", "Google Drive"),
        ("GoogleDrive/x", "Google Drive"),
        ("My Drive/x", "Google Drive"),
        ("Nutstore/x", "坚果云"),
        ("Nutstore Files/x", "坚果云"),
        ("我的坚果云/team", "坚果云"),
        ("BaiduSyncdisk/team", "百度网盘"),
        ("BaiduNetdisk/team", "百度网盘"),
        ("百度云同步盘/team", "百度网盘"),
        ("WPSDrive/x", "WPS 云盘"),
        ("WPS云盘/x", "WPS 云盘"),
        ("腾讯微云/x", "腾讯微云"),
        ("Weiyun/x", "腾讯微云"),
        ("Nextcloud/x", "Nextcloud"),
        ("ownCloud/x", "ownCloud"),
        ("Box Sync/x", "Box"),
        ("pCloud Drive/x", "pCloud"),
        ("SynologyDrive/x", "Synology Drive"),
        ("Dropboxes/x", None),
        ("work/team", None),
    ],
)
def test_folders_of_known_services(tmp_path: Path, folder: str, service: str | None) -> None:
    root = tmp_path / folder
    root.mkdir(parents=True)
    assert cloud_of(root) == service


@pytest.mark.parametrize(
    ("mark", "service"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync", "Resilio Sync")]
)
def test_a_folder_that_a_service_has_marked(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / mark).mkdir()
    (tmp_path / "team").mkdir()
    assert cloud_of(tmp_path / "team") == service


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("c/a ", "ending"),
        ("c/a.", "ending"),
        ("c/ a", "ending"),
        ("c/" + "a" * 178, None),
        ("c/" + "a" * 179, "long"),
        ("客" * 66, None),
        ("客" * 67, "long"),
    ],
)
def test_ends_and_lengths(path: str, why: str | None) -> None:
    assert unsafe(path) == why


@pytest.mark.parametrize(
    ("path", "why"),
    [
        *((f"c/{name}", "reserved") for name in ("con", "Prn.x", "NUL.a.b", "com0", "com9", "com¹", "lpt0", "LPT³.x")),
        *((f"c/{name}", None) for name in ("con1", "com", "com10", "xcon", "lpt", "auxx.yaml")),
        *((f"c/a{sign}b", "refused") for sign in '<>:"|?*\\\x00\x01\x1f\x7f\n'),
        *((f"c/a{sign}b", None) for sign in "!#$%&'()+,-.;=@[]^_`{}~ \x80"),
        ("c/a.", "ending"), ("c/ a", "ending"), ("c/a ", "ending"), ("c/.a", None),
        ("x" * 180, None), ("x" * 181, "long"), ("华" * 66 + "xx", None), ("华" * 67, "long"),
        ("c/" + "x" * 178, None), ("c/" + "x" * 179, "long"), ("\udcff" * 180, None),
    ],
)  # fmt: skip
def test_names_at_the_edge_of_what_is_safe(path: str, why: str | None) -> None:
    assert unsafe(path) == why
