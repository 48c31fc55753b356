"""Campaigns in a whole run: marks, proposals, own words, filled blanks, and how they count."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from consult.analysis.base import question_base
from consult.analysis.options import FindingOptions
from consult.analysis.standing import take_stand
from consult.domain.errors import ProblemCode, Severity
from consult.domain.ledger import Mark, ResponseState
from consult.domain.segment import CampaignKind
from consult.pipeline.copied import FILLED, campaigns_among
from consult.pipeline.progress import Silent
from tests.analysis.world import World
from tests.e2e.fakes import SETTINGS, make_pond, open_pond, run_pond, write

LETTER = (
    "I support this, the mill pond should be opened for swimming.\n\n"
    "The water is clean, the banks are gentle and the old changing hut only wants a new roof. "
    "Children on the estate have nowhere else to cool down in a hot week of August.\n\n"
    "I live in {place}.\n\n"
    "Please open the gate before the summer and let the village look after it.\n"
)
OWN = "My daughter learnt to swim there in the year of the great drought."
POINT = "Lanterns on the footpath would be kinder to bats than tall lamps at night.\n"
SAME_PERSON = """
[[respondents]]
name = "Hedda Lyle"
kind = "individual"
files = ["letters/hedda-*.txt"]
"""


LETTERS = {
    "eve.txt": LETTER.format(place="Upper Sallow"),
    "fay.txt": LETTER.format(place="Marsh End"),
    "gil.txt": LETTER.format(place="Little Green on the Hill"),
    "ira.txt": LETTER.format(place="Sallow Green") + f"\n{OWN}\n",
    "hedda-1.txt": POINT,
    "hedda-2.txt": f"Good evening,\n\n{POINT}",
    "hedda-3.txt": f"{POINT}\nI forgot to say that the benches by the pond are rotten.\n",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The pond with a campaign of four and a person who writes three times the same."""
    folder = tmp_path_factory.mktemp("pond")
    make_pond(folder)
    (folder / "pond" / "consultation.toml").write_text(SETTINGS + SAME_PERSON, encoding="utf-8")
    for number, (name, text) in enumerate(LETTERS.items()):
        write(folder / "pond" / "letters" / name, text, at=1_770_000_100 + number)
    return run_pond(open_pond(folder), Silent())


def test_the_copies_are_one_campaign_and_marked(run):
    """Four letters share a text; three differ only in the place that they fill in."""
    corpus = run.result.corpus
    (campaign,) = corpus.campaigns
    assert campaign.kind is CampaignKind.VARIED
    assert sorted(m.identical for m in campaign.members) == [False, True, True, True]
    marked = {r.id for r in corpus.responses if Mark.CAMPAIGN in r.marks}
    assert marked == {m.response_id for m in campaign.members}


def test_a_campaign_is_proposed_once_with_its_first_words(run):
    """A person is told how it begins, how many sent it, and how many changed it."""
    (problem,) = [p for p in run.result.run.problems if p.code is ProblemCode.CAMPAIGN_PROPOSED]
    assert problem.severity is Severity.WARNING
    assert "4 responses" in problem.message
    assert "3 identical, 1 edited" in problem.message
    document_id, _, span = problem.where.partition(":")
    start, end = map(int, span.split("-"))
    text = next(d.text for d in run.result.corpus.documents if d.id == document_id)
    assert text[start:end] in problem.message
    assert text[start:end] in LETTER
    assert 40 < end - start < 120


def test_own_words_are_the_senders_and_the_rest_the_organisers(run):
    """What one sender added is analysed as that sender's; the rest carries the campaign."""
    corpus = run.result.corpus
    (campaign,) = corpus.campaigns
    members = {m.document_id for m in campaign.members}
    theirs = [s for s in corpus.segments if s.document_id in members]
    assert [s.text for s in theirs if s.campaign_id is None] == [OWN]
    assert {s.campaign_id for s in theirs if s.text != OWN} == {campaign.id}


def test_what_fills_in_a_blank_is_no_segment(run):
    """Where somebody lives is set apart with its reason, for every copy."""
    corpus = run.result.corpus
    assert not [s for s in corpus.segments if s.text.startswith("I live in")]
    apart = [e for e in corpus.exclusions if e.reason == FILLED]
    texts = {d.id: d.text for d in corpus.documents}
    said = set()
    for exclusion in apart:
        document_id, _, span = exclusion.subject_id.partition(":")
        start, end = map(int, span.split("-"))
        said.add(texts[document_id][start:end])
    assert said == {
        f"I live in {place}."
        for place in ("Upper Sallow", "Marsh End", "Little Green on the Hill", "Sallow Green")
    }


