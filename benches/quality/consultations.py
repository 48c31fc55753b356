"""Invented consultations with their truth: ``python -m benches.quality.consultations [FOLDER]``.

Each folder below FOLDER (tests/quality/consultations) holds ``input``, a consultation as a user has
it, and ``truth.jsonl``, written before anything was run by somebody who knew neither the rules nor
what they find: the position of each respondent in free text on each proposition, with the words
that show it; and sentences that ask for something, challenge evidence, or do neither ("point").
Rules were mended on what they showed, so their figures are those of tuned data;
docs/method.md says what each was when it was new. ``--stance`` and ``--points`` name other readers.

Where ``themes.json`` stands beside them, it tells which sentences of different respondents make one
point, and which come near and do not. Of the first, how many pairs stand in one theme; of the
second, how many do although they should not; and how many themes have several respondents.

Positions are read from the result files of a whole run, folded by respondent without ticked
options; asks and challenges are told by the sentence and the rules alone: the learned readers
were taught by these sentences (training/acts leaves out each consultation in turn).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from consult.coding.asks import is_ask
from consult.coding.challenges import is_challenge
from consult.domain.coding import Position, fold_positions

FOLDER = Path(__file__).parents[2] / "tests" / "quality" / "consultations"
SIDES = {Position.AGREE: 1, Position.AGREE_WITH_CONDITIONS: 1, Position.DISAGREE: -1}
TICKED = "form"
LONG = 45
"""Characters from which the words of a truth stand in one response only."""
SHORT = 25
"""Characters from which a segment may be part of a quote."""
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def run(folder: Path, outputs: Path, models: Mapping[str, str]) -> Path:
    """Run a consultation as a user does and return the folder of its result files."""
    settings = folder / "consultation.toml"
    text = settings.read_text(encoding="utf-8")
    told = "".join(f'{key} = "{spec}"\n' for key, spec in models.items())
    before, head, after = text.partition("[models]\n")
    text = f"{before}{head}{told}{after}" if head else f"{text}\n[models]\n{told}"
    settings.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "consult.cli", "run", str(folder), "--outputs", str(outputs)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    (latest,) = outputs.glob("*/latest")
    return latest


class Results:
    """What a run says of each respondent, found by the words of the truth."""

    def __init__(self, folder: Path, truth: Sequence[Row]) -> None:
        self.segments = [(plain(s["text"]), s) for s in rows(folder / "segments.jsonl")]
        self.propositions = {
            plain(p["text"]): p["proposition_id"]
            for question in rows(folder / "questions.jsonl")
            for p in question["propositions"]
        }
        self.positions: dict[tuple[str, str], list[Position]] = defaultdict(list)
        for coding in rows(folder / "codings.jsonl"):
            if coding["position"] and coding["coder"] != TICKED:
                key = (coding["respondent_id"], coding["proposition_id"])
                self.positions[key].append(Position(coding["position"]))
        self.authors = self._authors(truth)
        self.themes: dict[str, set[str]] = defaultdict(set)
        self.members: dict[str, set[str]] = defaultdict(set)
        respondent = {s["segment_id"]: s["respondent_id"] for _, s in self.segments}
        for coding in rows(folder / "codings.jsonl"):
            if coding["theme_id"]:
                self.themes[coding["segment_id"]].add(coding["theme_id"])
                self.members[coding["theme_id"]].add(respondent[coding["segment_id"]])

    def _authors(self, truth: Sequence[Row]) -> dict[str, str]:
        """Return the respondent of each response: who says most of its longer words."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for row in truth:
            if len(row["words"]) > LONG:
                votes[row["response"]].update(self._saying(row["words"]))
        return {response: found.most_common(1)[0][0] for response, found in votes.items() if found}

    def _saying(self, words: str) -> list[str]:
        said = plain(words)
        for part in (said, said[:60], said[:35]):
            found = {
                s["respondent_id"]
                for text, s in self.segments
                if s["respondent_id"] and (part in text or (len(text) > LONG and text in said))
            }
            if found:
                return sorted(found)
        return []

    @property
    def shared(self) -> int:
        """How many themes several respondents share."""
        return sum(len(who) > 1 for who in self.members.values())

    def together(self, one: Row, other: Row) -> bool:
        """Tell whether two quotes stand in one theme."""
        first, second = (self._themes_of(plain(quote["words"])) for quote in (one, other))
        return bool(first & second)

    def _themes_of(self, said: str) -> set[str]:
        return {
            theme
            for text, segment in self.segments
            if said in text or said[:LONG] in text or (len(text) > SHORT and text in said)
            for theme in self.themes[segment["segment_id"]]
        }

    def position(self, row: Row) -> Position | None:
        """Return how a respondent's words were read on a proposition; None where they were not."""
        claim = plain(row["proposition"])
        ids = [i for text, i in self.propositions.items() if text in claim or claim in text]
        author = self.authors.get(row["response"]) or next(iter(self._saying(row["words"])), "")
        found = self.positions.get((author, ids[0] if ids else ""), [])
        return fold_positions(found) if found else None


