"""Names of files that another system would refuse, change or confuse; and folders that a service syncs by itself."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_REFUSED: Final = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LONGEST_BYTES: Final = 200
_LONGEST_PATH: Final = 180
_CLOUDS: Final[Mapping[str, str]] = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive", "com~apple~clouddocs": "iCloud", "mobile documents": "iCloud", "icloud drive": "iCloud",
    "nutstore": "坚果云", "我的坚果云": "坚果云", "nutstore files": "坚果云", "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘", "百度云同步盘": "百度网盘", "wpsdrive": "WPS 云盘", "wps云盘": "WPS 云盘",
    "腾讯微云": "腾讯微云", "weiyun": "腾讯微云", "nextcloud": "Nextcloud", "owncloud": "ownCloud", "box sync": "Box",
    "pcloud drive": "pCloud", "synologydrive": "Synology Drive",
}  # fmt: skip
_MARKS: Final[Mapping[str, str]] = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".sync": "Resilio Sync"}


def unsafe(path: str) -> str | None:
    """Why a path can't be a file everywhere: ``reserved``, ``refused``, ``ending``, ``long``, ``folded``; else None."""
    for part in PurePosixPath(path).parts:
        if _RESERVED.fullmatch(part):
            return "reserved"
        if _REFUSED.search(part):
            return "refused"
        if part.endswith((".", " ")) or part.startswith(" "):
            return "ending"
        if len(part.encode("utf-8", "surrogateescape")) > _LONGEST_BYTES:
            return "long"
        if unicodedata.normalize("NFC", part) != part:
            return "folded"
    return "long" if len(path) > _LONGEST_PATH else None


def colliding(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Paths that a system without capitals, or with another spelling of accents, takes for one and the same."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold()), []).append(path)
    return [tuple(sorted(group)) for group in groups.values() if len(group) > 1]


def folds_case(file: Path) -> bool:
    """Whether the disk finds a file under its name in other capitals, though its folder lists no such name."""
    other = file.with_name(file.name.swapcase())
    try:
        return os.path.lexists(other) and other.name not in os.listdir(file.parent)  # noqa: PTH208  as the system lists it
    except OSError:
        return False


def cloud_of(root: Path) -> str | None:
    """The service that copies this folder behind everybody's back, by the folder's path or the marks in it."""
    for folder in (root, *root.parents):
        for mark, service in _MARKS.items():
            if (folder / mark).exists() and folder != Path(folder.anchor) and folder != Path.home():
                return service
        name = folder.name.casefold()
        known = next(
            (service for start, service in _CLOUDS.items() if name == start or name.startswith(f"{start} - ")), None
        )
        if known is not None:
            return known
    return None
