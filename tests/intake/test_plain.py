"""Plain text and Markdown in any encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import BlockKind
from consult.domain.errors import ProblemCode, Severity
from consult.intake.readers.plain import read_plain

WORDS = "The café costs £30 – “too much”, say we. Dŵr glân."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_read_without_a_guess(encoding: str) -> None:
    """Byte order marks and the places of NUL bytes tell the encoding; no warning is given."""
    reading = read_plain(WORDS.encode(encoding), name="letter.txt")
    assert reading.parts[0].text == WORDS
    assert reading.problems == ()


def test_windows_text_is_read_with_a_warning() -> None:
    """What British offices send is taken for Windows-1252, and the person is told."""
    reading = read_plain("We’d pay £30 – “maybe”.".encode("cp1252"), name="letter.txt")
    assert reading.parts[0].text == "We’d pay £30 – “maybe”."
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == (ProblemCode.CHARSET_GUESSED, Severity.WARNING)
    assert "cp1252" in problem.message


def test_other_alphabets_are_guessed_by_statistics() -> None:
    """Bytes that are no Western text are left to charset-normalizer."""
    text = "Мы не согласны с планом города, потому что автобусы ходят слишком редко. " * 5
    reading = read_plain(text.encode("cp1251"), name="letter.txt")
    assert reading.parts[0].text.startswith("Мы не согласны")


@pytest.mark.parametrize(
    "data", [b"", b"  \n\r\n", b"\xef\xbb\xbf", b"\x00\x00\x00\x00", b"...\n--"]
)
def test_a_file_without_words_is_empty(data: bytes) -> None:
    """No part is made, and the problem says what to do."""
    reading = read_plain(data, name="blank.txt")
    assert reading.parts == ()
    assert [p.code for p in reading.problems][-1] == ProblemCode.EMPTY


def test_nul_bytes_do_not_reach_the_text() -> None:
    """Stray NUL bytes in a text are dropped, and offsets still lead to the source."""
    reading = read_plain(b"I agree\x00 with it.\nBut not now.", name="odd.txt")
    part = reading.parts[0]
    assert part.text == "I agree with it.\n\nBut not now."
    assert part.source_map[1].source_start == 8


def test_markdown_is_told_by_name_and_title_by_the_first_heading() -> None:
    """The media type follows the name; the title is the heading that opens the text."""
    part = read_plain(b"# Our reply\n\nWe agree.\n", name="reply.md").parts[0]
    assert (part.media_type, part.title, part.reader) == ("text/markdown", "Our reply", "plain@1")
    assert part.blocks[0].kind is BlockKind.HEADING
    assert read_plain(b"We agree.", name="reply.txt").parts[0].title == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading(data: bytes) -> None:
    """Nothing raises; there is a part or a problem that says why not."""
    reading = read_plain(data, name="any.txt")
    assert reading.parts or reading.problems
    for part in reading.parts:
        assert all(0 <= b.start < b.end <= len(part.text) for b in part.blocks)
