"""Which names of a piece are bodies and which are people, by how the whole piece uses them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.text.cast import cast_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brightside, which has 40 homes, was pleased.", "Brightside"),
        ("Ann Lee is a vet at Fourfeet, the rehoming charity.", "Fourfeet"),
        ("The retailer Long Acre said it had tried.", "Long Acre"),
        ("Seaweed have blogged about this.", "Seaweed"),
        ("Roast & Toast was less sure.", "Roast & Toast"),
        ("Ann Lee, director of policy at Stay Put, agreed.", "Stay Put"),
        ("ABC chairman Ann Lee was there.", "ABC"),
        ("Brick Lane’s chief executive Ann Lee was there.", "Brick Lane"),
        ("Quit for Good was there.", "Quit for Good"),
        ("Ann Lee, who formed Hill Says No, was there.", "Hill Says No"),
    ],
)
def test_a_body_is_known_by_what_stands_around_its_name(text: str, name: str) -> None:
    """No word of the name needs to be a word of bodies."""
    cast = cast_of(text)
    assert cast.has_body(name)
    assert not cast.has_person(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee, 38, was there.", "Ann Lee"),
        ("Petra, their marine biologist, was there.", "Petra"),
        ("Ann Lee, who lives by the sea, was there.", "Ann Lee"),
        ("Mr Osgood was there.", "Osgood"),
        ("It was cold when Ann Lee rose. Lee asked for tea.", "Ann Lee"),
        ("The rector, Ann Lee, was there.", "Ann Lee"),
    ],
)
def test_a_person_is_known_by_age_title_role_or_surname_alone(text: str, name: str) -> None:
    """People are brought in otherwise than bodies are."""
    cast = cast_of(text)
    assert cast.has_person(name)
    assert not cast.has_body(name)


def test_a_first_name_alone_is_the_only_person_who_has_it() -> None:
    """Of two people with one surname, the surname alone means neither."""
    cast = cast_of("Ann Lee, 38, and her son, the vet Bob Lee, 19, were there.")
    assert cast.short.get("ann") == "Ann Lee"
    assert "lee" not in cast.short


def test_a_town_is_neither_body_nor_person() -> None:
    """What stands after in, near or from is a place."""
    cast = cast_of("Ann Lee lives in Overton. She came from Overton by bus.")
    assert not cast.has_body("Overton")
    assert not cast.has_person("Overton")


@given(st.text(alphabet="AbC ,.’&()who isthe\n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_name_is_both(text: str) -> None:
    """Whatever is printed, bodies and people are apart, and short names lead to people."""
    cast = cast_of(text)
    assert not cast.bodies & cast.people
    assert set(cast.short.values()) <= set(cast.full)
