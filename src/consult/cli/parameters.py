"""The parameters that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(help="The consultation's folder, with consultation.toml.")]
Input = Annotated[
    Path | None,
    typer.Option("--input", help="Where the responses are, when not in FOLDER itself."),
]
Outputs = Annotated[
    Path | None, typer.Option("--outputs", help="Where results go; ./outputs unless given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
