"""Filled-in sheets against each other and against the machine: how good the codings are."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from consult.domain.codec import encode
from consult.domain.coding import Position
from consult.domain.errors import Problem, ProblemCode, StoreError
from consult.domain.run import Corpus, RunResult
from consult.evaluate.agreement import CodeSet
from consult.evaluate.comparison import ENOUGH_UNITS, Comparison, Task, Unit, compare
from consult.pipeline.assigned import CODERS
from consult.pipeline.recoded import find_recodings
from consult.pipeline.sampled import PERSON, SAMPLE_FILE, machine_positions
from consult.pipeline.sheets import read_sheet

_NONE = "none"
_SHOWN = 10
_POSITIONS = {p.value.lower().replace("_", " "): p.value for p in Position}
_FIGURES = (
    "f1",
    "kappa",
    "alpha",
    "precision",
    "recall",
    "rare_recall",
    "flips",
    "over_assignment",
)
MACHINE = "machine"
FORM = CODERS["form"]

_Sheets = dict[Task, dict[str, dict[str, CodeSet]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How coders agree with each other, first, and then the machine with each of them."""

    run_id: str
    human: tuple[Comparison, ...]
    machine: tuple[Comparison, ...]
    form: tuple[Comparison, ...]
    """The questions of answers that stand in a form, which no machine had to find."""
    problems: tuple[Problem, ...]

    @property
    def needs_person(self) -> bool:
        """Whether a cell could not be read or the data do not suffice for a figure."""
        return bool(self.problems) or not all(c.sufficient for c in (*self.human, *self.machine))

    def as_dict(self) -> dict[str, Any]:
        """Return everything for machines; ``sufficient`` false means insufficient data."""
        return {
            "run": self.run_id,
            "human": [_facts(c) for c in self.human],
            "machine": [_facts(c) for c in self.machine],
            "form": [_facts(c) for c in self.form],
            "problems": [encode(p) for p in self.problems],
        }

    def as_lines(self) -> list[str]:
        """Return the tables for people, agreement between people first."""
        lines = [f"Run {self.run_id}: figures with 95 % intervals by redrawing respondents", ""]
        lines += ["Between people"]
        lines += [line for c in self.human for line in _lines(c)] or ["  only one person coded"]
        lines += ["", "The machine against each person"]
        lines += [line for c in self.machine for line in _lines(c)]
        if self.form:
            lines += ["", "The form against each person, where an answer stands under its question"]
            lines += [line for c in self.form for line in _lines(c)]
        if self.problems:
            lines += ["", f"{len(self.problems)} cells were left out:"]
            lines += [f"  {p.where}: {p.message}" for p in self.problems[:_SHOWN]]
            if len(self.problems) > _SHOWN:
                lines.append(f"  and {len(self.problems) - _SHOWN} more; --json lists them all")
        return lines


def sampled_run(folder: Path) -> str:
    """Return the id of the run that a sample was drawn from.

    Raises:
        StoreError: ``SAMPLE_MISSING`` when the folder holds no sample, ``SAMPLE_SPOILT`` when it
            cannot be read.
    """
    return str(_sample(folder)["run"])


