from __future__ import annotations

from collections.abc import Callable

import pytest

from salesctl.core.problems import Broken
from salesctl.core.team import Person
from salesctl.store.record_file import UnmeantTextError
from salesctl.store.team_file import add_person, is_person_id, new_team, read_team

TEAM = """\
# who we are
people:
  # the boss
  wang.lei: {name: 王磊, roles: [account_manager, sales_lead], git: [wang.lei@example.com]}   # since 2019
  zhao.jing:
    name: 赵静  # legal
    roles:
      - legal   # drafts
"""
ZHAO = Person("zhao.jing", "赵静", ("legal",))


def problems(text: str) -> list[str]:
    with pytest.raises(Broken) as broken:
        read_team(text.encode(), "team.yaml")
    assert broken.value.exit_code == 4
    return [f"{problem.where} {problem.code}" for problem in broken.value.problems]


def people(text: str) -> dict[str, Person]:
    return dict(read_team(text.encode(), "team.yaml").people)


def test_a_team_is_read_with_names_roles_and_what_git_calls_them() -> None:
    wang = Person("wang.lei", "王磊", ("account_manager", "sales_lead"), ("wang.lei@example.com",))
    assert people(TEAM) == {"wang.lei": wang, "zhao.jing": ZHAO}


@pytest.mark.parametrize("text", ["people:\n", "people: {}\n", "people:  # nobody yet\n"])
def test_a_team_may_still_be_empty(text: str) -> None:
    assert people(text) == {}
    assert people(add_person(text, ZHAO)) == {"zhao.jing": ZHAO}


def test_a_person_may_have_an_id_and_nothing_else_and_one_role_needs_no_list() -> None:
    assert people("people:\n  王磊:\n  b: {roles: legal}\n") == {
        "王磊": Person("王磊"),
        "b": Person("b", "", ("legal",)),
    }


def test_everything_that_is_wrong_is_said_at_once_with_its_place() -> None:
    text = (
        "peple: {}\npeople:\n  'a b': {}\n  wang: {nmae: W, git: [w@x]}\n  Wang: {git: [W@X], roles: [{a: b}]}\n"
        "  c: text\n  d: {name: [x]}\n"
    )
    assert problems(text) == [
        "team.yaml:1:1 team.unknown_key_near",
        "team.yaml:3:3 team.bad_id",
        "team.yaml:4:10 team.unknown_key_near",
        "team.yaml:5:3 team.same_id",
        "team.yaml:5:30 team.list_shape",
        "team.yaml:6:6 team.person_shape",
        "team.yaml:7:13 team.name_shape",
        "team.yaml:5:3 team.same_git",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "team.yaml:1:1 team.not_mapping"),
        ("{}\n", "team.yaml:1:1 team.people_shape"),
        ("people: [a]\n", "team.yaml:1:9 team.people_shape"),
        ("people:\n  a: {}\n  a: {}\n", "team.yaml:3:3 yaml.duplicate_key"),
    ],
)
def test_what_is_no_team_is_refused(text: str, told: str) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize("name", ["wang.lei", "王磊", "q1-b_2"])
def test_ids_are_letters_digits_dots_hyphens_and_underscores(name: str) -> None:
    assert is_person_id(name)


@pytest.mark.parametrize("name", ["", "a b", "-a", "a/b", "a" * 101])
def test_anything_else_is_no_id(name: str) -> None:
    assert not is_person_id(name)


def test_a_new_person_is_one_line_more() -> None:
    new = add_person(TEAM, Person("li.min", "李敏", ("finance",)))
    assert new == TEAM + "  li.min: {name: 李敏, roles: [finance]}\n"


def test_a_changed_person_changes_only_their_own_lines() -> None:
    new = add_person(TEAM, Person("zhao.jing", "赵静", ("legal", "finance")))
    assert new == TEAM + "      - finance\n"
    wang = people(TEAM)["wang.lei"]
    new = add_person(TEAM, Person(wang.id, wang.name, (*wang.roles, "product"), wang.git))
    assert new == TEAM.replace("sales_lead]", "sales_lead, product]")


