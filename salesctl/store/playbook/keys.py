"""Every key of the playbook's language, once: where it stands, what it takes, what it means."""

from __future__ import annotations

from typing import get_args

from salesctl.core.playbook import FieldType
from salesctl.store.playbook.shape import Key, Shape, shape

ENTRIES: tuple[str, ...] = ("step", "together", "duty", "whenever")
MOVES = ("lost", "void", "nurture", "hold", "resume", "reopen", "override", "back", "assign")
TYPES: tuple[str, ...] = get_args(FieldType)
STRENGTHS = ("block", "warn", "info")
LASTS = ("with the deal", "beyond the deal", "with the customer")

_TITLE = Key("title", "text", "what people call it", "名称")
_NUMBER = Key("number", "plain", 'its number on the page, quoted: "2.1"', '纸面上的编号，加引号："2.1"')
_BY = Key("by", "names", "the role that sees to it", "负责的角色", required=True)
_GOAL = Key("goal", "text", "what it is for", "目标")
_SAY = Key("say", "text", "the talk track", "话术")
_HINT = Key("hint", "text", "what helps to do it well", "提示")
_TELL = Key("tell", "names", "roles that are told when it is done", "完成后告知的角色")
_FORM = Key("form", "names", "the form, or several asked as one", "要填的表单，可以几张合一")
_IF = Key("if", "condition", "applies only if this holds; else it is skipped", "满足条件才适用，否则跳过")
_MUST = Key("must", "rules", "what must hold when it is done", "完成时必须成立")
_AFTER = Key("after", "names", "waits for these instead of the entry above", "不等上一条，而等这些")
_DUE = Key("due", "due", "its deadline", "期限")
_REMIND = Key("remind", "remind", "who is reminded when, instead of the playbook's own", "提醒谁（替换全局设置）")
_LAPSES = Key("lapses", "amount", "how long after its due it is given up", "过期多久后作罢")
_OUTCOMES = Key(
    "outcomes",
    "map",
    "how it can end; the first goes forward",
    "可能的结果；第一个是继续",
    of="outcome",
    short="action",
)
_FROM = Key("from", "events", "when it begins (else with its stage, or with the deal)", "何时开始（默认随阶段或商机）")
_UNTIL = Key("until", "events", "when it ends (else with its stage, or never)", "何时结束（默认随阶段，或不结束）")
_OURS = Key("ours", "key names", "keys whose value is this team's own decision", "哪些键是团队自己定的")

