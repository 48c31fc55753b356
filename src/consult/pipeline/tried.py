"""A dry run of a table: what would become of each row, and what changed since it was last taken."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from consult.domain.errors import Problem, ProblemCode, Severity, StoreError
from consult.domain.ids import sha256_hex
from consult.intake.readers.table_survey import REPEATED
from consult.intake.reading import Arrival, Part, Reading
from consult.intake.sandbox import ReaderPool
from consult.pipeline.mapped import Mapped, printable
from consult.pipeline.readings import closed_questions
from consult.settings.cells import sheet
from consult.settings.model import Settings, SourceSettings
from consult.settings.sources import with_options
from consult.store.store import Store

_ROW = re.compile(r", row (\d{1,9})$")
_SHOWN = 10
_BY_ROW = frozenset(
    (
        ProblemCode.ROW_INVALID,
        ProblemCode.COLUMN_UNMAPPED,
        ProblemCode.COLUMN_KIND,
        ProblemCode.CHARSET_GUESSED,
        ProblemCode.HIDDEN_TEXT,
        ProblemCode.MAPPING_CHANGED,
    )
)
"""What reading row by row says itself, and more exactly."""


class RowState(StrEnum):
    """What would become of a row."""

    VALID = "valid"
    BLANK = "blank"
    INVALID = "invalid"
    DUPLICATE_ID = "duplicate id"


class Change(StrEnum):
    """How a row stands to the one with the same id in the export that was taken last."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What would become of one row, before anything is written."""

    row_id: str
    """The source's own id; empty for a row that has none."""
    number: int | None
    """The row as a spreadsheet counts it; None for one without free text or fault."""
    state: RowState
    reason: str = ""
    late: bool = False
    respondent: str = ""
    kind: str = ""
    consent: str = ""
    received: str = ""
    options: int = 0
    """Options chosen in closed questions."""
    texts: int = 0
    """Open questions that are answered."""
    change: Change | None = None
    """None where nothing of this file was taken before."""
    changed: tuple[str, ...] = ()
    """What differs: question ids, attributes, or name, consent, date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Every row's outcome, the difference to what was taken before, and what is wrong."""

    file: str
    rows: tuple[Row, ...]
    gone: tuple[str, ...]
    """Ids that the export had when it was last taken and has no more."""
    taken_before: bool
    problems: tuple[Problem, ...]

    @property
    def needs_person(self) -> bool:
        """Whether any row or column wants a look."""
        return any(p.severity is not Severity.INFO for p in self.problems) or bool(self.gone)

    @property
    def totals(self) -> dict[str, int]:
        """Rows by state, which sum to all rows, and marks and changes beside them."""
        states = Counter(row.state for row in self.rows)
        changes = Counter(row.change for row in self.rows if row.change)
        return {
            "rows": len(self.rows),
            **{state.value: states[state] for state in RowState},
            "late": sum(row.late for row in self.rows),
            **({c.value: changes[c] for c in Change} if self.taken_before else {}),
            **({"gone": len(self.gone)} if self.taken_before else {}),
        }

    def summary(self) -> dict[str, Any]:
        """Return all rows and totals for machines."""
        return {
            "file": self.file,
            "taken_before": self.taken_before,
            "totals": self.totals,
            "gone": list(self.gone),
            "rows": [_row_facts(row) for row in self.rows],
            "problems": [
                {"code": p.code.value, "where": p.where, "message": p.message}
                for p in self.problems
            ],
        }

    def as_lines(self) -> list[str]:
        """Return the totals and the first of what is wrong or changed, for people."""
        totals = self.totals
        parts = [f"{totals[s.value]} {s.value}" for s in RowState if totals[s.value]]
        lines = [f"{self.file}: {totals['rows']} rows: {', '.join(parts) or 'none'}."]
        if totals["late"]:
            lines.append(f"  {totals['late']} came after the closing date.")
        who = Counter(row.kind for row in self.rows if row.state is RowState.VALID)
        lines.append("  " + ", ".join(f"{n} {k or 'unknown'}" for k, n in sorted(who.items())))
        if self.taken_before:
            lines.append(
                f"  since it was last taken: {totals['new']} new, {totals['changed']} changed, "
                f"{totals['gone']} gone, {totals['same']} the same."
            )
            changed = [row for row in self.rows if row.change is Change.CHANGED]
            lines += _first(
                [f"  changed {row.row_id}: {', '.join(row.changed)}" for row in changed]
            )
            lines += _first([f"  gone {row_id}" for row_id in self.gone])
        lines += _first([f"{p.code.value}  {p.where}: {p.message}" for p in self.problems])
        lines.append("Nothing was written.")
        return [printable(line) for line in lines]

    def write_csv(self, path: Path) -> None:
        """Write a line for every row; what a spreadsheet would run begins with an apostrophe."""
        header = list(_row_facts(Row(row_id="", number=None, state=RowState.VALID)))
        rows = (list(_row_facts(row).values()) for row in self.rows)
        path.write_text(sheet(header, rows), encoding="utf-8-sig", newline="")