def verdict(found: Position | None, wanted: Position) -> str:
    if found is wanted:
        return "right"
    if found in (None, Position.UNCLEAR):
        return "unclear or unread"
    opposite = SIDES.get(found or wanted, 0) * SIDES.get(wanted, 0) < 0
    return "opposite" if opposite else "otherwise wrong"


def scored(folder: Path, models: Mapping[str, str]) -> str:
    """Return the table's row of one consultation."""
    truth = rows(folder / "truth.jsonl")
    with tempfile.TemporaryDirectory() as outputs:
        copy = Path(outputs) / "input"
        shutil.copytree(folder / "input", copy)
        results = Results(run(copy, Path(outputs) / "out", models), truth)
        taken = [row for row in truth if row["kind"] == "position"]
        counts = Counter(
            verdict(results.position(row), Position[row["truth"].upper()]) for row in taken
        )
    points = shared_points(folder / "themes.json", results)
    sentences = {kind: {r["words"] for r in truth if r["kind"] == kind} for kind in KINDS}
    asks, challenges = sentences["ask"], sentences["challenge"]
    neither = sentences["point"] - asks - challenges
    return (
        f"| {folder.name} | {len(taken)} | {counts['right']} | {counts['opposite']} "
        f"| {counts['otherwise wrong']} | {counts['unclear or unread']} "
        f"| {sum(map(is_ask, asks))} of {len(asks)} "
        f"| {sum(map(is_challenge, challenges))} of {len(challenges)} "
        f"| {sum(is_ask(s) or is_challenge(s) for s in neither)} of {len(neither)} "
        f"| {points} |"
    )


def shared_points(path: Path, results: Results) -> str:
    """Return the cells of shared points; dashes where nobody told them."""
    if not path.exists():
        return f"– | – | {results.shared}"
    told = json.loads(path.read_text(encoding="utf-8"))
    one_point = [pair for point in told for pair in combinations(point.get("quotes", ()), 2)]
    near = [point["differ"] for point in told if "differ" in point]
    joined, false = (sum(results.together(*pair) for pair in pairs) for pairs in (one_point, near))
    return f"{joined} of {len(one_point)} | {false} of {len(near)} | {results.shared}"


KINDS = ("ask", "challenge", "point")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--stance", default="bundled")
    parser.add_argument("--points", default="none")
    given = parser.parse_args()
    models = {"stance": given.stance, "point_reader": given.points}
    print(
        "| consultation | positions in free text | right | opposite | otherwise wrong "
        "| unclear or unread | asks found | challenges found | found in neither "
        "| pairs of one point joined | near misses joined | themes of several |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for folder in sorted(path for path in given.folder.iterdir() if path.is_dir()):
        print(scored(folder, models), flush=True)


if __name__ == "__main__":
    main()
