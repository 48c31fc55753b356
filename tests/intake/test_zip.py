"""Archives: every member is read by its kind, and a bad one costs only itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from consult.domain.document import BlockKind
from consult.domain.errors import Severity
from consult.intake.reading import Reading
from consult.settings.model import LimitSettings, SurveyMapping
from tests.intake.makers import docx, mail, paragraph, zipped
from tests.intake.reading_of import check_blocks, codes, errors, read_bytes, said


def by_key(reading: Reading) -> dict[str, str]:
    """Key -> text of what was read."""
    return {p.key: p.text for p in reading.parts if not (p.set_apart or p.failure)}


def apart(reading: Reading) -> dict[str, str]:
    return {p.key: p.set_apart for p in reading.parts if p.set_apart}


def failed(reading: Reading) -> dict[str, str]:
    return {p.key: p.failure.code.value for p in reading.parts if p.failure}


def archive(*members: tuple[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name), content, packing)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same archive, with every member said to be encrypted."""
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def test_members_are_read_by_their_kind():
    """A letter, a message with its attachment, and a document: three submissions, one tied part."""
    message = mail("We object.", attachments=[("more.docx", docx(paragraph("At length.")))])
    reading = read_bytes(
        archive(
            ("letters/a.txt", "We agree."),
            ("b.eml", message),
            ("c.docx", docx(paragraph("We do not mind."))),
            ("letters/", b""),
        ),
        "all.zip",
    )
    parts = {p.key: p for p in reading.parts}
    assert list(parts) == ["!b.eml", "!b.eml#attachment:1:more.docx", "!c.docx", "!letters/a.txt"]
    assert {k: (p.is_response, p.belongs_to) for k, p in parts.items()} == {
        "!letters/a.txt": (True, None),
        "!b.eml": (True, None),
        "!b.eml#attachment:1:more.docx": (False, "!b.eml"),
        "!c.docx": (True, None),
    }
    assert parts["!b.eml"].data == message
    assert parts["!letters/a.txt"].name == "a.txt"
    assert parts["!letters/a.txt"].sender is None
    assert said(parts["!b.eml"], BlockKind.PARAGRAPH) == ["We object."]
    assert codes(reading) == []
    for part in reading.parts:
        check_blocks(part)


def test_the_order_in_the_archive_says_nothing():
    """The same members in another order are the same reading."""
    members = [("a.txt", "One."), ("b.txt", "Two."), ("a.txt", "Three."), ("a.txt", "One.")]
    with pytest.warns(UserWarning, match="Duplicate name"):
        forwards, backwards = archive(*members), archive(*reversed(members))
    assert read_bytes(forwards, "z.zip") == read_bytes(backwards, "z.zip")