def dry_run(
    settings: Settings, source: SourceSettings, file: str, *, folder: Path, store: Path | None
) -> Tried:
    """Read a table as a run would, and compare it with what the store took of it last.

    ``settings`` and ``source`` may hold a mapping that is not written yet; ``file`` is relative
    to ``folder``. Nothing is changed: no store is made where there is none.
    """
    data = (folder / file).read_bytes()
    with ReaderPool(settings.limits, reading=settings.reading) as pool:

        def read(given: bytes) -> Reading:
            arrival = Arrival(
                channel=source.channel, source_key=file, name=Path(file).name, data=given
            )
            closed = closed_questions(settings)
            return pool.read(arrival, source.survey, closed=closed, timezone=settings.timezone)

        reading = read(data)
        consultation = settings.consultation.id
        taken = _taken(store, consultation, source, file) if store else None
        before = None
        if taken is not None:
            before = reading if sha256_hex(taken) == sha256_hex(data) else read(taken)
    rows, gone = _compared(_rows(reading, settings), reading, before)
    return Tried(
        file=file,
        rows=rows,
        gone=gone,
        taken_before=before is not None,
        problems=reading.problems,
    )


def try_mapping(
    mapped: Mapped, *, input_folder: Path | None = None, outputs: Path | None = None
) -> Tried:
    """Dry-run a table with its mapping, proposed or written."""
    settings = mapped.settings
    store = (outputs or Path("outputs")) / settings.consultation.id / "store"
    tried = dry_run(
        settings,
        with_options(settings.sources[0], settings.consultation.questions),
        mapped.file,
        folder=input_folder or settings.folder,
        store=store if store.is_dir() else None,
    )
    seen = {(p.code, p.where, p.message) for p in tried.problems}
    more = [
        p
        for p in mapped.problems
        if p.code not in _BY_ROW and (p.code, p.where, p.message) not in seen
    ]
    return replace(tried, problems=(*more, *tried.problems))


def _taken(folder: Path, consultation: str, source: SourceSettings, file: str) -> bytes | None:
    """Return the bytes of a file that the store took last, or None."""
    with Store(folder, consultation=consultation) as store:
        kept = [
            item
            for item in store.ledger.items()
            if item.parent_id is None and (item.channel, item.source_key) == (source.channel, file)
        ]
        for item in reversed(kept):
            try:
                return store.raw.get(item.sha256)
            except StoreError:
                continue
    return None


def _rows(reading: Reading, settings: Settings) -> list[Row]:
    rows = [_taken_row(part, settings) for part in reading.parts]
    told = {row.number for row in rows}
    for problem in reading.problems:
        place = _ROW.search(problem.where)
        if problem.code is not ProblemCode.ROW_INVALID or place is None:
            continue
        number = int(place[1])
        if number not in told and "without a date" not in problem.message:
            told.add(number)
            repeated = REPEATED in problem.message
            rows.append(
                Row(
                    row_id="",
                    number=number,
                    state=RowState.DUPLICATE_ID if repeated else RowState.INVALID,
                    reason=problem.message,
                )
            )
    return rows


def _taken_row(part: Part, settings: Settings) -> Row:
    closed = settings.consultation.closed
    blank = not part.text.strip() and not part.closed_answers
    number = next((b.locator.row for b in part.blocks), None)
    return Row(
        row_id=part.key.removeprefix("row:"),
        number=number,
        state=RowState.BLANK if blank else RowState.VALID,
        reason="no question was answered" if blank else "",
        late=bool(closed and part.received and part.received > closed),
        respondent=part.sender.name if part.sender else "",
        kind=part.sender.kind.value.lower() if part.sender else "",
        consent=part.consent.value.lower(),
        received=part.received.isoformat() if part.received else "",
        options=len(part.closed_answers),
        texts=len({b.question_id for b in part.blocks}),
    )


def _compared(
    rows: list[Row], reading: Reading, before: Reading | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    if before is None:
        return tuple(rows), ()
    old = {part.key: part for part in before.parts}
    new = {part.key: part for part in reading.parts}
    told = []
    for row in rows:
        part = new.get(f"row:{row.row_id}")
        if part is None or not row.row_id:
            told.append(row)
            continue
        was = old.get(part.key)
        differs = _differences(was, part) if was is not None else ()
        change = Change.NEW if was is None else Change.CHANGED if differs else Change.SAME
        told.append(replace(row, change=change, changed=differs))
    gone = sorted(key.removeprefix("row:") for key in old if key not in new)
    return tuple(told), tuple(gone)


def _differences(was: Part, part: Part) -> tuple[str, ...]:
    """Return what differs between two states of a row, in a stable order."""
    found = sorted(
        question
        for question in {q for q, _ in (*_answers(was), *_answers(part))}
        if [a for q, a in _answers(was) if q == question]
        != [a for q, a in _answers(part) if q == question]
    )
    names = sorted(set(was.attributes) | set(part.attributes))
    found += [name for name in names if was.attributes.get(name) != part.attributes.get(name)]
    plain: tuple[tuple[str, object, object], ...] = (
        ("name", was.sender, part.sender),
        ("consent", was.consent, part.consent),
        ("date", was.received, part.received),
    )
    return (*found, *(name for name, one, other in plain if one != other))


def _answers(part: Part) -> list[tuple[str, str]]:
    texts = [(b.question_id or "", part.text[b.start : b.end]) for b in part.blocks]
    return [*part.closed_answers, *texts]


def _row_facts(row: Row) -> dict[str, Any]:
    return {
        "id": row.row_id,
        "row": row.number,
        "state": row.state.value,
        "reason": row.reason,
        "late": row.late,
        "respondent": row.respondent,
        "kind": row.kind,
        "consent": row.consent,
        "received": row.received,
        "options": row.options,
        "texts": row.texts,
        "change": row.change.value if row.change else None,
        "changed": "; ".join(row.changed),
    }


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return lines if more <= 0 else [*lines[:_SHOWN], f"  … and {more} more"]
