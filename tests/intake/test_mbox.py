"""Mailbox files: each message is a submission of its own, named by what it says it is."""

from __future__ import annotations

import random

from consult.domain.document import BlockKind
from consult.intake.readers.mbox import separators
from consult.settings.model import LimitSettings
from tests.intake.makers import docx, mail, paragraph
from tests.intake.reading_of import check_blocks, errors, read_bytes, said

LINE = b"From ada@example.org Mon Mar  2 09:30:00 2026\n"


def message(number: int, body: str = "We agree.", **fields: object) -> bytes:
    raw = mail(body, **fields)  # type: ignore[arg-type]  # the maker's own keywords
    return raw.replace(b"<1@example.org>", b"<%d@example.org>" % number)


def mbox(*messages: bytes, line: bytes = LINE) -> bytes:
    return b"\n".join(line + m for m in messages)


def texts(reading) -> dict[str, list[str]]:
    return {p.key: said(p, BlockKind.PARAGRAPH) for p in reading.parts if not p.set_apart}


def test_each_message_is_a_submission_with_its_attachments():
    """Keys are Message-IDs; an attachment belongs to its own message."""
    data = mbox(
        message(1, "One.", attachments=[("a.docx", docx(paragraph("More of one.")))]),
        message(2, "Two."),
    )
    reading = read_bytes(data, "mail.mbox")
    assert [(p.key, p.is_response, p.belongs_to) for p in reading.parts] == [
        ("!<1@example.org>", True, None),
        ("!<1@example.org>#attachment:1:a.docx", False, "!<1@example.org>"),
        ("!<2@example.org>", True, None),
    ]
    assert texts(reading)["!<2@example.org>"] == ["Two."]
    assert errors(reading) == []
    for part in reading.parts:
        check_blocks(part)


def test_places_in_the_file_say_nothing():
    """The same messages in another order are the same reading."""
    messages = [message(n, f"Reason number {n}.") for n in range(20)]
    shuffled = random.Random(7).sample(messages, len(messages))
    assert read_bytes(mbox(*messages), "a.mbox") == read_bytes(mbox(*shuffled), "a.mbox")


def test_a_message_without_an_id_is_named_by_its_bytes():
    """So is one whose id is no id."""
    bare = mail("We agree.").replace(b"Message-ID: <1@example.org>\n", b"")
    odd = mail("We object.").replace(b"<1@example.org>", b"<>")
    (first, second) = read_bytes(mbox(bare, odd), "a.mbox").parts
    assert all(len(p.key) == 33 and p.key[1:].isalnum() for p in (first, second))


def test_one_id_on_different_messages_costs_none():
    """Both are read; the same message again is set apart."""
    reading = read_bytes(mbox(message(1, "One."), message(1, "Two."), message(1, "One.")), "a.mbox")
    assert sorted(texts(reading).values()) == [["One."], ["Two."]]
    assert [p.set_apart for p in reading.parts].count(None) == 2
    assert len(reading.parts) == 3


def test_paragraphs_that_begin_with_from_are_text():
    """Only a line of a mailbox before headers divides."""
    body = "One thing.\n\nFrom 10:30 on the bus is late.\n\nFrom there\nto here: nothing.\n"
    for raw in (body, body.replace("From", ">From")):
        reading = read_bytes(mbox(message(1, raw), message(2, "Two.")), "a.mbox")
        assert texts(reading)["!<1@example.org>"] == [
            "One thing.",
            "From 10:30 on the bus is late.",
            "From there to here: nothing.",
        ]


def test_malformed_separators_divide_all_the_same():
    """No empty line before, no date, a dash for a sender, Windows line ends."""
    one, two, three = (message(n, f"Number {n}.") for n in (1, 2, 3))
    data = LINE + one.rstrip(b"\n") + b"\n" + LINE + two + b"\nFrom - \n" + three
    assert len(separators(data)) == 3
    assert len(texts(read_bytes(data, "a.mbox"))) == 3
    windows = mbox(one, two).replace(b"\n", b"\r\n")
    assert len(texts(read_bytes(windows, "a.mbox"))) == 2


def test_a_mailbox_is_known_by_its_content():
    """Two messages in a file of another name are a mailbox; one in a message file is a message."""
    assert len(read_bytes(mbox(message(1), message(2)), "Inbox").parts) == 2
    (single,) = read_bytes(LINE + message(1), "a.eml").parts
    assert single.key == ""
    (named,) = read_bytes(LINE + message(1), "a.mbox").parts
    assert named.key == "!<1@example.org>"


def test_a_message_before_the_first_separator_is_kept():
    """A file that was cut or glued still gives all it has."""
    data = message(1, "One.") + b"\n" + LINE + message(2, "Two.")
    assert len(texts(read_bytes(data, "a.mbox"))) == 2


def test_automatic_replies_and_bad_messages_cost_only_themselves():
    """One is set apart, one fails, one is read."""
    away = message(1, "I am away.", subject="Out of office")
    empty = b"From: b@example.org\nTo: c@example.org\nMessage-ID: <2@example.org>\n\n"
    reading = read_bytes(mbox(away, empty, message(3, "We agree.")), "a.mbox")
    by_key = {p.key: p for p in reading.parts}
    assert by_key["!<1@example.org>"].set_apart == "automatic reply"
    assert by_key["!<2@example.org>"].failure.code.value == "EMPTY"
    assert texts(reading)["!<3@example.org>"] == ["We agree."]
    assert [p.where for p in reading.problems] == ["a.mbox!<2@example.org>"]


def test_more_messages_than_the_limit_are_refused():
    """The limit is the one on rows."""
    data = mbox(*(message(n) for n in range(4)))
    assert errors(read_bytes(data, "a.mbox", limits=LimitSettings(rows=3))) == ["ARCHIVE_LIMIT"]
