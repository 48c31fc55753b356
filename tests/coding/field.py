"""The sentences of the field, whose truth was fixed before anything was trained."""

from __future__ import annotations

import json
from pathlib import Path

PATH = Path(__file__).with_name("field_sentences.jsonl")


def field_sentences() -> list[dict[str, str]]:
    """Return the rows: id, kind, proposition, text and stance."""
    with PATH.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
