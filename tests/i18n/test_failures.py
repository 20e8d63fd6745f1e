"""Why the system would not is said in the reader's language, in every message that has a reason in it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from shell import init

from salesctl.core.problems import Failure, Problem, failure
from salesctl.i18n import problem_text, speaking
from salesctl.i18n.zh.system import SENTENCES
from salesctl.render.problems import parts

COMMON = (
    errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENOENT, errno.ENOTDIR,
    errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EBUSY, errno.ETXTBSY, errno.EPERM,
)  # fmt: skip


@pytest.mark.parametrize("number", COMMON, ids=errno.errorcode.get)
def test_a_common_reason_is_said_in_both_languages(number: int) -> None:
    reason = failure(OSError(number, os.strerror(number)))
    problem = Problem("write.failed", {"reason": reason})
    with speaking("zh"):
        zh = problem_text(problem)[0]
    with speaking("en"):
        en = problem_text(problem)[0]
    assert SENTENCES[f"system.{errno.errorcode[number]}"] in zh
    assert os.strerror(number) not in zh
    assert zh.isascii() is False
    assert en.startswith("Nothing was changed: ")
    assert en.isascii()
    assert en != zh


@pytest.mark.parametrize(
    "error", [OSError(errno.EXDEV, "Invalid cross-device link"), OSError(99999, "odd"), OSError("only words")]
)
def test_a_rare_reason_keeps_the_words_of_the_system(error: OSError) -> None:
    with speaking("zh"):
        said = problem_text(Problem("write.failed", {"reason": failure(error)}))[0]
    assert (error.strerror or str(error)) in said


@pytest.mark.usefixtures("en")
def test_the_words_of_the_system_cannot_reach_the_terminal_live() -> None:
    shown = "".join(str(part) for part in parts(Problem("write.failed", {"reason": Failure("", "x\x1b[2J\ny")})))
    assert "\x1b" not in shown


def test_a_person_who_reads_chinese_meets_no_english_reason(tmp_path: Path) -> None:
    shell = init(tmp_path / "team", "--no-git", lang="zh")
    table = tmp_path / "missing"
    table.mkdir()
    ran = shell.run("report", "funnel", "--csv", "--out", str(table / "no" / "x.csv"))
    assert ran.code == 5, ran
    assert "没有这个文件或文件夹" in ran.err
    assert "No such file" not in ran.err
