"""People decide about themes; every later run keeps what they fixed, also when more arrives."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from consult.cli import app
from consult.domain.coding import ThemeStatus
from consult.domain.errors import ConsultError, ProblemCode
from consult.domain.ledger import response_id
from consult.pipeline.audit import audit
from consult.pipeline.codebooks import export_codebook, list_codebooks, show_theme
from consult.pipeline.diff import diff_runs
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from consult.pipeline.theming import ThemeRequest, decide_themes, requests_from
from consult.settings.qdc import read_qdc
from tests.e2e.fakes import make_pond, open_pond, run_pond, write

ASKED = "How should the footpath round the pond be lit at night?"
BATS = "Small lanterns would be kinder to bats than tall lamps at night."
DARK = "No light at all, so that owls can hunt."
COST = "Electric lamps on the footpath at night would cost the parish too much money."
TALL = "Tall lamps beside the footpath at night would trouble bats and swallows."
WHO = {"by": "Kim Ash", "reason": "read all of it"}


@pytest.fixture
def pond(tmp_path):
    """A consultation of seven letters, four of them on lamps, that has had one run."""
    workspace = make_pond(tmp_path)
    for name, text in {"ida": BATS, "joe": DARK, "dan": COST, "eve": TALL}.items():
        letter(workspace, f"{name}.txt", text)
    return workspace, run(workspace)


def letter(workspace, name, text, at=1_770_000_500):
    write(workspace.input_folder / "letters" / name, f"{ASKED}\n\n{text}\n", at=at)


def run(workspace):
    return run_pond(workspace, Silent()).result


def segment(result, words):
    return next(s.id for s in result.corpus.segments if words in s.text)


def theme_of(result, words):
    """The theme of the passage with these words, None where it is in none."""
    ids = {
        c.theme_id for c in result.corpus.theme_codings if c.segment_id == segment(result, words)
    }
    (theme_id,) = ids or {None}
    return next((t for t in result.corpus.themes if t.id == theme_id), None)


def members(result, theme_id):
    texts = {s.id: s.text for s in result.corpus.segments}
    return sorted(
        texts[c.segment_id] for c in result.corpus.theme_codings if c.theme_id == theme_id
    )


def decide(workspace, act, theme, **more):
    return decide_themes(workspace, [ThemeRequest(act=act, theme=theme, **WHO, **more)])


def version(result, question_id):
    return next(b.version for b in result.corpus.codebooks if b.question_id == question_id)


def test_what_people_fixed_stands_when_a_response_is_added(pond):
    """Confirmed, renamed, merged and moved themes keep ids, words and passages; the rest is new."""
    workspace, first = pond
    bats, dark = theme_of(first, BATS), theme_of(first, DARK)
    cost, tall = theme_of(first, COST), theme_of(first, TALL)
    assert len({t.id for t in (bats, dark, cost, tall)}) == 4
    assert {t.status for t in (bats, dark, cost, tall)} == {ThemeStatus.CANDIDATE}
    decide(workspace, "rename", bats.id, label="Bats suffer from tall lamps at night")
    decide(workspace, "merge", tall.id, to=bats.id)
    decide(workspace, "confirm", dark.id)
    decide(workspace, "move", dark.id, segments=(segment(first, COST),))

    letter(
        workspace,
        "fay.txt",
        "Tall lamps at night would harm the bats of the footpath.",
        1_770_000_900,
    )
    letter(
        workspace, "gus.txt", "A handrail along the footpath would help at night.", 1_770_000_901
    )
    again = run(workspace)

    found = {t.id: t for t in again.corpus.themes}
    assert found[bats.id].label == "Bats suffer from tall lamps at night"
    assert found[bats.id].lineage == (tall.id,)
    assert found[dark.id].label == dark.label
    assert found[bats.id].status is found[dark.id].status is ThemeStatus.CONFIRMED
    assert tall.id not in found
    assert members(again, dark.id) == sorted([DARK, COST])
    assert set(members(again, bats.id)) >= {BATS, TALL}
    assert theme_of(again, "harm the bats").id == bats.id
    assert theme_of(again, "handrail").status is ThemeStatus.CANDIDATE
    moved = next(c for c in again.corpus.theme_codings if c.segment_id == segment(again, COST))
    assert (moved.coder, moved.codebook_version) == ("person:Kim Ash", 4)
    assert (version(first, "q2"), version(again, "q2")) == (0, 4)
    assert found[bats.id].key_point == bats.key_point
    assert [d.actor for d in again.corpus.decisions] == ["Kim Ash"] * 4
    (question,) = [q for q in diff_runs(first, again).questions if q.question_id == "q2"]
    # An earlier letter that speaks of lanterns may be told to answer too once more are like it.
    assert question.base_after >= question.base_before + 2
    assert any("handrail" in statement for statement in question.appeared)
    assert audit(workspace).passed
    page = (workspace.latest / "report.html").read_text("utf-8")
    assert "merge to “Bats suffer from tall lamps at night”" in page
    assert "&#34;exact&#34;" not in page
    assert run(workspace).findings == again.findings


def test_a_rejected_theme_is_not_proposed_again_and_loses_no_word(pond):
    """Its passages are listed without a theme; confirming it brings them back."""
    workspace, first = pond
    cost = theme_of(first, COST)
    decide(workspace, "reject", cost.id)
    again = run(workspace)
    assert theme_of(again, COST) is None
    assert next(t for t in again.corpus.themes if t.id == cost.id).status is ThemeStatus.REJECTED
    loose = {i for q in again.findings for i in q.unclustered_quote_ids}
    assert COST in {q.text for q in again.quotes if q.id in loose}
    decide(workspace, "confirm", cost.id)
    assert theme_of(run(workspace), COST).id == cost.id


def test_a_split_makes_a_theme_that_knows_where_it_came_from(pond):
    """The passages named go to it; the rest stays, confirmed."""
    workspace, first = pond
    bats = theme_of(first, BATS)
    decide(workspace, "merge", theme_of(first, TALL).id, to=bats.id)
    both = (segment(first, TALL), segment(first, BATS))
    with pytest.raises(ConsultError, match=r"THEME_DECISION.*all of"):
        decide(workspace, "split", bats.id, label="Swallows", segments=both)
    done = decide(workspace, "split", bats.id, label="Swallows", segments=(segment(first, TALL),))
    again = run(workspace)
    swallows = theme_of(again, TALL)
    assert (swallows.id, swallows.label) == (done.made[0], "Swallows")
    assert swallows.lineage[0] == bats.id
    assert swallows.origin == "person:Kim Ash"
    assert theme_of(again, BATS).id == bats.id


def test_what_a_person_took_out_does_not_come_back(pond):
    """It goes to the candidates, whatever theme it resembles."""
    workspace, first = pond
    bats = theme_of(first, BATS)
    decide(workspace, "merge", theme_of(first, TALL).id, to=bats.id)
    decide(workspace, "remove", bats.id, segments=(segment(first, TALL),))
    again = run(workspace)
    assert theme_of(again, TALL).id not in (bats.id, None)
    assert theme_of(again, TALL).status is ThemeStatus.CANDIDATE
    assert members(again, bats.id) == [BATS]


def test_a_decision_on_words_that_are_gone_is_listed(pond):
    """The theme stays in the codebook; a person hears that nobody stands behind it."""
    workspace, first = pond
    cost = theme_of(first, COST)
    decide(workspace, "confirm", cost.id)
    letter(workspace, "dan.txt", "Leave the frogs of the footpath in peace.", 1_770_009_000)
    again = run(workspace)
    gone = [p for p in again.run.problems if p.code is ProblemCode.DECISION_LOST]
    assert ["Nobody is left" in p.message for p in gone] == [True]
    assert members(again, cost.id) == []
    assert cost.id in {t.id for t in again.corpus.themes}


def test_who_is_erased_is_erased_from_decisions_too(pond):
    """What others said, and what a person decided about it, stays."""
    workspace, first = pond
    cost, bats = theme_of(first, COST), theme_of(first, BATS)
    decide(workspace, "merge", bats.id, to=cost.id)
    decide(workspace, "move", cost.id, segments=(segment(first, COST), segment(first, TALL)))
    gone = response_id("letters", "letters/dan.txt")
    order = Order(subject=gone, answer="erased", by="Kim Ash", reason="asked for it")
    resolve_orders(workspace, [order])
    with workspace.open_store() as store:
        kept = " ".join(d.before + d.after for d in store.decisions.all())
    assert "money" not in kept
    assert TALL in kept
    (workspace.input_folder / "letters" / "dan.txt").unlink()
    again = run(workspace)
    assert set(members(again, cost.id)) >= {BATS, TALL}
    assert COST not in members(again, cost.id)
    assert next(t.label for t in again.corpus.themes if t.id == cost.id) == "[erased]"


def test_a_codebook_given_at_the_start_is_what_is_assigned(pond, tmp_path):
    """What fits its themes goes to them, what does not becomes candidates beside them."""
    workspace, _ = pond
    toml = workspace.settings.folder / "consultation.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[codebook]\nfile = "codes.csv"\n', "utf-8")
    (toml.parent / "codes.csv").write_text(
        "question,label,definition,parent\n"
        "q2,Bats,Tall lamps at night trouble bats and swallows,Animals\n"
        "q2,Price,What electric lamps would cost the parish in money,\n",
        encoding="utf-8",
    )
    given = run(open_pond(tmp_path))
    bats, price = theme_of(given, TALL), theme_of(given, COST)
    assert (bats.label, price.label) == ("Bats", "Price")
    assert (bats.status, bats.origin) == (ThemeStatus.CONFIRMED, "codebook:codes.csv")
    above = next(t for t in given.corpus.themes if t.id == bats.parent_id)
    assert (above.label, members(given, above.id)) == ("Animals", [])
    assert theme_of(given, DARK).status is ThemeStatus.CANDIDATE
    assert version(given, "q2") == 1
    assert bats.key_point is not None
    coders = {c.coder for c in given.corpus.theme_codings if c.theme_id == bats.id}
    assert coders == {"model:FakeEmbedder@1"}


def test_decisions_are_seen_before_the_next_run_and_a_codebook_is_written(pond):
    """The list shows what holds now; what is written can be given again with the same ids."""
    workspace, first = pond
    bats, tall = theme_of(first, BATS), theme_of(first, TALL)
    decide(workspace, "merge", tall.id, to=bats.id)
    decide(workspace, "rename", bats.id, label="Bats")
    decide(workspace, "parent", theme_of(first, COST).id, to="Bats")
    listed = list_codebooks(workspace)
    by_label = {one.theme.label: one for _, _, of in listed.questions for one in of}
    assert (by_label["Bats"].segments, by_label["Bats"].respondents, listed.waiting) == (2, 3, 3)
    assert [i for i, _ in show_theme(workspace, "bats").members] == sorted(
        (segment(first, BATS), segment(first, TALL))
    )
    rows = list(csv.DictReader(io.StringIO(export_codebook(workspace, "csv").decode())))
    assert next((r["question"], r["label"]) for r in rows) == ("q2", "Bats")
    assert rows[1]["parent"] == rows[0]["id"] == bats.id
    assert bats.id[-16:].encode() not in export_codebook(workspace, "qdc")
    assert b'name="Bats"' in export_codebook(workspace, "qdc")


def test_a_table_of_decisions_is_taken_whole_or_not_at_all(pond, tmp_path):
    """One bad row, and nothing is decided."""
    workspace, first = pond
    bats, tall = theme_of(first, BATS), theme_of(first, TALL)
    table = tmp_path / "decisions.csv"
    head = "do,theme,to,label,segments,reason\n"
    good = f"merge,{tall.id},{bats.id},,,same point\nrename,{bats.id},,Bats,,\n"
    table.write_text(head + good + f"merge,{tall.id},Bats,,,\n", encoding="utf-8")
    with pytest.raises(ConsultError, match="THEME_UNKNOWN"):
        decide_themes(workspace, requests_from(table, "Kim Ash", "by table"))
    with workspace.open_store() as store:
        assert not store.decisions.all()
    table.write_text(head + good, encoding="utf-8")
    done = decide_themes(workspace, requests_from(table, "Kim Ash", "by table"))
    assert [d.reason for d in done.decisions] == ["same point", "by table"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A consultation with one run, for decisions that fail."""
    workspace = make_pond(tmp_path_factory.mktemp("ready"))
    letter(workspace, "ida.txt", BATS)
    return workspace, run(workspace)


