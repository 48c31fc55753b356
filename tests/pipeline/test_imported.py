"""Consultations of i.AI Consult and ThemeFinder become folders that a run takes."""

from __future__ import annotations

import csv
import json

import pytest

from consult.domain.consultation import QuestionKind
from consult.domain.errors import ConsultError
from consult.intake.read import read
from consult.intake.reading import Arrival
from consult.pipeline.imported import import_consultation
from consult.settings import load_settings


def lines(*records):
    return "\n".join(json.dumps(record) for record in records) + "\n"


@pytest.fixture
def consultation(tmp_path):
    """A folder as i.AI Consult keeps it: one hybrid, one open and one closed question."""
    home = tmp_path / "theirs"
    files = {
        "inputs/respondents.jsonl": lines(
            {"themefinder_id": 1, "demographic_data": {"Region": ["North", "South"], "Age": "18"}},
            {"themefinder_id": 2, "demographic_data": {"Region": ["East"]}},
            {"themefinder_id": 3},
        ),
        "inputs/question_part_1/question.json": json.dumps(
            {
                "question_number": 1,
                "question_text": "Should the pond be drained?",
                "has_free_text": True,
                "multi_choice_options": ["Yes", "No; never", "Perhaps"],
            }
        ),
        "inputs/question_part_1/multi_choice.jsonl": lines(
            {"themefinder_id": 1, "options": ["Yes", "Perhaps"]},
            {"themefinder_id": 2, "options": ["No; never"]},
        ),
        "inputs/question_part_1/responses.jsonl": lines(
            {"themefinder_id": 1, "text": "It smells,\nand the ducks left."},
            {"themefinder_id": 2, "text": "None"},
            {"themefinder_id": 2, "text": "Another text for the same id."},
            {"text": "Nobody's words."},
        )
        + "this line is no JSON\n",
        "inputs/question_part_2/question.json": json.dumps(
            {"question_number": 2, "question_text": "What should stand there?"}
        ),
        "inputs/question_part_2/responses.jsonl": lines(
            {"response_id": 2, "response": "=A bench, nothing else."}
        ),
        "outputs/mapping/2026-01-02/question_part_1/themes.json": json.dumps(
            [{"topic_id": "A", "topic_label": "Smell", "topic_description": "It smells."}]
        ),
        "outputs/mapping/2026-02-02/question_part_1/themes.json": json.dumps(
            [{"topic_id": "B", "topic": "Ducks: They have left."}]
        ),
        "outputs/sign_off/2026-01-01/question_part_2/clustered_themes.json": json.dumps(
            {"theme_nodes": [{"topic_id": "1", "parent_id": "0", "topic_label": "Seats"}]}
        ),
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


def read_back(folder):
    settings = load_settings(folder)
    (source,) = settings.sources
    closed = frozenset(
        q.id for q in settings.consultation.questions if q.kind is not QuestionKind.OPEN
    )
    arrival = Arrival(
        channel="x", source_key="t", name="t.csv", data=(folder / source.files).read_bytes()
    )
    return settings, read(arrival, survey=source.survey, limits=settings.limits, closed=closed)


def test_a_consultation_is_brought_over_whole(consultation, tmp_path):
    """Ids, options, free text, demographic data and themes arrive; the files stay as they came."""
    folder = tmp_path / "raw" / "pond"
    moved = import_consultation(consultation, folder)
    settings, reading = read_back(folder)
    hybrid, reasons, wish = settings.consultation.questions
    assert hybrid.options == ("Yes", "No; never", "Perhaps")
    assert (hybrid.paired_with, reasons.paired_with) == (reasons.id, hybrid.id)
    assert reading.problems == ()
    parts = {part.key: part for part in reading.parts}
    assert list(parts) == ["row:1", "row:2", "row:3"]
    assert parts["row:1"].closed_answers == ((hybrid.id, "Yes"), (hybrid.id, "Perhaps"))
    assert parts["row:2"].closed_answers == ((hybrid.id, "No; never"),)
    assert parts["row:1"].text == "It smells, and the ducks left."
    said = {b.question_id: parts["row:2"].text[b.start : b.end] for b in parts["row:2"].blocks}
    assert said == {reasons.id: "None", wish.id: "=A bench, nothing else."}
    assert dict(parts["row:1"].attributes) == {"Region": "North; South", "Age": "18"}
    assert parts["row:3"].text == ""
    assert load_settings(folder).codebook.file == "codebook.csv"
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as stream:
        codebook = list(csv.DictReader(stream))
    assert [(row["question"], row["label"], row["id"]) for row in codebook] == [
        (reasons.id, "Ducks", "B"),
        (wish.id, "Seats", "1"),
    ]
    kept = folder / "original" / "inputs" / "respondents.jsonl"
    assert kept.read_bytes() == (consultation / "inputs" / "respondents.jsonl").read_bytes()
    assert moved.files == 9
    assert [p.where for p in moved.problems] == [
        f"question_part_1/responses.jsonl, line {number}" for number in (3, 4, 5)
    ]


def test_a_data_frame_needs_its_question(tmp_path):
    """A table of response_id and response is one open question; other columns are attributes."""
    frame = tmp_path / "frame.csv"
    frame.write_text("response_id,response,region\n7,Too dear.,North\n8,null,\n", encoding="utf-8")
    with pytest.raises(ConsultError, match="IMPORT_QUESTION"):
        import_consultation(frame, tmp_path / "a")
    import_consultation(frame, tmp_path / "b", question="What do you think of the fare?")
    settings, reading = read_back(tmp_path / "b")
    assert [q.text for q in settings.consultation.questions] == ["What do you think of the fare?"]
    assert [(p.key, p.text, dict(p.attributes)) for p in reading.parts] == [
        ("row:7", "Too dear.", {"region": "North"}),
        ("row:8", "null", {}),
    ]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("empty", None, "IMPORT_LAYOUT"),
        ("question.json", "[1,", "IMPORT_LAYOUT"),
        ("question.json", "[" * 100_000, "IMPORT_LAYOUT"),
        ("question.json", "{}", "IMPORT_LAYOUT"),
    ],
)
def test_what_is_no_such_layout_is_refused(tmp_path, name, text, code):
    """A folder without questions, or with a broken one, brings nothing over."""
    part = tmp_path / "theirs" / "inputs" / "question_part_1"
    if text is not None:
        part.mkdir(parents=True)
        (part / name).write_text(text, encoding="utf-8")
    else:
        (tmp_path / "theirs").mkdir()
    with pytest.raises(ConsultError, match=code):
        import_consultation(tmp_path / "theirs", tmp_path / "ours")
    assert not (tmp_path / "ours").exists()


