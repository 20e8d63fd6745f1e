"""What may happen to a workspace between two looks at it: people, editors, git, cloud drives, clocks and bad disks."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.scenes import Stage, call

HIDDEN = ".salesctl"
FILES = ("index", "index.more", "compiled", "spelled")
_BROKEN = b"x: [\n"
_CALENDARS = ("zone: Asia/Shanghai\noff:\n- 2026-03-05\n", "off:\n- 2026-03-03\n- 2026-03-04\n", "off: [\n", "")


@dataclass
class Place:
    """A workspace, and what was seen of it that may come back."""

    root: Path
    stage: Stage
    chance: random.Random
    now: str = ""
    kept: dict[str, bytes] = field(default_factory=dict)
    whole: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> list[Path]:
        """The customers' files in an order that does not depend on the system."""
        return sorted(path for path in (self.root / "customers").rglob("*.yaml") if path.is_file())

    def one(self) -> Path:
        """Any file; there always is one."""
        found = [path for path in self.files() if not path.is_symlink()]
        if not found:
            _add(self)
            found = self.files()
        return self.chance.choice(found)

    def git(self, *words: str) -> None:
        """Whatever git makes of it."""
        identity = ["-c", "user.name=Wang Lei", "-c", "user.email=wang.lei@example.com", "-c", "core.autocrlf=false"]
        subprocess.run(["git", *identity, *words], cwd=self.root, capture_output=True, check=False, timeout=60)


def _add(place: Place) -> None:
    template = place.chance.choice(sorted((place.stage.template / "customers").glob("*.yaml")))
    old = template.stem.rpartition("-")[2]
    new = "".join(place.chance.choice("0123456789abcdefghjkmnpqrstvwxyz") for _ in old)
    text = template.read_bytes().replace(old.encode(), new.encode())
    (place.root / "customers" / f"added-{new}.yaml").write_bytes(text)


def _copy(place: Place) -> None:
    old = place.one()
    shutil.copy2(old, old.with_name(f"copy-{place.chance.randrange(99)}-{old.name}"))


def _remove(place: Place) -> None:
    place.one().unlink()


def _rename(place: Place) -> None:
    old = place.one()
    old.rename(old.with_name(f"{place.chance.choice('aznä')}{place.chance.randrange(99)}-{old.name}"))


def _move(place: Place) -> None:
    old = place.one()
    folder = place.root / "customers" / place.chance.choice(("", "north", "north/far", ".hidden", "a b"))
    folder.mkdir(parents=True, exist_ok=True)
    old.rename(folder / old.name)


def _swap(place: Place) -> None:
    one, other, between = place.one(), place.one(), place.root / "between"
    one.rename(between)
    if other.exists():
        other.rename(one)
    between.rename(other)


def _edit(place: Place) -> None:
    path = place.one()
    path.write_bytes(_renamed(path.read_bytes(), place.chance))


def _edit_unseen(place: Place) -> None:
    """Another name of the same length, and the old times put back: only the ctime tells."""
    path = place.one()
    seen = path.stat()
    with path.open("r+b") as file:
        data = _renamed(file.read(), place.chance)
        file.seek(0)
        file.write(data)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _renamed(data: bytes, chance: random.Random) -> bytes:
    """One letter of the first name in the file is another."""
    at = data.find(b"name: ")
    at = at + 6 + (data[at + 6 : at + 7] == b'"')
    letter = chance.choice([one for one in b"bcdfghj" if one != data[at]]) if at > 6 else 0
    return data[:at] + bytes([letter]) + data[at + 1 :] if letter else data + b"# more\n"


def _touch(place: Place) -> None:
    path = place.one()
    at = place.chance.choice((1_700_000_000, 4_000_000_000, path.stat().st_mtime + 1))
    os.utime(path, (at, at))