def test_one_person_who_writes_the_same_is_no_campaign_and_one_respondent(run):
    """Three letters of one person with the same point: no campaign, one in the base."""
    corpus = run.result.corpus
    (hedda,) = [r.id for r in corpus.respondents if r.name == "Hedda Lyle"]
    hers = [r for r in corpus.responses if r.respondent_id == hedda]
    assert len(hers) == 3
    assert not [r for r in hers if Mark.CAMPAIGN in r.marks]
    findings = [f for q in run.result.findings for f in q.findings]
    assert all(f.respondent_ids.count(hedda) <= 1 for f in findings)
    (lanterns,) = [f for f in findings if "Lanterns" in f.statement]
    assert hedda in lanterns.respondent_ids
    assert len(lanterns.respondent_ids) == 2, "ada says so too"


@pytest.mark.parametrize(("convention", "campaign_counted"), [("none", 1), ("one", 2), ("each", 4)])
def test_the_convention_decides_how_the_copies_count(run, convention, campaign_counted):
    """Of ada, ben and the copies: identical ones count not at all, as one, or each."""
    corpus, options = run.result.corpus, FindingOptions(campaign_identical=convention)
    coded = [c.segment_id for c in corpus.question_codings if c.question_id == "q1"]
    base = question_base("q1", take_stand(corpus, options), coded, corpus, options)
    assert len(base.counted) == 2 + campaign_counted
    assert (base.received.responses, base.received.respondents) == (6, 6)
    assert base.received.campaign_collapsed == 4
    if convention == "one":
        (found,) = [q for q in run.result.findings if q.question_id == "q1"]
        assert found.base == len(base.counted)


def test_a_campaign_letter_that_comes_attached_is_found(tmp_path):
    """Whether copies stand in the message or in its attachments, each response counts once."""
    body = LETTER.format(place="Marsh End")
    make_pond(tmp_path)
    mail = '\n[[sources]]\nfiles = "mail/*"\nchannel = "mail"\nkind = "individual"\n'
    (tmp_path / "pond" / "consultation.toml").write_text(SETTINGS + mail, encoding="utf-8")
    (tmp_path / "pond" / "mail").mkdir()
    said = ("Please find my letter attached.\n", "My letter is with this.\n", body)
    for number, words in enumerate(said):
        message = EmailMessage()
        message["From"] = f"Person{number} Alder{number} <p{number}@example.org>"
        message["Subject"] = "My response"
        message["Date"] = f"Mon, 02 Feb 2026 10:0{number}:00 +0000"
        message["Message-ID"] = f"<{number}@example.org>"
        message.set_content(words)
        message.add_attachment(
            body.encode(), maintype="text", subtype="plain", filename="letter.txt"
        )
        (tmp_path / "pond" / "mail" / f"{number}.eml").write_bytes(bytes(message))
    result = run_pond(open_pond(tmp_path), Silent()).result
    (campaign,) = result.corpus.campaigns
    mailed = {r.id for r in result.corpus.responses if r.channel == "mail"}
    assert len(mailed) == 3
    assert dict(campaign.responses) == dict.fromkeys(sorted(mailed), True)
    assert len(campaign.members) == 4, "one wrote it in the message too"
    (told,) = [p for p in result.run.problems if p.code is ProblemCode.CAMPAIGN_PROPOSED]
    assert "3 responses" in told.message
    assert "3 identical, 0 edited" in told.message


def test_what_a_merged_response_lent_makes_no_second_copy():
    """A copy set behind another counts there once; a valid response without items sends none."""
    world = World()
    for n in range(4):
        world.letter(world.who(f"Person {n}"), LETTER, name=f"l{n}")
    part, whole = world.responses[3], world.responses[0]
    world.responses[3] = replace(part, state=ResponseState.MERGED)
    world.responses[0] = replace(whole, item_ids=(*whole.item_ids, *part.item_ids))
    world.responses.append(replace(part, id="resp_none", item_ids=(), state=ResponseState.VALID))
    corpus = world.corpus()
    (campaign,) = campaigns_among(
        corpus.documents, corpus.responses, corpus.respondents, corpus.consultation, None
    )
    assert sorted(m.response_id for m in campaign.members) == sorted(
        r.id for r in world.responses[:3]
    )