def test_twins_are_told_apart_by_their_bytes():
    """Different files of one name are both read; the same file again is set apart."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("a.txt", "One."), ("a.txt", "Two."), ("../a.txt", "One."))
    reading = read_bytes(data, "z.zip")
    assert sorted(by_key(reading).values()) == ["One.", "Two."]
    assert "!a.txt" in by_key(reading)
    assert list(apart(reading).values()) == [
        "the same bytes stand in it under the same name already"
    ]


def test_names_climb_nowhere_and_hide_nothing():
    """Paths, control and direction characters are gone from keys and names."""
    reading = read_bytes(
        archive(
            ("../../etc/a.txt", "One."),
            ("/root/b.txt", "Two."),
            ("C:\\c\\\u202etxt.d.txt", "Three."),
            ("e\x07\u0301.txt", "Four."),
        ),
        "z.zip",
    )
    assert sorted(by_key(reading).values()) == ["Four.", "One.", "Three.", "Two."]
    for part in reading.parts:
        assert ".." not in part.key
        assert not part.key.startswith("!/")
        assert all(c.isprintable() and c not in "\\\u202e" for c in part.key + part.name)
        assert "/" not in part.name


def test_what_programs_leave_behind_is_set_apart():
    """It is listed with its reason, and is no response."""
    reading = read_bytes(
        archive(
            ("a.txt", "We agree."),
            ("__MACOSX/._a.txt", b"\x00\x05\x16\x07"),
            (".DS_Store", b"\x00\x00\x00\x01Bud1"),
            ("Thumbs.db", b"\xd0\xcf\x11\xe0"),
            ("~$a.docx", b"\x01"),
            (".hidden", "words"),
        ),
        "z.zip",
    )
    assert by_key(reading) == {"!a.txt": "We agree."}
    assert sorted(set(apart(reading).values())) == [
        "a hidden file",
        "left behind by an office program",
        "left behind by an operating system",
    ]
    assert len(apart(reading)) == 5
    assert codes(reading) == []


def test_a_link_is_not_followed():
    """A symbolic link in an archive is set apart."""
    link = zipfile.ZipInfo("secret.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(link, "/etc/hostname")
        made.writestr("a.txt", "We agree.")
    reading = read_bytes(out.getvalue(), "z.zip")
    assert by_key(reading) == {"!a.txt": "We agree."}
    assert apart(reading) == {"!secret.txt": "a link to another place, which is not followed"}


def test_a_broken_member_costs_only_itself():
    """It is named with its place, and the others are read."""
    good = zipped({"a.txt": "We agree.", "b.txt": "x" * 4000, "c.pdf": b"%PDF-1.4 nothing"})
    at = good.find(b"b.txt") + 5
    broken = good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
    reading = read_bytes(broken, "z.zip")
    assert by_key(reading) == {"!a.txt": "We agree."}
    assert failed(reading) == {"!b.txt": "CORRUPT", "!c.pdf": "CORRUPT"}
    assert [p.where for p in reading.problems] == ["z.zip!b.txt", "z.zip!c.pdf"]
    assert {p.severity for p in reading.problems} == {Severity.ERROR}


def test_a_locked_archive_asks_for_each_of_its_files():
    """Members behind a password are ENCRYPTED one by one."""
    reading = read_bytes(locked(zipped({"a.txt": "One.", "b.txt": "Two."})), "z.zip")
    assert failed(reading) == {"!a.txt": "ENCRYPTED", "!b.txt": "ENCRYPTED"}


def test_an_unknown_packing_is_refused_for_the_member():
    """Only what is stored or deflated is unpacked."""
    data = archive(("a.txt", "One. " * 50), packing=zipfile.ZIP_LZMA)
    assert failed(read_bytes(data, "z.zip")) == {"!a.txt": "UNSUPPORTED"}


def test_archives_in_archives_are_read_three_deep():
    """The fourth is refused, and everything above it is there."""
    data = zipped({"deep.txt": "Four."})
    for level in ("three", "two", "one"):
        data = zipped({f"{level}.txt": f"{level}.", "in.zip": data})
    reading = read_bytes(data, "z.zip")
    assert sorted(by_key(reading)) == ["!in.zip!in.zip!three.txt", "!in.zip!two.txt", "!one.txt"]
    assert failed(reading) == {"!in.zip!in.zip!in.zip": "ARCHIVE_LIMIT"}


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (LimitSettings(archive_members=3), zipped({f"{n}.txt": "Words." for n in range(4)})),
        (LimitSettings(), zipped({f"{n}": b"" for n in range(5_001)})),
    ],
)
def test_too_many_members_are_not_listed(limits, data):
    """The archive as a whole is refused before it is opened."""
    reading = read_bytes(data, "z.zip", limits=limits)
    assert errors(reading) == ["ARCHIVE_LIMIT"]
    assert reading.parts == ()


def test_bytes_are_counted_over_nested_archives():
    """What is left of the allowance is what inner archives may use."""
    big = b"0123456789" * 10_000
    data = zipped({"a.zip": archive(("a.txt", big), packing=0), "b.txt": b"Words."})
    limits = LimitSettings(archive_bytes=150_000, archive_ratio=100_000)
    assert failed(read_bytes(data, "z.zip", limits=limits)) == {
        "!a.zip!a.txt": "ARCHIVE_LIMIT",
        "!b.txt": "ARCHIVE_LIMIT",
    }


def test_a_dense_member_is_refused_while_it_inflates():
    """A bomb beside a letter costs the bomb."""
    data = zipped({"bomb.txt": b"0" * 20_000_000, "a.txt": "We agree."})
    reading = read_bytes(data, "z.zip")
    assert failed(reading) == {"!bomb.txt": "ARCHIVE_LIMIT"}
    assert by_key(reading) == {"!a.txt": "We agree."}


def test_a_mapping_holds_for_the_tables_in_an_archive():
    """Rows are told apart by the mapping; a letter beside the table is a letter."""
    survey = SurveyMapping(id_column="id", questions={"Why?": "q1"})
    data = zipped({"export.csv": "id,Why?\n1,Because.\n2,Why not?\n", "note.txt": "We agree."})
    reading = read_bytes(data, "z.zip", survey=survey)
    assert by_key(reading) == {
        "!export.csv#row:1": "Because.",
        "!export.csv#row:2": "Why not?",
        "!note.txt": "We agree.",
    }


def test_an_archive_attached_to_a_message_belongs_to_it():
    """What is in it is part of that response; what is junk or broken is no document."""
    inner = zipped({"a.txt": "At length.", ".DS_Store": b"\x00", "c.pdf": b"%PDF-1.4 nothing"})
    reading = read_bytes(mail("See attached.", attachments=[("more.zip", inner)]), "m.eml")
    assert [(p.key, p.belongs_to) for p in reading.parts if not p.set_apart] == [
        ("", None),
        ("attachment:1:more.zip/!a.txt", ""),
    ]
    assert codes(reading) == ["CORRUPT"]
    assert reading.problems[0].where == "m.eml, attachment 1 (more.zip)!c.pdf"


def test_an_empty_archive_is_empty():
    """Folders alone are nothing that anybody sent."""
    assert errors(read_bytes(zipped({"folder/": b""}), "z.zip")) == ["EMPTY"]


def test_utf8_names_without_a_flag_are_read():
    """Many programs write UTF-8 names and do not say so."""
    data = zipped({"caf_.txt": "We agree."}).replace(b"caf_.txt", "caf\u00e9.txt".encode()[:8])
    (part,) = read_bytes(data, "z.zip").parts
    assert part.name == "caf\u00e9.tx"


def test_documents_of_apple_are_named():
    """An archive that is one document of another program is refused with what to do."""
    reading = read_bytes(zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "a.pages")
    assert errors(reading) == ["UNSUPPORTED"]
    assert "Apple" in reading.problems[0].message
