"""How commands answer: exit codes, errors of use, lines for people and JSON for machines."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from consult.domain.errors import ConsultError

if TYPE_CHECKING:
    from consult.pipeline.workspace import Workspace

FINE, PERSON_NEEDED, WRONG_USE = 0, 1, 2


@contextmanager
def errors(as_json: bool) -> Iterator[None]:  # noqa: FBT001 - one switch, always positional
    """Turn errors of use, and files that cannot be used, into one message and exit code 2."""
    try:
        yield
    except ConsultError as error:
        _refuse(error, as_json=as_json)
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody to tell.
        raise
    except OSError as error:
        _refuse(_of_file(error), as_json=as_json)


def _refuse(error: ConsultError, *, as_json: bool) -> NoReturn:
    if as_json:
        typer.echo(json.dumps({"error": error.code, "message": error.message}))
    else:
        typer.secho(f"{error.code}: ", fg="red", bold=True, nl=False, err=True)
        typer.echo(error.message, err=True)
    raise typer.Exit(WRONG_USE) from None


def _of_file(error: OSError) -> ConsultError:
    """Return an error of use for a file or folder that cannot be read or written."""
    said = (error.strerror or str(error)).lower()
    what = f"{error.filename} cannot be used: {said}" if error.filename else said
    if error.errno == errno.ENOSPC:
        return ConsultError("DISK_FULL", f"{what}; make room, then do it again.")
    return ConsultError(
        "FILE_ACCESS", f"{what}; look whether its folder is there and may be read and written."
    )


def workspace(folder: Path, input_folder: Path | None, outputs: Path | None) -> Workspace:
    """Open the consultation that a command names."""
    from consult.pipeline.workspace import open_workspace

    return open_workspace(folder, input_folder=input_folder, outputs=outputs)


def answer(as_json: bool, facts: Any, lines: list[str]) -> None:  # noqa: FBT001 - as above
    """Print facts for machines or lines for people."""
    if as_json:
        typer.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    for line in lines:
        typer.echo(printable(line))


def printable(line: str) -> str:
    """Return a line without characters of somebody's file that would steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line)


def shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
