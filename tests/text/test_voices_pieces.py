"""Who says what in the marked pieces of voices_pieces/, in lots by how they were used."""

from __future__ import annotations

import pytest

from tests.text.voices_pieces import KEPT, KINDS, LOTS, Sentence, measures, sentences_of


@pytest.fixture(scope="module")
def everything() -> list[Sentence]:
    return [sentence for lot in LOTS for sentence in sentences_of(lot)]


def test_there_are_enough_pieces_and_every_kind(everything: list[Sentence]) -> None:
    """A hundred pieces and more, with statements of every kind and words of the consulter."""
    assert len({s.piece for s in everything}) >= 100
    assert {s.kind for s in everything} >= {*KINDS, *(f"c{k}" for k in KINDS), "n", "r"}
    assert sum(s.is_statement for s in everything) >= 700


def test_statements_are_found_and_given_to_their_speakers(everything: list[Sentence]) -> None:
    """Over all pieces, statements reach the goals of this product and a little more."""
    found = measures(everything)
    assert found["precision"] >= 0.94
    assert found["recall"] >= 0.91
    assert found["speaker accuracy"] >= 0.95
    assert found["organisation accuracy"] >= 0.95


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("direct", 0.93, 0.92), ("partial", 0.93, 0.89), ("indirect", 0.91, 0.85)],
)
def test_every_kind_of_statement_is_found(
    everything: list[Sentence], kind: str, precision: float, recall: float
) -> None:
    """Speech without quotation marks is found nearly as well as speech within them."""
    found = measures(everything)
    assert found[f"precision {kind}"] >= precision
    assert found[f"recall {kind}"] >= recall


def test_the_consulters_words_are_nobodys_view(everything: list[Sentence]) -> None:
    """Quoted, reported or copied from its paper, what the consulter says is set apart."""
    found = measures(everything)
    assert found["consulter precision"] >= 0.93
    assert found["consulter recall"] >= 0.87
    assert found["narrator and respondent right"] >= 0.94


@pytest.mark.parametrize("lot", LOTS)
def test_no_lot_falls_far_behind(lot: str) -> None:
    """What was written before the rules and after them is read about equally well."""
    found = measures(sentences_of(lot))
    assert found["precision"] >= 0.85
    assert found["recall"] >= 0.85


@pytest.mark.parametrize("lot", KEPT)
def test_pieces_that_no_rule_was_mended_on(lot: str) -> None:
    """What is read for the first time falls behind; it does not fall further."""
    found = measures(sentences_of(lot))
    assert found["precision"] >= 0.83
    assert found["recall"] >= 0.75
