"""The one room that calls git: fixed command lines, no shell, and nothing run that a repository brings along."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

from msgspec import Struct

from salesctl.core.problems import Broken, Problem

SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "--no-pager")
"""What every call of git begins with: no hook, no monitor, no pager, no foreign transport."""
#: A question to the repository on this disk never reaches for another one.
_LOCAL = ("-c", "protocol.allow=never")
#: They would point git at another repository than the folder that is named.
MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX")
#: Keys of a repository's own configuration whose value git runs as a program, by their beginning and their end; and
#: `core.worktree`, which would lead every write out of the folder.
_PROGRAMS = (
    ("core.", (".sshcommand", ".askpass", ".gitproxy", ".editor", ".pager", ".alternaterefscommand", ".worktree")),
    ("filter.", (".clean", ".smudge", ".process")),
    ("diff.", (".command", ".external", ".textconv")),
    ("merge.", (".driver",)),
    ("gpg.", (".program", ".defaultkeycommand")),
    ("credential.", (".helper",)),
    ("remote.", (".uploadpack", ".receivepack", ".vcs")),
    ("include", (".path",)),
)
OWN_DRIVER = "merge.salesctl.driver"
_SIGNING = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
}
_NOT_RUN, _TIMED_OUT = 127, 124


class Answer(Struct, frozen=True):
    """What git said. ``code`` is 127 where there is no git here, 124 where it did not end in time."""

    code: int
    out: bytes
    err: str = ""

    @property
    def ok(self) -> bool:
        """Whether git did what it was told."""
        return self.code == 0

    @property
    def text(self) -> str:
        """The output as text, without blanks at its ends."""
        return self.out.decode("utf-8", "replace").strip()

    @property
    def reason(self) -> str:
        """The last thing that git complained about, in one line."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip() and not line.startswith("hint:")]
        telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))]
        chosen = (telling or lines or [f"git: {self.code}"])[0]
        return chosen.removeprefix("fatal:").removeprefix("error:").strip()


def git(
    root: Path, words: Sequence[str], *, network: bool = False, asks: bool = False, given: bytes | None = None,
    seconds: float = 120, settings: Sequence[str] = (),
) -> Answer:  # fmt: skip
    """One call of git in a folder. ``network``: it may speak to the remote; ``asks``: git may ask for a password.

    ``settings`` are further ``-c`` values of ours. Never raises: what failed is in the answer.
    """
    chosen = [part for setting in settings for part in ("-c", setting)]
    line = ["git", *SAFE, *(() if network else _LOCAL), *chosen, "-C", str(root), *words]
    try:
        done = subprocess.run(  # noqa: S603  a fixed command line, no shell
            line, capture_output=True, timeout=seconds, check=False, env=_environment(asks=asks), input=given or b""
        )
    except FileNotFoundError:
        return Answer(_NOT_RUN, b"", "git is not installed")
    except subprocess.TimeoutExpired:
        return Answer(_TIMED_OUT, b"", f"no answer within {seconds:g} seconds")
    except (OSError, subprocess.SubprocessError) as error:
        return Answer(_NOT_RUN, b"", str(error))
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def asked(root: Path, *words: str) -> bytes:
    """The output of a question about the repository on this disk. Raises Broken (exit code 5) with git's own words."""
    answer = git(root, words)
    if "dubious ownership" in answer.err:
        raise Broken(Problem("sync.not_mine", {"folder": quote(str(root))}), exit_code=5)
    if not answer.ok:
        raise Broken(Problem("sync.git_failed", {"reason": answer.reason, "words": words[0]}), exit_code=5)
    return answer.out


def has_git() -> bool:
    """Whether git can be called at all."""
    return git(Path(), ["--version"]).ok


def programs_of(root: Path) -> tuple[str, ...]:
    """The keys of this repository's own configuration that name programs; the person's own configuration is theirs."""
    scopes = ("--local", "--worktree")
    listed = [git(root, ["config", scope, "--no-includes", "--list", "--name-only", "-z"]) for scope in scopes]
    keys = [key for one in listed for key in one.out.decode("utf-8", "replace").split("\0") if key]
    return tuple(sorted({key for key in keys if key != OWN_DRIVER and _runs(key.lower())}))


def trusted_signing() -> tuple[str, ...]:
    """The programs for signatures as the person's own configuration names them, never as the repository does."""
    settings = []
    for key, program in _SIGNING.items():
        found = git(Path(), ["config", "--global", "--get", key])
        settings.append(f"{key}={found.text or program}")
    return tuple(settings)


def _runs(key: str) -> bool:
    return any(key.startswith(start) and key.endswith(ends) for start, ends in _PROGRAMS)


def _environment(*, asks: bool) -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in MISLEADING}
    quiet = {"LC_ALL": "POSIX", "GIT_MERGE_AUTOEDIT": "no", "GIT_NO_LAZY_FETCH": "1", "GIT_EDITOR": ":"}
    return {**kept, **quiet, **({} if asks else {"GIT_TERMINAL_PROMPT": "0"})}
