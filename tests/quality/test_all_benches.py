"""Every bench in one command, whatever part of the ground truth a folder holds."""

from __future__ import annotations

import json
from importlib.util import find_spec

from benches.quality.__main__ import BENCHES


def _bench(name):
    return next(bench for bench in BENCHES if bench.name == name)


def test_a_bench_whose_files_lack_says_which(tmp_path):
    """Nothing fails for want of data; the reason names the files."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "au_questions.json").write_text("{}", encoding="utf-8")
    told = _bench("questions").lacks(tmp_path, None)
    assert told is not None
    assert told.endswith("has no questions/au_assignment.jsonl")
    (tmp_path / "questions" / "au_assignment.jsonl").write_text("", encoding="utf-8")
    assert _bench("questions").lacks(tmp_path, None) is None


def test_a_part_without_rows_to_learn_from_needs_another_folder(tmp_path):
    """A kept-back part is scored by what another folder's train rows taught."""
    for name, split in (("kept", "test"), ("public", "train")):
        folder = tmp_path / name / "themes"
        folder.mkdir(parents=True)
        row = json.dumps({"text": "a", "split": split})
        (folder / "nhs_fft_pxtextmining.jsonl").write_text(row, encoding="utf-8")
    learning, kept, public = _bench("learning"), tmp_path / "kept", tmp_path / "public"
    assert "--train" in (learning.lacks(kept, None) or "")
    assert learning.lacks(kept, public) is None
    assert learning.lacks(public, None) is None
    assert learning.command(kept, public)[-2:] == ["--train", str(public / "themes")]


def test_every_bench_is_there():
    """The list names modules that exist."""
    assert [bench.module for bench in BENCHES if find_spec(bench.module) is None] == []
