"""Plain text and Markdown in any encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from consult.domain.document import Block, BlockKind
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.intake.reading import Part, Reading
from consult.text.structure import structure

READER = "plain@1"
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown)\Z", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024


def read_plain(data: bytes, *, name: str) -> Reading:
    """Return the one part of a text or Markdown file, its source map into the decoded text.

    Without a byte order mark the text is UTF-8, else UTF-16 or UTF-32 where NUL bytes tell so,
    else a guess, which is a CHARSET_GUESSED warning. NUL and other control characters never
    reach the text. A file without words is an EMPTY problem and gives no part.
    """
    media_type = "text/markdown" if _MARKDOWN_NAME.search(name) else "text/plain"
    decoded, problem = decode(data, name=name)
    problems = (problem,) if problem else ()
    canonical = structure(decoded)
    if not any(c.isalnum() for c in canonical.text):
        empty = Problem(
            code=ProblemCode.EMPTY,
            where=name,
            message="The file holds no words; ask the sender for it again or set it apart.",
        )
        return Reading(media_type=media_type, problems=(*problems, empty))
    part = Part(
        key="",
        name=name,
        media_type=media_type,
        reader=READER,
        text=canonical.text,
        blocks=canonical.blocks,
        source_map=canonical.source_map,
        title=_title(canonical.text, canonical.blocks),
    )
    return Reading(media_type=media_type, parts=(part,), problems=problems)


def decode(data: bytes, *, name: str) -> tuple[str, Problem | None]:
    """Return the text of bytes in any encoding, without its byte order mark.

    The problem, if any, is a CHARSET_GUESSED warning that names the encoding taken. Never
    raises: bytes that no encoding explains become U+FFFD.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_warning(data[len(bom) :], encoding, name)
    wide = _wide_encoding(data)
    if wide:
        return _with_warning(data, wide, name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        encoding = _guess(data)
        text = data.decode(encoding, errors="replace")
        return text, _guessed(name, encoding)


def _with_warning(data: bytes, encoding: str, name: str) -> tuple[str, Problem | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        return data.decode(encoding, errors="replace"), _guessed(name, encoding)


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 without a mark, told by where the NUL bytes stand, or None."""
    sample = data[:_SAMPLE]
    sample = sample[: len(sample) - len(sample) % 4]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    shares = [sample[offset::4].count(0) * 4 / len(sample) for offset in range(4)]
    most, least = 0.7, 0.3
    if shares[0] > most and shares[1] > most and shares[3] < least:
        return "utf-32-be"
    if shares[2] > most and shares[3] > most and shares[0] < least:
        return "utf-32-le"
    if min(shares[0], shares[2]) > most and max(shares[1], shares[3]) < least:
        return "utf-16-be"
    if min(shares[1], shares[3]) > most and max(shares[0], shares[2]) < least:
        return "utf-16-le"
    return None


def _guess(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8.

    Text that Windows-1252 explains without control characters is taken for that, since it is
    what British offices send; only otherwise the statistics of charset-normalizer decide.
    """
    sample = data[:_SAMPLE]
    western = _western(sample)
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


_WESTERN_LETTERS = frozenset("£€‘’“”–—…•éèêëáàâäíìîïóòôöúùûüñçŵŷÉÀÂÖÜ°½¼¾©®™§ ·«»ß´`¬¢¥×ÿæøåØÅÆ")


def _western(sample: bytes) -> str | None:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [c for c in text if ord(c) > 127]
    known = sum(c in _WESTERN_LETTERS for c in high)
    mostly_ascii = len(high) * 3 <= len(text)
    return "cp1252" if mostly_ascii and known * 10 >= len(high) * 9 else None


def _guessed(name: str, encoding: str) -> Problem:
    return Problem(
        code=ProblemCode.CHARSET_GUESSED,
        where=name,
        message=f"The file does not say its encoding; it was read as {encoding}. Look at its "
        "accents, pound signs and quotation marks, or ask for it as UTF-8.",
        severity=Severity.WARNING,
    )


def _title(text: str, blocks: Sequence[Block]) -> str:
    """Return the first heading, where nothing but furniture stands before it."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return text[block.start : block.end]
        if block.kind is not BlockKind.FURNITURE:
            break
    return ""
