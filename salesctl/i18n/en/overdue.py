"""What is late."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "overdue.not_a_span": ("“{value}” is no span of time.", "Write 48h, 4wh, 3wd, 2d, 1w or 1mo."),
}

SENTENCES: dict[str, str] = {
    "overdue.title": "Late",
    "overdue.who": "Who",
    "overdue.customer": "Customer",
    "overdue.what": "What",
    "overdue.due": "Due",
    "overdue.late": "Late by",
    "overdue.grade": "Grade",
    "overdue.owner": "Owner",
    "overdue.none": "Nothing is late.",
    "overdue.none_within": "Nothing is late, nor due within {span}.",
    "help.overdue": "What is late or soon will be, worst first, and whose it is.\nSteps, verdicts, planned follow-ups and duties count; news and greetings only with --duties.",
    "help.overdue.owner": "Only deals of this person, by id or name.",
    "help.overdue.role": "Only what this role owes.",
    "help.overdue.stage": "Only deals in this stage.",
    "help.overdue.within": "Also what falls due within this time: 48h, 3wd (working days), 2d, 1w.",
    "help.overdue.duties": "Also care and the nurture pool, which are no breach when late.",
    "help.overdue.exit_code": "Exit with 1 when anything is listed.",
}
