"""The command that corrects how a passage was coded: recode."""

from __future__ import annotations

from typing import Annotated

import typer

from consult.cli.answering import answer, errors, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs


@app.command(
    epilog="Example: consult recode raw/demo seg_0123456789abcdef --position p1=disagree "
    '--by "Kim Ash" --reason "irony"'
)
def recode(
    folder: Folder,
    segment: Annotated[str, typer.Argument(help="A passage by its id, as in segments.jsonl.")],
    *,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", help="A question that it answers; none for no question."),
    ] = None,
    position: Annotated[
        list[str] | None,
        typer.Option("--position", help="PROPOSITION=POSITION, such as p1=agree."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Say which questions a passage answers or what position it takes; the next run heeds it.

    Positions: agree, agree-with-conditions, disagree, mixed, neither, unclear. What is decided of
    one proposition teaches how its other passages are read, from eight decisions a side.
    """
    with errors(as_json):
        from consult.pipeline.recoding import recode_segment

        decided = recode_segment(
            workspace(folder, input_folder, outputs),
            segment,
            questions=question,
            positions=position or [],
            by=by,
            reason=reason,
        )
        facts = {"decision": decided.id, "segment": segment, "before": decided.before}
        answer(as_json, facts, [f"Decided about {segment}; the next run heeds it.", decided.after])
