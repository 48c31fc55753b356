"""Consultations and answers written by hand for this project: ``written/*.toml``, one a file.

Each has a ``title`` and tables ``[[question]]`` with what it ``asks`` and ``answers`` to it alone,
among questions on the same matter.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from training.matcher.groups import NO, YES, Group

FOLDER = Path(__file__).resolve().parent / "written"
SOURCE = "written"
_HELD_OUT = 6


def written_consultations(*, development: bool, folder: Path = FOLDER) -> Iterator[Group]:
    """Yield a group for each consultation for training, or for each of the sixth held out."""
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text("utf-8"))
        title = found["title"]
        if (hashlib.sha256(title.encode()).digest()[0] % _HELD_OUT == 0) is not development:
            continue
        columns = tuple(question["asks"] for question in found["question"])
        texts, truth = [], []
        for place, question in enumerate(found["question"]):
            for text in question["answers"]:
                texts.append(text)
                truth.append(tuple(YES if i == place else NO for i in range(len(columns))))
        yield Group(
            source=SOURCE, name=title, texts=tuple(texts), columns=columns, truth=tuple(truth)
        )
