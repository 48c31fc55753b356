"""PDF: text in reading order with page and place; damaged, closed and image files say so."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import ProblemCode
from consult.intake.aids import NO_AIDS, Aids
from consult.intake.readers.drafts import Draft, lay_out
from consult.intake.readers.pdf_lines import PageLines, page_lines
from consult.intake.readers.pdf_pages import Pages, page_drafts, page_notes, refuse_unread
from consult.intake.readers.pdf_places import place_characters
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.scan import (
    agreement,
    has_hidden_layer,
    has_picture,
    scanned_page,
    wants_ocr,
)
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "pdf@2"
_PASSWORD_ERROR = 4
_LAYERS_TRIED = 2
_LAYER_AGREES = 0.85
_MOST_POINTS = 144_000
"""Ten times the longest side that the format allows; longer pages are made to do harm."""


def read_pdf(data: bytes, *, name: str, limits: LimitSettings, aids: Aids = NO_AIDS) -> Reading:
    """Return the text of a PDF with page and rectangles (0..1, top left) for each block.

    Fillable fields are part of the text. Scanned pages are read by OCR where there is one; those
    that hold only pictures and that nothing could read are named in a NO_TEXT warning, those it
    was not sure of in a LOW_CONFIDENCE warning, and pages that cannot be loaded in a CORRUPT
    warning; never is a part dropped silently.

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
        found = _pages(document, count, aids)
        owner_only = _is_restricted(document)
    finally:
        document.close()
    drafts, printed, title = page_drafts(found.pages)
    text = lay_out([*drafts, *found.comments])
    if not any(b.kind is not BlockKind.FURNITURE for b in text.blocks):
        refuse_unread(found, text.text, data, aids)
    reader = f"{READER} with {aids.ocr.name}" if aids.ocr and found.recognised else READER
    return Reading(
        media_type=MEDIA_TYPES[Kind.PDF],
        parts=(
            Part(
                key="",
                name=name,
                media_type=MEDIA_TYPES[Kind.PDF],
                reader=reader,
                text=text.text,
                blocks=place_characters(text.text, text.blocks, printed, found.pages),
                title=title,
            ),
        ),
        problems=tuple(page_notes(name, found, aids, owner_only=owner_only)),
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


def _pages(document: Any, count: int, aids: Aids) -> Pages:
    """Return what stands on each page, scanned pages read by OCR while there is time."""
    from pypdfium2 import PdfiumError

    found = Pages()
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            _check_size(page, number)
            lines = page_lines(page)
            if wants_ocr(page, lines):
                lines = _scanned(page, number, lines, found, aids)
            elif aids.ocr is not None and has_hidden_layer(page):
                lines = _checked(page, number, lines, found, aids)
        except PdfiumError:
            found.damaged.append(number)
            continue
        found.pages[number] = lines
        found.comments += _comments(page, number)
        page.close()
    return found


def _check_size(page: Any, number: int) -> None:
    if max(page.get_size()) > _MOST_POINTS:
        raise Refusal(
            ProblemCode.TOO_LARGE,
            f"page {number} is {max(page.get_size()):.0f} points long, more than any sheet; ask "
            "for the file again, printed on A4.",
        )


def _scanned(page: Any, number: int, lines: PageLines, found: Pages, aids: Aids) -> PageLines:
    """Return what OCR reads on a page, unless the text layer says more."""
    has_layer = bool(lines.fragments or lines.asides)
    if aids.ocr is None or not aids.go_on():
        if not has_layer and has_picture(page):
            (found.pictures if aids.ocr is None else found.not_reached).append(number)
        return lines
    scanned = scanned_page(page, aids.ocr)
    if has_layer and (scanned.unread or _letters(scanned) <= _letters(lines)):
        return lines
    if scanned.unread and not scanned.fragments and not has_picture(page):
        scanned.unread = False  # drawn lines without any words, as on a divider
    if scanned.unread:
        found.unread.append(number)
    elif scanned.fragments:
        found.recognised.append(number)
    return scanned


def _checked(page: Any, number: int, lines: PageLines, found: Pages, aids: Aids) -> PageLines:
    """Return the hidden text layer of a picture, or what OCR reads where that is something else.

    After some pages in a row whose layer agrees the rest is taken as it stands.
    """
    if aids.ocr is None or found.layers_agreed >= _LAYERS_TRIED or not aids.go_on():
        return lines
    scanned = scanned_page(page, aids.ocr)
    if agreement(lines, scanned) >= _LAYER_AGREES:
        found.layers_agreed += 1
        return lines
    found.layers_agreed = 0
    if scanned.unread or not scanned.fragments:
        found.doubtful.append(number)
        return lines
    found.replaced.append(number)
    found.recognised.append(number)
    return scanned


def _letters(lines: PageLines) -> int:
    return sum(len(fragment.text) for fragment in (*lines.fragments, *lines.asides))


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
