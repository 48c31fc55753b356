"""What arrives later is added to what is there, and nothing that arrived is ever lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from consult.pipeline.progress import Silent
from consult.pipeline.run import run_all
from tests.e2e.fakes import LETTERS, fake_engines, make_pond, open_pond, run_pond, write

DAN = "I support this, the mill pond should be opened for swimming before the summer.\n"


@pytest.fixture
def pond(tmp_path):
    return make_pond(tmp_path)


@pytest.fixture(params=[0, 60], ids=["within a second", "a minute apart"])
def clock(request, monkeypatch):
    """Collecting happens within one second, or at times that are well apart."""
    start, ticks = datetime(2026, 3, 1, 9, tzinfo=UTC), count()
    monkeypatch.setattr(
        "consult.pipeline.collect.now",
        lambda: start + timedelta(seconds=request.param * next(ticks)),
    )


def letters_of(workspace):
    return workspace.input_folder / "letters"


def rows(finished, name):
    """The records of a result file by their id."""
    lines = (finished.published.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def states(finished):
    """Source key of the first item -> state of its response."""
    keys = {i["item_id"]: i["source_key"] for i in rows(finished, "items")}
    return {keys[r["item_ids"][0]]: r["state"] for r in rows(finished, "responses")}


def originals(workspace):
    """The bytes of everything that ever arrived, by place, in no order."""
    with workspace.open_store() as store:
        return sorted((i.source_key, store.raw.get(i.sha256)) for i in store.ledger.items())


def contract(finished):
    """All result files but run.json, by name."""
    return {p.name: p.read_bytes() for p in finished.published.result_files if p.stem != "run"}


def positions(finished):
    (result,) = finished.result.findings[0].propositions
    return {position.value: len(who) for position, who in result.positions.items()}


def test_a_run_on_nothing_new_changes_nothing(pond):
    """The second run gives the same bytes, and the ledger did not grow."""
    first, second = run_pond(pond, Silent()), run_pond(pond, Silent())

    assert contract(first) == contract(second)
    assert positions(first) == {"AGREE": 1, "DISAGREE": 1}
    assert len(originals(pond)) == len(LETTERS)


def test_one_more_letter_adds_exactly_its_response(pond):
    """A late letter is one response more; what was there before keeps ids, text and codings."""
    first = run_pond(pond, Silent())
    write(letters_of(pond) / "dan.txt", DAN, at=1_770_000_100)
    second = run_pond(pond, Silent())

    assert positions(second) == {"AGREE": 2, "DISAGREE": 1}
    assert states(second) == states(first) | {"letters/dan.txt": "VALID"}
    for name in ("items", "responses", "respondents", "documents", "segments"):
        before, after = rows(first, name), rows(second, name)
        assert all(row in after for row in before), name
    assert len(rows(second, "responses")) == len(rows(first, "responses")) + 1
    of_old = {s["segment_id"] for s in rows(first, "segments")}
    kept = [
        c for c in rows(second, "codings") if c["kind"] == "stance" and c["segment_id"] in of_old
    ]
    assert kept == [c for c in rows(first, "codings") if c["kind"] == "stance"]


def test_a_late_letter_costs_its_own_work(pond):
    """Nothing that was embedded or scored before is asked of the models again."""
    run_pond(pond, Silent())
    write(letters_of(pond) / "dan.txt", DAN, at=1_770_000_100)
    engines = fake_engines(pond)
    asked = []
    score = engines.stance.score
    for model in (engines.embedder, engines.matcher, engines.point_matcher):
        encode = model.encode
        model.encode = lambda texts, encode=encode: asked.extend(texts) or encode(texts)

    def scored(claims, texts):
        for claim, text in zip(claims, texts, strict=True):
            # What it says is also put to the others, who may dispute it.
            asked.append(DAN.strip() if DAN.startswith(claim) else text)
        return score(claims, texts)

    engines.stance.score = scored

    run_all(pond, Silent(), engines)

    assert set(asked) == {DAN.strip()}


def test_equal_bytes_under_another_name_are_a_proposed_duplicate(pond):
    """The copy is kept and named, and counts for nobody."""
    first = run_pond(pond, Silent())
    write(letters_of(pond) / "ada-again.txt", LETTERS["ada.txt"], at=1_770_000_100)
    second = run_pond(pond, Silent())

    assert states(second) == states(first) | {"letters/ada-again.txt": "DUPLICATE"}
    (copy,) = [r for r in rows(second, "responses") if r["state"] == "DUPLICATE"]
    assert "letters/ada.txt" in copy["reason"]
    assert positions(second) == positions(first)
    assert ("letters/ada-again.txt", LETTERS["ada.txt"].encode()) in originals(pond)


@pytest.mark.parametrize("texts", [("ada.txt", "ben.txt"), ("ben.txt", "ada.txt")])
def test_a_changed_file_supersedes_the_one_before(pond, clock, texts):
    """Its respondent changed their mind: the new words count, both originals stay."""
    before, after = (LETTERS[name].replace("this", "it") for name in texts)
    path = letters_of(pond) / "eve.txt"
    write(path, before, at=1_770_000_100)
    first = run_pond(pond, Silent())
    write(path, after, at=1_770_000_200)
    second = run_pond(pond, Silent())

    assert states(second) == states(first)
    assert [r["response_id"] for r in rows(second, "responses")] == [
        r["response_id"] for r in rows(first, "responses")
    ]
    said = {d["text"].strip() for d in rows(second, "documents")}
    assert after.strip() in said
    assert before.strip() not in said
    assert {data for key, data in originals(pond) if key == "letters/eve.txt"} == {
        before.encode(),
        after.encode(),
    }
    old = {i["item_id"] for i in rows(first, "items")} - {
        item_id for r in rows(second, "responses") for item_id in r["item_ids"]
    }
    apart = {e["subject_id"]: e["reason"] for e in rows(second, "exclusions")}
    assert [apart[item_id] for item_id in old] == ["superseded by a newer file from the same place"]


def test_a_file_that_is_changed_back_counts_as_it_stands(pond, clock):
    """After there and back again, the words that lie in the folder are those that count."""
    path = letters_of(pond) / "ada.txt"
    for at, text in enumerate((LETTERS["ada.txt"], DAN, LETTERS["ada.txt"])):
        write(path, text, at=1_770_000_100 + at)
        last = run_pond(open_pond(pond.input_folder.parent), Silent())

    said = {d["text"].strip() for d in rows(last, "documents")}
    assert LETTERS["ada.txt"].strip() in said
    assert DAN.strip() not in said


def test_a_file_that_is_taken_away_stays_received(pond):
    """What arrived once is in the ledger; a person withdraws it, an empty folder does not."""
    first = run_pond(pond, Silent())
    (letters_of(pond) / "ben.txt").unlink()
    second = run_pond(pond, Silent())

    assert contract(second) == contract(first)
    assert ("letters/ben.txt", LETTERS["ben.txt"].encode()) in originals(pond)
