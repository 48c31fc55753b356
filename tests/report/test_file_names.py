"""File names are taken out of reasons whole, and no other words with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.ledger import Item
from consult.report.file_names import FILE, FileNames


def item(source_key: str, name: str = "") -> Item:
    return Item(
        id=f"item_{source_key}",
        channel="letters",
        source_key=source_key,
        name=name or source_key.rpartition("/")[2],
        sha256="",
        size=1,
        received=None,
        media_type="text/plain",
    )


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("the same bytes as letters/no comment.txt", f"the same bytes as {FILE}"),
        ("see no comment.txt, and no comment.txt.", f"see {FILE}, and {FILE}."),
        ("the same bytes as a", "the same bytes as a"),
        ("a form of 12 words; smithy", "a form of 12 words; smithy"),
        ("what smith wrote", f"what {FILE} wrote"),
        ("in ~$draft.docx and <7@mail>", f"in {FILE} and {FILE}"),
        ("UID=12 and UID=1", f"UID=12 and {FILE}"),
        ("letters/no comment.txtual", "letters/no comment.txtual"),
    ],
)
def test_a_name_is_taken_out_as_a_whole(text, public):
    """Words that hold a name's letters stay, and a name of one letter or number is none."""
    keys = ("letters/no comment.txt", "a", "12", "smith", "~$draft.docx", "<7@mail>", "UID=1")
    assert FileNames([item(key) for key in keys]).taken_out(text) == public


@given(
    st.lists(st.text("ab1 ./-", min_size=1, max_size=6), max_size=5),
    st.lists(st.text("ab1 ./-", max_size=6), max_size=6),
)
def test_what_is_left_stood_there(keys, parts):
    """Only names go, and everything else keeps its order."""
    text = " ".join(parts)
    left = FileNames([item(key) for key in keys]).taken_out(text)
    at = 0
    for piece in left.split(FILE):
        assert text.find(piece, at) >= 0
        at = text.find(piece, at) + len(piece)
