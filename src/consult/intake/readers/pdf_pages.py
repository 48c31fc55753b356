"""Pages of printed lines to drafts in reading order, and what has to be said about the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from consult.domain.document import BlockKind, Locator, Rectangle
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import sha256_hex
from consult.intake.aids import Aids
from consult.intake.readers.drafts import Draft, frame_letter
from consult.intake.readers.pdf_columns import Row, line_numbers, reading_order
from consult.intake.readers.pdf_lines import Fragment, PageLines
from consult.intake.readers.pdf_places import PrintedRow, line_rectangles
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.readers.scan import unsure
from consult.text.reflow import Reflowed, TextLine, reflow


@dataclass(slots=True, kw_only=True)
class Pages:
    """What was found on the pages of a document; every page is in ``pages`` or ``damaged``."""

    pages: dict[int, PageLines] = field(default_factory=dict)
    comments: list[Draft] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    """Pages whose words OCR read."""
    pictures: list[int] = field(default_factory=list)
    """Pages that only hold a picture, where there is no OCR."""
    unread: list[int] = field(default_factory=list)
    """Pages that OCR could not read."""
    not_reached: list[int] = field(default_factory=list)
    """Pictures that were left because OCR had no time left."""
    damaged: list[int] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    """Pages whose hidden text layer said something else than their picture, which was read."""
    doubtful: list[int] = field(default_factory=list)
    """Pages whose hidden text layer stands, though OCR reads something else or nothing."""
    layers_agreed: int = 0
    """How many hidden text layers in a row said what OCR read."""


Printed = dict[tuple[Rectangle, ...], list[PrintedRow]]


def page_drafts(pages: dict[int, PageLines]) -> tuple[list[Draft], Printed, str]:
    """Return what pages say in reading order, their printed lines, and a title.

    The printed lines are found by the rectangles of the draft that they became. What stands on a
    page that OCR could not read is FURNITURE with the part ``unread``.
    """
    lines: list[TextLine] = []
    rows_of_lines: list[PrintedRow] = []
    flow = 0
    for number, page in pages.items():
        figures = page.fragments if page.unread else line_numbers(page.fragments)
        counted = {id(f) for f in figures}
        running = [f for f in page.fragments if id(f) not in counted]
        for rows in reading_order(running):
            flow += 1
            lines += [_line(row, number, flow) for row in rows]
            rows_of_lines += [PrintedRow(number, row) for row in rows]
        flow += 1
        for fragment in (*figures, *page.asides):
            lines.append(_line([fragment], number, flow, aside=True))
            rows_of_lines.append(PrintedRow(number, [fragment]))
    lines = _rows_only_in_tables(lines)
    results = reflow(lines, {n: (p.width, p.height) for n, p in pages.items()})
    printed: Printed = {}
    drafts = []
    for result in results:
        own = [rows_of_lines[i] for i in result.lines]
        draft = _draft(result, own, pages)
        printed[draft.locator.rectangles] = own
        drafts.append(draft)
    framed = frame_letter(drafts)
    return framed, printed, _title(framed)


def _title(drafts: Sequence[Draft]) -> str:
    headings = [d for d in drafts[:12] if d.kind is BlockKind.HEADING]
    best = min(headings, key=lambda d: d.level or 9, default=None)
    return " ".join(best.text.split()) if best else ""


def _line(row: Row, page: int, flow: int, *, aside: bool = False) -> TextLine:
    longest = max(row, key=lambda f: len(f.text))
    return TextLine(
        text=" ".join(f.text for f in row),
        page=page,
        flow=flow,
        left=row[0].left,
        top=min(f.top for f in row),
        right=max(f.right for f in row),
        bottom=max(f.bottom for f in row),
        baseline=longest.baseline,
        size=longest.size,
        bold=all(f.bold for f in row),
        cells=_cells(row),
        aside=aside,
    )


def _cells(row: Sequence[Fragment]) -> tuple[str, ...]:
    return tuple(f.text for f in row) if len(row) > 1 else ()


def _rows_only_in_tables(lines: list[TextLine]) -> list[TextLine]:
    """Keep cells where at least two neighbouring lines have them or one line has three."""
    kept: list[TextLine] = []
    for i, line in enumerate(lines):
        around = [*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]]
        table = len(line.cells) > 2 or any(len(n.cells) > 1 and n.flow == line.flow for n in around)
        kept.append(line if table or not line.cells else replace(line, cells=()))
    return kept


def _draft(result: Reflowed, rows: Sequence[PrintedRow], pages: dict[int, PageLines]) -> Draft:
    unread = pages[rows[0].page].unread
    return Draft(
        kind=result.kind,
        text=result.text,
        level=result.level,
        locator=Locator(
            page=rows[0].page,
            part="unread" if unread else result.part,
            confidence=_confidence([f for printed in rows for f in printed.row]),
            rectangles=line_rectangles(rows, pages),
        ),
    )


def _confidence(fragments: Sequence[Fragment]) -> float | None:
    """Return the mean confidence of what OCR read, by length; None for text that came as text."""
    known = [(f.confidence, len(f.text)) for f in fragments if f.confidence is not None]
    if not known:
        return None
    return round(sum(c * length for c, length in known) / sum(length for _, length in known), 3)


def refuse_unread(found: Pages, text: str, data: bytes, aids: Aids) -> None:
    """Refuse a document in which nothing could be read as somebody's words.

    Raises:
        Refusal: CORRUPT when its pages are damaged, NO_TEXT when they are pictures or blank; not
            when only page furniture came as text.
    """
    pictures = sorted((*found.pictures, *found.unread, *found.not_reached))
    if text.strip() and not pictures:
        return
    if found.damaged and not pictures:
        raise Refusal(
            ProblemCode.CORRUPT,
            "none of its pages could be read; ask the sender for the file again.",
        )
    if not pictures:
        raise Refusal(ProblemCode.NO_TEXT, "its pages are blank; ask what was meant.")
    original = f"the original is kept as raw/{sha256_hex(data)[:2]}/{sha256_hex(data)}"
    if aids.ocr is None:
        raise Refusal(
            ProblemCode.NO_TEXT,
            f"{_pages_named(pictures)} a picture without a text layer and there is no OCR here: "
            'install Tesseract and `pip install "consult[ocr]"`, then run again, or ask for a '
            f"text version; {original}.",
        )
    raise Refusal(
        ProblemCode.NO_TEXT,
        f"{_pages_named(pictures)} a picture that OCR could not read, handwriting perhaps or a "
        f"picture without words; a person has to look at it ({original}).",
    )


def page_notes(name: str, found: Pages, aids: Aids, *, owner_only: bool) -> Iterator[Problem]:
    """Yield what a person should know about pages that were not read, or not surely."""
    if found.damaged:
        yield warning(
            ProblemCode.CORRUPT,
            name,
            f"page {_listed(found.damaged)} could not be read; compare with the original.",
        )
    if found.pictures:
        yield warning(
            ProblemCode.NO_TEXT,
            name,
            f"page {_listed(found.pictures)} holds only an image; read it there, or install "
            'Tesseract and `pip install "consult[ocr]"` and run again.',
        )
    if found.unread:
        yield warning(
            ProblemCode.NO_TEXT,
            name,
            f"page {_listed(found.unread)} is a picture that OCR could not read, handwriting "
            "perhaps or a picture without words; a person has to look at it in the original.",
        )
    if found.not_reached:
        yield warning(
            ProblemCode.NO_TEXT,
            name,
            f"page {_listed(found.not_reached)} was not reached by OCR within "
            "limits.ocr_seconds; raise it and run again.",
        )
    for pages, what in (
        (found.replaced, "the words are those of the picture, read by OCR"),
        (found.doubtful, "the words are those of the text layer"),
    ):
        if pages:
            yield warning(
                ProblemCode.LOW_CONFIDENCE,
                name,
                f"the hidden text layer of page {_listed(pages)} differs from its picture; "
                f"{what}. Compare with the original before you quote from it.",
            )
    means = {n: mean for n in found.recognised if (mean := unsure(found.pages[n])) is not None}
    if means and aids.ocr is not None:
        yield warning(
            ProblemCode.LOW_CONFIDENCE,
            name,
            f"OCR was not sure of page {_listed(sorted(means))} (least {min(means.values()):.2f} "
            "of 1); compare with the original before you quote from it.",
        )
    if owner_only:
        yield Problem(
            code=ProblemCode.ENCRYPTED,
            where=name,
            message="the PDF opens without a password but its owner restricted its use.",
            severity=Severity.INFO,
        )


def _pages_named(numbers: list[int]) -> str:
    return f"page {_listed(numbers)} {'is' if len(numbers) == 1 else 'are each'}"


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:20])
    return shown if len(numbers) <= 20 else f"{shown} and {len(numbers) - 20} more"
