"""Commands by the names of their files. Listing reads folders; only the command that is called is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

import typer
from typer import TyperException
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from salesctl import commands
from salesctl.cli.listing import ROOT, entries, names, paths, place
from salesctl.core.problems import Broken, Problem
from salesctl.desk.globals import separate
from salesctl.desk.words import NAMES

_SETTINGS: Final = {"help_option_names": ["--help"]}


def root(*, completion: bool = False) -> Folder:
    """The program itself: the folder of commands. ``completion`` adds Typer's options for the shells."""
    folder = Folder(ROOT, "salesctl", home=_home())
    if completion:
        from typer.main import get_install_completion_arguments

        folder.params.extend(get_install_completion_arguments())
    return folder


class Line(TyperCommand):
    """One command. Its help comes from the catalogs, and what is left over on its line is refused in our words."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse words that no argument took."""
        try:
            left = super().parse_args(ctx, args)
        except TyperException as error:
            if getattr(error, "ctx", None) is None:
                # The parser of options does not say whose they are.
                error.ctx = ctx  # type: ignore[attr-defined]
            raise
        if left and not ctx.resilient_parsing:
            raise Broken(_unexpected(left, ctx), exit_code=2)
        return left

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page in the spoken language."""
        from salesctl.cli.helping import command_page

        formatter.write(command_page(self, ctx))


class Folder(TyperGroup):
    """A group: the files of a folder are its commands."""

    def __init__(self, package: str, name: str, home: Callable[..., Any] | None = None) -> None:
        callback = None if home is None else _line(name, home)
        super().__init__(
            name=name,
            rich_markup_mode=None,
            invoke_without_command=home is not None,
            context_settings=dict(_SETTINGS),
            callback=None if callback is None else callback.callback,
            params=[] if callback is None else list(callback.params),
        )
        self.package = package
        self.alone = home

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the folder; nothing is imported."""
        return names(self.package)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the one that is called."""
        for name, folder in entries(self.package):
            if name == cmd_name:
                return _folder(folder, name) if folder is not None else _file(self.package, name)
        return None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """An unknown name is answered with the nearest one."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            raise Broken(_no_such_command(args, ctx, self.list_commands(ctx)), exit_code=2)
        return (args[0] if found else None), found, args[1:]

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; a group alone runs its own, if it has one."""
        rest = [*ctx._protected_args, *ctx.args]  # noqa: SLF001  Typer has no public name for what is left to parse
        if not rest:
            return ctx.invoke(self.callback, **ctx.params) if self.alone else self._without_command(ctx)
        ctx.args, ctx._protected_args = [], []  # noqa: SLF001
        with ctx:
            name, command, args = self.resolve_command(ctx, rest)
            inner = command.make_context(name, args, parent=ctx)
            with inner:
                return command.invoke(inner)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """While completing, the options that stand anywhere are taken away first, as in a real run."""
        if extra.get("resilient_parsing"):
            try:
                args = separate(args, {})[1]
            except Broken:
                args = []
        return super().make_context(info_name, args, parent, **extra)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Names of commands and options that begin so; nothing is imported for them."""
        from typer import core

        item: Any = vars(core)["CompletionItem"]
        names = NAMES if incomplete.startswith("-") else self.list_commands(ctx)
        return [item(name) for name in names if name.startswith(incomplete)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page in the spoken language."""
        from salesctl.cli.helping import folder_page

        formatter.write(folder_page(self, ctx))

    def _without_command(self, ctx: Any) -> int:
        from salesctl.cli.helping import folder_page
        from salesctl.render import console

        if self.package == ROOT and not console.screen.json:
            console.result(folder_page(self, ctx), end="")
            return 0
        problem = Problem("usage.no_command", {"path": ctx.command_path, "choices": tuple(self.list_commands(ctx))})
        raise Broken(problem, exit_code=2)


def _file(package: str, name: str) -> TyperCommand:
    stem = name.replace("-", "_")
    module = import_module(
        f"{package}.{stem}" if Path(place(package), f"{stem}.py").is_file() else f"{package}.{stem}_"
    )
    return _line(name, module.command)


def _folder(package: str, name: str) -> Folder:
    return Folder(package, name, getattr(import_module(package), "command", None))


def _home() -> Callable[..., Any] | None:
    """What `salesctl` alone does: the command in home.py, imported only when it is called."""
    if not Path(commands.__path__[0], "home.py").is_file():
        return None

    def home(context: typer.Context) -> Any:
        module: ModuleType = import_module(f"{ROOT}.home")
        return module.command(context)

    return home


def _line(name: str, function: Callable[..., Any]) -> TyperCommand:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Line, context_settings=dict(_SETTINGS))(function)
    return cast("TyperCommand", get_command(app))


def _no_such_command(args: list[str], ctx: Any, here: list[str]) -> Problem:
    from difflib import get_close_matches

    group = ctx.command_path.split()[1:]
    known = {" ".join(path): path for path in paths()}
    typed = " ".join([*group, *args[:2]])
    near = get_close_matches(typed, known, n=1) or get_close_matches(" ".join([*group, args[0]]), known, n=1)
    inner = [name for name, path in known.items() if path[-1] == args[0]]
    best = next(iter(near or inner), None)
    named = " ".join([*group, args[0]])
    if group and best in (None, *(" ".join(group[:depth]) for depth in range(1, len(group) + 1))):
        params = {"path": ctx.command_path, "word": args[0], "choices": tuple(here)}
        return Problem("usage.no_such_command_in", params, command=" ".join([*group, "--help"]))
    if best is None:
        return Problem("usage.no_such_command", {"name": named}, command="--help")
    return Problem("usage.no_such_command_near", {"name": named, "near": best}, command=f"{best} --help")


def _unexpected(left: list[str], ctx: Any) -> Problem:
    command = " ".join([*ctx.command_path.split()[1:], "--help"])
    return Problem("usage.unexpected", {"words": tuple(left), "path": ctx.command_path}, command=command)
