"""Readings as JSON, decoded strictly."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import Block, BlockKind, Locator, Rectangle, SourceRun
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.reading import Part, Reading, Sender
from consult.intake.wire import (
    ReadingDecoder,
    WireError,
    decode_reading,
    encode_end,
    encode_part,
    encode_reading,
)

READING = Reading(
    media_type="text/csv",
    parts=(
        Part(
            key="row:1",
            name="s.csv",
            media_type="text/csv",
            reader="survey@1",
            text="Why not?",
            blocks=(
                Block(
                    kind=BlockKind.ANSWER,
                    start=0,
                    end=8,
                    locator=Locator(
                        row=2,
                        column=3,
                        column_name="Why?",
                        confidence=0.75,
                        rectangles=(
                            Rectangle(page=1, left=0, top=0.1, right=1, bottom=0.2),
                            Rectangle(
                                page=1,
                                left=0,
                                top=0.2,
                                right=0.5,
                                bottom=0.3,
                                start=0,
                                end=3,
                                edges=(0, 100, 200, 300),
                            ),
                        ),
                    ),
                    question_id="q1",
                ),
            ),
            source_map=(SourceRun(start=0, end=8, source_start=5, source_end=13),),
            received=datetime(2026, 3, 2, tzinfo=UTC),
            sender=Sender(name="Ada", kind=RespondentKind.INDIVIDUAL, evidence="column Name"),
            consent=Consent.ANONYMOUS,
            attributes={"ward": "North"},
            closed_answers=(("q2", "Yes"),),
            set_apart="a reason",
            data=b"\x00\xff",
        ),
    ),
    problems=(
        Problem(
            code=ProblemCode.ROW_INVALID,
            where="row 3",
            message="mend it",
            severity=Severity.WARNING,
        ),
    ),
)


def test_a_reading_survives_the_way():
    """What goes in comes out equal."""
    assert decode_reading(encode_reading(READING)) == READING


def change(*path_and_value):
    """Change the last line, or after None the part in the first."""
    *path, last, value = path_and_value

    def apply(part, end):
        here = end
        if path and path[0] is None:
            here = part
        for step in path[path[:1] == [None] :]:
            here = here[step]
        if value is ...:
            del here[last]
        else:
            here[last] = value

    return apply


@pytest.mark.parametrize(
    "spoil",
    [
        change("media_type", 3),
        change("more", 1),
        change("parts", ...),
        change("parts", 2),
        change(None, "text", "short"),
        change(None, "text", "\ud800 lone"),
        change(None, "blocks", 0, "start", -1),
        change(None, "blocks", 0, "start", True),
        change(None, "blocks", 0, "end", 0),
        change(None, "blocks", 0, "kind", "OPINION"),
        change(None, "blocks", 0, "lead", 0),
        change(None, "blocks", 0, "locator", "rectangles", [[1, 0, 0, 2, 1]]),
        change(None, "blocks", 0, "locator", "rectangles", [[1, 0, 0, 1, 1, 0, 3, [0, 1]]]),
        change(None, "blocks", 0, "locator", "rectangles", [[1, 0, 0, 1, 1, 3, 3, []]]),
        change(None, "blocks", 0, "locator", "rectangles", [[1, 0, 0, 1, 1, 0, 9, []]]),
        change(None, "blocks", 0, "locator", "confidence", 1.5),
        change(None, "consent", "MAYBE"),
        change(None, "received", "2026-03-02"),
        change(None, "data", "***"),
        change(None, "attributes", {"a": 1}),
        change("problems", 0, "code", "FINE"),
    ],
)
def test_anything_else_is_refused(spoil):
    """A broken or hostile reader cannot put odd records into the store."""
    part, end = (json.loads(line) for line in encode_reading(READING).split(b"\n"))
    spoil(part, end)
    with pytest.raises(WireError):
        decode_reading(f"{json.dumps(part)}\n{json.dumps(end)}".encode())


def test_rows_come_before_what_is_known_of_all():
    """The last line counts the parts; none of them holds when it says that there are none."""
    line = encode_part(READING.parts[0])
    whole = line + b"\n" + line + b"\n" + encode_end(READING, 2)
    assert len(decode_reading(whole).parts) == 2
    taken_back = line + b"\n" + encode_end(READING, 0)
    assert decode_reading(taken_back) == replace(READING, parts=())
    for odd in (line, whole + b"\n" + line, encode_end(READING, 1), b""):
        with pytest.raises(WireError):
            decode_reading(odd)


def test_what_the_store_knows_is_not_taken_from_a_reader():
    """Size and digest of an attachment's bytes come back from the store's own lines only."""
    kept = replace(READING.parts[0], data=None, size=2, sha256="ab" * 32)
    lines = encode_part(kept, kept=True) + b"\n" + encode_end(READING, 1)
    decoder = ReadingDecoder(kept=True)
    decoder.feed(lines)
    assert decoder.finish().parts == (kept,)
    with pytest.raises(WireError):
        decode_reading(lines)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_reading_are_refused(data):
    """Never another exception."""
    with pytest.raises(WireError):
        decode_reading(data)


def test_only_lines_as_they_are_written_are_read():
    """Lines are ASCII with escapes; the same reading in another encoding was not sent by us."""
    line = encode_reading(Reading(media_type="text/plain", parts=(), problems=()))
    with pytest.raises(WireError):
        decode_reading(line.decode("ascii").encode("utf-16"))
    with pytest.raises(WireError):
        decode_reading(line.replace(b"plain", "plàin".encode()))
