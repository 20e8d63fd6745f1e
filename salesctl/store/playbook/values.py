"""The kinds of value that a key may take."""

from __future__ import annotations

from salesctl.store.playbook.shape import Phrase, Value

VALUES: dict[Value, Phrase] = {
    "text": Phrase("TEXT", "{zh: 需求调研, en: Needs survey}", "plain words, or by language", "一句话，或分语言写"),
    "id": Phrase("id", "survey", "a short name: letters, digits, _", "短名：字母、数字、_"),
    "plain": Phrase("word", "Asia/Shanghai", "one word or number", "一个词或数字"),
    "plains": Phrase("words", "[09:00-12:00, 13:30-18:00]", "one or a list", "一个或一列"),
    "word": Phrase("word", "opened", "one of the words named", "所列之一"),
    "yes": Phrase("yes | no", "yes", "yes or no", "yes 或 no"),
    "number": Phrase("number", "3", "a whole number", "整数"),
    "decimal": Phrase("number", "0.5", "a number", "数字"),
    "amount": Phrase(
        "N unit, unit = h wh wd d w mo",
        "30d",
        "a span of time: hours, working hours, working days, days, weeks, months; none converts into another",
        "时长：h 小时、wh 工作小时、wd 工作日、d 天、w 周、mo 月，互不换算",
    ),
    "names": Phrase("name {, name}", "product, technical", "names with commas, or a list", "逗号分隔的名字，或列表"),
    "fields": Phrase(
        "field {, field}, field = form.field[.column] | customer.field",
        "contract.price, proposal.price",
        "fields of forms; the first that is filled counts",
        "表单字段；取第一个有值的",
    ),
    "field": Phrase("form.field[.column]", "negotiation.price", "one field of a form", "一个表单字段"),
    "key names": Phrase("key {, key}", "due, looks at", "keys of the same entry", "本条目里的键"),
    "due": Phrase(
        '"none" | TERM {but not (after|before) TERM} [or the working day (before|after)] [by NAME calendar]; '
        "TERM = N unit [each | after [each] EVENTS | before DATE] | DATE; DATE = a field | a holiday",
        "48h after opened or woken but not before 4h after upgraded",
        "a deadline; a bare `2wd` counts since the step's turn, `2wd each` since the turn of each who is asked",
        "期限；单写 `2wd` 从轮到这一步算起，`2wd each` 从轮到每个被问的人算起",
        cases=True,
    ),
    "every": Phrase(
        "Weekday [HH:MM] [or the working day (before|after)] | N unit | N unit before DATE {, DATE} | rrule RFC5545",
        "Friday 18:00 or the working day before",
        "when it is owed again and again",
        "多久一次",
    ),
    "events": Phrase(
        "EVENT {or EVENT} | EVENT {and EVENT}; EVENT = step | step=outcome | group | stage | whenever | a date | "
        "opened graded upgraded contacted nurtured woken held resumed won closed reopened raised",
        "survey or confirmation=changed",
        "what has happened; `or`: the latest that did, `and`: all of them, the latest counts",
        "发生了什么；`or` 取最近发生的，`and` 要全部发生",
    ),
    "approve": Phrase(
        '"none" | role | (all|any|N) of role {, role} | first role {, then role}',
        "first sales_lead, then finance",
        "who must say yes; `none` skips the step",
        "谁要同意；`none` 跳过此步",
        cases=True,
    ),
    "action": Phrase(
        "go on | stay | again [from step|group|stage] | close (lost|void) [because reason {, reason}] | nurture | "
        "new deal [in stage]",
        "again from report",
        "what it leads to; `again` opens a new round there and of everything downstream that was reached",
        "之后怎么走；`again` 从那里起、已到达的下游都开新一轮",
    ),
    "condition": Phrase(
        "TEST {and TEST} | TEST {or TEST} | [all of these] | {all|any: [..]} | {not: ..}; "
        "TEST = [not] (VALUE (= != < <= > >=) VALUE | step done | whenever open); VALUE = a field | grade kind amount "
        "status stage outcome round holds tries ways | step (its outcome) | (round|rows|sum|slip) of NAME | "
        "a word or number",
        "kind = repeat and amount >= 500000",
        "whether something holds; `and` and `or` never mix in one phrase",
        "条件；一句里 `and`、`or` 不混用",
    ),
    "rules": Phrase(
        "CONDITION | a list of rules | {block|warn|info: CONDITION, say: TEXT}",
        "{block: price >= proposal.floor_price, say: The price is under the floor.}",
        "what must hold, how hard, and what is said when it does not",
        "必须成立的条件、强度、不成立时说什么",
    ),
    "required": Phrase(
        "yes | no | CONDITION | cases", "outcome = failed", "whether it must be filled", "是否必填", cases=True
    ),
    "strengths": Phrase(
        "yes | warn | no | CONDITION | cases", "kind != repeat", "whether it must be done", "是否必做", cases=True
    ),
    "may": Phrase(
        "anybody | role {, role}",
        "{holds >= 1: sales_lead, else: anybody}",
        "who may do it",
        "谁可以做",
        cases=True,
    ),
    "remind": Phrase(
        "{(N% | N unit before | N unit later | N contacts): name {, name}}; name = a role | doer | owner",
        "{75%: doer, 100%: owner, 1wd later: sales_lead}",
        "who is reminded when; `doer` owes it, `owner` is the deal's",
        "何时提醒谁；`doer` 是该做的人，`owner` 是商机负责人",
        cases=True,
    ),
    "looks": Phrase(
        "{role: field {, field}}",
        "{finance: [price, payment_plan]}",
        "what each role judges: it is asked again when one of these changes",
        "各角色评审哪些字段：字段变了才再问",
    ),
    "titles": Phrase("{id: TEXT} | [id, id]", "{price: 价格, terms: 条款}", "ids with their words", "编号和名称"),
    "shape": Phrase("{…}", "{country: CN}", "a mapping of its own", "下一级"),
    "map": Phrase("{id: {…}}", "{sales_lead: {title: Sales lead}}", "a mapping by id", "按编号列出"),
    "list": Phrase("[{…}]", "[{stage: lead}]", "a list", "列表"),
    "entries": Phrase(
        "[entry, entry]", "[{step: survey, by: sales_lead}]", "entries in their order", "按顺序列出的条目"
    ),
    "together": Phrase(
        "[step, step]",
        "[{step: a, by: sales_lead}, {step: b, by: sales_lead}]",
        "steps without order",
        "不分先后的步骤",
    ),
}
