"""Conditions, verdicts and what an outcome leads to, in words."""

from __future__ import annotations

from salesctl.core.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Fact,
    FieldRef,
    IsDone,
    IsOpen,
    Literally,
    Measure,
    Not,
    Operand,
    OutcomeOf,
)
from salesctl.core.playbook import Action, Approval, Playbook, Rule
from salesctl.i18n.catalog import say, text
from salesctl.i18n.wording.things import field_of, field_words, listed, role_words, titled


def condition(playbook: Playbook, one: Condition, form: str | None = None) -> str:
    """`kind of deal is not “Repeat business”`. Fields of ``form`` go without its name."""
    match one:
        case Compare(left, op, right):
            words = {"left": _operand(playbook, left, form), "right": _answer(playbook, left, right, form)}
            return say(f"process.compare.{_OPS[op]}", **words)
        case IsDone(step):
            if step in playbook.steps or step in playbook.groups:
                return say("process.is_done", title=titled(playbook, step))
            return say(f"process.happening.{step}")
        case IsOpen(whenever):
            return say("process.is_open", title=titled(playbook, whenever))
        case Not(IsDone(step)) if step in playbook.steps or step in playbook.groups:
            return say("process.is_not_done", title=titled(playbook, step))
        case Not(IsOpen(whenever)):
            return say("process.is_not_open", title=titled(playbook, whenever))
        case Not(part):
            return say("process.not", part=condition(playbook, part, form))
        case AllOf(parts):
            return say("process.all").join(condition(playbook, part, form) for part in parts)
        case AnyOf(parts):
            return say("process.any").join(condition(playbook, part, form) for part in parts)


def rule(playbook: Playbook, one: Rule, form: str | None = None) -> str:
    """A condition that must hold, with how hard it is meant."""
    return say(f"process.rule.{one.strength}", rule=condition(playbook, one.condition, form))


def approval(playbook: Playbook, one: Approval) -> str:
    """Who must say yes: `Product, Technical and Legal all agree`."""
    if one.mode == "sequence":
        return say(
            "process.approval.sequence", roles=say("process.then").join(role_words(playbook, (r,)) for r in one.roles)
        )
    last = "process.or" if one.mode == "any" else "process.and"
    mode = "one" if len(one.roles) == 1 else one.mode
    return say(f"process.approval.{mode}", n=one.needed, roles=role_words(playbook, one.roles, last))


def action(playbook: Playbook, one: Action) -> str:
    """What an outcome leads to: `back to “Needs report”, a new round`."""
    match one.kind:
        case "again" if one.target is not None:
            return say("process.action.again_from", title=titled(playbook, one.target))
        case "close":
            status = say(f"process.close.{one.target}")
            move = playbook.moves.get(one.target or "")
            titles = [text(move.reasons[name]) if move and name in move.reasons else name for name in one.reasons]
            code = "process.action.close_because" if titles else "process.action.close"
            return say(code, status=status, reasons=listed(titles, "process.or"))
        case "new_deal" if one.target is not None:
            return say("process.action.new_deal_in", title=titled(playbook, one.target))
        case _:
            return say(f"process.action.{one.kind}")


_OPS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def _operand(playbook: Playbook, one: Operand, form: str | None) -> str:
    match one:
        case FieldRef():
            return field_words(playbook, one, form)
        case Fact(name):
            return say(f"process.fact.{name}")
        case OutcomeOf(step):
            return say("process.outcome_of", title=titled(playbook, step))
        case Measure(name, of):
            what = field_words(playbook, of, form) if isinstance(of, FieldRef) else titled(playbook, of)
            return say(f"process.measure.{name}", of=what)
        case Literally(word):
            return say("process.answer.word", word=word)


def _answer(playbook: Playbook, left: Operand, right: Operand, form: str | None) -> str:
    """The right side: a word of the playbook by its title where the left side tells whose word it is."""
    if not isinstance(right, Literally):
        return _operand(playbook, right, form)
    word, titles, plain = right.text, {}, _operand(playbook, right, form)
    match left:
        case FieldRef():
            field = field_of(playbook, left)
            titles = dict(field.choices) if field else {}
            if field and field.type == "yes_no":
                return say(f"process.answer.{'yes' if word == 'yes' else 'no'}")
        case Fact("kind"):
            titles = dict(playbook.kinds)
        case Fact("stage"):
            titles = {stage.id: stage.title for stage in playbook.stages.values()}
        case Fact("outcome"):
            titles = {one.id: one.title for step in playbook.steps.values() for one in step.outcomes}
        case OutcomeOf(step):
            titles = {one.id: one.title for one in playbook.steps[step].outcomes} if step in playbook.steps else {}
        case _:
            return plain
    return say("process.quoted", title=titles[word]) if word in titles else plain
