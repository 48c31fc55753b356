"""What somebody has erased is found nowhere afterwards, and the ledger still counts it."""

from __future__ import annotations

import json

import pytest

from consult.domain.errors import ConsultError
from consult.domain.ledger import response_id
from consult.pipeline.audit import audit
from consult.pipeline.decided import Sent
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from tests.e2e.fakes import LETTERS, make_pond, open_pond, run_pond, write

CANARY = "Zyxomma-Quagga"
NAME = "Perpetua Wimblesnick"
LETTER = (
    f"We oppose this, the mill pond should not be opened for swimming near {CANARY}.\n\n"
    f"The {CANARY} path must stay dark at night for the owls.\n\nYours faithfully,\n{NAME}\n"
)
FILE = "wimblesnick.txt"
ROW_SURVEY = """
[[sources]]
files = "survey/*.csv"
channel = "survey"

[sources.survey]
id_column = "id"
ignore = ["name"]

[sources.survey.questions]
"pond" = "q1"
"""


def erase(pond, subject):
    order = Order(subject=subject, answer="erased", by="Kim", reason="asked in writing")
    return resolve_orders(pond, [order])


def files_with(folder, *words):
    """The files under a folder that hold any of the words, as they lie there."""
    wanted = [word.encode() for word in words]
    return sorted(
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    )


def test_a_canary_is_found_nowhere_after_it_was_erased(tmp_path):
    """Not in originals, database, readings, reports of any run, nor under its file's name."""
    pond = make_pond(tmp_path)
    letters = pond.input_folder / "letters"
    write(letters / FILE, LETTER, at=1_770_000_900)
    write(letters / "again.txt", LETTER, at=1_770_000_950)
    first = run_pond(pond, Silent())
    own, copy = (response_id("letters", f"letters/{n}") for n in (FILE, "again.txt"))
    named = Order(subject=own, answer=None, by="Kim", reason="signed", sent=Sent(name=NAME))
    resolve_orders(pond, [named])
    run_pond(pond, Silent())
    assert len(files_with(pond.output_folder, CANARY)) > 5

    done = erase(pond, own)
    assert "letters/again.txt" in done.as_lines()[-2]
    erase(pond, copy)

    assert files_with(pond.output_folder, CANARY, NAME, FILE) == []
    assert not first.published.folder.exists()
    assert not pond.latest.exists()
    with pond.open_store() as store:
        kept = {r.id: r for r in store.ledger.responses()}
        assert kept[own].state.value == kept[copy].state.value == "ERASED"
        assert kept[own].respondent_id == ""

    again = run_pond(open_pond(tmp_path), Silent())

    assert (letters / FILE).exists()
    assert files_with(pond.output_folder, CANARY, NAME, FILE) == []
    states = [r.state.value for r in again.result.corpus.responses]
    assert sorted(states) == ["ERASED", "ERASED", "VALID", "VALID", "VALID"]
    assert audit(pond).passed
    with pytest.raises(ConsultError, match=r"DECISION_IMPOSSIBLE.*erased"):
        resolve_orders(pond, [Order(subject=own, answer="valid", by="Kim", reason="no")])


def test_a_row_is_erased_once_its_export_has_lost_it(tmp_path):
    """An export holds others too: first it must lose the row, then older versions leave."""
    pond = make_pond(tmp_path)
    settings = pond.input_folder / "consultation.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + ROW_SURVEY, encoding="utf-8")
    survey = pond.input_folder / "survey"
    survey.mkdir()
    rows = [
        ("r1", "I support this, the mill pond should be opened for swimming."),
        ("r2", f"We oppose this because of {CANARY}, it should not be opened."),
    ]
    export = survey / "export.csv"
    write(export, "id,name,pond\n" + "".join(f'{i},x,"{t}"\n' for i, t in rows), at=1_770_001_000)
    pond = open_pond(tmp_path)
    result = run_pond(pond, Silent()).result
    keys = {i.id: i.source_key for i in result.corpus.items}
    (row,) = [r.id for r in result.corpus.responses if "r2" in keys[r.item_ids[0]]]
    with pytest.raises(ConsultError, match=r"ERASE_TOGETHER.*survey/export\.csv"):
        erase(pond, row)

    write(export, f'id,name,pond\nr1,x,"{rows[0][1]}"\n', at=1_770_001_100)
    gone = run_pond(pond, Silent()).result
    (left,) = [r for r in gone.corpus.responses if r.id == row]
    assert left.state.value == "SUPERSEDED"
    assert "survey/export.csv" in left.reason
    assert audit(pond).passed
    erase(pond, row)

    assert files_with(pond.output_folder, CANARY) == []
    last = run_pond(pond, Silent())
    lines = (last.published.folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()
    states = sorted(json.loads(line)["state"] for line in lines)
    assert states == ["ERASED", *["VALID"] * (len(LETTERS) + 1)]
    assert audit(pond).passed
