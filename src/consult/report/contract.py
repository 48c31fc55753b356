"""The machine-readable results of a run: one public file for each kind of record."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from consult.domain.errors import ReportError
from consult.domain.run import RunResult
from consult.report.records import (
    Row,
    answer_rows,
    document_rows,
    item_rows,
    question_rows,
    respondent_rows,
    response_rows,
    run_row,
    segment_rows,
)
from consult.report.result_records import (
    campaign_rows,
    coding_rows,
    decision_rows,
    exclusion_rows,
    findings_row,
    proposal_rows,
    quote_rows,
    theme_rows,
)

_SUFFIX = ".schema.json"
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def write_contract(result: RunResult, folder: Path) -> tuple[Path, ...]:
    """Write all result files of a run into ``folder`` and return their paths by name.

    UTF-8 with LF; one record a line, sorted by id, in ``.jsonl``; equal results make equal
    bytes but for run.json, which holds the only times of the run. Files that stand there under
    the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "run.json": _document(run_row(result)),
        "findings.json": _document(findings_row(result)),
    }
    for name, rows in _rows_by_file(result).items():
        contents[f"{name}.jsonl"] = "".join(_line(row) for row in rows)
    paths: list[Path] = []
    for name in sorted(contents):
        path = folder / name
        path.write_bytes(contents[name].encode("utf-8"))
        paths.append(path)
    return tuple(paths)


def schema_names() -> tuple[str, ...]:
    """Return the names of the shipped schemas in order: ``answers``, ``campaigns`` and so on."""
    shipped = resources.files("consult.report") / "schemas"
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX)
            for entry in shipped.iterdir()
            if entry.name.endswith(_SUFFIX)
        )
    )


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one result file, or of one line of it.

    Raises:
        ReportError: ``SCHEMA_UNKNOWN`` when no result file is called so.
    """
    if name not in schema_names():
        raise ReportError(
            "SCHEMA_UNKNOWN",
            f"there is no schema {name!r}; there are: {', '.join(schema_names())}.",
        )
    shipped = resources.files("consult.report") / "schemas" / f"{name}{_SUFFIX}"
    loaded: dict[str, Any] = json.loads(shipped.read_text(encoding="utf-8"))
    return loaded


def _rows_by_file(result: RunResult) -> dict[str, list[Row]]:
    """Return the rows of each ``.jsonl`` file by its name, sorted by id."""
    corpus = result.corpus
    return {
        "items": item_rows(corpus),
        "responses": response_rows(corpus),
        "answers": answer_rows(corpus),
        "respondents": respondent_rows(corpus),
        "documents": document_rows(corpus),
        "questions": question_rows(corpus.consultation),
        "segments": segment_rows(corpus),
        "codings": coding_rows(corpus),
        "themes": theme_rows(corpus),
        "campaigns": campaign_rows(corpus),
        "exclusions": exclusion_rows(corpus),
        "decisions": decision_rows(corpus),
        "proposals": proposal_rows(corpus),
        "quotes": quote_rows(result),
    }


def _line(row: Row) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_LINE_BREAKS) + "\n"


def _document(row: Row) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, indent=1)
    return text.translate(_LINE_BREAKS) + "\n"
