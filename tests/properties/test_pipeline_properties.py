"""Whatever people write, every floor of the house accounts for all of it."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.errors import IntegrityError
from consult.domain.ids import make_id, sha256_hex
from consult.domain.ledger import Item
from consult.domain.outcome import Exclusion, Outcome
from consult.domain.run import Corpus
from consult.intake.readers.plain import read_plain
from consult.pipeline.coded import code_segments
from consult.pipeline.consulted import Consulted
from consult.pipeline.found import find_all
from consult.pipeline.progress import Silent
from consult.pipeline.received import receive
from consult.pipeline.segmented import segment_documents
from consult.pipeline.times import now
from consult.settings.load import load_settings
from consult.store.store import Store
from tests.e2e.fakes import SETTINGS, fake_engines

PIECES = (
    "I support this, the mill pond should be opened for swimming.",
    "We oppose this: the mill pond should NOT be opened for swimming!",
    "However, the water is deep…",
    "Please light the footpath round the pond.",
    "# The footpath",
    "- one lantern",
    "12. A numbered point about the pond",
    "“It is cold,” said Ann Reed of Pond Friends.",
    "Dear Sir or Madam,",
    "Yours sincerely",
    "None",
    "See above",
    "n/a",
    "cafe\u0301 na\u00efve \ufb01sh",
    "swim\u200bming soft\u00adhyphen",
    "\u202eright to left\u202c",
    "🦆🦆 ducks 👩🏽‍🌾",
    "a" * 300,
    "*emphasis* and [a link](https://example.org/x) and \\* escapes",
    "| a | table | row |",
    "42%",
    "???",
    "The parish council said the pond must stay open.",
)
LINES = st.sampled_from(PIECES) | st.text(max_size=40)
LETTER = st.lists(
    st.tuples(LINES, st.sampled_from(("\n", "\n\n", " ", "\r\n\r\n"))), min_size=1, max_size=12
).map(lambda lines: "".join(line + end for line, end in lines))
LETTERS = st.lists(LETTER, min_size=1, max_size=4)


class Whole:
    """All stages after collecting, on letters that are already in the ledger."""

    def __init__(self, *arrivals: list[str]) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "consultation.toml").write_text(SETTINGS, encoding="utf-8")
            self.settings = load_settings(folder)
            with Store(folder / "store") as store:
                known = 0
                for letters in arrivals:
                    store.ledger.receive(
                        [_item(store, known + n, text) for n, text in enumerate(letters)], now()
                    )
                    known += len(letters)
                    self._run(store)

    def _run(self, store: Store) -> None:
        engines = fake_engines(self)  # type: ignore[arg-type]  # it asks for nothing but settings
        self.received = receive(self.settings, store, _read, Silent())
        consultation = self.settings.consultation
        self.segmented = segment_documents(
            consultation, self.received, None, engines, store, Silent()
        )
        consulted = Consulted(
            settings=self.settings, item=None, paper=None, passages={}, problems=()
        )
        self.coded = code_segments(
            consulted, self.received, self.segmented, engines, store, Silent()
        )
        self.corpus = _corpus(consultation, self)
        self.found = find_all(self.settings, self.corpus, self.coded, engines, store, Silent())

    @property
    def outcomes(self) -> list[Outcome]:
        read = [self.received.reading, self.received.responding]
        return [*read, self.segmented.outcome, *self.coded.outcomes]


def _read(arrival, survey):
    return read_plain(arrival.data, name=arrival.name)


def _item(store: Store, number: int, text: str) -> Item:
    data = text.encode("utf-8", "replace")
    key = f"letters/{number}.txt"
    return Item(
        id=make_id("item", "letters", key, sha256_hex(data)),
        channel="letters",
        source_key=key,
        name=f"{number}.txt",
        sha256=store.raw.put(data),
        size=len(data),
        received=None,
        media_type="text/plain",
    )


def _corpus(consultation, whole: Whole) -> Corpus:
    return Corpus(
        consultation=consultation,
        items=whole.received.items,
        responses=whole.segmented.responses,
        respondents=whole.received.respondents.all(),
        answers=whole.received.answers,
        documents=whole.segmented.documents,
        segments=whole.segmented.segments,
        campaigns=whole.segmented.campaigns,
        themes=whole.coded.themes,
        codebooks=whole.coded.codebooks,
        question_codings=whole.coded.question_codings,
        theme_codings=whole.coded.theme_codings,
        stance_codings=whole.coded.stance_codings,
    )


@settings(max_examples=25, deadline=None)
@given(LETTERS)
def test_segments_and_what_is_set_apart_hold_all_of_a_document(letters):
    """Each word of an analysed document is in one segment or set apart once, with a reason."""
    whole = Whole(letters)
    spans = {d.id: [] for d in whole.segmented.outcome.done}
    for segment in whole.corpus.segments:
        document = next(d for d in whole.corpus.documents if d.id == segment.document_id)
        assert document.text[segment.start : segment.end] == segment.text
        assert any(b.start <= segment.start < segment.end <= b.end for b in document.blocks)
        spans[segment.document_id].append((segment.start, segment.end))
    for apart in whole.segmented.set_apart:
        document_id, _, span = apart.subject_id.partition(":")
        start, _, end = span.partition("-")
        assert apart.reason
        spans[document_id].append((int(start), int(end)))
    for document in whole.segmented.outcome.done:
        end, left = 0, ""
        for start, stop in sorted(spans[document.id]):
            assert start >= end
            left += document.text[end:start]
            end = stop
        assert not (left + document.text[end:]).strip()


@settings(max_examples=25, deadline=None)
@given(LETTERS)
def test_nothing_vanishes_between_stages(letters):
    """What a stage was given is done, excluded or failed; what is done is what the next gets."""
    whole = Whole(letters)
    for outcome in whole.outcomes:
        assert outcome.checked() is outcome
    reading, responding, segmenting, coding = whole.outcomes
    assert reading.given == len(letters)
    assert responding.given == len(whole.corpus.responses) == len(letters)
    assert segmenting.given == len(reading.done)
    assert coding.given == len(whole.corpus.segments)
    assert Counter(r.state.value for r in whole.corpus.responses).total() == len(letters)
    for question in whole.found.questions:
        assert question.base <= len(whole.corpus.respondents)


@settings(max_examples=25, deadline=None)
@given(LETTERS)
def test_quotes_are_cut_exactly_and_numbers_recompute(letters):
    """Every quote is its document's text at its place, inside its segment and of its speaker."""
    whole = Whole(letters)
    documents = {d.id: d for d in whole.corpus.documents}
    segments = {s.id: s for s in whole.corpus.segments}
    for quote in whole.found.quotes:
        quote.check(documents[quote.document_id])
        segment = segments[quote.segment_id]
        assert segment.start <= quote.start < quote.end <= segment.end
        assert quote.text == quote.text.strip() != ""
        assert quote.respondent_id == segment.respondent_id
    known = {q.id for q in whole.found.quotes}
    for question in whole.found.questions:
        for finding in (*question.findings, *question.reported):
            assert finding.quote_ids or "may not be shown" in finding.statement
            assert set(finding.quote_ids) <= known
    assert whole.found.problems == ()


@settings(max_examples=15, deadline=None)
@given(LETTERS, LETTERS)
def test_letters_that_come_later_give_what_all_at_once_give(early, late):
    """Two runs as letters come in end where one run on all of them ends."""
    bit_by_bit, at_once = Whole(early, late), Whole([*early, *late])
    assert bit_by_bit.corpus == at_once.corpus
    assert bit_by_bit.found == at_once.found


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(-3, 3))
def test_an_outcome_whose_sums_differ_is_refused(done, excluded, lost):
    """A stage cannot lose a thing, or count one twice, without being stopped."""
    outcome = Outcome(
        stage="read",
        given=done + excluded + lost,
        done=(),
        done_count=done,
        excluded=tuple(
            Exclusion(subject_id=str(n), stage="read", reason="set apart") for n in range(excluded)
        ),
    )
    if lost:
        with pytest.raises(IntegrityError, match="STAGE_SUM"):
            outcome.checked()
    else:
        count = outcome.checked().count()
        assert (count.given, count.done, count.excluded) == (done + excluded, done, excluded)
        assert replace(outcome, given=outcome.given + 1) != outcome
