"""Plain text and Markdown in any encoding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consult.domain.document import Block, BlockKind
from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.decoding import decode
from consult.intake.readers.refusal import warning
from consult.intake.reading import Part, Reading
from consult.text.structure import structure

READER = "plain@1"
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown)\Z", re.IGNORECASE)


def read_plain(data: bytes, *, name: str) -> Reading:
    """Return the one part of a text or Markdown file, its source map into the decoded text.

    Without a byte order mark the text is UTF-8, else UTF-16 or UTF-32 where NUL bytes tell so,
    else a guess, which is a CHARSET_GUESSED warning. NUL and other control characters never
    reach the text. A file without words is an EMPTY problem and gives no part.
    """
    media_type = "text/markdown" if _MARKDOWN_NAME.search(name) else "text/plain"
    decoded = decode(data)
    problems = (_guessed(name, decoded.charset),) if decoded.guessed else ()
    canonical = structure(decoded.text)
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


def _guessed(name: str, charset: str) -> Problem:
    return warning(
        ProblemCode.CHARSET_GUESSED,
        name,
        f"the file does not say its encoding; it was read as {charset}. Look at its accents, "
        "pound signs and quotation marks, or ask for it as UTF-8.",
    )


def _title(text: str, blocks: Sequence[Block]) -> str:
    """Return the first heading, where nothing but furniture stands before it."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return text[block.start : block.end]
        if block.kind is not BlockKind.FURNITURE:
            break
    return ""
