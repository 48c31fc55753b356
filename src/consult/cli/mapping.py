"""Commands about survey tables: map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors
from consult.cli.app import app
from consult.cli.parameters import AsJson, Input, Outputs


@app.command("map", epilog="Example: consult map raw/parks/survey/export.csv --dry-run")
def map_columns(
    file: Annotated[Path, typer.Argument(help="A survey table: CSV, TSV, XLSX, XLS or ODS.")],
    *,
    folder: Annotated[
        Path | None,
        typer.Option(help="The consultation's folder; by default the nearest above FILE."),
    ] = None,
    input_folder: Input = None,
    outputs: Outputs = None,
    write: Annotated[bool, typer.Option(help="Put the mapping into consultation.toml.")] = False,
    force: Annotated[bool, typer.Option(help="Propose anew where a mapping is there.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would become of each row; write nothing.")
    ] = False,
    csv: Annotated[
        Path | None, typer.Option(help="With --dry-run: a CSV file for all rows.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Propose which column of a table is what, and try it row by row before it counts."""
    with errors(as_json):
        from consult.pipeline.mapped import map_table, write_mapping

        mapped = map_table(file, folder=folder, input_folder=input_folder, force=force)
        if dry_run:
            from consult.pipeline.tried import try_mapping

            tried = try_mapping(mapped, input_folder=input_folder, outputs=outputs)
            if csv is not None:
                tried.write_csv(csv)
            facts = {**tried.summary(), "columns": mapped.summary()["columns"]}
            answer(as_json, facts, tried.as_lines())
            needs_person = tried.needs_person
        else:
            mapped = write_mapping(mapped, force=force) if write else mapped
            answer(as_json, mapped.summary(), mapped.as_lines())
            needs_person = mapped.needs_person
    raise typer.Exit(PERSON_NEEDED if needs_person else FINE)
