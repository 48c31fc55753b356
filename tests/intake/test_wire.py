"""Readings as JSON, decoded strictly."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import Block, BlockKind, Locator, Rectangle, SourceRun
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.reading import Part, Reading, Sender
from consult.intake.wire import WireError, decode_reading, encode_reading

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
                        rectangles=(Rectangle(page=1, left=0, top=0.1, right=1, bottom=0.2),),
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
    *path, last, value = path_and_value

    def apply(raw):
        here = raw
        for step in path:
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
        change("parts", 0, "text", "short"),
        change("parts", 0, "text", "\ud800 lone"),
        change("parts", 0, "blocks", 0, "start", -1),
        change("parts", 0, "blocks", 0, "start", True),
        change("parts", 0, "blocks", 0, "end", 0),
        change("parts", 0, "blocks", 0, "kind", "OPINION"),
        change("parts", 0, "blocks", 0, "lead", 0),
        change("parts", 0, "blocks", 0, "locator", "rectangles", [[1, 0, 0, 2, 1]]),
        change("parts", 0, "consent", "MAYBE"),
        change("parts", 0, "received", "2026-03-02"),
        change("parts", 0, "data", "***"),
        change("parts", 0, "attributes", {"a": 1}),
        change("problems", 0, "code", "FINE"),
    ],
)
def test_anything_else_is_refused(spoil):
    """A broken or hostile reader cannot put odd records into the store."""
    raw = json.loads(encode_reading(READING))
    spoil(raw)
    with pytest.raises(WireError):
        decode_reading(json.dumps(raw).encode())


@given(st.binary(max_size=200))
def test_bytes_that_are_no_reading_are_refused(data):
    """Never another exception."""
    with pytest.raises(WireError):
        decode_reading(data)
