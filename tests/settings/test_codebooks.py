"""A codebook that is given: read strictly, told by question, the same ids at every reading."""

from __future__ import annotations

import json

import pytest

from consult.domain.coding import ThemeStatus
from consult.domain.errors import SettingsError
from consult.settings.codebooks import load_codebook
from consult.settings.load import load_settings
from consult.settings.model import CodebookSettings, Settings
from consult.settings.qdc import Code, read_qdc, write_qdc
from consult.settings.template import render_settings

HEAD = """
[consultation]
title = "Pond"
organisation = "Sallow Green Parish Council"
[[chapters]]
id = "c1"
number = "1"
[[questions]]
id = "q1"
chapter = "c1"
number = "1"
text = "Should the pond be opened?"
kind = "closed"
options = ["Yes", "No"]
paired_with = "q1a"
[[questions]]
id = "q1a"
chapter = "c1"
number = "1a"
text = "Why?"
paired_with = "q1"
[[questions]]
id = "q2"
chapter = "c1"
number = "2"
text = "How should the path be lit?"
"""


def themes(folder, name, data, more=""):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "consultation.toml").write_text(
        HEAD + (more or f'[codebook]\nfile = "{name}"\n'), encoding="utf-8"
    )
    return load_codebook(load_settings(folder))


def test_a_table_gives_themes_with_parents_definitions_and_examples(tmp_path):
    """Parents are named by id or label, and made where no row has them."""
    found = themes(
        tmp_path,
        "codes.csv",
        "question,label,description,parent,id,examples\n"
        "2,Bats and owls,Light harms animals,Nature,n1,Bats leave | Owls hunt in the dark\n"
        "q1,Deep water,,n9,,\n"
        "q1,Safety,,,n9,\n"
        "outside,Thanks,,,,\n",
    )
    by_label = {t.label: t for t in found}
    assert set(by_label) == {"Bats and owls", "Nature", "Deep water", "Safety", "Thanks"}
    bats = by_label["Bats and owls"]
    assert (bats.question_id, bats.parent_id) == ("q2", by_label["Nature"].id)
    assert bats.examples == ("Bats leave", "Owls hunt in the dark")
    assert (bats.definition, bats.origin) == ("Light harms animals", "codebook:codes.csv")
    assert bats.status is ThemeStatus.CONFIRMED
    assert by_label["Deep water"].question_id == "q1a"
    assert by_label["Deep water"].parent_id == by_label["Safety"].id
    assert by_label["Thanks"].question_id is None
    assert [t.id for t in found] == sorted(t.id for t in found)


def test_a_theme_without_question_stands_under_every_open_one(tmp_path):
    """Each with an id of its own."""
    found = themes(tmp_path, "c.csv", "label\nCost\n")
    assert sorted(t.question_id for t in found) == ["q1a", "q2"]
    assert len({t.id for t in found}) == 2


def test_a_file_may_be_given_for_one_question(tmp_path):
    """What the file says of questions does not matter then."""
    more = '[codebook.questions]\nq2 = "t.json"\n'
    records = {"theme_nodes": [{"topic": "Owls: they hunt at night", "topic_id": "A"}]}
    (found,) = themes(tmp_path, "t.json", json.dumps(records), more)
    assert (found.question_id, found.label, found.definition) == (
        "q2",
        "Owls",
        "they hunt at night",
    )


def test_a_codebook_of_another_tool_is_read_with_its_tree(tmp_path):
    """A code at the top that only groups others stands for a question."""
    data = """<?xml version="1.0" encoding="utf-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="some tool"><Codes>
      <Code guid="2d969af8-c875-4fae-bcd8-f0162bc27396" name="q2: Light" isCodable="false">
        <Code guid="{2A08BDDF-4C35-4250-BF77-7DE37B50C930}" name="Animals" isCodable="true">
          <Description>What light does to animals</Description>
          <Code guid="2d969af8-c875-4fae-bcd8-f0162bc27397" name="Owls" isCodable="true"/>
        </Code></Code>
    </Codes></CodeBook>"""
    animals, owls = sorted(themes(tmp_path, "c.qdc", data), key=lambda t: t.label)
    assert (animals.label, owls.label) == ("Animals", "Owls")
    assert (animals.question_id, owls.parent_id) == ("q2", animals.id)
    assert animals.definition == "What light does to animals"


