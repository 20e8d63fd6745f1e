"""Finding the head of a table: under a title, behind empty rows, as people spell it (``process.md`` The register)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from salesctl.core.intake.rules import NUMBER, Rules
from salesctl.core.problems import Broken, Problem

#: The register's ten columns by their target, in its order, its own two spellings first; then two kept apart by many.
REGISTER: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("序号", "No.", "no", "编号", "#", "number"),
    "name": ("客户名称", "Customer", "客户", "公司名称", "单位名称", "企业名称", "客户全称",
             "customer name", "company"),
    "industry": ("所属行业", "Industry", "行业"),
    "contact": ("联系人", "Contact person", "联系人姓名", "客户联系人", "contact"),
    "position": ("职务", "Position", "职位", "联系人职务", "job title"),
    "reach": ("联系方式", "Telephone/e-mail", "电话/邮箱", "phone/e-mail", "phone or e-mail", "contact details"),
    "need": ("需求描述", "Need", "需求", "客户需求", "needs"),
    "stage": ("跟进阶段", "Stage", "阶段", "当前阶段", "销售阶段"),
    "owner": ("负责人", "Owner", "客户经理", "跟进人", "销售负责人", "销售", "account manager"),
    "next": ("下次跟进时间", "Next follow-up", "下次跟进", "下次跟进日期", "next followup time"),
    "phone": ("电话", "Telephone", "联系电话", "手机", "手机号", "phone", "mobile"),
    "email": ("邮箱", "E-mail", "电子邮件", "电子邮箱"),
}  # fmt: skip
#: What our own list of set-aside rows calls its last column.
REASON = ("原因", "reason")
_SEARCHED = 30
_ENOUGH = 3


def plain_head(text: str) -> str:
    """A head for comparing: no blanks, no case, no width, no strokes, dots and brackets."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold() or text.strip()


_SPELLED = {plain_head(words): target for target, spellings in REGISTER.items() for words in spellings}


def target_of(head: str) -> str | None:
    """The target that a head of the register names."""
    return _SPELLED.get(plain_head(head))


def find_head(rows: Sequence[Sequence[str]], rules: Rules | None) -> tuple[int, tuple[str, ...], Rules]:
    """The place of the head among the rows, its columns, and the rules with the heads as this table spells them.

    Raises Broken: ``intake.no_register`` where no row looks like the register's head, ``intake.columns_missing`` where
    the map names columns that no row has.
    """
    searched = [tuple(" ".join(cell.split()) for cell in row) for row in rows[:_SEARCHED]]
    if rules is None:
        return _register(searched)
    wanted = {plain_head(head): head for head in rules.heads}
    fitting = [len({plain_head(cell) for cell in row} & set(wanted)) for row in searched]
    best = fitting.index(max(fitting, default=0)) if fitting else 0
    head = searched[best] if searched else ()
    present = {plain_head(cell) for cell in head}
    missing = tuple(spelled for plain, spelled in wanted.items() if plain not in present)
    if missing:
        found = tuple(cell for cell in head if cell)
        raise Broken(Problem("intake.columns_missing", {"columns": missing, "found": found}))
    _refuse_twins(tuple(cell for cell in head if plain_head(cell) in wanted))
    return best, head, _spelled_as(rules, {plain_head(cell): cell for cell in head if cell})


def _register(searched: Sequence[tuple[str, ...]]) -> tuple[int, tuple[str, ...], Rules]:
    for place, head in enumerate(searched):
        targets = [target_of(cell) for cell in head]
        if "name" in targets and len(set(targets) - {None}) >= _ENOUGH:
            named = tuple(cell for cell, target in zip(head, targets, strict=True) if target)
            _refuse_twins(named, targets=True)
            columns = {cell: target for cell, target in zip(head, targets, strict=True) if target}
            customer = next(cell for cell, target in columns.items() if target == "name")
            return place, head, Rules(columns, customer, register=True)
    found = max(searched, key=lambda row: sum(bool(cell) for cell in row), default=())
    raise Broken(Problem("intake.no_register", {"found": tuple(cell for cell in found if cell)[:12]}))


def _refuse_twins(heads: tuple[str, ...], *, targets: bool = False) -> None:
    """Two columns of one meaning: nobody could say which is right."""
    seen: dict[str, str] = {}
    for head in heads:
        meaning = target_of(head) or "" if targets else plain_head(head)
        if meaning in seen:
            raise Broken(Problem("intake.column_twice", {"column": head, "other": seen[meaning]}))
        seen[meaning] = head


def _spelled_as(rules: Rules, spelled: Mapping[str, str]) -> Rules:
    def real(head: str) -> str:
        return spelled.get(plain_head(head), head)

    return replace(
        rules,
        columns={real(head): target for head, target in rules.columns.items()},
        values={real(head): values for head, values in rules.values.items()},
        customer=real(rules.customer),
        deal=real(rules.deal) if rules.deal else None,
        name_else=real(rules.name_else) if rules.name_else else None,
        joins=tuple(replace(join, by=real(join.by)) for join in rules.joins),
    )
