"""Records survive the way to JSON and back."""

from datetime import UTC, datetime

import pytest

from consult.domain.codec import decode, dumps, encode, loads
from consult.domain.coding import Position
from consult.domain.finding import PropositionResult
from consult.domain.ledger import Respondent, RespondentKind
from consult.domain.run import Decision
from tests.builders import make_document


def test_a_document_comes_back_equal():
    """Nested records, tuples and enums come back as they were."""
    document = make_document("# Title", "One sentence.", "- a point")

    assert loads(type(document), dumps(document)) == document


def test_mappings_and_times_come_back():
    """Mappings keyed by enums and aware times come back with their types."""
    result = PropositionResult(proposition_id="p", base=2, positions={Position.AGREE: ("a", "b")})
    decision = Decision(
        id="d",
        actor="person:x",
        at=datetime(2026, 1, 2, tzinfo=UTC),
        reason="",
        subject_id="s",
        before="",
        after="x",
    )

    assert dict(loads(PropositionResult, dumps(result)).positions) == {Position.AGREE: ("a", "b")}
    assert loads(Decision, dumps(decision)) == decision


def test_a_field_that_does_not_exist_is_refused():
    """An older program does not drop what a newer one wrote."""
    data = encode(Respondent(id="who_a", name="A", kind=RespondentKind.INDIVIDUAL))

    with pytest.raises(KeyError, match="no field"):
        decode(Respondent, data | {"colour": "blue"})


def test_a_value_of_the_wrong_type_is_refused():
    """A number where words belong is an error, not a guess."""
    data = encode(Respondent(id="who_a", name="A")) | {"name": 3}

    with pytest.raises(TypeError, match="expected str"):
        decode(Respondent, data)


def test_what_is_no_object_is_no_record():
    """A list or a word where a record belongs is an error of its own, not a broken program."""
    with pytest.raises(TypeError, match="expected an object for Respondent, not list"):
        decode(Respondent, ["name"])
