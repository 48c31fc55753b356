"""Starting a consultation writes settings that can be read, or writes nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from consult.domain.errors import SettingsError
from consult.pipeline import initialise as module
from consult.pipeline.initialise import initialise
from consult.settings import load_settings

PAPER = """# A new life for the mill pond

Question 1: Should the mill pond be opened for swimming?

Question 2: How should the footpath round the pond be lit at night?
"""


@pytest.fixture(autouse=True)
def without_models(monkeypatch):
    """Propositions need models; questions do not."""
    monkeypatch.setattr(module, "Engines", lambda _: SimpleNamespace(splitter=None, embedder=None))
    monkeypatch.setattr(module, "propose", lambda *_: ())


def test_a_folder_may_be_called_as_people_call_it(tmp_path):
    """Letters that an id cannot hold are left out of it."""
    folder = tmp_path / "Tŷ Parc"
    folder.mkdir()
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")

    started = initialise(folder)

    assert started.questions == 2
    assert started.as_lines()[0].startswith("2 questions (0 closed) in 1 chapter, 0 propositions")
    assert load_settings(folder).consultation.id == "ty-parc"


def test_one_question_is_no_questions(tmp_path):
    """What is said of one chapter, question or proposition is said in the singular."""
    (tmp_path / "paper.md").write_text(PAPER.rpartition("Question 2")[0], encoding="utf-8")

    said = "\n".join(initialise(tmp_path).as_lines())

    assert "1 question (0 closed)" in said
    assert "1 questions" not in said


def test_settings_that_cannot_be_read_back_are_not_written(tmp_path, monkeypatch):
    """So that trying again does not find a file in the way."""
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    monkeypatch.setattr(module, "id_from", lambda _: "no id at all")

    with pytest.raises(SettingsError, match="SETTINGS_VALUE"):
        initialise(tmp_path)

    assert sorted(p.name for p in tmp_path.iterdir()) == ["paper.md"]