@pytest.mark.parametrize("end", [str, lambda text: text.replace("\n", "\r\n"), str.rstrip])
def test_line_ends_stay_as_they_were(end: Callable[[str], str]) -> None:
    for text in (TEAM, "people:\n", "people: {a: {}}\n", "people:\n  a:\n", "{people: {}}\n"):
        new = add_person(end(text), ZHAO)
        assert people(new)["zhao.jing"] == ZHAO
        assert new.count("\r\n") in {0, new.count("\n")}


def test_who_may_not_be_in_a_team_is_refused_before_anything_is_written() -> None:
    for person in (
        Person("a b"),
        Person("WANG.lei"),
        Person("x", "two\nlines"),
        Person("x", git=("Wang.Lei@example.com",)),
    ):
        with pytest.raises(Broken) as broken:
            add_person(TEAM, person)
        assert broken.value.exit_code == 2


def test_a_new_team_reads_back() -> None:
    roles = tuple(f"role_with_a_long_name_{number}" for number in range(8))
    team = [Person("wang.lei", "No", roles, ("w@example.com",)), Person("b", "null: {")]
    assert people(new_team(team)) == {person.id: person for person in team}
    assert people(new_team([])) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("people:\n# after\n", "people:\n  z: {name: Z}\n# after\n"),
        ("people:  # nobody\n\n# after\n", "people:  # nobody\n  z: {name: Z}\n\n# after\n"),
        ("people: {}  # nobody\n# after", "people:  # nobody\n  z: {name: Z}\n# after"),
        ("people: {}", "people:\n  z: {name: Z}\n"),
        ("people:", "people:\n  z: {name: Z}\n"),
        ("people: {}\r\n# after\r\n", "people:\r\n  z: {name: Z}\r\n# after\r\n"),
        ("  people: {}\n", "  people:\n    z: {name: Z}\n"),
        ("{people: {}}\n", "{people: {z: {name: Z}}}\n"),
        ("{people: }\n", "{people: {z: {name: Z}}}\n"),
        ('{"people":}\n', '{"people": {z: {name: Z}}}\n'),
    ],
)
def test_the_first_person_stands_under_the_key_and_all_else_stays(before: str, after: str) -> None:
    assert add_person(before, Person("z", "Z")) == after


def test_names_and_ids_have_their_longest() -> None:
    assert is_person_id("a" * 100)
    assert people(f"people: {{a: {{name: {'x' * 200}}}}}")["a"].name == "x" * 200
    assert people("people: {a: {name: 'b\u3000c'}}")["a"].name == "b\u3000c"


def test_somebody_known_can_lose_what_was_said_of_them() -> None:
    text = "people:\n  a: {name: A, roles: [legal]}\n"
    assert add_person(text, Person("a", "A", ("finance",), ("a@x",))) == (
        "people:\n  a: {name: A, roles: [finance], git: [a@x]}\n"
    )
    assert add_person("people:\n  a:\n  b: x\n".replace(" x", ""), Person("a", "A")) == (
        "people:\n  a: {name: A}\n  b:\n"
    )


@pytest.mark.parametrize(
    ("text", "told"), [("- a\n", "team.yaml:1:1 team.not_mapping"), ("a: [\n", "team.yaml:2:1 yaml.open_bracket")]
)
def test_a_text_that_is_no_team_file_is_refused_by_its_name(text: str, told: str) -> None:
    with pytest.raises(Broken) as caught:
        add_person(text, ZHAO)
    assert [f"{one.where} {one.code}" for one in caught.value.problems] == [told]
    assert caught.value.exit_code == 4


def test_what_the_team_would_not_take_is_told_without_a_place() -> None:
    with pytest.raises(Broken) as caught:
        add_person(TEAM, Person("a b"))
    assert [(one.code, one.where, dict(one.params)) for one in caught.value.problems] == [
        ("team.bad_id", None, {"id": "a b"})
    ]


@pytest.mark.parametrize("made", ["a: [", "people: {}", "people: {z: {name: Y}}"])
def test_a_team_that_does_not_read_back_is_caught(made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesctl.store.team_file.set_key", lambda *_: made)
    with pytest.raises(UnmeantTextError, match=r"^team\.yaml$"):
        add_person(TEAM, Person("z", "Z"))
