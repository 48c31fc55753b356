"""Pictures: a photographed or scanned letter, read by OCR, each frame a page."""

from __future__ import annotations

import io
from typing import Any

from consult.domain.document import BlockKind
from consult.domain.errors import ProblemCode
from consult.intake.aids import Aids
from consult.intake.readers.drafts import lay_out
from consult.intake.readers.pdf_pages import Pages, page_drafts, page_notes, refuse_unread
from consult.intake.readers.pdf_places import place_characters
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.scan import read_picture
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "image@1"
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_MOST_PIXELS = 120_000_000
_LARGE = 4_800
"""Pictures are taken to be pages: longer sides than this many dots are made smaller."""
_SMALL = 1_700
"""Pages of fewer dots are made larger, since small letters are read badly."""
_LEAST = 40
"""Pictures with a side shorter than this are rules, icons and trackers."""
_PAGE_INCHES = 11.7


def read_image(data: bytes, *, name: str, limits: LimitSettings, aids: Aids) -> Reading:
    """Return the words of a PNG, JPEG, TIFF, GIF, BMP or WebP with page and place.

    Raises:
        Refusal: NO_TEXT without OCR or where it reads nothing, naming where the picture is kept;
            TOO_LARGE, CORRUPT.
    """
    found = Pages()
    if aids.ocr is None:
        found.pictures.append(1)
        refuse_unread(found, "", data, aids)
    for number, picture in enumerate(_frames(data, limits), start=1):
        page = None
        if aids.ocr is not None and aids.go_on():
            dots = max(36, round(max(picture.shape) / _PAGE_INCHES))
            page = read_picture(picture, dots, aids.ocr)
        if page is None:
            found.not_reached.append(number)
            continue
        found.pages[number] = page
        if page.unread:
            found.unread.append(number)
        elif page.fragments:
            found.recognised.append(number)
    drafts, printed, title = page_drafts(found.pages)
    text = lay_out(drafts)
    if not any(block.kind is not BlockKind.FURNITURE for block in text.blocks):
        refuse_unread(found, "", data, aids)
    part = Part(
        key="",
        name=name,
        media_type=MEDIA_TYPES[Kind.IMAGE],
        reader=f"{READER} with {aids.ocr.name}" if aids.ocr else READER,
        text=text.text,
        blocks=place_characters(text.text, text.blocks, printed, found.pages),
        title=title,
    )
    problems = tuple(page_notes(name, found, aids, owner_only=False))
    return Reading(media_type=MEDIA_TYPES[Kind.IMAGE], parts=(part,), problems=problems)


def _frames(data: bytes, limits: LimitSettings) -> Any:
    """Yield the frames of a picture as grey arrays, upright as the camera says."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > limits.pages:
                raise Refusal(
                    ProblemCode.TOO_LARGE,
                    f"the picture has {frames} pages, more than {limits.pages}; ask for parts.",
                )
            for frame in range(frames):
                picture.seek(frame)
                _check_size(*picture.size)
                upright = ImageOps.exif_transpose(picture)
                yield np.asarray(_sized(_on_white(upright)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the picture is damaged or of a kind that is not read ({type(error).__name__}); ask "
            "for it as PNG, JPEG or PDF.",
        ) from error


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise Refusal(
            ProblemCode.TOO_LARGE,
            f"the picture has {width} times {height} dots, more than {_MOST_PIXELS} in all; ask "
            "for a smaller copy.",
        )
    if min(width, height) < _LEAST:
        raise Refusal(
            ProblemCode.NO_TEXT,
            f"the picture has {width} times {height} dots, too few to hold words; look at it.",
        )


def _on_white(picture: Any) -> Any:
    """Return a picture in grey, what is transparent in it white."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("L")
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("L")


def _sized(picture: Any) -> Any:
    """Return a picture at a size at which letters are read well."""
    from PIL import Image

    longest = max(picture.size)
    scale = _LARGE / longest if longest > _LARGE else 2.0 if longest < _SMALL else 1.0
    if scale == 1.0:
        return picture
    width, height = picture.size
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)
