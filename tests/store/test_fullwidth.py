"""Chinese punctuation where YAML wants ASCII: the character, its place, and the line as it was meant."""

from __future__ import annotations

import pytest

from salesctl.core.problems import Broken
from salesctl.store.fullwidth import Correction, correct
from salesctl.store.yamltext import parse, plain


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("text", "place", "char", "fixed"),
    [
        ("name：华信\n", "1:5", "：", "name: 华信"),
        ("name： 华信\nindustry: 机械\n", "1:5", "：", "name: 华信"),
        ("customer:\n  name：华信\n", "2:7", "：", "name: 华信"),
        ("customer:\n  name：华信\n  industry: 机械\n", "2:7", "：", "name: 华信"),
        ("customer:\n  industry: 机械\n  name：华信\n", "3:7", "：", "name: 华信"),
        ("customer:\n  industry: 机械\n    name：华信\n", "3:9", "：", "name: 华信"),
        ("a: b\n公司名称：华信\nc: d\n", "2:5", "：", "公司名称: 华信"),
        ("name:　华信\nb: c\n", "1:6", "　 (U+3000)", "name: 华信"),
        ("customer:\n　name: 华信\n", "2:1", "　 (U+3000)", "name: 华信"),
        ("“name”: 华信\n", "1:1", "“", "name: 华信"),
        ("name: “华: 信”\n", "1:7", "“", 'name: "华: 信"'),
        ("a: {b: c，d: e}\n", "1:9", "，", "a: {b: c, d: e}"),
        ("a: {b：c，d：e}\n", "1:6", "：", "a: {b: c, d: e}"),
        ("a: {b: c，d：e}\n", "1:9", "，", "a: {b: c, d: e}"),
        ("a: {b：c，d: e, f: g}\n", "1:6", "：", "a: {b: c, d: e, f: g}"),
        ("a: ｛b: c｝\nd: [\n", "1:4", "｛", "a: {b: c}"),
        ("｛a: b｝\n", "1:1", "｛", "{a: b}"),
        ("－ a: b\n", "1:1", "－", "- a: b"),
        ("-　a\n", "1:2", "　 (U+3000)", "- a"),
        ("steps:\n- step: a\n- step：b\n", "3:7", "：", "- step: b"),
        ("＃ 注\na: b\n", "1:1", "＃", "# 注"),
    ],
)
def test_shown_with_the_line_corrected(text: str, place: str, char: str, fixed: str, pure: bool) -> None:
    with pytest.raises(Broken) as caught:
        parse(text, "f.yaml", pure=pure)
    problem = caught.value.problems[0]
    assert (problem.code, str(problem.where)) == ("yaml.fullwidth", f"f.yaml:{place}")
    assert problem.params == {"char": char, "fixed": fixed}


@pytest.mark.parametrize(
    "text",
    [
        "need: 产线数字化，先做两条线\n",
        "need: 产线数字化，先做两条线",
        "need: 产线数字化，\n  先做两条线",
        "because: “再等等”\n",
        "say:\n  客户：您好，我是……\n",
        "with: {because: 价格高，没谈拢}\n",
        "hints:\n- 注意：先问预算\n- 再问时间\n",
        "- 备注：一\n- 备注：二\n",
        "a: 全角　空格\n",
        'a: "name：x"\n',
    ],
)
def test_chinese_text_keeps_its_punctuation(text: str) -> None:
    assert plain(parse(text, "f.yaml"))


def test_every_such_line_at_once() -> None:
    with pytest.raises(Broken) as caught:
        parse("customer:\n  name：华信\n  industry：机械\n", "f.yaml")
    assert [str(problem.where) for problem in caught.value.problems] == ["f.yaml:2:7", "f.yaml:3:11"]


def test_not_blamed_when_correcting_it_would_not_help() -> None:
    with pytest.raises(Broken) as caught:
        parse("a: 价格高，没谈拢\nb: [1，2\nc: 3\n", "f.yaml")
    assert [problem.code for problem in caught.value.problems] == ["yaml.open_bracket"]


@pytest.mark.parametrize(
    ("line", "char", "column", "fixed"),
    [
        ("　\xa0 a: b", "　", 1, "    a: b"),
        ("  \xa0a: b", "\xa0", 3, "   a: b"),
        ("  －　a", "－", 3, "  - a"),
        ("- －a", None, 0, ""),
        ("  ＃  note", "＃", 3, "  # note"),
        ("- - a　：　b", "　", 6, "- - a: b"),
        ("a:  　 b", "　", 5, "a: b"),
        ("“名称”：b", "“", 1, "名称: b"),
        ("‘a’: b", None, 0, ""),
        ('- "ab"：c', "：", 7, "- ab: c"),
        ("a: ‘b c’  ", "‘", 4, 'a: "b c"'),
        ("- “b c”", "“", 3, '- "b c"'),
        ("- a: “b”", "“", 6, '- a: "b"'),
        ("a: “b” c", None, 0, ""),
        ("a: b “c”", None, 0, ""),
        ("- {b： c ， 　d：“e f”}", "：", 5, '- {b: c, d: "e f"}'),
        ("［a，‘b’］", "［", 1, "[a, ‘b’]"),
        ('a: [“b：c”，\'d，e\'，"f，\\"：g"]', "“", 5, 'a: ["b: c", \'d，e\', "f，\\"：g"]'),
        ("｛a：［b］｝", "｛", 1, "{a: [b]}"),
        ("a b {c，d}", None, 0, ""),
        ("a: b {c，d}", None, 0, ""),
        ("{a:　b　c}", "　", 4, "{a: b c}"),
        ("a: b，c", None, 0, ""),
        ("a: b", None, 0, ""),
        ("Xa：b", "：", 3, "Xa: b"),
        ("X{a：b}", None, 0, ""),
        ("a" * 61 + "：b", "：", 62, "a" * 61 + ": b"),
        ("a" * 62 + "：b", None, 0, ""),
    ],
)
def test_a_line_is_corrected_where_punctuation_belongs_to_yaml(
    line: str, char: str | None, column: int, fixed: str
) -> None:
    assert correct(line) == (Correction(char, column, fixed) if char else None)
