"""The machine-readable results of a run: one public file for each kind of record."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from consult.domain.errors import ReportError
from consult.domain.run import RunResult
from consult.report.records import Row, findings_row, rows_by_file, run_row

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
    for name, rows in rows_by_file(result).items():
        contents[f"{name}.jsonl"] = "".join(_line(row) for row in rows)
    paths: list[Path] = []
    for name in sorted(contents):
        path = folder / name
        path.write_bytes(contents[name].encode("utf-8"))
        paths.append(path)
    return tuple(paths)


def schema_names() -> tuple[str, ...]:
    """Return the names of the shipped schemas in order: ``answers``, ``campaigns``, …"""
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


def _line(row: Row) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_LINE_BREAKS) + "\n"


def _document(row: Row) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, indent=1)
    return text.translate(_LINE_BREAKS) + "\n"
