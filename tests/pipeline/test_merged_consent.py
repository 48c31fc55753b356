"""Who is merged keeps what it allowed: the strictest of all holds, under all names."""

from __future__ import annotations

import re

import pytest

from consult.domain.ledger import Consent, RespondentKind, response_id
from consult.pipeline.decided import Sent
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from tests.e2e.fakes import make_pond, run_pond, write

BEN = response_id("letters", "letters/ben.txt")
CAI = response_id("letters", "letters/cai.txt")
DEE = response_id("letters", "letters/dee.txt")
DEE_SAYS = "We oppose this, for the Fennimore family lost a daughter in the mill pond.\n"


def order(subject, answer=None, **more):
    return Order(subject=subject, answer=answer, by="Kim", reason="told us", **more)


def sent_by(subject, name, consent):
    return order(subject, sent=Sent(name=name, consent=consent))


@pytest.fixture
def pond(tmp_path):
    pond = make_pond(tmp_path)
    write(pond.input_folder / "letters" / "dee.txt", DEE_SAYS, at=1_770_000_100)
    run_pond(pond, Silent())
    return pond


def shown(finished):
    """What the public report says, without its styles and scripts."""
    page = finished.published.public_report.read_text(encoding="utf-8")
    return re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (Consent.PRIVATE, Consent.PUBLISH),
        (Consent.PUBLISH, Consent.PRIVATE),
    ],
)
def test_private_words_stay_private_whichever_way_they_are_merged(pond, part, whole):
    """Neither letter is quoted to the public once one of them was private."""
    resolve_orders(pond, [sent_by(DEE, "Dee Poe", part), sent_by(BEN, "Ben Roe", whole)])
    resolve_orders(pond, [order(DEE, "merged", other=BEN)])

    merged = run_pond(pond, Silent())

    assert "Fennimore" not in shown(merged)
    assert "should not be opened for swimming" not in shown(merged)
    assert not [q for q in merged.result.quotes if "Fennimore" in q.text]
    assert len(merged.result.findings[0].base_respondent_ids) == 2


def test_of_three_that_are_merged_one_after_another_the_strictest_holds(pond):
    """A chain of merges ends with one respondent that allows what all of them allow."""
    resolve_orders(pond, [sent_by(DEE, "Dee Poe", Consent.PRIVATE)])
    resolve_orders(pond, [order(DEE, "merged", other=BEN)])
    resolve_orders(pond, [order(BEN, "merged", other=CAI)])

    merged = run_pond(pond, Silent())

    assert "Fennimore" not in shown(merged)
    assert "so that owls can hunt" not in shown(merged)


def test_an_anonymous_respondent_is_hidden_under_the_names_of_all_that_were_merged(pond):
    """The other name stands nowhere, though it was given for publication by itself."""
    write(
        pond.input_folder / "letters" / "ben.txt",
        "We oppose this, the mill pond should not be opened, says Dee Poe.\n",
        at=1_770_000_200,
    )
    write(
        pond.input_folder / "letters" / "cai.txt",
        "Please keep the footpath dark at night, as Dee Poe also wrote to you.\n",
        at=1_770_000_201,
    )
    resolve_orders(
        pond,
        [sent_by(DEE, "Dee Poe", Consent.PUBLISH), sent_by(BEN, "Ben Roe", Consent.ANONYMOUS)],
    )
    apart = run_pond(pond, Silent())
    assert "Dee Poe" in shown(apart)

    resolve_orders(pond, [order(DEE, "merged", other=BEN)])
    merged = run_pond(pond, Silent())

    assert "Fennimore" in shown(merged)
    assert "Dee Poe" not in shown(merged)
    assert "Ben Roe" not in shown(merged)
    assert "as [name] also wrote to you" in re.sub(r"<[^>]+>", "", shown(merged))


def test_an_organisation_that_also_wrote_by_itself_allows_there_what_it_allowed(pond):
    """Only who has nothing left of its own shares the stricter consent of whom it joined."""
    write(pond.input_folder / "letters" / "eve.txt", "I support this.\n", at=1_770_000_300)
    eve = response_id("letters", "letters/eve.txt")
    run_pond(pond, Silent())
    resolve_orders(
        pond,
        [
            order(i, sent=Sent(name="Pond Anglers", kind=RespondentKind.ORGANISATION))
            for i in (DEE, eve)
        ],
    )
    resolve_orders(pond, [sent_by(BEN, "Ben Roe", Consent.PRIVATE)])
    resolve_orders(pond, [order(DEE, "merged", other=BEN)])

    merged = run_pond(pond, Silent())

    consents = {w.name: w.consent for w in merged.result.corpus.respondents}
    assert consents["Pond Anglers"] is Consent.PUBLISH
    assert consents["Ben Roe"] is Consent.PRIVATE
    assert "Fennimore" not in shown(merged)
