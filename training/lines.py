"""Records as JSON lines: what training reads was written by a script, one record to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def write_lines(path: Path, records: Iterable[DataclassInstance]) -> int:
    """Write dataclasses as JSON lines and return how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for record in records:
            stream.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines, in its order."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
