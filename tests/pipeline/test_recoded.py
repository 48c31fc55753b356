"""People correct codings; every later run heeds it, and learns."""

from __future__ import annotations

import pytest

from consult.domain.coding import Position
from consult.domain.errors import ConsultError, ProblemCode
from consult.pipeline.progress import Silent
from consult.pipeline.recoding import recode_segment
from tests.e2e.fakes import make_pond, open_pond, run_pond, write

WHO = {"by": "Kim Ash", "reason": "read again"}


@pytest.fixture
def pond(tmp_path):
    """A consultation of three letters that has had one run."""
    workspace = make_pond(tmp_path)
    return workspace, run_pond(workspace, Silent()).result.corpus


def segment_of(corpus, words):
    return next(s for s in corpus.segments if words in s.text)


def positions(corpus, segment_id):
    return {c.position for c in corpus.stance_codings if c.segment_id == segment_id}


def test_a_decided_position_and_question_hold_in_the_next_run(pond):
    """The decision names its person, replaces the machine's coding, and stays on record.

    To take a position on a proposition is to answer its question, beside the one decided.
    """
    workspace, corpus = pond
    segment = segment_of(corpus, "We oppose")
    recode_segment(workspace, segment.id, questions=["q2"], positions=["p1=agree"], **WHO)
    again = run_pond(workspace, Silent()).result.corpus
    assert positions(again, segment.id) == {Position.AGREE}
    coded = [(c.question_id, c.coder) for c in again.question_codings if c.segment_id == segment.id]
    assert coded == [("q1", "person:Kim Ash"), ("q2", "person:Kim Ash")]
    assert [d.actor for d in again.decisions] == ["Kim Ash"]


def test_a_later_decision_takes_an_earlier_one_back(pond):
    """Both stay in the log; the last one holds."""
    workspace, corpus = pond
    segment = segment_of(corpus, "We oppose")
    for position in ("agree", "disagree"):
        recode_segment(workspace, segment.id, questions=None, positions=[f"p1={position}"], **WHO)
    again = run_pond(workspace, Silent()).result.corpus
    assert positions(again, segment.id) == {Position.DISAGREE}
    assert len(again.decisions) == 2


def test_a_decision_on_words_that_are_gone_is_listed_and_changes_nothing(pond):
    """When the letter is replaced by another, the decision is lost and a person hears of it."""
    workspace, corpus = pond
    segment = segment_of(corpus, "We oppose")
    recode_segment(workspace, segment.id, questions=None, positions=["p1=agree"], **WHO)
    letter = workspace.input_folder / "letters" / "ben.txt"
    write(letter, "Frogs spawn there each year, leave them in peace.\n", at=1_770_009_000)
    again = run_pond(workspace, Silent()).result
    assert ProblemCode.DECISION_LOST in {p.code for p in again.run.problems}


def test_a_decided_position_brings_its_respondent_into_the_base_of_the_question(pond):
    """Also where the words answer nothing that the machine could tell."""
    workspace, _ = pond
    letter = workspace.input_folder / "letters" / "dot.txt"
    write(letter, "Grandfather learned to dive there and nobody drowned.\n", at=1_770_000_900)
    segment = segment_of(run_pond(workspace, Silent()).result.corpus, "Grandfather")
    recode_segment(workspace, segment.id, questions=[], positions=["p1=agree"], **WHO)

    first = next(q for q in run_pond(workspace, Silent()).result.findings if q.question_id == "q1")

    assert segment.respondent_id in first.propositions[0].positions[Position.AGREE]
    assert segment.respondent_id in first.base_respondent_ids


def test_a_decision_about_what_has_no_such_id_any_more_is_lost_and_hides_nothing(pond):
    """A question was renamed in consultation.toml: its passage is coded as by nobody, and told."""
    workspace, corpus = pond
    segment = segment_of(corpus, "owls can hunt")
    recode_segment(workspace, segment.id, questions=["q2"], positions=["p1=disagree"], **WHO)
    toml = workspace.settings.folder / "consultation.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('id = "q2"', 'id = "light"').replace('id = "p1"', 'id = "swim"'))

    again = run_pond(open_pond(workspace.settings.folder.parent), Silent()).result
    told = [p.message for p in again.run.problems if p.code is ProblemCode.DECISION_LOST]

    assert len(told) == 1
    assert "q2, p1" in told[0]
    known = {q.id for q in again.corpus.consultation.questions}
    assert {c.question_id for c in again.corpus.question_codings} <= known
    codings = (*again.corpus.question_codings, *again.corpus.stance_codings)
    assert not any(c.coder.startswith("person:") for c in codings)
    assert any("owls" in q.text for q in again.quotes)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"positions": ["p9=agree"]}, "POSITION_UNKNOWN"),
        ({"positions": ["p1=maybe"]}, "POSITION_UNKNOWN"),
        ({"questions": ["q9"]}, "QUESTION_UNKNOWN"),
        ({"positions": [], "questions": None}, "DECISION_INCOMPLETE"),
        ({"positions": ["p1=agree"], "by": ""}, "DECISION_INCOMPLETE"),
    ],
)
def test_a_slip_is_named_and_nothing_is_kept(pond, change, code):
    """Unknown ids, words and people are errors of use."""
    workspace, corpus = pond
    order = {"questions": None, "positions": [], **WHO, **change}
    with pytest.raises(ConsultError, match=code):
        recode_segment(workspace, corpus.segments[0].id, **order)
    with workspace.open_store() as store:
        assert not store.decisions.all()


def test_an_unknown_passage_is_named(pond):
    """An id that the newest run does not hold is refused."""
    workspace, _ = pond
    with pytest.raises(ConsultError, match="SEGMENT_UNKNOWN"):
        recode_segment(workspace, "seg_0", questions=["q1"], positions=[], **WHO)