def evaluate(folder: Path, result: RunResult) -> Evaluation:
    """Return how the sheets in ``folder`` agree with each other and the run's codings with them.

    What people decided in the run is nobody's merit but theirs and left out of the machine's side;
    the questions of answers in a form are compared by themselves.

    A row without a code was not coded and is left out; a code that the codebook does not know is
    a ROW_INVALID problem and its row left out.

    Raises:
        StoreError: ``SAMPLE_MISSING`` when there is no sample or no sheet in the folder;
            ``SAMPLE_SPOILT`` when one cannot be read.
    """
    sample = _sample(folder)
    problems: list[Problem] = []
    sheets = _read_sheets(folder, sample, problems)
    if not any(sheets[task] for task in Task):
        raise StoreError(
            "SAMPLE_MISSING",
            f"no sheet in {folder} has been filled in; coders write into points-*.csv and "
            "positions-*.csv as how-to-code.txt says.",
        )
    units = _units(sample, result.corpus)
    machine = _machine(sample, result.corpus)
    form = _form(machine[Task.QUESTIONS], result.corpus)
    human = [
        compare(task, (a, sheets[task][a]), (b, sheets[task][b]), units[task])
        for task in Task
        for a, b in combinations(sorted(sheets[task]), 2)
    ]
    against = [
        compare(task, (MACHINE, machine[task]), (coder, sheets[task][coder]), units[task])
        for task in Task
        for coder in sorted(sheets[task])
    ]
    by_form = [
        compare(
            Task.QUESTIONS,
            (FORM, form),
            (coder, sheets[Task.QUESTIONS][coder]),
            units[Task.QUESTIONS],
        )
        for coder in sorted(sheets[Task.QUESTIONS])
        if form
    ]
    return Evaluation(
        run_id=str(sample["run"]),
        human=tuple(human),
        machine=tuple(against),
        form=tuple(by_form),
        problems=tuple(problems),
    )