def test_a_written_codebook_reads_as_it_was():
    """Ids of consult survive the way through another tool."""
    codes = (
        Code(id="theme_ffffffffffffffff", name="Owls & bats", description="At <night>"),
        Code(id="theme_0123456789abcdef", name="Owls", parent="theme_ffffffffffffffff"),
    )
    data = write_qdc([("q2", "How?", codes)], "consult")
    assert b"<!DOCTYPE" not in data
    again = read_qdc(data)
    assert [(c.id, c.name, c.description, c.parent) for c in again] == [
        (c.id, c.name, c.description, c.parent) for c in codes
    ]
    assert {c.question for c in again} == {"q2"}


DTD = (
    '<!DOCTYPE CodeBook [<!ENTITY a "aaaa">]><CodeBook><Codes><Code name="&a;"/></Codes></CodeBook>'
)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("c.csv", "question,label\nq9,Owls\n", "row 2 names the question 'q9'"),
        ("c.csv", "question,label\nq2,\n", "row 2 has no label"),
        ("c.csv", "question,label\nq2,Owls\nq2,Owls\n", "twice"),
        ("c.csv", "question,colour\nq2,red\n", "needs a column label"),
        ("c.csv", "question,label\nq2,Owls,more\n", "more cells"),
        ("c.csv", "", "no header"),
        ("c.csv", "label,parent\nOwls,owls\n", "in a circle"),
        ("c.csv", "label,parent\nOwls,Bats\nBats,Owls\n", "in a circle"),
        ("c.csv", b"label\n\xff\xfe\n", "no CSV in UTF-8"),
        ("c.json", "{}", "no list of themes"),
        ("c.json", "[" * 100_000, "not JSON"),
        ("c.qdc", DTD, "document type"),
        ("c.qdc", "<Project/>", "no CodeBook"),
        ("c.qdc", "rubbish", "no XML"),
    ],
)
def test_a_codebook_that_cannot_be_used_says_why(tmp_path, name, data, says):
    """Nothing of it is taken."""
    with pytest.raises(SettingsError, match=f"CODEBOOK_FILE.*{says}"):
        themes(tmp_path, name, data)


def test_a_missing_file_is_named(tmp_path):
    """It is an error of use, not an empty codebook."""
    with pytest.raises(SettingsError, match=r"CODEBOOK_FILE.*gone\.csv"):
        themes(tmp_path, "c.csv", "label\nA\n", '[codebook]\nfile = "gone.csv"\n')


@pytest.mark.parametrize(
    "lines",
    [
        'file = "/etc/codes.csv"',
        'file = "../codes.csv"',
        'file = "codes.xlsx"',
        "sure = 0",
        "sure = true",
        'questions = { q9 = "codes.csv" }',
    ],
)
def test_settings_of_a_codebook_are_held_to_their_bounds(tmp_path, lines):
    """A file lies beside consultation.toml, and a question is one of the consultation."""
    (tmp_path / "consultation.toml").write_text(f"{HEAD}[codebook]\n{lines}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="SETTINGS_VALUE"):
        load_settings(tmp_path)


def test_the_template_keeps_what_is_said_about_codebooks(tmp_path):
    """Written and read again it is the same."""
    (tmp_path / "consultation.toml").write_text(HEAD, encoding="utf-8")
    loaded = load_settings(tmp_path)
    wanted = CodebookSettings(file="a.csv", questions={"q2": "b.qdc"}, sure=0.6)
    settings = Settings(folder=tmp_path, consultation=loaded.consultation, codebook=wanted)
    text = render_settings(loaded.consultation, settings=settings)
    (tmp_path / "consultation.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).codebook == wanted
    assert load_codebook(loaded) == ()
