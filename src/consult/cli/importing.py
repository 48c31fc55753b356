"""Commands that bring consultations over from other tools: import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors
from consult.cli.app import app
from consult.cli.parameters import AsJson


@app.command("import", epilog="Example: consult import ~/consultations/parks --to raw/parks")
def import_from(
    source: Annotated[
        Path,
        typer.Argument(help="A folder of i.AI Consult or ThemeFinder, or a data frame's file."),
    ],
    *,
    to: Annotated[Path, typer.Option(help="The new folder of the consultation.")],
    question: Annotated[
        str | None, typer.Option(help="What was asked, for a data frame of one question.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring a consultation over from i.AI Consult or ThemeFinder, with its themes."""
    with errors(as_json):
        from consult.pipeline.imported import import_consultation

        moved = import_consultation(source, to, question=question)
        answer(as_json, moved.summary(), moved.as_lines())
    raise typer.Exit(PERSON_NEEDED if moved.needs_person else FINE)
