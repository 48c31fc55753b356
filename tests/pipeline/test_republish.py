"""A run is published again only while what people allow and decided is what the run knew."""

from __future__ import annotations

import shutil

import pytest

from consult.domain.errors import ConsultError
from consult.domain.ledger import Consent, response_id
from consult.pipeline.decided import Sent
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from consult.pipeline.run import publish_latest, republish
from tests.e2e.fakes import make_pond, open_pond, run_pond, write

ADA, BEN, DEE = (response_id("letters", f"letters/{n}.txt") for n in ("ada", "ben", "dee"))
SETTINGS = "consultation.toml"


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A folder with a finished run, in which one letter is not quoted since it is private."""
    folder = tmp_path_factory.mktemp("once")
    pond = make_pond(folder)
    write(
        pond.input_folder / "letters" / "dee.txt",
        "I have nothing to add.\n\nThis response is confidential.\n",
        at=1_770_000_100,
    )
    result = run_pond(pond, Silent()).result
    documents = {d.id: d for d in result.corpus.documents}
    assert not [q for q in result.quotes if "nothing to add" in documents[q.document_id].text]
    return folder


@pytest.fixture
def pond(finished, tmp_path):
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True, symlinks=True)
    return open_pond(tmp_path)


def order(subject, answer=None, **more):
    return Order(subject=subject, answer=answer, by="Kim", reason="told us", **more)


def again(pond, ways=("report", "flow")):
    """Publish the newest run by the command's way and by the flow's; return what came of it."""
    return [_published(pond, way) for way in ways]


def _published(pond, way):
    try:
        if way == "report":
            republish(pond, None, Silent())
        else:
            with pond.open_store() as store, store.lease("flow publish"):
                publish_latest(pond, store, Silent())
    except ConsultError as error:
        return error.code
    return "published"


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (order(BEN, "withdrawn"), "QUOTE_WITHDRAWN"),
        (order(DEE, "withdrawn"), "QUOTE_WITHDRAWN"),
        (order(BEN, sent=Sent(consent=Consent.PRIVATE)), "STALE_RUN"),
        (order(BEN, sent=Sent(name="Ben Roe")), "STALE_RUN"),
        (order(BEN, "merged", other=DEE), "STALE_RUN"),
        (order(BEN, "concern"), "STALE_RUN"),
    ],
)
def test_what_was_decided_since_stops_a_report(pond, decision, code):
    """Whether or not the run quotes the response; what was published before is left alone."""
    before = sorted(p.name for p in pond.latest.iterdir())

    resolve_orders(pond, [decision])

    assert again(pond) == [code, code]
    assert sorted(p.name for p in pond.latest.iterdir()) == before


def test_what_was_decided_and_undone_stops_nothing(pond):
    """All that counts is what holds now."""
    resolve_orders(pond, [order(DEE, "withdrawn"), order(BEN, "no-concern")])
    resolve_orders(pond, [order(DEE, "valid")])

    assert again(pond, ("report",)) == ["published"]


def test_a_run_that_knows_the_decisions_is_published_again(pond):
    """A withdrawn letter, its consent and a concern stand in the run: nothing is new."""
    resolve_orders(
        pond,
        [order(DEE, "withdrawn"), order(BEN, "concern"), order(ADA, sent=Sent(name="Ada Marsh"))],
    )
    run_pond(pond, Silent())

    assert again(pond) == ["published", "published"]


@pytest.mark.parametrize(
    "settings",
    [
        lambda text: text.replace('consent = "publish"', 'consent = "private"'),
        lambda text: (
            text + '\n[[respondents]]\nname = "Ben Roe"\nkind = "individual"\n'
            'files = ["letters/ben.txt"]\nconsent = "anonymous"\n'
        ),
        lambda text: text + '\n[counting]\nconsent_missing_individual = "private"\n',
    ],
)
def test_a_stricter_consent_in_the_settings_stops_a_report(pond, tmp_path, settings):
    """What consultation.toml allows now is asked, not what it allowed when the run was made."""
    path = tmp_path / "pond" / SETTINGS
    path.write_text(settings(path.read_text(encoding="utf-8")), encoding="utf-8")

    assert again(open_pond(tmp_path), ("report",)) == ["STALE_RUN"]


def test_other_settings_may_change(pond, tmp_path):
    """A source that is added takes nothing from the report of what came before."""
    path = tmp_path / "pond" / SETTINGS
    text = path.read_text(encoding="utf-8")
    more = '\n[[sources]]\nfiles = "later/*"\nchannel = "later"\nconsent = "private"\n'
    path.write_text(text + more, encoding="utf-8")

    assert again(open_pond(tmp_path), ("report",)) == ["published"]
