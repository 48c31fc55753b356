"""A hostile file ends in a named state with a code and what to do, and costs only itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from consult.domain.errors import Severity
from consult.intake.sandbox import ReaderPool
from consult.intake.wire import decode_reading, encode_reading
from consult.settings.model import LimitSettings
from tests.hostile.makers import CANARY, FETCHING, flate_bomb_pdf, garbage, nested_mail
from tests.hostile.manifest import MANIFEST, Hostile
from tests.intake.makers import docx, mail, paragraph, zipped
from tests.intake.reading_of import check_blocks, codes, errors, read_bytes


@pytest.mark.parametrize("hostile", MANIFEST, ids=lambda h: h.name)
def test_the_expected_state(hostile: Hostile):
    """Code, message and severity are as the manifest says; what was read is well-formed."""
    reading = read_bytes(hostile.make(), hostile.name)
    read = [p for p in reading.parts if not (p.failure or p.set_apart)]
    if hostile.expected in {"text", "apart"}:
        assert errors(reading) == []
        assert reading.parts
    elif hostile.expected == "part":
        assert errors(reading)
    else:
        assert set(errors(reading)) == {hostile.expected}
    tables = hostile.name.endswith(".csv")
    assert bool(read) is (hostile.expected in {"text", "part"} and not tables)
    assert [p.failure for p in reading.parts if p.failure] == [
        p for p in reading.problems if p.severity is Severity.ERROR and reading.parts
    ]
    for code in hostile.notes:
        assert code in codes(reading)
    for problem in reading.problems:
        assert hostile.name in problem.where
        assert len(problem.message) > 20
    for part in reading.parts:
        check_blocks(part)
    assert decode_reading(encode_reading(reading)) == reading


def test_names_are_unique():
    """Each row makes a file of its own."""
    assert len({h.name for h in MANIFEST}) == len(MANIFEST)


@pytest.mark.parametrize("name", FETCHING)
def test_no_file_of_the_machine_shows_through(name: str, tmp_path: Path):
    """What a file asks to be fetched never appears, neither in texts nor in problems."""
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    for place in (secret.as_uri(), str(secret), f"../../../../..{secret}"):
        for data, called in (
            (FETCHING[name](place), name),
            (zipped({name: FETCHING[name](place)}), "z.zip"),
        ):
            reading = read_bytes(data, called)
            assert CANARY.encode() not in encode_reading(reading)
            assert errors(reading) or reading.parts


def test_names_of_attachments_are_safe_to_show():
    """No path, no control character and no change of direction survives."""
    raw = mail("See.", attachments=[("../../etc/\u202etxt.exe", b"words"), ("a\x07b.txt", b"more")])
    reading = read_bytes(raw, "m.eml")
    names = [p.name for p in reading.parts if p.key]
    assert len(names) == 2
    assert all(c.isprintable() and c not in "/\\\u202e" for n in names for c in n)


def test_messages_in_messages_end_at_the_limit():
    """Sixty messages inside each other are not all read, and the outer one is still listed."""
    reading = read_bytes(nested_mail(), "m.eml")
    assert any("nested" in p.message or "deeper" in p.message for p in reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        " " * 100_000 + "x",
        ">" * 100_000,
        "x\n>" * 30_000,
        "(" * 100_000,
        "On " * 40_000,
        "1." * 50_000,
        "a@" * 50_000,
        "From: " * 20_000,
        "- " * 50_000,
        "…" * 100_000,
        "Dear " * 25_000,
        "yours " * 20_000,
        "A.a " * 25_000,
        "<" * 100_000,
        "<div>" * 20_000,
        "\u0301" * 50_000,
    ],
    ids=lambda t: repr(t[:6]),
)
@pytest.mark.parametrize("form", ["mail", "html", "docx", "txt"])
def test_anything_is_read_in_linear_time(text: str, form: str):
    """A hundred kilobytes of one thing take a moment in every reader."""
    safe = text.replace("<", "&lt;")
    data = {
        "mail": lambda: mail(text),
        "html": f"<html><p>{text}</p></html>".encode,
        "docx": lambda: docx(paragraph(safe)),
        "txt": text.encode,
    }[form]()
    start = time.process_time()
    read_bytes(data, {"mail": "a.eml", "html": "a.html", "docx": "a.docx", "txt": "a.txt"}[form])
    assert time.process_time() - start < 6


def test_a_bomb_in_a_pdf_is_contained():
    """A stream that inflates three hundredfold ends in a state, in the child's own time."""
    limits = LimitSettings(seconds=60.0)
    from consult.intake.reading import Arrival

    arrival = Arrival(channel="t", source_key="b", name="bomb.pdf", data=flate_bomb_pdf())
    with ReaderPool(limits) as pool:
        reading = pool.read(arrival)
        after = pool.read(Arrival(channel="t", source_key="g", name="g.bin", data=garbage()))
    assert reading.parts or errors(reading)
    assert [p.severity for p in after.problems] == [Severity.ERROR]