SHAPES: dict[str, Shape] = {
    one.name: one
    for one in (
        shape(
            "playbook", "The top of the file", "文件顶层",
            Key("salesctl", "plain", "the format of this file: 1", "本文件的格式：1"),
            Key("playbook", "id", "the playbook's id", "流程编号", required=True),
            Key("version", "plain", "raised with every change of a rule", "改规则时加一", required=True),
            _TITLE,
            Key("won", "names", "the step that wins the deal", "赢单的步骤"),
            Key("amount", "fields", "where a deal's amount stands", "商机金额取自哪里"),
            Key("calendar", "shape", "working time", "工作时间", of="calendar"),
            Key(
                "calendars", "map", "other calendars by name, each with what differs",
                "其他日历，只写不同之处", of="calendar",
            ),
            Key("roles", "map", "who takes part", "角色", required=True, of="role", short="text"),
            Key("kinds", "titles", "kinds of deal; the first is the default", "商机类型；第一个为默认"),
            Key("grades", "map", "grades, strictest first", "分级，最高在前", of="grade", short="text"),
            Key("moves", "map", "moves that are no step", "步骤以外的动作", of="move", words=MOVES),
            Key("remind", "remind", "who is reminded when", "何时提醒谁"),
            Key("stages", "list", "the stages in their order", "各阶段", required=True, of="stage"),
            Key("alongside", "entries", "what stands beside the stages", "阶段之外", words=("duty", "whenever")),
            Key("forms", "map", "the forms", "表单", of="form"),
        ),
        shape(
            "calendar", "Working time", "工作时间",
            Key("country", "plain", "whose public holidays count", "哪国的法定节假日"),
            Key("zone", "plain", "time zone", "时区"),
            Key("week", "plains", "working days: Monday-Friday", "工作日：Monday-Friday"),
            Key("hours", "plains", "working hours", "工作时间段"),
            Key("day ends", "plain", "when a working day ends, quoted: \"18:00\"", "何时下班，加引号：\"18:00\""),
            Key("off", "plains", "more days off", "另外的休息日"),
            Key("work", "plains", "more working days", "另外的工作日"),
            Key("special hours", "plains", "days with hours of their own", "时间特殊的日子"),
            Key("known", "plain", "last year whose days off are entered", "节假日录到哪一年"),
        ),
        shape(
            "role", "A role", "角色", _TITLE,
            Key("outside", "yes", "not one of us: the deal's owner records what it does", "外部角色，由商机负责人代记"),
            Key("owner", "yes", "means the deal's owner", "就是商机负责人"),
        ),
        shape(
            "grade", "A grade", "分级", _TITLE,
            Key("if", "condition", "proposed when this holds", "满足时建议此级"),
        ),
        shape(
            "move", "A move", "动作",
            Key("may", "may", "who may do it", "谁可以做"),
            Key("if", "condition", "only if this holds", "前提"),
            Key("reasons", "titles", "one of these is named", "须选一个原因"),
            Key("most", "amount", "for how long at most", "最长多久"),
        ),
        shape(
            "stage", "A stage", "阶段",
            Key("stage", "id", "the stage's id", "阶段编号", required=True),
            _TITLE, _NUMBER, _GOAL,
            Key("probability", "number", "per cent", "赢率（%）"),
            Key("enter", "rules", "what must hold to enter", "进入条件"),
            Key(
                "leave", "rules", "what must hold to leave (else: every required step is done)",
                "离开条件（默认必做步骤都完成）",
            ),
            Key(
                "steps", "entries", "steps, duties and whenevers in their order",
                "步骤、职责、临时事项", words=ENTRIES,
            ),
        ),
        shape(
            "step", "A step", "步骤",
            Key("step", "id", "the step's id; the stage's is put before it", "步骤编号，前面自动加阶段", required=True),
            _TITLE, _NUMBER, _BY,
            Key("with", "names", "roles that help and may do it too", "协助的角色，也可以做"),
            _TELL, _GOAL, _SAY, _HINT, _FORM, _DUE, _REMIND, _LAPSES, _IF, _MUST, _AFTER, _OUTCOMES,
            Key("approve", "approve", "who must say yes", "谁要同意"),
            Key("no", "action", "what a no leads to (else: stay)", "被否后怎么走（默认原地）"),
            Key("looks at", "looks", "what each role judges", "各角色看什么"),
            Key("required", "strengths", "whether it must be done (else yes)", "是否必做（默认是）"),
            Key("done by", "word", "the event that finishes it", "由什么事件完成", words=("opened", "graded")),
            Key("not who did", "names", "never the person who did these steps", "不能是做这些步骤的人"),
            _OURS,
        ),
        shape(
            "together", "Steps without order", "不分先后的步骤",
            Key("together", "together", "the steps", "步骤", required=True, of="group"),
            Key("id", "id", "a name for the group", "组名"),
            Key("enough", "number", "how many are enough (else all)", "完成几个就够（默认全部）"),
            _IF, _AFTER,
        ),
        shape(
            "group", "The group of a together, written below it", "together 写在下一级",
            Key("steps", "entries", "the steps", "步骤", required=True, words=("step",)),
            Key("id", "id", "a name for the group", "组名"),
            Key("enough", "number", "how many are enough (else all)", "完成几个就够（默认全部）"),
            _IF, _AFTER,
        ),
        shape(
            "duty", "A duty: owed outside the order", "职责：不在顺序之内",
            Key("duty", "id", "the duty's id", "职责编号", required=True),
            _TITLE, _NUMBER, _BY, _TELL, _GOAL, _SAY, _HINT, _FORM,
            Key("every", "every", "owed again and again", "周期"),
            _DUE,
            Key("each", "field", "one for each row of this list", "此列表每行一份"),
            Key("first", "plain", "the date of the first one: a field, or `review`", "第一次的日期：字段，或 `review`"),
            _FROM, _UNTIL, _IF, _OUTCOMES,
            Key("strength", "word", "block, warn or info", "强度", words=STRENGTHS),
            _REMIND, _LAPSES,
            Key("lasts", "word", "how long it lives", "持续到何时", words=LASTS),
            _OURS,
        ),
        shape(
            "whenever", "Something that may happen any number of times", "可能发生任意次的事",
            Key("whenever", "id", "its id", "编号", required=True),
            _TITLE, _NUMBER, _BY, _TELL, _GOAL, _SAY, _HINT, _FORM, _FROM, _UNTIL, _IF, _MUST,
            Key("steps", "entries", "an occurrence is open until these are done", "做完这些才算了结", words=("step",)),
            Key(
                "blocks", "names", "steps or stages that wait while one is open, or all",
                "未了结时挡住的步骤或阶段，或 all",
            ),
            Key(
                "pauses", "names", "steps or stages whose clocks stand still, or all",
                "未了结时停表的步骤或阶段，或 all",
            ),
            Key("most", "number", "how many at most", "最多几次"),
            _OURS,
        ),
        shape(
            "outcome", "An outcome", "结果", _TITLE,
            Key("do", "action", "what it leads to (else: go on)", "之后怎么走（默认继续）"),
            _MUST, _TELL,
        ),
        shape(
            "form", "A form", "表单", _TITLE,
            Key("kept on", "word", "its values are kept on the customer's card", "值存在客户卡片上", words=("card",)),
            Key("strength", "word", "how hard its fields are required", "必填的强度", words=STRENGTHS),
            Key("must", "rules", "what must hold among its fields", "字段之间必须成立"),
            Key(
                "fields", "map", "its fields in their order",
                "字段", required=True, of="field", short="word", words=TYPES,
            ),
        ),
        shape(
            "field", "A field, or a column of a list", "字段，或列表的列",
            Key("is", "word", "its type", "类型", required=True, words=TYPES),
            _TITLE, _HINT,
            Key("required", "required", "whether it must be filled (else yes)", "是否必填（默认是）"),
            Key("choices", "titles", "what may be chosen; proposals for a text", "可选项；文本则为建议"),
            Key("other", "yes", "other answers than the choices are taken", "可填可选项以外的值"),
            Key("of", "map", "the columns of a list", "列表的列", of="field", short="word", words=TYPES),
            Key("least", "number", "rows at least", "至少几行"),
            Key("most", "number", "rows at most", "至多几行"),
            Key("min", "decimal", "smallest number", "最小值"),
            Key("max", "decimal", "largest number", "最大值"),
            Key("same as", "field", "must equal this field", "必须等于此字段"),
            Key("from", "fields", "what it is prefilled with", "预填自"),
            Key("internal", "yes", "never printed or handed on", "仅内部，不打印不外传"),
            Key("strength", "word", "how hard its rules are", "强度", words=STRENGTHS),
        ),
    )
}  # fmt: skip
