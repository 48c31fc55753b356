"""The command for themes: list them, decide about them, export the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consult.cli.answering import answer, errors, shown, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs

if TYPE_CHECKING:
    from consult.pipeline.theming import ThemeRequest
    from consult.pipeline.workspace import Workspace


@app.command(
    epilog="Example: consult codebook raw/demo merge theme_0123456789abcdef --to "
    'theme_fedcba9876543210 --by "Kim Ash" --reason "the same point"'
)
def codebook(
    folder: Folder,
    do: Annotated[
        str | None,
        typer.Argument(
            help="show, confirm, reject, rename, merge, split, move, remove, parent, export, or "
            "next for the passages whose decision teaches most; lists all themes if none."
        ),
    ] = None,
    themes: Annotated[
        list[str] | None, typer.Argument(help="Themes by id, or by a label of only one.")
    ] = None,
    *,
    to: Annotated[
        str | None,
        typer.Option("--to", help="What to merge into, or the parent (none takes it away)."),
    ] = None,
    label: Annotated[
        str | None, typer.Option("--label", help="The new label; for split, the new theme's.")
    ] = None,
    definition: Annotated[
        str | None, typer.Option("--definition", help="What belongs to the theme.")
    ] = None,
    segment: Annotated[
        list[str] | None,
        typer.Option("--segment", help="A passage to split off, move to THEME, or remove."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="A CSV with columns do, theme, to, label, definition, segments, by, reason.",
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="For export: csv or qdc.")] = "csv",
    target: Annotated[
        Path | None, typer.Option("--file", help="For export: where to; to the terminal if none.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="For export: candidates too.")] = False,
    count: Annotated[
        int, typer.Option("--count", min=1, help="For next: passages of each question.")
    ] = 5,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """List the themes, decide about them, or export the confirmed ones.

    Every decision but reject confirms the theme: its id, words and passages stay in every run
    from then on, new passages come to it where they plainly fit, and the rest become candidates.
    Decisions are appended with who and why; a later one may change an earlier one.
    """
    with errors(as_json):
        opened = workspace(folder, input_folder, outputs)
        if do is None and table is None:
            from consult.pipeline.codebooks import list_codebooks

            listed = list_codebooks(opened)
            answer(as_json, listed.summary(), listed.as_lines())
        elif do == "next":
            from consult.pipeline.asking import next_passages

            queue = next_passages(opened, count)
            answer(as_json, queue.summary(), queue.as_lines())
        elif do == "show":
            _show(opened, themes or [], as_json=as_json)
        elif do == "export":
            _export(opened, form, target, everything=everything)
        else:
            from consult.pipeline.theming import ThemeRequest, decide_themes, requests_from

            requests: list[ThemeRequest] = requests_from(table, by, reason) if table else []
            requests += [
                ThemeRequest(
                    act=do or "",
                    theme=theme,
                    by=by,
                    reason=reason,
                    to=to,
                    label=label,
                    definition=definition,
                    segments=tuple(segment or ()),
                )
                for theme in _some(themes, do)
            ]
            done = decide_themes(opened, requests)
            answer(as_json, done.summary(), done.as_lines())


def _some(themes: list[str] | None, do: str | None) -> list[str]:
    from consult.domain.errors import ConsultError

    if do is not None and not themes:
        raise ConsultError("THEME_DECISION", f"{do} which theme? Give its id or label.")
    return themes or []


def _show(opened: Workspace, themes: list[str], *, as_json: bool) -> None:
    from consult.pipeline.codebooks import show_theme

    found = [show_theme(opened, theme) for theme in _some(themes, "show")]
    lines = [line for one in found for line in one.as_lines()]
    answer(as_json, [one.summary() for one in found], lines)


def _export(opened: Workspace, form: str, target: Path | None, *, everything: bool) -> None:
    from consult.pipeline.codebooks import export_codebook

    data = export_codebook(opened, form, everything=everything)
    if target is None:
        typer.echo(data.decode("utf-8"), nl=False)
    else:
        target.write_bytes(data)
        typer.echo(f"Wrote {shown(target)}.")