@pytest.mark.parametrize(
    ("act", "more", "code"),
    [
        ("lose", {}, "THEME_DECISION"),
        ("confirm", {"by": ""}, "DECISION_INCOMPLETE"),
        ("rename", {}, "THEME_DECISION.*--label"),
        ("merge", {}, "THEME_DECISION.*--to"),
        ("merge", {"to": "itself"}, "THEME_DECISION.*itself|own part"),
        ("merge", {"to": "elsewhere"}, "THEME_DECISION.*different questions"),
        ("move", {}, "THEME_DECISION.*--segment"),
        ("move", {"segments": ("seg_0",)}, "SEGMENT_UNKNOWN"),
        ("remove", {"segments": ("other",)}, "THEME_DECISION.*is not in"),
        ("split", {"segments": ("own",)}, "THEME_DECISION.*--label"),
    ],
)
def test_what_cannot_be_decided_says_why(ready, act, more, code):
    """Nothing is kept then."""
    workspace, first = ready
    theme, other = theme_of(first, BATS), theme_of(first, "We oppose")
    names = {"itself": theme.id, "elsewhere": other.id}
    places = {"own": segment(first, BATS), "other": segment(first, "We oppose")}
    wanted = {**WHO, **more}
    if "to" in wanted:
        wanted["to"] = names[wanted["to"]]
    wanted["segments"] = tuple(places.get(i, i) for i in wanted.get("segments", ()))
    with pytest.raises(ConsultError, match=code):
        decide_themes(workspace, [ThemeRequest(act=act, theme=theme.id, **wanted)])
    with workspace.open_store() as store:
        assert not store.decisions.all()


def test_the_command_lists_shows_exports_and_refuses(ready, tmp_path):
    """Exit codes are 0 for what was done and 2 for what cannot be done."""
    workspace, first = ready
    where = ["--outputs", str(workspace.output_folder.parent)]
    folder = str(workspace.settings.folder)
    runner = CliRunner()

    def call(*words):
        return runner.invoke(app, ["codebook", folder, *words, *where])

    theme = theme_of(first, BATS)
    listed = call("--json")
    assert listed.exit_code == 0
    assert theme.id in {t["theme_id"] for t in json.loads(listed.stdout)["themes"]}
    assert segment(first, BATS) in call("show", theme.id).stdout
    target = tmp_path / "codes.qdc"
    assert call("export", "--all", "--format", "qdc", "--file", str(target)).exit_code == 0
    assert {c.id for c in read_qdc(target.read_bytes())} >= {theme.id}
    refused = call("confirm", "theme_0", "--by", "Kim", "--reason", "x", "--json")
    assert (refused.exit_code, json.loads(refused.stdout)["error"]) == (2, "THEME_UNKNOWN")
