"""Mail: own words, who wrote, what was attached."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from consult.domain.document import BlockKind
from tests.intake.makers import docx, mail, paragraph
from tests.intake.reading_of import apart, check_blocks, codes, errors, only, read_bytes, said


def test_own_words_stand_apart_from_quotes_signatures_and_disclaimers():
    """Only what the sender wrote is content; the subject is its heading."""
    body = (
        "Dear team,\n\nWe think the plan is right,\nthough the dates are not.\n\n"
        "Kind regards\nAda Hill\n\n-- \nAda Hill\nHill Trust\n\n"
        "On 1 March 2026 at 10:00, Council <c@example.org> wrote:\n> Please tell us.\n> Thanks\n"
    )
    part = only(read_bytes(mail(body), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == [
        "We think the plan is right, though the dates are not."
    ]
    assert said(part, BlockKind.HEADING) == ["My response"]
    assert set(apart(part)) == {"salutation", "sign-off", "signature", "quoted"}
    assert part.received == datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    check_blocks(part)


def test_a_rule_in_the_middle_is_no_signature():
    """What follows a line of dashes at length is still what the sender says."""
    more = "\n\n".join(f"Point {n} is that the bus is late." for n in range(20))
    part = only(read_bytes(mail(f"We object.\n\n-- \n{more}\n"), "m.eml"))
    assert len(said(part, BlockKind.PARAGRAPH)) == 21
    assert apart(part) == {"rule": ["--"]}


def test_words_under_sent_from_my_phone_are_own():
    """Only the line that the telephone wrote is its signature."""
    part = only(read_bytes(mail("We object.\n\nSent from my iPhone\n\nAnd so do they.\n"), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["We object.", "And so do they."]


def test_words_between_quoted_lines_are_own():
    """People answer inside the quoted text."""
    part = only(read_bytes(mail("> Is it good?\nYes, it is.\n> Is it soon?\nNo.\n"), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["Yes, it is.", "No."]
    assert apart(part) == {"quoted": ["> Is it good?", "> Is it soon?"]}


def test_an_original_message_below_is_quoted():
    """Headers of an older message end the sender's own words."""
    body = (
        "I agree with the plan.\n\nFrom: Council\nSent: Monday\nTo: Ada\nSubject: Plan\n\n"
        "What do you think?\n"
    )
    part = only(read_bytes(mail(body), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["I agree with the plan."]
    assert "What do you think?" in apart(part)["quoted"]


def test_a_forwarded_response_is_its_authors():
    """With nothing above it, the forwarded text is the response and its author the sender."""
    body = (
        "---------- Forwarded message ---------\nFrom: Ben Ash <ben@example.org>\n"
        "Date: Mon, 2 Mar 2026\nSubject: Plan\nTo: <c@example.org>\n\nKeep the library open.\n"
    )
    part = only(read_bytes(mail(body), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["Keep the library open."]
    assert part.sender is not None
    assert part.sender.name == "Ben Ash"


def test_a_disclaimer_is_no_view():
    """Boiler-plate under the message stands apart."""
    body = (
        "We object.\n\nThis e-mail is confidential and intended only for the addressee. If you "
        "are not the intended recipient please delete it.\n"
    )
    assert said(only(read_bytes(mail(body), "m.eml")), BlockKind.PARAGRAPH) == ["We object."]


def test_long_unwrapped_lines_are_paragraphs_of_their_own():
    """Where lines were not wrapped, each is a paragraph although no empty line divides them."""
    one = "The first thing is that " + "the bus is late " * 8 + "."
    two = "The second thing is that " + "the shop is shut " * 8 + "."
    part = only(read_bytes(mail(f"Dear all,\n{one}\n{two}\n"), "m.eml"))
    assert len(said(part, BlockKind.PARAGRAPH)) == 2


def test_the_header_says_from_whom_a_message_came():
    """What its own words say of its sender is found later, in the text."""
    by_header = only(read_bytes(mail("We agree."), "m.eml")).sender
    assert by_header is not None
    assert (by_header.name, by_header.evidence) == ("Ada Hill", "From: Ada Hill <ada@example.org>")


def test_attachments_are_parts_of_their_own():
    """Each is read by its content, keyed by place and name, and is no second response."""
    reading = read_bytes(
        mail(
            "See attached.",
            attachments=[
                ("../../etc/answer.docx", docx(paragraph("The real answer."))),
                ("broken.pdf", b"%PDF-1.4 nothing"),
            ],
        ),
        "m.eml",
    )
    body, attached = reading.parts
    assert (body.key, attached.key) == ("", "attachment:1:etc_answer.docx")
    assert attached.text == "The real answer."
    assert attached.data is not None
    assert (body.is_response, attached.is_response) == (True, False)
    assert errors(reading) == []
    assert codes(reading) == ["CORRUPT"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"headers": {"Auto-Submitted": "auto-replied"}}, "automatic reply"),
        ({"subject": "Out of office: back on Monday"}, "automatic reply"),
        ({"sender": "MAILER-DAEMON@example.org"}, "bounce"),
        ({"subject": "Undeliverable: your message"}, "bounce"),
        ({"subject": "Out of patience"}, None),
    ],
)
def test_automatic_replies_and_bounces_are_set_apart(fields, reason):
    """They are listed, and are no responses."""
    assert only(read_bytes(mail("I am away.", **fields), "m.eml")).set_apart == reason


def test_html_is_read_when_there_is_no_plain_text():
    """Quoted HTML replies stand apart as well."""
    raw = (
        b"From: ada@example.org\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
        b"<p>We <b>agree</b>.</p><div class='gmail_quote'><p>What do you think?</p></div>"
        b"<script>alert(1)</script>"
    )
    part = only(read_bytes(raw, "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["We agree."]
    assert apart(part) == {"quoted": ["What do you think?"]}


def test_plain_text_is_preferred_to_html():
    """Of two versions of a body one is read."""
    part = only(read_bytes(mail("Plainly said.", html="<p>Said in HTML.</p>"), "m.eml"))
    assert said(part, BlockKind.PARAGRAPH) == ["Plainly said."]


def test_an_unknown_charset_is_guessed_and_flagged():
    """A charset nobody knows costs a look and not the message."""
    raw = (
        b"From: ada@example.org\nSubject: =?x-none?Q?Caf=E9?=\nMIME-Version: 1.0\n"
        b'Content-Type: text/plain; charset="x-unknown"\n\nThe caf\xe9 must stay.\n'
    )
    reading = read_bytes(raw, "m.eml")
    assert codes(reading) == ["CHARSET_GUESSED"]
    assert said(only(reading), BlockKind.PARAGRAPH) == ["The café must stay."]


def test_an_empty_message_is_empty():
    """No words and no attachment: EMPTY."""
    assert errors(read_bytes(b"From: a@example.org\nTo: b@example.org\n\n", "m.eml")) == ["EMPTY"]
