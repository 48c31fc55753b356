"""Pages that are pictures: what OCR reads on them, and whether it could."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any

from consult.domain.ports import Ocr, PrintedLine, PrintedWord
from consult.intake.readers.pdf_lines import Fragment, PageLines

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Picture = npt.NDArray[np.uint8]

_DOTS_PER_INCH = 300
_MOST_PIXELS = 25_000_000
_READABLE_WORD = 0.6
_READABLE_PAGE = 0.6
"""So much of what stands on a page must be in readable words, or a person has to read it."""
_SURE_PAGE = 0.8
"""Below this mean confidence of a page's words a person is asked to compare."""
_LONGER_LINE = 12
_FEW_LETTERS = 60
_COVERS = 0.6
_MOST_ITEMS = 20_000
_WORDS = re.compile(r"[^\W\d_]{3,}")
_WIDE_GAP = 1.6
_SAME_SIZE = 0.2
_TYPE_SIZE = 1.11
"""Type is so much larger than the stretch from its descenders to its ascenders."""
_INK = 128
_BLANK = 0.0004
"""Pages with less than this share of dark dots are blank."""


def has_hidden_layer(page: Any) -> bool:
    """Whether a page is a picture with the words of some OCR hidden under it."""
    from pypdfium2 import raw

    if not _covered(page):
        return False
    shown = hidden = 0
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=3)
    for item in islice(texts, _MOST_ITEMS):
        if raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            hidden += 1
        else:
            shown += 1
    return hidden > 4 * shown


def agreement(layer: PageLines, scanned: PageLines) -> float:
    """Return the share of the words that OCR read surely that the text layer has too, 0..1."""
    sure = Counter(
        word
        for fragment in scanned.fragments
        if (fragment.confidence or 0.0) >= _READABLE_WORD
        for word in _WORDS.findall(fragment.text.lower())
    )
    have = Counter(
        word
        for fragment in (*layer.fragments, *layer.asides)
        for word in _WORDS.findall(fragment.text.lower())
    )
    return (sure & have).total() / sure.total() if sure else 0.0


def wants_ocr(page: Any, lines: PageLines) -> bool:
    """Whether a page of a PDF shows more than its text layer says.

    That is a page without any text but with something drawn on it, and one whose few words (a
    stamp, a page number) stand on a picture that covers most of it.
    """
    letters = sum(len(f.text) for f in (*lines.fragments, *lines.asides))
    if letters == 0:
        return any(True for _ in page.get_objects(max_depth=2))
    if letters >= _FEW_LETTERS:
        return False
    return _covered(page)


def _covered(page: Any) -> bool:
    """Whether one picture covers most of a page."""
    from pypdfium2 import raw

    width, height = page.get_size()
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for picture in islice(pictures, _MOST_ITEMS):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _COVERS * width * height:
            return True
    return False


def has_picture(page: Any) -> bool:
    """Whether an image stands on a page of a PDF."""
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def scanned_page(page: Any, ocr: Ocr) -> PageLines:
    """Return what OCR reads on a page of a PDF, as it is displayed; ``unread`` where it cannot."""
    width, height = page.get_size()
    inches = max(width, 1.0) * max(height, 1.0) / (72 * 72)
    dots = max(36, min(_DOTS_PER_INCH, int(math.sqrt(_MOST_PIXELS / inches))))
    bitmap = page.render(scale=dots / 72, grayscale=True)
    picture = bitmap.to_numpy()
    picture = picture.reshape(picture.shape[0], picture.shape[1])
    return read_picture(picture, dots, ocr)


def read_picture(picture: Picture, dots_per_inch: int, ocr: Ocr) -> PageLines:
    """Return the lines of a grey picture, turned upright first where it stands on its side.

    Places are in points of the upright page. Deterministic for one version of the engine.
    """
    size = (picture.shape[1] * 72 / dots_per_inch, picture.shape[0] * 72 / dots_per_inch)
    blank = PageLines(width=size[0], height=size[1], quarter=0)
    if float((picture < _INK).mean()) < _BLANK:
        return blank
    try:
        lines: Sequence[PrintedLine] = ocr.read(_pgm(picture), dots_per_inch)
        turns = 0
        if _readable(lines) < _READABLE_PAGE:
            lines, turns = _turned(picture, dots_per_inch, ocr, lines)
    except (TimeoutError, OSError):
        blank.unread = True
        return blank
    wide, high = (size[1], size[0]) if turns % 2 else size
    found = PageLines(width=wide, height=high, quarter=turns)
    found.fragments = list(_fragments(lines, 72 / dots_per_inch))
    found.unread = _readable(lines) < _READABLE_PAGE
    return found