def _sample(folder: Path) -> dict[str, Any]:
    path = folder / SAMPLE_FILE
    if not path.is_file():
        raise StoreError(
            "SAMPLE_MISSING",
            f"{folder} holds no sample; draw one with `consult evaluate draw FOLDER --out DIR`.",
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not _is_sample(found):
        raise StoreError(
            "SAMPLE_SPOILT",
            f"{path} is not as it was written, and without it no sheet can be read; restore it, "
            "or draw the sample again with the same --seed and --size.",
        )
    return dict(found)


def _is_sample(found: Any) -> bool:
    parts = ("points", "positions", "codes")
    return (
        isinstance(found, dict)
        and isinstance(found.get("run"), str)
        and all(isinstance(found.get(part), dict) for part in parts)
    )


def _units(sample: Mapping[str, Any], corpus: Corpus) -> dict[Task, list[Unit]]:
    segments = {s.id: s for s in corpus.segments}
    kinds = {r.id: r.kind.value for r in corpus.respondents}

    def unit(unit_id: str, segment_id: str, weight: float) -> Unit:
        who = segments[segment_id].respondent_id or ""
        return Unit(id=unit_id, respondent_id=who, group=kinds[who], weight=weight)

    points = [unit(i, i, weight) for i, weight in sample["points"].items()]
    pairs = [unit(i, segment, w) for i, (segment, _, w) in sample["positions"].items()]
    return {Task.QUESTIONS: points, Task.THEMES: points, Task.POSITIONS: pairs}


def _machine(sample: Mapping[str, Any], corpus: Corpus) -> dict[Task, dict[str, CodeSet]]:
    """Return the codes of each sampled unit by task, without the units that a person coded."""
    positions = machine_positions(corpus)
    return {
        Task.QUESTIONS: _coded(
            sample["points"],
            [(c.segment_id, c.question_id, c.coder) for c in corpus.question_codings],
            _recoded(corpus),
        ),
        Task.THEMES: _coded(
            sample["points"],
            [(c.segment_id, c.theme_id, c.coder) for c in corpus.theme_codings],
            set(),
        ),
        Task.POSITIONS: {
            i: frozenset({positions[i].value}) for i in sample["positions"] if i in positions
        },
    }


def _coded(
    units: Iterable[str], codings: Iterable[tuple[str, str, str]], decided: set[str]
) -> dict[str, CodeSet]:
    """Return the codes of each unit from (segment id, code, coder), possibly none."""
    codes: dict[str, set[str]] = {i: set() for i in units}
    by_people = set(decided)
    for segment_id, code, coder in codings:
        if coder.startswith(PERSON):
            by_people.add(segment_id)
        if segment_id in codes:
            codes[segment_id].add(code)
    return {i: frozenset(given) for i, given in codes.items() if i not in by_people}


def _recoded(corpus: Corpus) -> set[str]:
    """Return the segments whose questions a person decided, also as none."""
    recodings, _ = find_recodings(
        corpus.decisions, corpus.segments, {d.id: d for d in corpus.documents}, corpus.consultation
    )
    return {r.segment_id for r in recodings if r.questions is not None}


def _form(questions: dict[str, CodeSet], corpus: Corpus) -> dict[str, CodeSet]:
    """Take the units whose question the form tells out of the machine's, and return them."""
    told = {c.segment_id for c in corpus.question_codings if c.coder == FORM}
    return {i: questions.pop(i) for i in list(questions) if i in told}


def _read_sheets(folder: Path, sample: Mapping[str, Any], problems: list[Problem]) -> _Sheets:
    codes: dict[str, str] = {k.casefold(): v for k, v in sample["codes"].items()}
    sheets: _Sheets = {task: {} for task in Task}
    columns = (
        (Task.QUESTIONS, "points", "questions"),
        (Task.THEMES, "points", "themes"),
        (Task.POSITIONS, "positions", "position"),
    )
    for task, sheet, column in columns:
        known = _POSITIONS if task is Task.POSITIONS else codes
        for path in sorted(folder.glob(f"{sheet}-*.csv")):
            found: dict[str, CodeSet] = {}
            for number, row in enumerate(_rows(path), start=2):
                unit, cell = row.get("unit", ""), (row.get(column) or "").strip()
                if not cell or unit not in sample[sheet]:
                    continue
                given = {c.strip().casefold() for c in cell.split(";")} - {"", _NONE}
                unknown = sorted(given - known.keys())
                if unknown:
                    problems.append(_unknown(path, number, column, unknown[0]))
                    continue
                if task is Task.POSITIONS and len(given) > 1:
                    problems.append(_several(path, number, sorted(given)))
                    continue
                found[unit] = frozenset(known[code] for code in given)
            if found:
                sheets[task][path.stem.removeprefix(f"{sheet}-")] = found
    return sheets


def _rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a sheet by its header; what coders write there is ASCII."""
    try:
        header, *rows = read_sheet(path, ascii_only=True) or [[]]
    except csv.Error as error:
        raise StoreError(
            "SAMPLE_SPOILT", f"{path} is no CSV any more ({error}); save the sheet as CSV again."
        ) from error
    names = [name.strip().casefold() for name in header]
    return [dict(zip(names, row, strict=False)) for row in rows]


def _unknown(path: Path, number: int, column: str, code: str) -> Problem:
    return Problem(
        code=ProblemCode.ROW_INVALID,
        where=f"{path.name}, row {number}",
        message=(
            f"{column} holds {code!r}, which codebook.csv does not know; correct the cell, or "
            "write none where nothing fits."
        ),
    )


def _several(path: Path, number: int, given: Sequence[str]) -> Problem:
    return Problem(
        code=ProblemCode.ROW_INVALID,
        where=f"{path.name}, row {number}",
        message=f"position holds {' and '.join(given)}; keep one, or write mixed for both sides.",
    )


def _facts(comparison: Comparison) -> dict[str, Any]:
    return {**encode(comparison), "sufficient": comparison.sufficient}


def _lines(comparison: Comparison) -> list[str]:
    head = (
        f"  {comparison.task.value}: {comparison.first} – {comparison.second}, "
        f"{comparison.units} units"
    )
    if not comparison.sufficient:
        return [f"{head}: insufficient data (at least {ENOUGH_UNITS} are needed)"]
    lines = [head]
    for name in _FIGURES:
        if name in comparison.figures:
            figure = comparison.figures[name]
            shown = name.replace("_", " ")
            lines.append(
                f"    {shown:16}{figure.value:6.2f}  {figure.low:.2f} to {figure.high:.2f}"
            )
    for group, (count, f1) in comparison.by_group.items():
        told = "insufficient data" if f1 is None else f"{f1:.2f}"
        lines.append(f"    f1 of {group.lower()} ({count} units): {told}")
    return lines
