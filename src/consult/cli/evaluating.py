"""Commands that say how good the codings are: evaluate draw and evaluate score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, shown
from consult.cli.app import app
from consult.cli.parameters import AsJson
from consult.domain.errors import ConsultError

evaluate = typer.Typer(
    no_args_is_help=True,
    help="Draw a blind sample for people to code, and say how well people and machine agree.",
    epilog="Example: consult evaluate draw outputs/demo/latest --out sample --coders ada,ben",
)
app.add_typer(evaluate, name="evaluate")


@evaluate.command(epilog="Example: consult evaluate draw outputs/demo/latest --out sample")
def draw(
    run_folder: Annotated[Path, typer.Argument(help="The run's folder.")],
    *,
    out: Annotated[Path, typer.Option(help="The folder for the sheets.")],
    size: Annotated[int, typer.Option(min=1, help="Passages, and pairs for positions.")] = 150,
    coders: Annotated[str, typer.Option(help="Names with commas between.")] = "first,second",
    seed: Annotated[str, typer.Option(help="Another seed draws another sample.")] = "1",
    as_json: AsJson = False,
) -> None:
    """Draw a stratified sample and write a sheet for each coder, blind to the machine."""
    with errors(as_json):
        from consult.pipeline.opened import open_run
        from consult.pipeline.sampled import draw_sample, write_sample

        names = list(dict.fromkeys(name.strip() for name in coders.split(",") if name.strip()))
        if not names or any(not name.replace("-", "").isalnum() for name in names):
            raise ConsultError("CODER_NAME", "coders are named by letters, digits and hyphens.")
        result = open_run(run_folder)
        sample = draw_sample(result, size, seed)
        written = write_sample(sample, result, out, names)
        facts = {
            "run": sample.run_id,
            "points": len(sample.points),
            "positions": len(sample.positions),
            "files": [str(path) for path in written],
        }
        lines = [
            f"{len(sample.points)} passages and {len(sample.positions)} positions to code, "
            f"for {len(names)} people.",
            f"Guide:   {shown(out / 'how-to-code.txt')}",
            f"Then:    consult evaluate score {shown(out)} --run {shown(run_folder)}",
        ]
        answer(as_json, facts, lines)


@evaluate.command(epilog="Example: consult evaluate score sample --run outputs/demo/latest")
def score(
    sample: Annotated[Path, typer.Argument(help="The folder with the sheets filled in.")],
    *,
    run_folder: Annotated[Path, typer.Option("--run", help="The run they were drawn from.")],
    as_json: AsJson = False,
) -> None:
    """Compare the coders with each other first, then the machine with each of them."""
    with errors(as_json):
        from consult.pipeline.evaluated import evaluate as evaluate_sheets
        from consult.pipeline.evaluated import sampled_run
        from consult.pipeline.opened import open_run

        wanted = sampled_run(sample)
        target = run_folder.resolve()
        if target.name != wanted:
            target = target.parent / wanted
        found = evaluate_sheets(sample, open_run(target))
        (sample / "evaluation.json").write_text(
            json.dumps(found.as_dict(), indent=2, ensure_ascii=False), encoding="utf-8"
        )
        answer(as_json, found.as_dict(), found.as_lines())
    raise typer.Exit(PERSON_NEEDED if found.needs_person else FINE)