def unsure(page: PageLines) -> float | None:
    """Return the least confidence of a page that OCR read but was not sure of, else None.

    That is of the whole page where its mean is low, or of the worst of its longer lines.
    """
    known = [(f.confidence, len(f.text)) for f in page.fragments if f.confidence is not None]
    total = sum(length for _, length in known)
    if not total or page.unread:
        return None
    mean = sum(confidence * length for confidence, length in known) / total
    worst = min((c for c, length in known if length >= _LONGER_LINE), default=mean)
    if worst < _READABLE_WORD:
        return worst
    return mean if mean < _SURE_PAGE else None


def _turned(
    picture: Picture, dots_per_inch: int, ocr: Ocr, upright: Sequence[PrintedLine]
) -> tuple[Sequence[PrintedLine], int]:
    """Read the picture again on the side that the engine thinks right, if that reads better."""
    import numpy as np

    turns = ocr.quarter_turns(_pgm(picture), dots_per_inch)
    if not turns:
        return upright, 0
    lines = ocr.read(_pgm(np.rot90(picture, -turns)), dots_per_inch)
    return (lines, turns) if _readable(lines) > _readable(upright) else (upright, 0)


def _pgm(picture: Picture) -> bytes:
    import numpy as np

    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(picture).tobytes()


def _readable(lines: Sequence[PrintedLine]) -> float:
    """Return the share of letters and figures that stand in words the engine is fairly sure of."""
    words = [word for line in lines for word in line.words if any(map(str.isalnum, word.text))]
    total = sum(len(word.text) for word in words)
    sure = sum(len(word.text) for word in words if word.confidence >= _READABLE_WORD)
    return sure / total if total else 0.0


def _fragments(lines: Sequence[PrintedLine], scale: float) -> Iterator[Fragment]:
    sizes = [line.size for line in lines for word in line.words for _ in word.text]
    usual = median(sizes) if sizes else 1.0
    for line in lines:
        if _is_speck(line):
            continue
        # Tesseract's sizes swing with the letters of a line; only real differences are kept.
        size = usual if abs(line.size - usual) < _SAME_SIZE * usual else line.size
        for words in _stretches(line.words, _WIDE_GAP * size):
            yield _fragment(words, line.baseline, size, scale)


def _is_speck(line: PrintedLine) -> bool:
    """Whether a line is dirt or a drawn rule that the engine took for a mark."""
    return not any(c.isalnum() for word in line.words for c in word.text)


def _stretches(words: Sequence[PrintedWord], wide: float) -> Iterator[list[PrintedWord]]:
    stretch: list[PrintedWord] = []
    for word in words:
        if stretch and word.left - stretch[-1].right > wide:
            yield stretch
            stretch = []
        stretch.append(word)
    yield stretch


def _fragment(words: Sequence[PrintedWord], baseline: float, size: float, scale: float) -> Fragment:
    sides = array("d")
    for word in words:
        step = (word.right - word.left) / len(word.text)
        for index, _ in enumerate(word.text):
            sides.append((word.left + index * step) * scale)
            sides.append((word.left + (index + 1) * step) * scale)
    letters = sum(len(word.text) for word in words)
    return Fragment(
        text=" ".join(word.text for word in words),
        left=words[0].left * scale,
        top=min(word.top for word in words) * scale,
        right=max(word.right for word in words) * scale,
        bottom=max(word.bottom for word in words) * scale,
        baseline=baseline * scale,
        size=round(size * scale * _TYPE_SIZE, 1),
        bold=False,
        glyphs="".join(word.text for word in words),
        sides=sides,
        confidence=sum(word.confidence * len(word.text) for word in words) / letters,
    )
