"""What stands in a PDF for characters that its font lacks."""

from __future__ import annotations

import pytest
from fontpkg_noto_sans import ROOT
from hypothesis import given
from hypothesis import strategies as st

from consult.report.glyphs import coverage, printable

FONTS = sorted((ROOT / "files").glob("*.ttf"))
LATIN = frozenset(map(ord, "abc ŵ“”[]"))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_the_packaged_font_covers_the_letters_of_british_and_other_languages(font) -> None:
    """Welsh, Polish, Greek and Cyrillic letters and the signs of print are there."""
    characters = coverage(font)

    assert {ord(c) for c in "AZaz09ŵŷÂêłŁżšțαωЖя“”‘’–—…£€•é½§"} <= characters
    assert ord("🚲") not in characters


def test_a_sign_is_named_and_letters_become_one_note() -> None:
    """One note for a run of letters of another script; invisible signs go."""
    assert printable("ab 🚲 c", LATIN) == "ab [bicycle] c"
    assert printable("a مرحبا بكم b", LATIN) == "a [words in Arabic letters] b"
    assert printable("مرحبا 🚲 שלום ", LATIN) == (
        "[words in Arabic letters] [bicycle] [words in Hebrew letters] "
    )
    assert printable("a\u200db\u202e", LATIN) == "ab"


@given(st.text())
def test_what_the_font_has_is_left_alone_and_nothing_else_comes_out(text: str) -> None:
    """Covered text is unchanged; the result holds only what can be printed."""
    characters = frozenset(range(32, 0x250))
    result = printable(text, characters)

    assert all(ord(c) in characters or c == "\n" for c in result)
    if all(ord(c) in characters for c in text):
        assert result == text


def test_a_file_that_is_no_font_is_refused(tmp_path) -> None:
    """The error says so."""
    path = tmp_path / "x.ttf"
    path.write_bytes(b"\x00\x01\x00\x00\x00\x00" + b"\x00" * 20)

    with pytest.raises(ValueError, match="no character map"):
        coverage(path)
