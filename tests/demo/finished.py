"""A finished run of the demo, read from its public result files alone."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from consult.domain.coding import Position, fold_positions
from tests.demo.truth import ROW_KEY, accepted

Row = dict[str, Any]
SIDES = {
    Position.AGREE: 1,
    Position.AGREE_WITH_CONDITIONS: 1,
    Position.DISAGREE: -1,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a document and a stretch of its text."""

    document_id: str
    start: int
    end: int


class FinishedRun:
    """The result files in a folder, joined by their ids and found by the keys of the truth."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str) -> list[Row]:
        lines = (self.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    @cached_property
    def items(self) -> dict[str, Row]:
        return {row["item_id"]: row for row in self.rows("items")}

    @cached_property
    def documents(self) -> dict[str, Row]:
        return {row["document_id"]: row for row in self.rows("documents")}

    @cached_property
    def responses(self) -> list[Row]:
        return self.rows("responses")

    @cached_property
    def respondents(self) -> dict[str, Row]:
        return {row["respondent_id"]: row for row in self.rows("respondents")}

    @cached_property
    def segments(self) -> dict[str, Row]:
        return {row["segment_id"]: row for row in self.rows("segments")}

    @cached_property
    def codings(self) -> list[Row]:
        return self.rows("codings")

    @cached_property
    def quotes(self) -> dict[str, Row]:
        return {row["quote_id"]: row for row in self.rows("quotes")}

    @cached_property
    def run(self) -> Row:
        return json.loads((self.folder / "run.json").read_text(encoding="utf-8"))

    @cached_property
    def questions(self) -> list[Row]:
        found = json.loads((self.folder / "findings.json").read_text(encoding="utf-8"))
        return found["questions"]

    @cached_property
    def codings_of(self) -> Mapping[str, list[Row]]:
        table: defaultdict[str, list[Row]] = defaultdict(list)
        for coding in self.codings:
            if coding["segment_id"] is not None:
                table[coding["segment_id"]].append(coding)
        return table

    def items_of(self, key: str) -> set[str]:
        """The items that a key names: a row, or a file with what came in it."""
        if ROW_KEY.match(key):
            word = re.compile(rf"(?<![\w-]){re.escape(key)}(?!\w)")
            return {i for i, row in self.items.items() if word.search(row["source_key"])}
        named = {
            i
            for i, row in self.items.items()
            if row["source_key"] == key or row["source_key"].startswith((f"{key}#", f"{key}!"))
        }
        return named | {i for i, row in self.items.items() if row.get("parent_id") in named}

    def responses_of(self, key: str) -> list[Row]:
        items = self.items_of(key)
        return [r for r in self.responses if items & set(r["item_ids"])]

    def response_of(self, key: str) -> Row:
        """The one response that a key names."""
        (response,) = self.responses_of(key)
        return response

    def keys_where(self, keys: Iterable[str], condition: str, value: str) -> set[str]:
        """The keys whose response has ``value`` in the list or field ``condition``."""
        return {key for key in keys if value in self.response_of(key)[condition]}

    def documents_of(self, key: str) -> list[Row]:
        """All documents of valid responses of the respondent that a key names."""
        who = {r["respondent_id"] for r in self.responses_of(key)}
        items = {
            item
            for r in self.responses
            if r["respondent_id"] in who and r["state"] == "VALID"
            for item in r["item_ids"]
        }
        return [d for d in self.documents.values() if d["item_id"] in items]

    def place(self, key: str, words: str, *, of_item: bool = False) -> Place | None:
        """Where words stand in a respondent's documents, or in those of the item itself."""
        if of_item:
            items = self.items_of(key)
            documents = [d for d in self.documents.values() if d["item_id"] in items]
        else:
            documents = self.documents_of(key)
        for document in documents:
            start = document["text"].find(words)
            if start >= 0:
                return Place(document["document_id"], start, start + len(words))
        return None

    def paragraph(self, place: Place) -> Place:
        """The whole paragraph that begins at a place."""
        text = self.documents[place.document_id]["text"]
        end = text.find("\n", place.end)
        return Place(place.document_id, place.start, end if end >= 0 else len(text))

    def segments_at(self, place: Place) -> list[Row]:
        """The segments that overlap a place, in order."""
        return sorted(
            (s for s in self.segments.values() if overlaps(s, place)), key=lambda s: s["start"]
        )

    def coded(self, segment_id: str, kind: str) -> list[Row]:
        return [c for c in self.codings_of.get(segment_id, ()) if c["kind"] == kind]

    def position_in_text(self, key: str, proposition_id: str) -> Position | None:
        """One respondent's position as its words are coded; copies share a campaign's codings."""
        documents = {d["document_id"] for d in self.documents_of(key)}
        own = [s for s in self.segments.values() if s["document_id"] in documents]
        shared = {s["campaign_id"] for s in own} - {None}
        read = own + [s for s in self.segments.values() if s["campaign_id"] in shared]
        return self.folded(read, proposition_id)

    def folded(self, segments: Iterable[Row], proposition_id: str) -> Position | None:
        """The positions of some segments on a proposition as one, None where there are none."""
        positions = [
            Position(coding["position"])
            for segment in segments
            if segment["voice"]["kind"] == "RESPONDENT"
            for coding in self.coded(segment["segment_id"], "stance")
            if coding["proposition_id"] == proposition_id
        ]
        return fold_positions(positions) if positions else None


def overlaps(row: Row, place: Place) -> bool:
    """Whether a segment or quote shares characters with a place."""
    return (
        row["document_id"] == place.document_id
        and row["start"] < place.end
        and place.start < row["end"]
    )


@dataclass(slots=True)
class Confusion:
    """Gold positions against the machine's, with agree and disagree mistaken counted apart."""

    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    flips: list[str] = field(default_factory=list)

    def add(self, name: str, gold: str, got: Position | None) -> None:
        """Count one case; ``gold`` is a position of the truth, with its alternatives."""
        choices = accepted(gold)
        self.cells[(choices[0], got.value if got else "none")] += 1
        verdict = judge(choices, got)
        self.verdicts[verdict] += 1
        if verdict == "flip":
            self.flips.append(f"{name}: {gold}, machine says {got}")

    @property
    def cases(self) -> int:
        return self.verdicts.total()

    @property
    def accuracy(self) -> float:
        """The share of right ones among all cases; an abstention is not right."""
        return self.verdicts["right"] / self.cases if self.cases else 0.0

    def table(self) -> str:
        """A Markdown table: gold in rows, the machine in columns, then verdicts and flips."""
        names = [p.value for p in Position]
        lines = ["| gold \\ machine | " + " | ".join([*names, "none"]) + " |"]
        lines.append("|---" * (len(names) + 2) + "|")
        for gold in names:
            counts = [str(self.cells[(gold, got)]) for got in [*names, "none"]]
            lines.append(f"| {gold} | " + " | ".join(counts) + " |")
        shares = ", ".join(f"{k} {v}" for k, v in sorted(self.verdicts.items()))
        lines.append(f"\n{self.cases} cases: {shares}; accuracy {self.accuracy:.2f}")
        lines.extend(f"flip {flip}" for flip in self.flips)
        return "\n".join(lines)


def judge(choices: Sequence[str], got: Position | None) -> str:
    """Return ``right``, ``abstains``, ``flip`` (agree for disagree or back) or ``other``."""
    if got is not None and got.value in choices:
        return "right"
    if got is None or got is Position.UNCLEAR:
        return "right" if choices[0] == Position.UNCLEAR else "abstains"
    meant = SIDES.get(Position(choices[0]), 0)
    return "flip" if meant * SIDES.get(got, 0) == -1 else "other"
