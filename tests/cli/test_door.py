"""From the words of a command line to an exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from salesctl.cli import main

pytestmark = pytest.mark.usefixtures("made_up")
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


GLOBALS = ["-C", "work", "--now", "2026-03-02", "--user", "li.na", "--lang", "zh"]
SHORT = ["-Cwork", "--now=2026-03-02", "--user=li.na", "--lang=zh"]


@pytest.mark.parametrize("options", [GLOBALS, SHORT], ids=["apart", "joined"])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_global_options_stand_anywhere(capsys: Capture, options: list[str], at: int) -> None:
    words = ["lead", "add", "华信", "--size", "30"]
    code, out, _ = run(capsys, *words[:at], *options, *words[at:])
    assert (code, out) == (0, "华信|30|||work|2026-03-02|li.na|zh\n")


def test_after_two_dashes_everything_is_text(capsys: Capture) -> None:
    assert run(capsys, "lead", "add", "--size", "1", "--", "--json")[1].startswith("--json|1|")


def test_the_environment_stands_in_and_an_option_wins(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "NOW", "USER"):
        monkeypatch.setenv(f"SALESCTL_{name}", f"from-{name}")
    monkeypatch.setenv("SALESCTL_LANG", "zh")
    assert run(capsys, "lead", "add", "x", "--user", "me")[1] == "x|0|||from-HOME|from-NOW|me|zh\n"


@pytest.mark.parametrize(
    ("name", "value", "lang"),
    [("LC_ALL", "zh_CN.UTF-8", "zh"), ("LC_ALL", "C", "en"), ("LC_ALL", "de_DE", "en"), ("LANG", "zh_TW", "zh")],
)
def test_without_a_word_the_locale_decides(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str, value: str, lang: str
) -> None:
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setenv(name, value)
    assert run(capsys, "lead", "add", "x")[1].endswith(f"|{lang}\n")


def test_file_names_are_commands(capsys: Capture) -> None:
    assert run(capsys, "next", "华信") == (0, "next 华信\n", "")
    assert run(capsys, "lead", "import", "a.csv") == (1, "import a.csv\n", "")
    assert run(capsys, "merge-driver") == (9, "merging\n", "")


def test_a_group_may_run_alone(capsys: Capture) -> None:
    assert run(capsys, "team") == (0, "the team\n", "")
    assert run(capsys, "team", "add", "li.na") == (0, "add li.na\n", "")


def test_the_program_alone_is_at_home(capsys: Capture, made_up: Path) -> None:
    assert run(capsys)[1].startswith("Usage: salesctl COMMAND")
    (made_up / "home.py").write_text(
        "import typer\nfrom salesctl.render import console\n"
        "def command(context: typer.Context) -> int:\n"
        "    console.result(f'at home in {context.obj.folder}')\n    return 1\n",
        encoding="utf-8",
    )
    assert run(capsys, "-C", "here") == (1, "at home in here\n", "")
    assert run(capsys, "next") == (0, "next None\n", "")
    assert run(capsys, "home", "--help")[0] == 0
    assert "home" not in run(capsys, "--help")[1]


def test_only_the_called_command_is_imported(capsys: Capture) -> None:
    run(capsys, "next")
    loaded = {name for name in sys.modules if name.startswith("salesctl.commands.")}
    assert loaded == {"salesctl.commands.next_"}


MISTAKES = [
    (["led", "add", "x"], "usage.no_such_command_near", "lead add"),
    (["add", "x"], "usage.no_such_command_near", "add"),
    (["zzzzzz"], "usage.no_such_command", "zzzzzz"),
    (["lead", "ad", "x"], "usage.no_such_command_near", "lead add"),
    (["lead"], "usage.no_command", "import"),
    (["lead", "add"], "usage.missing", "NAME"),
    (["lead", "add", "x", "--chanel", "web"], "usage.no_such_option_near", "--channel"),
    (["lead", "add", "x", "--qqqq"], "usage.no_such_option", "--qqqq"),
    (["--qqqq"], "usage.no_such_option", "--qqqq"),
    (["lead", "add", "x", "--size", "many"], "usage.bad_value", "--size"),
    (["lead", "add", "x", "--size"], "usage.value_missing", "--size"),
    (["lead", "add", "x", "y"], "usage.unexpected", "y"),
    (["lead", "add", "x", "--user"], "usage.value_missing", "--user"),
    (["next", "--lang", "fr"], "usage.not_a_language", "fr"),
]


@pytest.mark.parametrize(("words", "code", "named"), MISTAKES, ids=[" ".join(words) for words, _, _ in MISTAKES])
def test_wrong_use_is_said_in_both_languages_and_in_json(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: list[str], code: str, named: str
) -> None:
    said = {}
    for locale in ("en_US.UTF-8", "zh_CN.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        exit_code, out, said[locale] = run(capsys, *words)
        assert (exit_code, out) == (2, "")
        assert named in said[locale]
        assert bool(re.search("[一-鿿]", said[locale])) == locale.startswith("zh")
    exit_code, out, err = run(capsys, *words[:1], "--json", *words[1:])
    answer = json.loads(out)
    assert (exit_code, err, answer["ok"]) == (2, "", False)
    assert [problem["code"] for problem in answer["problems"]] == [code]
    assert answer["problems"][0].keys() >= {"code", "message", "where", "remedy"}


@pytest.mark.parametrize("words", [["--help", "lead", "add"], ["lead", "add", "--help"], ["lead", "add", "x", "-h"]])
def test_help_stands_anywhere_too(capsys: Capture, words: list[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: salesctl lead add NAME")
    assert "--channel CHANNEL" in out
    assert "--json" in out


def test_help_speaks_chinese_and_hides_what_is_not_for_people(capsys: Capture) -> None:
    _, out, _ = run(capsys, "--help", "--lang", "zh")
    assert out.startswith("用法：")
    assert "  lead" in out
    assert "merge-driver" not in out


def test_a_refusal_is_shown_clean_with_its_place(capsys: Capture) -> None:
    code, out, err = run(capsys, "refuse")
    assert (code, out) == (3, "")
    assert err.startswith("Error: a.yaml:3: ")
    assert "\x1b" not in err
    assert "<U+001B>" in err
    assert "\nError" not in err


def test_a_refusal_answers_a_program(capsys: Capture) -> None:
    code, out, err = run(capsys, "--json", "refuse")
    assert (code, err) == (3, "")
    assert json.loads(out)["problems"][0]["where"] == "a.yaml:3"


def test_broken_has_its_own_exit_code(capsys: Capture) -> None:
    assert run(capsys, "broken")[0] == 5


def test_an_interruption_is_a_sentence(capsys: Capture) -> None:
    code, out, err = run(capsys, "stop")
    assert (code, out) == (130, "")
    assert "Interrupted" in err


def test_an_interruption_while_starting_is_silent(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "salesctl.cli.running", Interrupting())
    assert run(capsys, "list") == (130, "", "")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_bug_shows_where_its_log_is_and_no_traceback(capsys: Capture, options: list[str]) -> None:
    code, out, err = run(capsys, *options, "boom")
    assert code == 70
    assert "Traceback" not in out + err
    assert "secret detail" not in out + err
    found = re.search(r"\S+salesctl-bug-\w+\.log", out + err)
    assert found is not None
    log = Path(found.group().strip('"'))
    assert "secret detail" in log.read_text(encoding="utf-8")
    log.unlink()


def test_the_version_in_every_place(capsys: Capture) -> None:
    assert run(capsys, "--version") == run(capsys, "next", "--version")
    assert json.loads(run(capsys, "--version", "--json")[1])["ok"] is True


def as_process(folder: Path, *words: str, saved: bool = False) -> list[str]:
    script = (
        "import sys\nfrom salesctl import commands\nfrom salesctl.cli import main\n"
        f"commands.__path__ = [{str(folder)!r}]\n"
        f"sys.exit(main({list(words)!r}))\n"
    )
    return [sys.executable, "-c", script]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("saved", [True, False])
def test_an_answer_that_cannot_be_printed_is_told_truly(made_up: Path, saved: bool) -> None:
    mark = "console.mark_saved()" if saved else "pass"
    (made_up / "full.py").write_text(
        f"from salesctl.render import console\ndef command() -> None:\n    {mark}\n    console.result('x' * 100000)\n",
        encoding="utf-8",
    )
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(as_process(made_up, "full"), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 6
    assert ("Saved" in done.stderr) == saved
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_who_goes_away_is_no_failure(made_up: Path) -> None:
    (made_up / "long.py").write_text(
        "from salesctl.render import console\ndef command() -> None:\n"
        "    for _ in range(20000):\n        console.result('line')\n",
        encoding="utf-8",
    )
    with subprocess.Popen(as_process(made_up, "long"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(5)
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(), said) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_a_character_shows_an_escape(
    made_up: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = subprocess.run(as_process(made_up, "next", "华信 ▲ \U0001f600"), capture_output=True, check=False)
    assert done.returncode == 0
    assert b"next" in done.stdout
    assert b"U0001f600" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands over Unicode")
def test_words_that_are_no_text_are_refused_and_utf8_is_understood_anywhere(made_up: Path) -> None:
    environment = {"PATH": "/usr/bin", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    script = made_up.parent / "script.py"
    script.write_text(
        "import sys\nfrom salesctl import commands\nfrom salesctl.cli import main\n"
        f"commands.__path__ = [{str(made_up)!r}]\nsys.exit(main())\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[2])
    for word, code in (("华信".encode(), 0), (b"\xff\xfe", 2)):
        done = subprocess.run(
            [sys.executable, str(script), "next", word],
            capture_output=True,
            env={**environment, "PYTHONPATH": root},
            check=False,
        )
        assert done.returncode == code
        assert b"Traceback" not in done.stderr
        assert (b"next \\u534e\\u4fe1" in done.stdout) == (code == 0)


def completed(folder: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    done = subprocess.run(as_process(folder), capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("salesctl ne", ["next"]),
        ("salesctl lead ", ["add", "import"]),
        ("salesctl -C there lead im", ["import"]),
        ("salesctl --js", ["--json"]),
        ("salesctl lead add --ch", ["--channel"]),
        ("salesctl merge", []),
    ],
)
def test_shells_complete_commands_and_options(
    made_up: Path, monkeypatch: pytest.MonkeyPatch, words: str, names: list[str]
) -> None:
    assert completed(made_up, words, monkeypatch) == names


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_shown(made_up: Path, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    done = subprocess.run(as_process(made_up, "--show-completion", shell), capture_output=True, text=True, check=True)
    assert "_SALESCTL_COMPLETE" in done.stdout
