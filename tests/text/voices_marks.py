"""Reads the marked pieces of voices_corpus/ and compares voices with their marks.

A piece has ``key: value`` lines, an empty line, then paragraphs of lines ``mark | sentence``; a
mark is N (narrator), C (consulter), R (respondent) or ``person / organisation``, None for neither.
Everything in them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consult.domain.document import Block, BlockKind, Document, Locator, Role, Span
from consult.domain.segment import Voice, VoiceKind
from consult.text.consulter import make_consulter
from consult.text.voices import attribute

CORPUS = Path(__file__).parent / "voices_corpus"


@dataclass(frozen=True)
class Line:
    piece: str
    mark: str
    said: str
    text: str

    @property
    def is_statement(self):
        return "/" in self.mark

    @property
    def is_right(self):
        return _same(self.mark, self.said)


def marked_lines(folder=CORPUS):
    """Every marked sentence of every piece, with what the rules said."""
    lines = []
    for path in sorted(folder.glob("*.md")):
        lines.extend(_piece(path))
    return lines


def _piece(path):
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    text, blocks, sentences, marks = "", [], [], []
    for paragraph in body.strip().split("\n\n"):
        start = len(text) + 2 if text else 0
        text += "\n\n" if text else ""
        heading = paragraph.startswith("# ")
        cuts = []
        for line in paragraph.splitlines():
            mark, sentence = ("H", line[2:]) if heading else line.split(" | ", 1)
            text += " " if cuts else ""
            cuts.append(
                Span(start=len(text) - start, end=len(text) - start + len(sentence.strip()))
            )
            text += sentence.strip()
            marks.append((mark.strip(), sentence.strip()))
        blocks.append(
            Block(
                kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                start=start,
                end=len(text),
                locator=Locator(paragraph=len(blocks) + 1),
                level=1 if heading else None,
            )
        )
        sentences.append(cuts)
    document = Document(
        id=path.stem,
        item_id=path.stem,
        respondent_id="own" if "respondent" in keys else None,
        role=Role(keys["role"]),
        media_type="text/markdown",
        reader="marks",
        text=text,
        blocks=tuple(blocks),
    )
    names = (keys["consulter"],) if "consulter" in keys else ()
    consulter = make_consulter(names, keys["organisation"], keys["title"], None)
    own = {"own": (keys["respondent"],)} if "respondent" in keys else {}
    spans = attribute(document, sentences, consulter, own)
    lines = []
    position = iter(marks)
    for block, cuts in zip(document.blocks, sentences, strict=True):
        for cut in cuts:
            mark, sentence = next(position)
            middle = block.start + (cut.start + cut.end) // 2
            (voice,) = [s.voice for s in spans if s.start <= middle < s.end]
            if mark != "H":
                lines.append(Line(path.stem, mark, _label(voice), sentence))
    return lines


def _label(voice: Voice):
    if voice.kind is VoiceKind.CONSULTER:
        return "C"
    if voice.kind is VoiceKind.RESPONDENT:
        return "R"
    if not voice.speaker and not voice.organisation:
        return "N"
    return f"{voice.speaker} / {voice.organisation}"


def _same(mark, said):
    """Titles before a name and straight or curly apostrophes make no difference."""

    def fold(label):
        person, _, organisation = label.replace("’", "'").partition(" / ")
        words = [
            w for w in person.split() if w not in {"Dr", "Prof", "Cllr", "Rev", "Lord", "Ms", "Sir"}
        ]
        return " ".join(words), organisation

    return fold(mark) == fold(said)


def measures(lines):
    """Precision and recall of statements, and accuracy of the other voices."""
    said = [line for line in lines if "/" in line.said]
    due = [line for line in lines if line.is_statement]
    right = sum(line.is_right for line in due)
    rest = [line for line in lines if not line.is_statement]
    return {
        "statements": len(due),
        "precision": right / max(1, len(said)),
        "recall": right / max(1, len(due)),
        "others": len(rest),
        "others right": sum(line.is_right for line in rest) / max(1, len(rest)),
    }
