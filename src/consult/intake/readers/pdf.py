"""PDF: text in reading order with page and place; damaged, closed and image files say so."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from consult.domain.document import BlockKind, Locator, Rectangle
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.intake.readers.drafts import Draft, frame_letter, lay_out
from consult.intake.readers.pdf_columns import Row, line_numbers, reading_order
from consult.intake.readers.pdf_lines import Fragment, PageLines, page_lines
from consult.intake.readers.pdf_places import PrintedRow, line_rectangles, place_characters
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Part, Reading, Sender
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings
from consult.text.reflow import Reflowed, TextLine, reflow

READER = "pdf@1"
_PASSWORD_ERROR = 4


def read_pdf(data: bytes, *, name: str, limits: LimitSettings) -> Reading:
    """Return the text of a PDF with page and rectangles (0..1, top left) for each block.

    Fillable fields are part of the text. Pages that hold only images are named in a NO_TEXT
    warning; pages that cannot be loaded in a CORRUPT warning; never is a part dropped silently.

    Raises:
        Refusal: ENCRYPTED, CORRUPT, TOO_LARGE, or NO_TEXT when no page has a text layer.
    """
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise Refusal(
                ProblemCode.TOO_LARGE,
                f"the PDF has {count} pages, more than {limits.pages}; raise limits.pages or ask "
                "for it in parts.",
            )
        if count == 0:
            raise Refusal(ProblemCode.CORRUPT, "the PDF has no pages; ask for the file again.")
        document = _with_form_values(document, data)
        pages, comments, images, damaged = _pages(document, count)
        owner_only = _is_restricted(document)
    finally:
        document.close()
    drafts, printed, title, sender = _drafts(pages)
    drafts += comments
    text = lay_out(drafts)
    if not any(b.kind is not BlockKind.FURNITURE for b in text.blocks) and not text.text.strip():
        if damaged and not images:
            raise Refusal(
                ProblemCode.CORRUPT,
                "none of the PDF's pages could be read; ask the sender for the file again.",
            )
        if not images:
            raise Refusal(ProblemCode.NO_TEXT, "the PDF's pages are blank; ask what was meant.")
        raise Refusal(
            ProblemCode.NO_TEXT,
            f"the PDF's {count} pages are images without a text layer; run OCR on it (for "
            "instance ocrmypdf) and put the result in its place, or ask for a text version.",
        )
    return Reading(
        media_type=MEDIA_TYPES[Kind.PDF],
        parts=(
            Part(
                key="",
                name=name,
                media_type=MEDIA_TYPES[Kind.PDF],
                reader=READER,
                text=text.text,
                blocks=place_characters(text.text, text.blocks, printed, pages),
                title=title,
                sender=sender,
            ),
        ),
        problems=tuple(_notes(name, images, damaged, owner_only=owner_only)),
    )


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise Refusal(
                ProblemCode.ENCRYPTED,
                "the PDF asks for a password; ask the sender for an open copy.",
            ) from error
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the PDF is damaged and cannot be opened ({error}); ask for the file again.",
        ) from error


def _with_form_values(document: Any, data: bytes) -> Any:
    """Return the document with its form's values printed on the pages, from a copy."""
    from pypdfium2 import PdfDocument, raw

    if raw.FPDF_GetFormType(document.raw) in {raw.FORMTYPE_NONE, raw.FORMTYPE_XFA_FULL}:
        return document
    import pikepdf

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as copy:
            copy.generate_appearance_streams()
            copy.flatten_annotations("screen")
            copy.save(out)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return document
    document.close()
    return PdfDocument(out.getvalue())


def _is_restricted(document: Any) -> bool:
    from pypdfium2 import raw

    return bool(raw.FPDF_GetSecurityHandlerRevision(document.raw) >= 0)


def _pages(
    document: Any, count: int
) -> tuple[dict[int, PageLines], list[Draft], list[int], list[int]]:
    """Return lines by page number, comments, pages of images only, and pages that are damaged."""
    from pypdfium2 import PdfiumError, raw

    pages: dict[int, PageLines] = {}
    comments: list[Draft] = []
    images: list[int] = []
    damaged: list[int] = []
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            pages[number] = page_lines(page)
        except PdfiumError:
            damaged.append(number)
            continue
        if not pages[number].fragments:
            kinds = (raw.FPDF_PAGEOBJ_IMAGE,)
            if any(True for _ in page.get_objects(filter=kinds, max_depth=3)):
                images.append(number)
        comments += _comments(page, number)
        page.close()
    return pages, comments, images, damaged


def _comments(page: Any, number: int) -> Iterator[Draft]:
    """Yield what reviewers wrote beside the text; it is not the sender's answer."""
    from pypdfium2 import raw

    wanted = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT}
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 1000)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) in wanted:
            text = _annotation_text(annotation)
            if text.strip():
                yield Draft(
                    kind=BlockKind.FURNITURE,
                    text=text,
                    locator=Locator(page=number, part="comment"),
                )
        raw.FPDFPage_CloseAnnot(annotation)


def _annotation_text(annotation: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    key = b"Contents"
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size < 200_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, key, pointer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\x00").replace("\r", "\n")


_Printed = dict[tuple[Rectangle, ...], list[PrintedRow]]


def _drafts(pages: dict[int, PageLines]) -> tuple[list[Draft], _Printed, str, Sender | None]:
    """Return what the pages say in order, the printed lines by their rectangles, and the title."""
    lines: list[TextLine] = []
    rows_of_lines: list[PrintedRow] = []
    flow = 0
    for number, page in pages.items():
        figures = line_numbers(page.fragments)
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
    printed: _Printed = {}
    drafts = []
    for result in results:
        own = [rows_of_lines[i] for i in result.lines]
        draft = _draft(result, own, pages)
        printed[draft.locator.rectangles] = own
        drafts.append(draft)
    drafts, sender = frame_letter(drafts)
    return drafts, printed, _title(drafts), sender


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
    from dataclasses import replace

    kept: list[TextLine] = []
    for i, line in enumerate(lines):
        around = [*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]]
        table = len(line.cells) > 2 or any(len(n.cells) > 1 and n.flow == line.flow for n in around)
        kept.append(line if table or not line.cells else replace(line, cells=()))
    return kept


def _draft(result: Reflowed, rows: Sequence[PrintedRow], pages: dict[int, PageLines]) -> Draft:
    return Draft(
        kind=result.kind,
        text=result.text,
        level=result.level,
        locator=Locator(
            page=rows[0].page, part=result.part, rectangles=line_rectangles(rows, pages)
        ),
    )


def _notes(
    name: str, images: list[int], damaged: list[int], *, owner_only: bool
) -> Iterator[Problem]:
    if damaged:
        yield warning(
            ProblemCode.CORRUPT,
            name,
            f"page {_listed(damaged)} could not be read; compare with the original.",
        )
    if images:
        yield warning(
            ProblemCode.NO_TEXT,
            name,
            f"page {_listed(images)} holds only an image; read it there or run OCR on the file.",
        )
    if owner_only:
        yield Problem(
            code=ProblemCode.ENCRYPTED,
            where=name,
            message="the PDF opens without a password but its owner restricted its use.",
            severity=Severity.INFO,
        )


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:20])
    return shown if len(numbers) <= 20 else f"{shown} and {len(numbers) - 20} more"