def test_a_folder_that_holds_something_is_left_alone(consultation, tmp_path):
    """Nothing is written over, and a source is not copied into itself."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "note.txt").write_text("mine", encoding="utf-8")
    for target in (tmp_path / "raw", consultation / "ours"):
        with pytest.raises(ConsultError, match="IMPORT_TARGET"):
            import_consultation(consultation, target)
    assert [p.name for p in (tmp_path / "raw").iterdir()] == ["note.txt"]


@pytest.mark.parametrize("name", ["Tŷ Parc", "дом", "-x", "x" * 90])
def test_a_folder_may_be_called_as_people_call_it(consultation, tmp_path, name):
    """Its name becomes the title; the id is made of what an id may hold."""
    import_consultation(consultation, tmp_path / name)

    assert load_settings(tmp_path / name).consultation.title == name


def test_what_cannot_be_written_down_is_refused_before_anything_is_written(consultation, tmp_path):
    """Two folders with the number of one question would both be q1."""
    (consultation / "inputs/old_question_part_1").mkdir()
    for name in ("question.json", "responses.jsonl"):
        source = consultation / "inputs/question_part_1" / name
        (consultation / "inputs/old_question_part_1" / name).write_bytes(source.read_bytes())

    with pytest.raises(ConsultError):
        import_consultation(consultation, tmp_path / "to")

    assert not (tmp_path / "to").exists()
