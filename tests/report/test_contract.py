"""The machine-readable results: schemas, bytes, and what always holds between files."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from consult.domain.coding import Position
from consult.domain.errors import ProblemCode, ReportError
from consult.domain.ledger import ProposalKind, ResponseState
from consult.domain.run import RunResult
from consult.report.contract import schema, schema_names, write_contract

NAMES = (
    "answers",
    "campaigns",
    "codings",
    "decisions",
    "documents",
    "exclusions",
    "findings",
    "items",
    "proposals",
    "questions",
    "quotes",
    "respondents",
    "responses",
    "run",
    "segments",
    "themes",
)
ID_FIELDS = {
    "campaigns": "campaign_id",
    "decisions": "decision_id",
    "documents": "document_id",
    "items": "item_id",
    "proposals": "proposal_id",
    "questions": "question_id",
    "quotes": "quote_id",
    "respondents": "respondent_id",
    "responses": "response_id",
    "segments": "segment_id",
    "themes": "theme_id",
}


def _read(folder: Path, name: str) -> list[dict]:
    if name in {"run", "findings"}:
        return [json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))]
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def folder(run: RunResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("contract")
    write_contract(run, target)
    return target


def test_every_file_of_the_contract_is_written(run: RunResult, tmp_path: Path) -> None:
    """One file for each schema, and nothing else."""
    paths = write_contract(run, tmp_path / "new")

    assert tuple(sorted(path.stem for path in paths)) == NAMES == schema_names()
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [p.name for p in paths]


def test_how_sure_ocr_was_of_a_segment_is_told(run: RunResult, tmp_path: Path) -> None:
    """A number from 0 to 1 for words that were read from a picture, null for all others."""
    first, *others = sorted(run.corpus.segments, key=lambda s: s.id)
    scanned = replace(first, locator=replace(first.locator, confidence=0.87))
    corpus = replace(run.corpus, segments=(scanned, *others))
    write_contract(replace(run, corpus=corpus), tmp_path)

    told = [row["locator"]["confidence"] for row in _read(tmp_path, "segments")]

    assert told[0] == 0.87
    assert set(told[1:]) == {None}


@pytest.mark.parametrize("name", NAMES)
def test_every_record_is_valid_against_its_schema(folder: Path, name: str) -> None:
    """Records have exactly the fields of their schema, in its order, and a schema version."""
    definition = schema(name)
    jsonschema.Draft202012Validator.check_schema(definition)
    validator = jsonschema.Draft202012Validator(definition)

    records = _read(folder, name)

    assert records
    for record in records:
        validator.validate(record)
        assert list(record) == list(definition["properties"])
        assert record["schema_version"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_field_that_nobody_knows_is_refused(folder: Path, name: str) -> None:
    """Schemas are strict: an unknown or a missing field is an error."""
    validator = jsonschema.Draft202012Validator(schema(name))
    record = _read(folder, name)[0]
    without = {k: v for k, v in record.items() if k != "schema_version"}

    assert not validator.is_valid({**record, "extra": 1})
    assert not validator.is_valid(without)


def test_a_wrong_position_is_refused_by_the_schema(folder: Path) -> None:
    """Positions are those of the house, and only a stance has one."""
    validator = jsonschema.Draft202012Validator(schema("codings"))
    stance = next(c for c in _read(folder, "codings") if c["kind"] == "stance")
    question = next(c for c in _read(folder, "codings") if c["kind"] == "question")

    assert {p.value for p in Position} | {None} == set(
        schema("codings")["properties"]["position"]["enum"]
    )
    assert not validator.is_valid({**stance, "position": "LIKES"})
    assert not validator.is_valid({**stance, "position": None})
    assert not validator.is_valid({**question, "position": "AGREE"})


def test_an_unknown_schema_is_an_error_that_names_the_known_ones() -> None:
    """The message says what there is."""
    with pytest.raises(ReportError, match=r"SCHEMA_UNKNOWN.*answers, campaigns"):
        schema("../answers")


@pytest.mark.parametrize("name", sorted(ID_FIELDS))
def test_records_are_sorted_by_id(folder: Path, name: str) -> None:
    """Ids rise from line to line and are unique."""
    ids = [record[ID_FIELDS[name]] for record in _read(folder, name)]

    assert ids == sorted(set(ids))


def test_equal_results_make_equal_bytes_whatever_the_order(
    run: RunResult, folder: Path, tmp_path: Path
) -> None:
    """Shuffled records give the same files."""
    shuffle = random.Random(7)

    def mixed(records: tuple) -> tuple:
        return tuple(shuffle.sample(records, len(records)))

    names = [
        "items",
        "responses",
        "respondents",
        "answers",
        "documents",
        "segments",
        "campaigns",
        "themes",
        "question_codings",
        "theme_codings",
        "stance_codings",
        "exclusions",
        "decisions",
        "proposals",
    ]
    corpus = replace(run.corpus, **{n: mixed(getattr(run.corpus, n)) for n in names})
    other = replace(
        run, corpus=corpus, quotes=mixed(run.quotes), findings=tuple(reversed(run.findings))
    )

    for path in write_contract(other, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_only_the_run_file_knows_the_times_of_the_run(run: RunResult, tmp_path: Path) -> None:
    """Another start changes run.json and nothing else."""
    later = replace(run, run=replace(run.run, started=run.run.finished, id="run_x"))
    first = {p.name: p.read_bytes() for p in write_contract(run, tmp_path / "a")}
    second = {p.name: p.read_bytes() for p in write_contract(later, tmp_path / "b")}

    assert [name for name in first if first[name] != second[name]] == ["run.json"]


def test_spans_hold_the_words_of_segments_and_quotes(folder: Path) -> None:
    """documents.text[start:end] is the text of every segment and quote."""
    texts = {d["document_id"]: d["text"] for d in _read(folder, "documents")}

    for record in _read(folder, "segments") + _read(folder, "quotes"):
        assert texts[record["document_id"]][record["start"] : record["end"]] == record["text"]
    for document in _read(folder, "documents"):
        assert document["characters"] == len(document["text"])


def test_the_numbers_of_findings_recount_from_the_other_files(folder: Path) -> None:
    """Bases, positions and closed tables recompute without the program."""
    respondents = {r["respondent_id"] for r in _read(folder, "respondents")}
    quotes = {q["quote_id"] for q in _read(folder, "quotes")}
    of_response = {r["response_id"]: r["respondent_id"] for r in _read(folder, "responses")}

    for question in _read(folder, "findings")[0]["questions"]:
        base = set(question["base_respondent_ids"])
        assert question["base"] == len(base)
        assert base <= respondents
        for proposition in question["propositions"]:
            placed = [who for ids in proposition["positions"].values() for who in ids]
            assert proposition["base"] == len(placed) == len(set(placed))
        for finding in question["findings"]:
            assert set(finding["respondent_ids"]) <= base
            assert set(finding["quote_ids"]) <= quotes
        if question["closed"]:
            chosen = [
                (of_response[a["response_id"]], a["value"])
                for a in _read(folder, "answers")
                if a["question_id"] == question["question_id"] and a["value"]
            ]
            for row in question["closed"]["options"]:
                assert row["respondents"] == sum(v == row["option"] for _, v in chosen)


def test_questions_stand_in_the_order_of_the_paper(folder: Path) -> None:
    """findings.json follows the paper; outside the questions comes last."""
    found = [q["question_id"] for q in _read(folder, "findings")[0]["questions"]]

    assert found == ["q1", "q2", "q3", "q4", "q5", None]


def test_an_answer_leads_to_its_segments(folder: Path) -> None:
    """A written answer names the segments that stand in it; a chosen option its value."""
    answers = _read(folder, "answers")
    segments = {s["segment_id"]: s for s in _read(folder, "segments")}

    assert {a["value"] is None for a in answers} == {True, False}
    for answer in answers:
        assert (answer["value"] is None) == bool(answer["segment_ids"])
        for segment_id in answer["segment_ids"]:
            assert segments[segment_id]["question_id"] == answer["question_id"]


def test_line_separators_inside_a_text_do_not_break_a_line(run: RunResult, tmp_path: Path) -> None:
    """A record stays one line for readers that also split at U+2028 and U+0085."""
    item = replace(run.corpus.items[0], name="a\u2028b\u0085c\nd")
    corpus = replace(run.corpus, items=(item,))
    write_contract(replace(run, corpus=corpus), tmp_path)

    (line,) = (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["name"] == item.name


def test_the_schemas_know_every_code_state_and_kind() -> None:
    """A code that is new in the code is new in the schema too."""
    problem = schema("run")["properties"]["problems"]["items"]["properties"]
    assert problem["code"]["enum"] == [code.value for code in ProblemCode]
    states = [state.value for state in ResponseState]
    assert schema("responses")["properties"]["state"]["enum"] == states
    proposal = schema("proposals")["properties"]
    assert proposal["proposed"]["enum"] == [*states, None]
    assert proposal["kind"]["enum"] == [kind.value for kind in ProposalKind]
