"""The demo's truth and sources, as the tests of this folder read them."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

DEMO = Path(__file__).parents[2] / "raw" / "demo"
TRUTH: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "truth.toml").read_text(encoding="utf-8")
)
ROW_KEY = re.compile(r"[A-Z]{2}-\d+\Z")


@cache
def builder() -> ModuleType:
    """The script that writes the demo's files, as a module."""
    spec = importlib.util.spec_from_file_location("demo_build", DEMO / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def survey_rows() -> dict[str, dict[str, str]]:
    """The rows of both surveys by id, with the campaign texts filled in."""
    build = builder()
    return {
        row["id"]: row for name in ("survey-online", "survey-easy-read") for row in build.rows(name)
    }


@cache
def source_texts() -> dict[str, str]:
    """The readable source of every response file, by the path of the file that is built of it."""
    build = builder()
    sources, texts = DEMO / "sources", build.campaign_texts()
    found: dict[str, str] = {}
    for path in (sources / "letters").glob("*.md"):
        head, text = build.split_head(path.read_text(encoding="utf-8"))
        running = head.get("running_head", "")
        for stem in (path.stem, *head.get("copies", ())):
            found[f"letters/{stem}.{head['format']}"] = running + build.fill(text, texts)
    for folder in ("text", "press", "evidence"):
        for path in (sources / folder).glob("*.txt"):
            found[f"{folder}/{path.name}"] = path.read_text(encoding="utf-8")
    for path in (sources / "slides").glob("*.toml"):
        found[f"slides/{path.stem}.pptx"] = path.read_text(encoding="utf-8")
    messages = tomllib.loads((sources / "email" / "messages.toml").read_text(encoding="utf-8"))
    for message in messages["message"]:
        text = build.fill("\n".join(v for v in message.values() if isinstance(v, str)), texts)
        if "attachment" in message:
            attached = sources / "email" / f"{message['attachment']}.md"
            text += attached.read_text(encoding="utf-8")
        found[f"email/{message['file']}.eml"] = text
    return found


def text_of(key: str, question: str | None = None) -> str:
    """What stands in the sources under a key of the truth, or in one answer of a row."""
    if ROW_KEY.match(key):
        row = survey_rows()[key]
        return row[question] if question else "\n".join(v for k, v in row.items() if k[0] == "q")
    return source_texts()[key]


def accepted(position: str) -> tuple[str, ...]:
    """The meant position and those that may be said with reason: ``"A|B"``."""
    return tuple(position.split("|"))
