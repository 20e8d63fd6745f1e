"""Help pages in the spoken language, straight also with wide characters, and written without importing a command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from salesctl.commands import SHELVES
from salesctl.i18n import has, say
from salesctl.render import console
from salesctl.render.layout import padded, width, wrapped

if TYPE_CHECKING:
    from salesctl.cli.finding import Folder, Line

_DEFAULT_WIDTH = 100


def folder_page(folder: Folder, ctx: Any) -> str:
    """What a group can do; for the program itself the commands stand by what they are for."""
    path = ctx.command_path
    blocks = [
        _usage(path, say("help.command_and_rest")),
        _text(_code(path) if path != "salesctl" else "help.salesctl"),
    ]
    names = folder.list_commands(ctx)
    if folder.alone is not None and path != "salesctl":
        blocks.append(_section(say("help.options"), _options(folder, path)))
    if path != "salesctl":
        return _page([*blocks, _section(say("help.commands"), _listed(path, names)), _everywhere()])
    placed = {name for shelf in SHELVES.values() for name in shelf}
    for shelf, wanted in SHELVES.items():
        here = [name for name in wanted if name in names]
        if shelf == "more":
            here += [name for name in names if name not in placed]
        blocks.append(_section(say(f"help.shelf.{shelf}"), _listed(path, here)))
    shells = [
        ("--install-completion", say("help.install_completion")),
        ("--show-completion", say("help.show_completion")),
    ]
    return _page([*blocks, _everywhere(), _section(say("help.shells"), shells)])


def command_page(command: Line, ctx: Any) -> str:
    """What one command takes and does."""
    path = ctx.command_path
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    pieces = [_metavar(param) for param in arguments]
    return _page(
        [
            _usage(path, " ".join([*pieces, say("help.options_place")])),
            _text(_code(path)),
            _section(say("help.arguments"), [(_metavar(param), _explained(param, path)) for param in arguments]),
            _section(say("help.options"), _options(command, path)),
            _everywhere(),
        ]
    )


def explained(param: Any, path: str) -> str:
    """The sentence of an option or argument: what the command gave, the catalog's, or the one for all commands."""
    if param.help:
        return str(param.help)
    for code in (f"{_code(path)}.{param.name}", f"help.any.{param.name}"):
        if has(code):
            return say(code)
    return ""


def _options(command: Any, path: str) -> list[tuple[str, str]]:
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    return [(_spelled(param), _explained(param, path)) for param in options]


def _explained(param: Any, path: str) -> str:
    sentence = explained(param, path)
    default = param.default
    if isinstance(default, str | int) and not isinstance(default, bool) and default != "":
        return f"{sentence} {say('help.default', value=str(default))}"
    if param.param_type_name == "option" and param.required:
        return f"{sentence} {say('help.required')}"
    return sentence


def _spelled(param: Any) -> str:
    """`--set FIELD=VALUE`, `-o, --output FILE`, `--advance`."""
    names = ", ".join(sorted(param.opts, key=len))
    if param.secondary_opts:
        names += f" / {param.secondary_opts[0]}"
    value = "" if param.is_flag or param.count else f" {_value(param)}"
    return names + value + (" …" if param.multiple else "")


def _value(param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if param.metavar:
        return str(param.metavar)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    return str(param.name).upper().rstrip("_")


def _metavar(param: Any) -> str:
    name = str(param.metavar or str(param.name).upper().rstrip("_"))
    name += "…" if param.nargs == -1 else ""
    return name if param.required or name.startswith("[") else f"[{name}]"


def _code(path: str) -> str:
    """`salesctl lead add` speaks as `help.lead_add`."""
    return "help." + "_".join(path.split()[1:]).replace("-", "_")


def _listed(path: str, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, say(_code(f"{path} {name}")).partition("\n")[0]) for name in names]


def _everywhere() -> str:
    rows = [
        ("-C DIR", say("help.global.folder")),
        ("--now TIME", say("help.global.now")),
        ("--user WHO", say("help.global.user")),
        ("--lang zh|en", say("help.global.lang")),
        ("--json", say("help.global.json")),
        ("--no-color", say("help.global.no_color")),
        ("--version", say("help.global.version")),
        ("-h, --help", say("help.global.help")),
    ]
    return _section(say("help.global"), rows)


def _usage(path: str, rest: str) -> str:
    return f"{say('help.usage')} {path} {rest}"


def _text(code: str) -> str:
    return "\n".join(line for part in say(code).split("\n") for line in wrapped(part, _columns())) if has(code) else ""


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    left = min(max(width(name) for name, _ in rows), 32)
    lines = [title]
    for name, sentence in rows:
        first, *more = wrapped(sentence, _columns() - left - 4)
        if width(name) > left:
            lines += [f"  {name}", " " * (left + 4) + first]
        else:
            lines.append(f"  {padded(name, left)}  {first}".rstrip())
        lines += [" " * (left + 4) + line for line in more]
    return "\n".join(lines)


def _page(blocks: list[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _columns() -> int:
    return min(console.width() or _DEFAULT_WIDTH, 120)
