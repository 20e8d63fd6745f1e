"""Whatever is typed into a playbook, it is read or it is refused with places; nothing else ever happens."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesctl.core.linting import lint
from salesctl.core.problems import Broken, Problem
from salesctl.i18n import problem_text
from salesctl.store.playbook.reading import read_with_places

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
LINES = SMALL.splitlines()
PARTS = [
    "{", "}", "[", "]", ",", ":", "-", " ", "\n", '"', "'", "or", "and", "of", "not", "none", "else", "again from",
    "customer", "2wd", "0", "=", "after", "by: seller", "steps:", "- step: x", "{a: b}", "[a, [b]]", "~", "是",
]  # fmt: skip


def judged(text: str) -> None:
    """Read and, if it can be read, looked over; every problem has a place and words."""
    found = problems(text)
    assert found is not None
    for problem in found:
        assert problem.where is not None
        assert problem_text(problem)[0] != problem.code


def problems(text: str) -> tuple[Problem, ...]:
    """What is wrong with a playbook, errors and hints alike."""
    try:
        reading = read_with_places(text.encode(), "playbook.yaml")
    except Broken as broken:
        return broken.problems
    return lint(reading.playbook, frozenset(), reading.places)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SMALL)), st.integers(0, 12), st.sampled_from(PARTS) | st.text(max_size=4)),
        max_size=4,
    )
)
def test_letters_changed_anywhere(changes: list[tuple[int, int, str]]) -> None:
    text = SMALL
    for at, cut, put in changes:
        text = text[:at] + put + text[at + cut :]
    judged(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.booleans()), max_size=4))
def test_lines_left_out_moved_and_repeated(changes: list[tuple[int, int, bool]]) -> None:
    lines = list(LINES)
    for source, target, keep in changes:
        line = lines[source % len(lines)] if keep else lines.pop(source % len(lines))
        lines.insert(target, line)
        lines.pop()
    judged("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(PARTS) | st.text(max_size=8))
@example(0, "")
def test_a_value_replaced_by_anything(at: int, value: str) -> None:
    lines = list(LINES)
    lines[at] = f"{lines[at].partition(':')[0]}: {value}"
    judged("\n".join(lines))


def test_values_of_every_other_shape_at_every_key() -> None:
    for at, line in enumerate(LINES):
        head, colon, _ = line.partition(":")
        for other in ("{}", "[]", "[[]]", "{x: {y: z}}", "[{x: y}]", '""', "word", "a, b"):
            lines = [*LINES[:at], f"{head}{colon} {other}", *LINES[at + 1 :]]
            assert all(problem.where for problem in problems("\n".join(lines)))
