"""The canonical text: NFC, single spaces, no hidden characters, and the way back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import BlockKind, Locator
from consult.text.canonical import CanonicalBuilder, CanonicalText, Piece

HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(
            "ae \t\n\u0301\u0323\u200b\u00ad\u1112\u1161\u11ab\u09c7\u09be\ufb01\u202e"
        ),
    ),
    max_size=40,
)


def built(*paragraphs: list[Piece]) -> CanonicalText:
    builder = CanonicalBuilder()
    for pieces in paragraphs:
        builder.add(BlockKind.PARAGRAPH, pieces, Locator())
    return builder.build()


def pieces_of(text: str, cuts: list[int]) -> list[Piece]:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [Piece(text[a:b], a) for a, b in pairwise(places)]


@given(HOSTILE, st.lists(st.integers(0, 40), max_size=4))
def test_text_is_nfc_wherever_the_source_is_cut(text: str, cuts: list[int]) -> None:
    """Marks that a cut or a dropped character parts from their letter compose all the same."""
    canonical = built(pieces_of(text, cuts))
    assert unicodedata.is_normalized("NFC", canonical.text)


@given(st.lists(HOSTILE, max_size=5))
def test_blocks_cover_everything_but_line_breaks(texts: list[str]) -> None:
    """Blocks stand in order, never overlap, and only line breaks stand between them."""
    canonical = built(*([Piece(text, 0)] for text in texts))
    end = 0
    for block in canonical.blocks:
        assert set(canonical.text[end : block.start]) <= {"\n"}
        assert end <= block.start < block.end
        assert "\n" not in canonical.text[block.start : block.end]
        end = block.end
    assert end == len(canonical.text)


@given(HOSTILE, st.lists(st.integers(0, 40), max_size=4))
def test_source_runs_are_in_order_and_inside_the_source(text: str, cuts: list[int]) -> None:
    """Every run lies inside both texts, and a run of equal length is the same up to spaces."""
    canonical = built(pieces_of(text, cuts))
    end = source_end = 0
    for run in canonical.source_map:
        assert end <= run.start < run.end <= len(canonical.text)
        assert source_end <= run.source_start < run.source_end <= len(text)
        end, source_end = run.end, run.source_end


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cafe\u200b\u0301", "café"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("de\ufb01ne  the\tplan", "define the plan"),
        ("left\u202eright", "leftright"),
        ("👩\u200d🔧 repairs", "👩\u200d🔧 repairs"),
        ("a\u00a0b\u2028c", "a b c"),
    ],
)
def test_known_cases_come_out_clean(source: str, expected: str) -> None:
    """Composed letters, ligatures, bidi controls, joined emoji and odd spaces."""
    assert built([Piece(source, 0)]).text == expected


def test_a_mark_in_the_next_piece_keeps_its_place_in_the_source() -> None:
    """A composed letter leads back to both halves of it."""
    canonical = built([Piece("xe", 0), Piece("\u0301y", 5)])
    assert canonical.text == "xéy"
    run = next(r for r in canonical.source_map if r.start <= 1 < r.end)
    assert (run.source_start, run.source_end) == (1, 6)
