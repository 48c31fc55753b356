"""Who sent the real documents, found without being told: their names are not in the settings."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from consult.domain.document import Role
from consult.domain.ledger import RespondentKind
from consult.domain.segment import VoiceKind
from consult.pipeline.collect import collect
from consult.pipeline.engines import Engines
from consult.pipeline.progress import Silent
from consult.pipeline.run import read
from consult.pipeline.segmented import segment_documents
from consult.pipeline.workspace import open_workspace

pytestmark = [pytest.mark.seeds, pytest.mark.model]

TOLD = re.compile(r"^(?:respondent|kind|consent) = .*\n", re.MULTILINE)
LETTER, SLIDES = "adcs-response.txt", "trafford-briefing.txt"


@pytest.fixture(scope="module")
def untold(seeds, tmp_path_factory):
    """The settings of the seeds without any word on respondents; read and cut into segments."""
    folder = tmp_path_factory.mktemp("untold")
    settings = (Path(__file__).parent / "consultation.toml").read_text(encoding="utf-8")
    settings = TOLD.sub("", settings.partition("[[respondents]]")[0])
    assert "ADCS" not in settings
    (folder / "consultation.toml").write_text(settings, encoding="utf-8")
    workspace = open_workspace(folder, input_folder=seeds, outputs=folder / "outputs")
    with workspace.open_store() as store:
        collect(workspace, store, Silent())
        received = read(workspace, store, Silent())
        cut = segment_documents(
            workspace.settings.consultation,
            received,
            None,
            Engines(workspace.settings),
            store,
            Silent(),
        )
    return received, cut


def sender_of(received, key):
    """The respondent of the response that one file is."""
    item = next(i for i in received.items if i.source_key == key)
    response = next(r for r in received.responses if item.id in r.item_ids)
    return next(r for r in received.respondents.all() if r.id == response.respondent_id)


@pytest.mark.parametrize(
    ("key", "name", "alias"),
    [
        (LETTER, "Association of Directors of Children's Services Ltd.", "ADCS"),
        (SLIDES, "Trafford Council", None),
    ],
)
def test_each_response_is_given_to_its_organisation(untold, key, name, alias):
    """By title, letter head and what it says of itself; the evidence names its place."""
    received, _ = untold
    sender = sender_of(received, key)

    assert (sender.name, sender.kind) == (name, RespondentKind.ORGANISATION)
    assert alias is None or alias in sender.aliases
    documents = {d.id: d for d in received.documents}
    for evidence in sender.evidence:
        text = documents[evidence.document_id].text
        assert text[evidence.start : evidence.end] == evidence.quote


def test_who_speaks_in_the_article_is_who_sent_the_letter(untold):
    """The acronym, the full name and the speaker are one respondent; nobody else is."""
    received, cut = untold
    letter = sender_of(received, LETTER)
    press = {d.id for d in received.documents if d.role is Role.PRESS}
    spoken = Counter(
        s.respondent_id
        for s in cut.segments
        if s.document_id in press and s.voice.kind is VoiceKind.REPORTED and s.respondent_id
    )
    others = [r.name for r in received.respondents.all() if r.id != letter.id]

    assert spoken[letter.id] >= 2
    assert not [name for name in others if "ADCS" in name or "Directors" in name]
    assert len(spoken) >= 3
