"""Languages of short answers and of the paragraphs of a document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.text.languages import language_of_blocks, script_language, short_language


@pytest.mark.parametrize(
    "text",
    [
        "Oes",
        "Nac oes",
        "Ydw",
        "Ie",
        "Nage",
        "Cytuno'n llwyr gyda hyn",
        "Anghytuno’n gryf",
        "Mwy o goed",
        "Cynllun da iawn",
        "Gwasanaeth bws gwell",
        "Dim sylw",
        "Gwych!",
    ],
)
def test_short_welsh_answers_are_welsh(text):
    """They are not scored as English."""
    assert short_language(text) == "cy"


@pytest.mark.parametrize(
    "text",
    [
        "No comment",
        "Yes",
        "N/A",
        "Better buses please",
        "Dim lights",
        "Plant trees",
        "Llandudno",
        "The Cymru ticket is good for the buses",
        "Oui",
        "",
        "12 34",
    ],
)
def test_other_short_answers_are_not_taken_for_welsh(text):
    """English words, names and nothing at all."""
    assert short_language(text) == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [("多一些公交车", "zh"), ("Больше автобусов", "ru"), ("لا أوافق", "ar"), ("Ναι, καλό", "el")],
)
def test_scripts_give_languages_away(text, language):
    """However short the answer is."""
    assert script_language(text) == language
    assert script_language("More buses") == "und"


def test_a_page_of_welsh_below_a_page_of_english():
    """Each paragraph its own; short ones go with the one before them."""
    english, welsh = (
        "We would like more buses in the evening.",
        "Hoffem gael mwy o fysiau gyda'r nos.",
    )
    texts = ["About us", english, "Yes", welsh, "Llandudno"]
    found = ["und", "en", "und", "cy", "und"]

    assert language_of_blocks("en", texts, found) == ("en", "en", "en", "cy", "cy")


def test_one_short_foreign_looking_line_does_not_change_an_english_document():
    """Names and headings are guessed wildly; they need forty letters to stand alone."""
    texts = ["We would like more buses in the evening.", "Café Amandine, Rue Basse"]

    assert language_of_blocks("en", texts, ["en", "fr"]) == ("en", "en")


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=50), st.sampled_from(["und", "en", "cy", "fr"]))))
def test_every_paragraph_has_a_language(pairs):
    """One for each, whatever they hold, and the document's own for those that tell nothing."""
    texts, found = [t for t, _ in pairs], [f for _, f in pairs]
    languages = language_of_blocks("en", texts, found)

    assert len(languages) == len(texts)
    assert "und" not in languages
