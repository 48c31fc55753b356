"""The application that every command hangs on, and how it is started."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

_ORDER = (
    "init",
    "map",
    "import",
    "check",
    "collect",
    "run",
    "report",
    "status",
    "resolve",
    "recode",
    "codebook",
    "audit",
    "trace",
    "diff",
    "evaluate",
    "schema",
)


class InOrder(TyperGroup):
    """Lists the commands in the order in which a team comes to need them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, those without a place last."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n))


app = typer.Typer(
    name="consult",
    cls=InOrder,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Read what people sent to a public consultation and say, per question, what they agree "
        "and disagree on, with every quote traceable to its source.\n\n"
        "Exit codes: 0 fine, 1 a person is needed, 2 wrong use.\n\n"
        "Examples:\n\n"
        "    consult init raw/parks --paper paper.docx\n\n"
        "    consult check raw/parks\n\n"
        "    consult run raw/parks\n\n"
        "    consult trace quote_0123456789abcdef"
    ),
)


def _version(value: bool) -> None:  # noqa: FBT001 - typer's callback shape
    if value:
        from consult import __version__

        typer.echo(f"consult {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # noqa: FBT002 - handled by the callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Hold the options that every command shares."""


def main(run_app: Callable[[], Any] = app) -> None:
    """Run the command; a closed pipe or Ctrl-C ends it quietly."""
    try:
        run_app()
    except KeyboardInterrupt:
        typer.echo("\nStopped. What was done is kept; start again to go on.", err=True)
        sys.exit(130)
