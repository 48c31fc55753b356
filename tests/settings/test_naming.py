"""Consultations that are called after their folder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.settings.naming import id_from
from consult.settings.questions import _ID


def test_accents_go_and_words_are_joined_by_hyphens():
    """What is left can be typed on any keyboard."""
    assert id_from("Tŷ Parc & Gärten (2026)") == "ty-parc-garten-2026"


def test_names_in_other_scripts_stay_apart():
    """Two folders of which no letter is left do not share their results."""
    assert id_from("дом").startswith("consultation-")
    assert id_from("дом") != id_from("лес")


@given(st.text(max_size=120))
def test_whatever_a_folder_is_called_its_id_can_be_read(name):
    """The settings take every id that is made."""
    assert _ID.match(id_from(name))
