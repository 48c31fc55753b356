"""Reads voices_pieces/*.toml and compares the voice of every sentence with its mark.

dev.toml says what the marks mean. A statement is right when it is given to the person and the
body that are marked, or to one of them where several speak together; titles before a name and
the article of a description make no difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from consult.domain.document import Block, BlockKind, Document, Locator, Role, Span
from consult.domain.segment import Voice, VoiceKind
from consult.text.consulter import make_consulter
from consult.text.name_words import word_set
from consult.text.speech import masked, quoted, share_quoted
from consult.text.voices import attribute

FOLDER = Path(__file__).parent / "voices_pieces"
LOTS = (
    "dev",
    "heldout",
    "fresh",
    "last",
    "styles",
    "apart",
    "newest",
    "unseen",
    "later",
    "final",
    "blind",
    "fresh_a",
    "fresh_c",
    "kept",
    "fresh_b",
    "fresh_d",
    "fresh_e",
    "fresh_f",
)
"""The lots on whose errors rules were tuned, in the order in which they were written."""
KEPT = ("fresh_g",)
"""The lot whose errors nobody has looked at."""
KINDS = {"d": "direct", "p": "partial", "i": "indirect"}
_BLOCK_KINDS = {"# ": BlockKind.HEADING, "> ": BlockKind.QUOTATION, "* ": BlockKind.LIST_ITEM}
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady cllr councillor rev canon lt insp a an "
    "the senator baron baroness fr kc chief inspector supt superintendent father "
    "sergeant sgt constable pc commissioner"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One marked sentence, and the voice that the rules gave it."""

    piece: str
    kind: str
    """``d``, ``p``, ``i``, the same after ``c``, ``n`` or ``r``."""
    persons: tuple[str, ...]
    bodies: tuple[str, ...]
    text: str
    voice: Voice

    @property
    def is_statement(self) -> bool:
        return self.kind in KINDS

    @property
    def is_said_statement(self) -> bool:
        named = bool(self.voice.speaker or self.voice.organisation)
        return self.voice.kind is VoiceKind.REPORTED and named

    @property
    def is_speaker_right(self) -> bool:
        return _bare(self.voice.speaker) in self.persons

    @property
    def is_body_right(self) -> bool:
        return _bare(self.voice.organisation) in self.bodies

    @property
    def is_right(self) -> bool:
        if self.is_statement:
            return self.is_said_statement and self.is_speaker_right and self.is_body_right
        if self.kind[0] == "c":
            return self.voice.kind is VoiceKind.CONSULTER
        if self.kind == "r":
            return self.voice.kind is VoiceKind.RESPONDENT
        return self.voice.kind is VoiceKind.REPORTED and not self.is_said_statement

    @property
    def look(self) -> str:
        """How a statement is made: as marked, or by its quotation marks where it is none."""
        if self.kind[-1] in KINDS:
            return KINDS[self.kind[-1]]
        share = share_quoted(masked(self.text, quoted(self.text)[0]))
        return "direct" if share >= 0.5 else "partial" if share else "indirect"


