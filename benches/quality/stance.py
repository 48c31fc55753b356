"""How good stances are: ``python -m benches.quality.stance FOLDER [--model SPEC …] [--limit N]``.

FOLDER holds the public stance sets (JSON lines: id, question, text, stance, split); their
development splits are scored, and the field sentences under tests/coding. Prints Markdown tables:
macro-F1 of agree and disagree with an abstention as wrong; of what scores 0.8 or more, its share
and how much of it says the opposite of the truth; the calibration error of the model; by kind for
the field sentences; how many truly mixed texts come out mixed; and the time a text takes. Without
``--model`` that is done for the bundled model and, where its base is installed, for the large one.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from consult.coding.restate import restate_question
from consult.coding.stance import code_stance
from consult.coding.stance_pair import StancePair
from consult.domain.coding import Position
from consult.domain.ports import StanceModel
from consult.engines.mpnet_base import is_installed
from consult.engines.stance import load_stance
from consult.settings.model import AnalysisSettings

FIELD = Path(__file__).resolve().parents[2] / "tests" / "coding" / "field_sentences.jsonl"
SETS = (
    "argkp", "perspectrum", "ibm_claim_stance", "touche_valueeval_stance", "themefinder_gambling",
)  # fmt: skip
MINIMUM = AnalysisSettings().stance_minimum
HIGH = 0.8
SIDES = {
    Position.AGREE: "agree",
    Position.AGREE_WITH_CONDITIONS: "agree",
    Position.DISAGREE: "disagree",
    Position.NEITHER: "neither",
    Position.MIXED: "mixed",
    Position.UNCLEAR: "unclear",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One pair with its truth, what was coded and what the model alone gave."""

    kind: str
    proposition: str
    text: str
    truth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A case with its position, score and the model's bare probabilities."""

    case: Case
    position: Position
    score: float
    bare: tuple[float, float, float]

    @property
    def side(self) -> str:
        return SIDES[self.position]

    @property
    def flip(self) -> bool:
        return {self.side, side_of(self.case.truth)} == {"agree", "disagree"}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", action="append", help="as [models] stance takes it; repeatable")
    parser.add_argument("--limit", type=int, default=600, help="rows of each set, evenly taken")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the field set")
    given = parser.parse_args()
    for spec in given.model or ("bundled", *(("large",) if is_installed() else ())):
        report(load_stance(spec, threads=2), given.folder, given.limit, errors=given.errors)


def report(model: StanceModel, folder: Path, limit: int, *, errors: bool) -> None:
    """Print the tables of one model."""
    print(f"model {model.name}@{model.revision}, minimum {MINIMUM}\n")
    print("| set | n | macro-F1 | coded | flips | score ≥ .8 | flips there | ECE | mixed found |")
    print("|---|---|---|---|---|---|---|---|---|")
    read, began = 0, time.perf_counter()
    for name in SETS:
        path = folder / f"{name}.jsonl"
        if not path.exists():
            print(f"| {name} | not in {folder} |" + " – |" * 7)
            continue
        for kind, cases in public_cases(path, limit).items():
            print(line(kind, coded(cases, model)))
            read += len(cases)
    field = coded(field_cases(), model)
    print(line("field sentences", field))
    spent = (time.perf_counter() - began) / (read + len(field))
    print(f"\n{1000 * spent:.0f} ms for each of {read + len(field)} texts")
    print("\n| kind of field sentence | n | right | unclear | opposite | other |")
    print("|---|---|---|---|---|---|")
    for kind in sorted({row.case.kind for row in field}):
        print(kind_line(kind, [row for row in field if row.case.kind == kind]))
    print(kind_line("**all**", field) + "\n", flush=True)
    if errors:
        print_errors(field)


def public_cases(path: Path, limit: int) -> dict[str, list[Case]]:
    """Return the rows of a set that were not trained on, every so manieth, by kind of row.

    In a set that marks mixed answers, the rows put under a question instead of a proposition carry
    no such mark and stand in a line of their own. A yes/no question is said as a statement first,
    as a run does.
    """
    from training.stance.data import trained_on

    rows = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
    marks_mixed = any(row.get("stance_with_mixed") for row in rows)
    found: dict[str, list[Case]] = {}
    for row in rows:
        marked = row.get("stance_with_mixed")
        truth = marked or row["stance"]
        if row.get("also_in_argkp") or trained_on(path.stem, row):
            continue
        if truth not in {"agree", "disagree", "mixed"}:
            continue
        kind = f"{path.stem}, questions" if marks_mixed and not marked else path.stem
        found.setdefault(kind, []).append(
            Case(
                kind=kind,
                proposition=restate_question(row["question"]) or row["question"],
                text=row["text"].strip(" `"),
                truth=truth,
            )
        )
    return {kind: _some(cases, limit) for kind, cases in sorted(found.items())}


