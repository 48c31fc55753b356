"""Engines without models, and a consultation of three letters, for runs that take a second."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from consult.domain.document import Span
from consult.domain.ports import FloatMatrix, IntVector
from consult.pipeline.engines import Engines
from consult.pipeline.run import Finished, run_all
from consult.pipeline.workspace import Workspace, open_workspace
from tests.coding import word_vectors

SENTENCE = re.compile(r"[^.!?\n]*[.!?]+|[^.!?\n]+")

SETTINGS = """
[consultation]
id = "pond"
title = "A new life for the mill pond"
organisation = "Sallow Green Parish Council"
names = ["the parish council"]

[[chapters]]
id = "c1"
number = "1"

[[questions]]
id = "q1"
chapter = "c1"
number = "1"
text = "Should the mill pond be opened for swimming?"

[[questions]]
id = "q2"
chapter = "c1"
number = "2"
text = "How should the footpath round the pond be lit at night?"

[[propositions]]
id = "p1"
questions = ["q1"]
text = "The mill pond should be opened for swimming."

[[sources]]
files = "letters/*"
channel = "letters"
kind = "individual"
consent = "publish"
"""

LETTERS = {
    "ada.txt": "I support this, the mill pond should be opened for swimming.\n\n"
    "Lanterns on the footpath would be kinder to bats than tall lamps at night.\n",
    "ben.txt": "We oppose this, the mill pond should not be opened for swimming.\n",
    "cai.txt": "Please keep the footpath round the pond dark at night, so that owls can hunt.\n",
}


class _Named:
    revision = "1"

    @property
    def name(self) -> str:
        return type(self).__name__


class FakeSplitter(_Named):
    """Sentences end with a full stop, a question mark or an exclamation mark."""

    def split(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        return [tuple(_trimmed(text)) for text in texts]


class FakeLanguages(_Named):
    """Everything is English."""

    def identify(self, texts: Sequence[str]) -> list[str]:
        return ["en"] * len(texts)


class FakeEmbedder(_Named):
    """Texts that share words are near."""

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        return word_vectors.encode(list(texts))


class FakeStance(_Named):
    """Whoever supports agrees, and whoever opposes disagrees."""

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        rows = [
            (0.9, 0.05, 0.05)
            if "support" in text
            else (0.05, 0.9, 0.05)
            if "oppose" in text
            else (0.05, 0.05, 0.9)
            for text in texts
        ]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 3)


class FakeDiscoverer(_Named):
    """Texts with the same first word make the same point."""

    def discover(self, texts: Sequence[str], vectors: FloatMatrix) -> IntVector:
        firsts = [text.split()[0] for text in texts]
        order = {word: n for n, word in enumerate(dict.fromkeys(firsts))}
        return np.array([order[word] for word in firsts], dtype=np.int64)


class FakePhraser(_Named):
    """A noun phrase is a word of more than five letters."""

    def noun_phrases(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        return [
            tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(r"\w{6,}", text))
            for text in texts
        ]


def fake_engines(workspace: Workspace) -> Engines:
    """All engines of a run, none of which loads anything."""
    engines = Engines(workspace.settings)
    vars(engines).update(
        splitter=FakeSplitter(),
        languages=FakeLanguages(),
        embedder=FakeEmbedder(),
        matcher=FakeEmbedder(),
        point_matcher=FakeEmbedder(),
        stance=FakeStance(),
        discoverer=FakeDiscoverer(),
        regrouper=FakeDiscoverer(),
        phraser=FakePhraser(),
    )
    return engines


def make_pond(folder: Path) -> Workspace:
    """Write the consultation and its letters below ``folder``."""
    letters = folder / "pond" / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    (folder / "pond" / "consultation.toml").write_text(SETTINGS, encoding="utf-8")
    for number, (name, text) in enumerate(LETTERS.items()):
        write(letters / name, text, at=1_770_000_000 + number)
    return open_pond(folder)


def open_pond(folder: Path) -> Workspace:
    """The workspace of the consultation below ``folder``."""
    return open_workspace(folder / "pond", outputs=folder / "outputs")


def write(path: Path, text: str, *, at: int) -> None:
    """Write a file as of a time, so that runs do not depend on when the test runs."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def run_pond(workspace: Workspace, progress) -> Finished:
    """A whole run with fake engines."""
    return run_all(workspace, progress, fake_engines(workspace))


def _trimmed(text: str) -> list[Span]:
    spans = []
    for match in SENTENCE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            spans.append(Span(start=start, end=start + len(words)))
    return spans
