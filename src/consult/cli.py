"""The ``consult`` command. Heavy libraries are imported where they are used."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consult.domain.errors import ConsultError

if TYPE_CHECKING:
    from consult.pipeline.workspace import Workspace

FINE, PERSON_NEEDED, WRONG_USE = 0, 1, 2

app = typer.Typer(
    name="consult",
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

Folder = Annotated[Path, typer.Argument(help="The consultation's folder, with consultation.toml.")]
Input = Annotated[
    Path | None,
    typer.Option("--input", help="Where the responses are, when not in FOLDER itself."),
]
Outputs = Annotated[
    Path | None, typer.Option("--outputs", help="Where results go; ./outputs unless given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


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


@app.command(epilog="Example: consult init raw/parks --paper paper.docx")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to start a consultation in.")],
    *,
    paper: Annotated[
        str | None, typer.Option(help="The consultation paper, relative to FOLDER.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Replace a consultation.toml.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read the paper, propose questions and propositions, write a consultation.toml."""
    with _errors(as_json):
        from consult.pipeline.initialise import initialise

        started = initialise(folder, paper=paper, force=force)
        _print(as_json, started.summary(), started.as_lines())
    raise typer.Exit(PERSON_NEEDED if started.needs_person else FINE)


@app.command(epilog="Example: consult check raw/parks")
def check(
    folder: Folder,
    *,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Say what a run would read, and whether the store and the last run are sound."""
    with _errors(as_json):
        from consult.pipeline.check import check_workspace

        checked = check_workspace(_workspace(folder, input_folder, outputs))
        _print(as_json, checked.summary(), checked.as_lines())
    raise typer.Exit(PERSON_NEEDED if checked.needs_person else FINE)


@app.command(epilog="Example: consult run tests/seeds --input ../shared/seeds")
def run(
    folder: Folder,
    *,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Collect, read, code and publish: from the folder to the report and the briefing."""
    with _errors(as_json):
        from consult.pipeline.progress import Silent
        from consult.pipeline.run import run_all
        from consult.report.summary import summary, summary_lines
        from consult.terminal import TerminalProgress

        progress = Silent() if as_json else TerminalProgress()
        finished = run_all(_workspace(folder, input_folder, outputs), progress)
        facts: dict[str, Any] = {
            **summary(finished.result),
            "report": str(finished.published.report),
            "briefing": str(finished.published.briefing),
            "folder": str(finished.published.folder),
        }
        lines = [
            *summary_lines(finished.result),
            "",
            f"Report:    {_shown(finished.published.report)}",
            f"Public:    {_shown(finished.published.public_report)}",
            f"Briefing:  {_shown(finished.published.briefing)}",
        ]
        _print(as_json, facts, lines)
    raise typer.Exit(PERSON_NEEDED if finished.needs_person else FINE)


@app.command(epilog="Example: consult report raw/demo --run outputs/demo/latest")
def report(
    folder: Folder,
    *,
    run_folder: Annotated[
        Path | None, typer.Option("--run", help="The run; the newest unless given.")
    ] = None,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Build a run's report and briefing again from the store, checking every quote."""
    with _errors(as_json):
        from consult.pipeline.progress import Silent
        from consult.pipeline.run import republish
        from consult.terminal import TerminalProgress

        result = republish(
            _workspace(folder, input_folder, outputs),
            run_folder.resolve().name if run_folder else None,
            Silent() if as_json else TerminalProgress(),
        )
        facts = {"report": str(result.report), "briefing": str(result.briefing)}
        _print(
            as_json,
            facts,
            [f"Report:    {_shown(result.report)}", f"Briefing:  {_shown(result.briefing)}"],
        )


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
    with _errors(as_json):
        from consult.pipeline.opened import find_trace

        found = find_trace(quote_id, run_folder, outputs or Path("outputs"))
        _print(as_json, found.as_dict(), found.as_lines())


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
    with _errors(as_json):
        from consult.domain.codec import encode
        from consult.pipeline.diff import diff_runs
        from consult.pipeline.opened import open_run
        from consult.terminal import diff_lines

        difference = diff_runs(open_run(before), open_run(after))
        facts = {**encode(difference), "equal": difference.equal}
        _print(as_json, facts, diff_lines(difference))


@app.command(epilog="Example: consult schema quotes")
def schema(
    name: Annotated[str | None, typer.Argument(help="A result file, such as quotes.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of a result file, or the names of all."""
    with _errors(as_json):
        from consult.report.contract import schema as read_schema
        from consult.report.contract import schema_names

        if name is None:
            _print(as_json, list(schema_names()), list(schema_names()))
            return
        if name not in schema_names():
            raise ConsultError(
                "SCHEMA_UNKNOWN", f"no schema {name!r}; there are {', '.join(schema_names())}."
            )
        typer.echo(json.dumps(read_schema(name), indent=2, ensure_ascii=False))


@contextmanager
def _errors(as_json: bool) -> Iterator[None]:  # noqa: FBT001 - one switch, always positional
    """Turn errors of use into one message and exit code 2."""
    try:
        yield
    except ConsultError as error:
        if as_json:
            typer.echo(json.dumps({"error": error.code, "message": error.message}))
        else:
            typer.secho(f"{error.code}: ", fg="red", bold=True, nl=False, err=True)
            typer.echo(error.message, err=True)
        raise typer.Exit(WRONG_USE) from None


def _workspace(folder: Path, input_folder: Path | None, outputs: Path | None) -> Workspace:
    from consult.pipeline.workspace import open_workspace

    return open_workspace(folder, input_folder=input_folder, outputs=outputs)


def _print(as_json: bool, facts: Any, lines: list[str]) -> None:  # noqa: FBT001 - as above
    if as_json:
        typer.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    for line in lines:
        typer.echo(line)


def _shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def main(run_app: Callable[[], Any] = app) -> None:
    """Run the command; a closed pipe or Ctrl-C ends it quietly."""
    try:
        run_app()
    except KeyboardInterrupt:
        typer.echo("\nStopped. What was done is kept; start again to go on.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