def _some(cases: list[Case], limit: int) -> list[Case]:
    return cases[:: max(1, len(cases) // limit)]


def field_cases() -> list[Case]:
    """Return the sentences of the field, whose truth was fixed before any training."""
    with FIELD.open(encoding="utf-8") as stream:
        rows = [json.loads(text) for text in stream]
    return [
        Case(kind=r["kind"], proposition=r["proposition"], text=r["text"], truth=r["stance"])
        for r in rows
    ]


def coded(cases: Sequence[Case], model: StanceModel) -> list[Coded]:
    """Return what the coder makes of the cases, with the bare scores of the model."""
    pairs = [
        StancePair(
            segment_id=str(i),
            respondent_id=str(i),
            question_id="q",
            proposition_id="p",
            proposition=case.proposition,
            text=case.text,
        )
        for i, case in enumerate(cases)
    ]
    codings = code_stance(pairs, model, minimum=MINIMUM)
    bare = model.score([c.proposition for c in cases], [c.text for c in cases])
    return [
        Coded(
            case=case,
            position=coding.position,
            score=coding.score,
            bare=(float(row[0]), float(row[1]), float(row[2])),
        )
        for case, coding, row in zip(cases, codings, bare, strict=True)
    ]


def side_of(truth: str) -> str:
    """Return a truth with support under conditions as agreement."""
    return "agree" if truth == "agree_with_conditions" else truth


def macro_f1(rows: Sequence[Coded]) -> float:
    """Return the mean F1 of agree and disagree over rows whose truth is one of them."""
    clear = [row for row in rows if side_of(row.case.truth) in {"agree", "disagree"}]
    found = []
    for side in ("agree", "disagree"):
        hits = sum(row.side == side == side_of(row.case.truth) for row in clear)
        said = sum(row.side == side for row in clear)
        true = sum(side_of(row.case.truth) == side for row in clear)
        found.append(2 * hits / (said + true) if said + true else 0.0)
    return sum(found) / 2


def calibration_error(rows: Sequence[Coded]) -> float:
    """Return the model's expected calibration error in ten bins of its likeliest label."""
    known = [r for r in rows if side_of(r.case.truth) in {"agree", "disagree", "neither"}]
    labels = ("agree", "disagree", "neither")
    top = np.asarray([max(r.bare) for r in known])
    hit = np.asarray([labels[int(np.argmax(r.bare))] == side_of(r.case.truth) for r in known])
    places = np.minimum((top * 10).astype(int), 9)
    return float(
        sum(
            abs(top[places == b].mean() - hit[places == b].mean()) * (places == b).mean()
            for b in range(10)
            if (places == b).any()
        )
    )


def line(name: str, rows: Sequence[Coded]) -> str:
    """Return one row of the table of sets."""
    clear = [r for r in rows if side_of(r.case.truth) in {"agree", "disagree"}]
    mixed = [r for r in rows if r.case.truth == "mixed"]
    taken = [r for r in clear if r.side in {"agree", "disagree"}]
    high = [r for r in taken if r.score >= HIGH]
    found = sum(r.position is Position.MIXED for r in mixed)
    return (
        f"| {name} | {len(clear)} | {macro_f1(rows):.3f} | {share(len(taken), len(clear))} "
        f"| {share(sum(r.flip for r in taken), len(taken))} | {share(len(high), len(clear))} "
        f"| {share(sum(r.flip for r in high), len(high))} | {calibration_error(rows):.3f} "
        f"| {f'{found} of {len(mixed)}' if mixed else '–'} |"
    )


def kind_line(kind: str, rows: Sequence[Coded]) -> str:
    """Return one row of the table of kinds."""
    right = sum(is_right(row) for row in rows)
    unclear = sum(row.position is Position.UNCLEAR and not is_right(row) for row in rows)
    flips = sum(row.flip for row in rows)
    other = len(rows) - right - unclear - flips
    return f"| {kind} | {len(rows)} | {right} | {unclear} | {flips} | {other} |"


def is_right(row: Coded) -> bool:
    """Return whether the position is the truth; conditions must be found where there are some."""
    if row.case.truth == "agree_with_conditions":
        return row.position is Position.AGREE_WITH_CONDITIONS
    if row.case.truth == "agree":
        return row.position is Position.AGREE
    return row.side == row.case.truth


def print_errors(rows: Iterable[Coded]) -> None:
    """Print the field sentences whose position is wrong, the opposite ones first."""
    wrong = [row for row in rows if not is_right(row)]
    for row in sorted(wrong, key=lambda r: (not r.flip, r.case.kind)):
        bare = " ".join(f"{value:.2f}" for value in row.bare)
        print(
            f"{'FLIP' if row.flip else '    '} {row.case.kind} truth={row.case.truth} "
            f"got={row.position} {row.score:.2f} [{bare}] {row.case.proposition} || {row.case.text}"
        )


def share(part: int, whole: int) -> str:
    """Return a percentage, or a dash where there is nothing to divide by."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    main()
