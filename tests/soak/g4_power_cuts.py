"""G4: the power goes while commands write to an ext4 disk; what had been acknowledged is there when it comes back.

The disk is an image behind a loop device. What a cut leaves is what had reached the image: a copy of it, taken while
the writer goes on, is mounted and looked at. A copy during which the image changed is taken again.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from salesctl.store import locking
from tests.soak.judging import Tally
from tests.soak.scenes import TOLD, USER, Stage, call
from tests.soak.states import leftovers, unreadable

_MEGABYTES = 8
_CUTS_A_DISK = 20
_TRIES = 5000


def missing() -> str | None:
    """Why no disk can be mounted here; None where it can."""
    if os.geteuid():
        return "mounting a disk image needs root"
    for tool in ("mkfs.ext4", "mount", "umount"):
        if not shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
            return f"{tool} is not installed"
    return None if Path("/dev/loop-control").exists() else "there are no loop devices"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` cuts, and a fifth as many with fsync taken away, where the same look must find losses."""
    tally = Tally()
    _cut(stage, folder, count, chance, tally, honest=True)
    blind = Tally()
    _cut(stage, folder, max(5, count // 5), chance, blind, honest=False)
    tally.count("cuts without fsync", by=blind.counts.get("cuts", 0))
    tally.count("of them seen to lose or tear", by=blind.counts.get("bad cuts", 0))
    if blind.counts.get("bad cuts", 0) == 0:
        tally.wrong.append("without fsync nothing was lost either: the test does not see")
    return tally


def _cut(stage: Stage, folder: Path, count: int, chance: random.Random, tally: Tally, *, honest: bool) -> None:
    done = 0
    while done < count:
        with _disk(folder) as disk, _Writer(stage, disk, folder, honest=honest) as writer:
            for _ in range(min(_CUTS_A_DISK, count - done)):
                time.sleep(chance.uniform(0.005, 0.06))
                known = writer.acknowledged()
                # Half of the cuts stop the writer between two system calls, half fall in the middle of one.
                with writer.stopped() if chance.randrange(2) else contextlib.nullcontext():
                    copy = _copied(folder / "disk.img", folder / "cut.img")
                problems = _look(copy, folder / "after", stage.bystander, known)
                tally.count("cuts")
                tally.count("acknowledged writes looked for", by=len(known))
                tally.count("bad cuts", by=int(bool(problems)))
                tally.wrong += [f"cut {done}: {one}" for one in problems]
                done += 1
    if honest:
        tally.counts.pop("bad cuts", None)


@contextlib.contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    image, at = folder / "disk.img", folder / "disk"
    at.mkdir(exist_ok=True)
    image.unlink(missing_ok=True)
    with image.open("wb") as made:
        made.truncate(_MEGABYTES << 20)
    _system("mkfs.ext4", "-q", "-b", "1024", "-J", "size=1", "-O", "^resize_inode", "-m", "0", str(image))
    _system("mount", "-o", "loop,noatime", str(image), str(at))
    try:
        yield at
    finally:
        _system("umount", str(at))


class _Writer:
    """A process that saves one thing after the other, and tells what it has been told is saved."""

    def __init__(self, stage: Stage, disk: Path, folder: Path, *, honest: bool) -> None:
        self._root, self._folder, self._honest = disk / "work", folder, honest
        self._stage, self._known, self._rest = stage, set[str](), b""

    def __enter__(self) -> Self:
        shutil.copytree(self._stage.template, self._root)
        os.sync()
        self._told, told = os.pipe()
        os.set_blocking(self._told, False)
        self._pid = os.fork()
        if self._pid == 0:
            try:
                self._write(told)
            finally:
                os._exit(1)
        os.close(told)
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._told)

    def acknowledged(self) -> set[str]:
        """The marks of everything that it has been told is saved, up to now."""
        with contextlib.suppress(BlockingIOError):
            while block := os.read(self._told, 1 << 16):
                *whole, self._rest = (self._rest + block).split(b"\n")
                self._known.update(mark.decode() for mark in whole)
        return set(self._known)

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """It stands still, at the end of the system call it is in."""
        os.kill(self._pid, signal.SIGSTOP)
        time.sleep(0.005)
        try:
            yield
        finally:
            os.kill(self._pid, signal.SIGCONT)

    def _write(self, told: int) -> None:
        if not self._honest:
            os.fsync = _nothing
        register = self._folder / "some.csv"
        for number in range(100_000):
            mark = f"mark-{number}."
            kind = number % 5
            if kind == 0:
                words = ["lead", "add", mark]
            elif kind == 1:
                register.write_text("客户名称,负责人\n" + "".join(f"{mark}{one},{USER}\n" for one in "abc"))
                words = ["lead", "import", str(register)]
            else:
                words = ["note" if kind < 4 else "log", self._stage.bystander, mark]
            code, _, _ = call([*words, "-C", str(self._root), *TOLD])
            if code == 0:
                os.write(told, f"{mark}{'a' * (kind == 1)}\n".encode())


def _nothing(fd: Any) -> None:
    """A disk that only says that it has written."""


def _copied(image: Path, copy: Path) -> Path:
    """What had reached the disk at one instant: two readings that are equal, the instant lies between them."""
    handle = os.open(image, os.O_RDONLY)
    try:
        before = os.pread(handle, _MEGABYTES << 20, 0)
        for _ in range(_TRIES):
            after = os.pread(handle, _MEGABYTES << 20, 0)
            if after == before:
                break
            before = after
        else:
            raise RuntimeError("the disk is never still")
    finally:
        os.close(handle)
    copy.write_bytes(before)
    return copy


def _look(image: Path, at: Path, bystander: str, known: set[str]) -> list[str]:
    """What is wrong after the power came back: the disk is mounted, read, worked on, and looked over."""
    at.mkdir(exist_ok=True)
    try:
        _system("mount", "-o", "loop", str(image), str(at))
    except subprocess.CalledProcessError as error:
        return [f"the disk does not mount: {error.stderr}"]
    root = at / "work"
    try:
        problems = [f"unreadable {one}" for one in unreadable(root)]
        with _another_start(image.parent / "boot"):
            code, out, err = call(["note", bystander, "the power is back", "-C", str(root), *TOLD])
        if code:
            problems.append(f"the next command ends with {code}: {out[-300:]}{err[-200:]}")
        text = "\n".join(path.read_text(errors="replace") for path in sorted((root / "customers").glob("*.yaml")))
        problems += [f"acknowledged and lost: {one}" for one in sorted(known) if one not in text]
        imported = Counter(re.findall(r"(?m)^  name: (mark-\d+\.)[abc]$", text))
        problems += [f"{times} of 3 imported: {mark}" for mark, times in imported.items() if times != 3]
        problems += [f"left over {one}" for one in leftovers(root)]
    finally:
        _system("umount", str(at))
    return problems


@contextlib.contextmanager
def _another_start(named: Path) -> Iterator[None]:
    """After a power cut the computer has been started anew."""
    usual = locking._BOOT
    named.write_text(f"{uuid4()}\n")
    locking._BOOT = named
    try:
        yield
    finally:
        locking._BOOT = usual


def _system(*words: str) -> None:
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ | {"PATH": path})