def sentences_of(name: str) -> list[Sentence]:
    """Return every sentence of the half called ``name``, in order, headings left out."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        pieces = tomllib.load(file)["piece"]
    return [sentence for piece in pieces for sentence in _read(piece)]


def _read(piece: dict[str, str]) -> Iterable[Sentence]:
    builder = _Text()
    for paragraph in piece["lines"].strip().split("\n\n"):
        builder.add(paragraph)
    own = {"own": (piece["respondent"],)} if "respondent" in piece else {}
    document = _document(piece, builder.text, builder.blocks, respondent=bool(own))
    names = (piece["consulter"],) if "consulter" in piece else ()
    consulter = make_consulter(names, piece["organisation"], piece["title"], _paper(piece))
    spans = attribute(document, builder.cuts, consulter, own)
    for block, cuts, marks in zip(builder.blocks, builder.cuts, builder.marks, strict=True):
        for cut, mark in zip(cuts, marks, strict=True):
            start, end = block.start + cut.start, block.start + cut.end
            (voice,) = [s.voice for s in spans if s.start <= start and end <= s.end]
            if mark is not None:
                yield _sentence(piece["id"], mark, document.text[start:end], voice)


def _sentence(piece: str, mark: str, text: str, voice: Voice) -> Sentence:
    kind, _, who = mark.partition(" ")
    person, _, body = who.partition(" / ")
    return Sentence(
        piece=piece,
        kind=kind,
        persons=tuple(_bare(one) for one in person.split(" + ")),
        bodies=tuple(_bare(one) for one in body.split(" + ")),
        text=text,
        voice=voice,
    )


def _bare(name: str | None) -> str:
    words = (name or "").replace("’", "'").strip(" -.").lower().split()
    return " ".join(word for word in words if word.strip(".") not in _TITLES)


class _Text:
    """The text of a piece as it grows, with its blocks, sentences and marks."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.cuts: list[Sequence[Span]] = []
        self.marks: list[list[str | None]] = []

    def add(self, paragraph: str) -> None:
        start = len(self.text) + 2 if self.text else 0
        self.text = self.text + "\n\n" if self.text else ""
        heading = paragraph.startswith("# ")
        kind = _BLOCK_KINDS.get(paragraph[:2], BlockKind.PARAGRAPH)
        if kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            paragraph = paragraph[2:]
        cuts: list[Span] = []
        marks: list[str | None] = []
        for line in paragraph.splitlines():
            mark, text = (None, line[2:]) if heading else line.split(" | ", 1)
            self.text += " " if cuts else ""
            cuts.append(Span(start=len(self.text) - start, end=len(self.text) - start + len(text)))
            self.text += text
            marks.append(mark)
        self.cuts.append(tuple(cuts))
        self.marks.append(marks)
        self.blocks.append(
            Block(
                kind=kind,
                start=start,
                end=len(self.text),
                locator=Locator(paragraph=len(self.blocks) + 1),
                level=1 if heading else None,
            )
        )


def _document(
    piece: dict[str, str], text: str, blocks: Sequence[Block], *, respondent: bool
) -> Document:
    return Document(
        id=piece["id"],
        item_id=piece["id"],
        respondent_id="own" if respondent else None,
        role=Role(piece["role"]),
        media_type="text/plain",
        reader="marks",
        text=text,
        blocks=tuple(blocks),
    )


def _paper(piece: dict[str, str]) -> Document | None:
    text = piece.get("paper", "").strip()
    if not text:
        return None
    block = Block(
        kind=BlockKind.PARAGRAPH, start=0, end=len(text), locator=Locator(paragraph=1), level=None
    )
    return Document(
        id="paper",
        item_id="paper",
        respondent_id=None,
        role=Role.PAPER,
        media_type="text/plain",
        reader="marks",
        text=text,
        blocks=(block,),
    )


def measures(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return what was found, by name: shares 0..1, and counts under names that begin with "n "."""
    table: dict[str, float] = {}
    _statements(table, "", sentences)
    for look in KINDS.values():
        _statements(table, f" {look}", [s for s in sentences if s.look == look])
    both = [s for s in sentences if s.is_statement and s.is_said_statement]
    table["speaker accuracy"] = _share(s.is_speaker_right for s in both)
    table["organisation accuracy"] = _share(s.is_body_right for s in both)
    due = [s for s in sentences if s.kind[0] == "c"]
    said = [s for s in sentences if s.voice.kind is VoiceKind.CONSULTER]
    table["n consulter"] = len(due)
    table["consulter precision"] = _share(s.is_right for s in said)
    table["consulter recall"] = _share(s.is_right for s in due)
    rest = [s for s in sentences if s.kind in {"n", "r"}]
    table["n narrator and respondent"] = len(rest)
    table["narrator and respondent right"] = _share(s.is_right for s in rest)
    return table


def _statements(table: dict[str, float], name: str, sentences: Sequence[Sentence]) -> None:
    due = [s for s in sentences if s.is_statement]
    said = [s for s in sentences if s.is_said_statement]
    table[f"n statements{name}"] = len(due)
    table[f"precision{name}"] = _share(s.is_right for s in said)
    table[f"recall{name}"] = _share(s.is_right for s in due)
    table[f"found{name}"] = _share(s.is_said_statement for s in due)


def _share(rights: Iterable[bool]) -> float:
    listed = list(rights)
    return sum(listed) / max(1, len(listed))
