"""Commands that look at results: trace, diff and schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from consult.cli.answering import answer, errors
from consult.cli.app import app
from consult.cli.parameters import AsJson, Outputs
from consult.domain.errors import ConsultError


@app.command(epilog="Example: consult trace quote_0123456789abcdef --run outputs/demo/latest")
def trace(
    quote_id: Annotated[str, typer.Argument(help="A quote's id, as printed in every artefact.")],
    *,
    run_folder: Annotated[
        Path | None, typer.Option("--run", help="The run; by default the latest that has it.")
    ] = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Walk a quote back to the bytes that arrived."""
    with errors(as_json):
        from consult.pipeline.opened import find_trace

        found = find_trace(quote_id, run_folder, outputs or Path("outputs"))
        answer(as_json, found.as_dict(), found.as_lines())


@app.command(
    epilog="Example: consult diff outputs/demo/20260301T090000Z-1a2b3c4d outputs/demo/latest"
)
def diff(
    before: Annotated[Path, typer.Argument(help="The older run's folder.")],
    after: Annotated[Path, typer.Argument(help="The newer run's folder.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two runs."""
    with errors(as_json):
        from consult.domain.codec import encode
        from consult.pipeline.diff import diff_runs
        from consult.pipeline.opened import open_run
        from consult.terminal import diff_lines

        difference = diff_runs(open_run(before), open_run(after))
        facts = {**encode(difference), "equal": difference.equal}
        answer(as_json, facts, diff_lines(difference))


@app.command(epilog="Example: consult schema quotes")
def schema(
    name: Annotated[str | None, typer.Argument(help="A result file, such as quotes.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of a result file, or the names of all."""
    with errors(as_json):
        from consult.report.contract import schema as read_schema
        from consult.report.contract import schema_names

        if name is None:
            answer(as_json, list(schema_names()), list(schema_names()))
            return
        if name not in schema_names():
            raise ConsultError(
                "SCHEMA_UNKNOWN", f"no schema {name!r}; there are {', '.join(schema_names())}."
            )
        typer.echo(json.dumps(read_schema(name), indent=2, ensure_ascii=False))