def _break(place: Place) -> None:
    path = place.one()
    data = path.read_bytes()
    place.whole[str(path)] = data
    damage = (data[: len(data) // 2], b"", data + b"\t- x: [\n", b"<<<<<<< mine\n" + data, b"\xff" + data, data * 2)
    path.write_bytes(place.chance.choice(damage))


def _mend(place: Place) -> None:
    playbook, calendar = place.root / "playbook.yaml", place.root / "calendar.yaml"
    playbook.write_bytes(playbook.read_bytes().removesuffix(_BROKEN))
    calendar.unlink(missing_ok=True)
    for path, data in place.whole.items():
        if os.path.lexists(path):
            Path(path).write_bytes(data)
    place.whole.clear()


def _litter(place: Place) -> None:
    folder = place.root / "customers"
    name = place.chance.choice(("x (1).yaml", "link.yaml", "folder.yaml", ".hidden.yaml", "notes.txt", "pipe.yaml"))
    path = folder / name
    if os.path.lexists(path):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    elif name == "link.yaml":
        path.symlink_to(place.one())
    elif name == "folder.yaml":
        path.mkdir()
    elif name == "pipe.yaml" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    else:
        path.write_bytes(place.one().read_bytes())


def _playbook(place: Place) -> None:
    path = place.root / "playbook.yaml"
    data = path.read_bytes()
    changed = data.replace(b"# later\n", b"") if b"# later" in data else data + b"# later\n"
    if place.chance.random() < 0.2:
        changed = data.removesuffix(_BROKEN) if data.endswith(_BROKEN) else data + _BROKEN
    path.write_bytes(changed)


def _calendar(place: Place) -> None:
    path = place.root / "calendar.yaml"
    if path.exists() and place.chance.random() < 0.6:
        path.unlink()
    else:
        path.write_text(place.chance.choice(_CALENDARS), encoding="utf-8")


def _team(place: Place) -> None:
    path = place.root / "team.yaml"
    text = path.read_text(encoding="utf-8")
    role = place.chance.choice(
        [line.strip("- \n") for line in text.splitlines() if line.strip().startswith("- ")] or [""]
    )
    path.write_text(text.replace(role, "", 1) if role and place.chance.random() < 0.3 else text + "# x\n", "utf-8")


def _command(place: Place) -> None:
    scene = place.chance.choice([one for one in place.stage.scenes if not one.fresh])
    words = scene.line(place.root)
    words[words.index("--now") + 1] = place.now
    call(words)


def _commit(place: Place) -> None:
    if not (place.root / ".git").exists():
        place.git("init", "-q", "-b", "main")
    place.git("add", "-A")
    place.git("commit", "-qm", "as it is")


def _checkout(place: Place) -> None:
    place.git("checkout", "-q", "-f", place.chance.choice(("HEAD~1", "HEAD~2", "main", "HEAD -- .")))


def _stash(place: Place) -> None:
    place.git("stash", place.chance.choice(("push", "pop")), "-q")


def _merge(place: Place) -> None:
    _commit(place)
    place.git("checkout", "-q", "-b", f"side{place.chance.randrange(999)}", "HEAD~1")
    _command(place)
    _commit(place)
    place.git("merge", "-q", "main", "-m", "both")


def _damage(place: Place) -> None:
    path = place.root / HIDDEN / place.chance.choice(FILES)
    if not path.is_file():
        return
    data = bytearray(path.read_bytes())
    at = place.chance.randrange(len(data) or 1)
    if place.chance.random() < 0.6 and data:
        data[at] ^= 1 << place.chance.randrange(8)
        path.write_bytes(data)
    else:
        path.write_bytes(data[:at] + place.chance.choice((b"", b"\0" * 40)))


def _remember(place: Place) -> None:
    place.kept = {name: path.read_bytes() for name in FILES if (path := place.root / HIDDEN / name).is_file()}


def _bring_back(place: Place) -> None:
    """An older index, or a part of one, comes back: a backup, a restored snapshot, a cloud drive."""
    for name, data in place.kept.items():
        if place.chance.random() < 0.7:
            (place.root / HIDDEN / name).write_bytes(data)


EDITS: tuple[Callable[[Place], None], ...] = (
    _add, _copy, _remove, _rename, _move, _swap, _edit, _edit, _edit_unseen, _edit_unseen, _touch, _break, _mend, _mend,
    _litter,
    _playbook, _calendar, _team, _command, _command, _command, _command, _commit, _checkout, _stash, _merge, _damage,
    _damage, _remember, _bring_back, _bring_back,
)  # fmt: skip
