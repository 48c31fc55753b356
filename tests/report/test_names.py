"""Masks over the names of those who want none, in any text of the public report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.document import Role
from consult.domain.ledger import Consent, Respondent
from consult.domain.run import RunResult
from consult.report.briefing import briefing_data
from consult.report.html import render_html
from consult.report.names import MASK, naming
from consult.report.options import ReportOptions
from consult.report.view import build
from tests.report.factory import CANARY_NAME


def test_a_hidden_name_is_masked_however_it_is_written() -> None:
    """Another apostrophe, the surname first or a line between make no difference."""
    hidden = [
        Respondent(id="who_1", name="Sean O'Marlow", consent=Consent.ANONYMOUS),
        Respondent(id="who_2", name="Quillon, Philippa", consent=Consent.ANONYMOUS),
        Respondent(id="who_3", name="Odd Fellow", consent=Consent.ANONYMOUS),
        Respondent(id="who_4", name="Odd Fellow", consent=Consent.PUBLISH),
    ]
    people = naming(hidden, ReportOptions())
    for said in ("Sean O’Marlow", "O'MARLOW, Sean", "Philippa\nQuillon", "Quillon, Philippa"):
        assert people.masked_text(f"As {said} said", "who_9") == f"As {MASK} said"
    assert people.masked_text("Odd Fellow said", "who_9") == "Odd Fellow said"
    parts = people.masked("I, Sean O’Marlow, and my Marlow aunts", "who_1")
    assert "".join(p.text for p in parts) == f"I, {MASK}, and my {MASK} aunts"


@pytest.mark.parametrize(
    "called", [f"{CANARY_NAME}: the ferry is killing my trade", f"{CANARY_NAME} writes.txt"]
)
def test_a_headline_gives_no_hidden_name(run: RunResult, called: str) -> None:
    """Neither the title of a press item nor its file's name; nor whom it has speak."""
    titled = called if "." not in called else ""
    corpus = run.corpus
    (press,) = [d for d in corpus.documents if d.role is Role.PRESS]
    changed = replace(
        run,
        corpus=replace(
            corpus,
            documents=tuple(
                replace(d, title=titled) if d is press else d for d in corpus.documents
            ),
            items=tuple(
                replace(i, name=called) if i.id == press.item_id else i for i in corpus.items
            ),
            segments=tuple(
                replace(s, voice=replace(s.voice, speaker=CANARY_NAME))
                if s.document_id == press.id and s.voice.speaker
                else s
                for s in corpus.segments
            ),
        ),
    )
    view = build(changed, ReportOptions(audience="public"))
    told = [c.quote for q in view.questions for f in q.reported for c in f.cited]

    assert [q.reported_by for q in told] == [called.replace(CANARY_NAME, MASK)]
    assert CANARY_NAME not in render_html(view)
    assert CANARY_NAME not in repr(briefing_data(view))
    assert called in render_html(build(changed, ReportOptions())), "the analyst reads it"
