"""Branches of one organisation, by their names."""

from __future__ import annotations

from consult.text.branches import branches


def test_branches_of_one_organisation_have_one_name():
    """However a branch writes its place, the organisation is the same."""
    found = branches(
        {
            "a": "Hill branch of the Bell Ringers",
            "b": "Bell Ringers (Quay branch)",
            "c": "The Bell Ringers, Vale Region",
            "d": "Bell Ringers – Eastmarsh Branch",
        }
    )
    assert found == dict.fromkeys("abcd", "bell ringers")


def test_a_union_whose_branches_stand_behind_its_name():
    """Without a mark between, the first word is the organisation's."""
    found = branches({"a": "LAMPS Quay Street Branch", "b": "LAMPS Hill Branch"})
    assert found == {"a": "lamps", "b": "lamps"}


def test_others_are_left_out():
    """A single branch, and organisations that only share words, are their own."""
    assert branches({"a": "Hill branch of the Weavers", "b": "Weavers' Guild"}) == {}
    assert branches({"a": "University of Marsh", "b": "University of Hill", "c": ""}) == {}
