"""A blind sample of a run: what is drawn, and the sheets that coders fill in by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consult.domain.coding import Position, StanceCoding
from consult.domain.consultation import QuestionKind
from consult.domain.document import Role
from consult.domain.errors import StoreError
from consult.domain.ids import make_id
from consult.domain.run import Corpus, RunResult
from consult.domain.segment import Segment, VoiceKind
from consult.evaluate.sampling import Candidate, Drawn, draw
from consult.settings.cells import sheet

SAMPLE_FILE = "sample.json"
PERSON = "person:"
"""How the coder of what a person decided begins."""

_GUIDE = """How to code this sample

Work alone: do not look at the report, and do not speak with the other coders before you are done.
Two people should code every row. Save the sheets as CSV under the names they have.

points-<you>.csv, a row for each passage:
  questions   which questions the passage answers: their codes from codebook.csv, with ; between,
              or none. Leave it empty only if you did not code the row.
  themes      which themes it makes: codes from codebook.csv with ; between, or none.
positions-<you>.csv, a row for each passage and proposition:
  position    agree, agree with conditions, disagree, mixed, neither or unclear: what the writer of
              the passage takes towards the proposition, by these words alone.

Then: consult evaluate score THIS-FOLDER --run {run}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was drawn from a run; nothing here tells what the machine coded."""

    run_id: str
    seed: str
    points: tuple[Drawn, ...]
    """Segments, for questions and themes."""
    positions: tuple[Drawn, ...]
    """Pairs of a segment and a proposition; ``id`` is that of the pair."""
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Pair id -> (segment id, proposition id)."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """What coders write -> the id of the question or theme."""


def draw_sample(result: RunResult, size: int, seed: str) -> Sample:
    """Return a sample of ``size`` segments and ``size`` pairs, each stratified by what was coded.

    Segments are those that a respondent says in a response of its own. Strata: for segments how
    the question was found (form, heading, words, none) and the kind of respondent; for pairs the
    machine's position and the kind of respondent.
    """
    corpus = result.corpus
    kinds = {r.id: r.kind.value for r in corpus.respondents}
    roles = {d.id: d.role for d in corpus.documents}
    segments = {
        s.id: s
        for s in corpus.segments
        if s.respondent_id
        and s.voice.kind is VoiceKind.RESPONDENT
        and roles[s.document_id] is Role.RESPONSE
    }
    coders: dict[str, str] = {}
    for coding in corpus.question_codings:
        coders[coding.segment_id] = coding.coder.split(":")[0]
    points = [
        Candidate(id=s.id, stratum=f"{coders.get(s.id, 'none')}|{kinds[s.respondent_id or '']}")
        for s in segments.values()
    ]
    pairs = {_pair_id(c): c for c in corpus.stance_codings if c.segment_id in segments}
    positions = [
        Candidate(id=pair, stratum=f"{c.position.value}|{kinds[c.respondent_id]}")
        for pair, c in pairs.items()
    ]
    drawn = draw(positions, size, seed)
    return Sample(
        run_id=result.run.id,
        seed=seed,
        points=draw(points, size, seed),
        positions=drawn,
        pairs={d.id: (pairs[d.id].segment_id or "", pairs[d.id].proposition_id) for d in drawn},
        codes=_codes(corpus),
    )


def _pair_id(coding: StanceCoding) -> str:
    return make_id("pair", coding.segment_id or "", coding.proposition_id)


def _codes(corpus: Corpus) -> dict[str, str]:
    codes = {q.id: q.id for q in corpus.consultation.questions if q.kind is QuestionKind.OPEN}
    numbers: dict[str, int] = {}
    for theme in sorted(corpus.themes, key=lambda t: (t.question_id or "", t.id)):
        home = theme.question_id or "outside"
        numbers[home] = numbers.get(home, 0) + 1
        codes[f"{home}.{numbers[home]}"] = theme.id
    return codes


def write_sample(
    sample: Sample, result: RunResult, folder: Path, coders: Sequence[str]
) -> tuple[Path, ...]:
    """Write the sheets of each coder with their codebook and guide; return what was written.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.

    Raises:
        StoreError: ``SAMPLE_EXISTS`` when the folder holds a sample, whose codings would be lost.
    """
    if (folder / SAMPLE_FILE).exists():
        raise StoreError(
            "SAMPLE_EXISTS", f"{folder} holds a sample already; give another --out folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    corpus = result.corpus
    segments = {s.id: s for s in corpus.segments}
    texts = {d.id: d.text for d in corpus.documents}

    def shown(segment_id: str) -> tuple[str, str]:
        segment = segments[segment_id]
        return _heading(segment, texts[segment.document_id]), segment.text

    written = [folder / "how-to-code.txt", folder / "codebook.csv"]
    run_folder = f"outputs/{corpus.consultation.id}/{sample.run_id}"
    written[0].write_text(_GUIDE.format(run=run_folder), encoding="utf-8")
    _write(
        written[1], ("code", "kind", "question", "label", "definition"), _codebook(sample, corpus)
    )
    propositions = {p.id: p.text for p in corpus.consultation.propositions}
    for coder in coders:
        points = folder / f"points-{coder}.csv"
        _write(
            points,
            ("unit", "heading", "text", "questions", "themes"),
            [(d.id, *shown(d.id), "", "") for d in sample.points],
        )
        positions = folder / f"positions-{coder}.csv"
        _write(
            positions,
            ("unit", "heading", "text", "proposition", "position"),
            [
                (d.id, *shown(sample.pairs[d.id][0]), propositions[sample.pairs[d.id][1]], "")
                for d in sample.positions
            ],
        )
        written += [points, positions]
    facts = {
        "run": sample.run_id,
        "seed": sample.seed,
        "points": {d.id: d.weight for d in sample.points},
        "positions": {d.id: [*sample.pairs[d.id], d.weight] for d in sample.positions},
        "codes": dict(sample.codes),
    }
    written.append(folder / SAMPLE_FILE)
    written[-1].write_text(json.dumps(facts, indent=1), encoding="utf-8")
    return tuple(written)


def _codebook(sample: Sample, corpus: Corpus) -> list[tuple[str, ...]]:
    questions = {q.id: q for q in corpus.consultation.questions}
    themes = {t.id: t for t in corpus.themes}
    rows: list[tuple[str, ...]] = []
    for code, what in sample.codes.items():
        if what in questions:
            rows.append((code, "question", questions[what].number, questions[what].text, ""))
        else:
            theme = themes[what]
            rows.append((code, "theme", theme.question_id or "", theme.label, theme.definition))
    return rows


def _heading(segment: Segment, text: str) -> str:
    return " / ".join(" ".join(text[s.start : s.end].split()) for s in segment.context)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.write_text(sheet(header, rows), encoding="utf-8-sig", newline="")


def machine_positions(corpus: Corpus) -> dict[str, Position]:
    """Return the machine's position on every pair that no person decided, by the pair's id."""
    decided = {_pair_id(c) for c in corpus.stance_codings if c.coder.startswith(PERSON)}
    return {
        _pair_id(c): c.position
        for c in corpus.stance_codings
        if c.segment_id and _pair_id(c) not in decided
    }
