"""MSG: messages as Outlook saves them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from consult.domain.errors import ProblemCode
from consult.intake.readers.decoding import decode
from consult.intake.readers.file_names import clean_name
from consult.intake.readers.html import html_drafts
from consult.intake.readers.mail import (
    Attachment,
    AttachmentReader,
    Letterhead,
    decoded_words,
    message_reading,
    set_apart_reason,
)
from consult.intake.readers.mail_body import body_drafts, split_body, split_html_body
from consult.intake.readers.refusal import Refusal
from consult.intake.reading import Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings


def read_msg(
    data: bytes,
    *,
    name: str,
    limits: LimitSettings,
    attachments: AttachmentReader,
    depth: int = 0,
) -> Reading:
    """Return a message as :func:`consult.intake.readers.mail.read_mail` does.

    Raises:
        Refusal: CORRUPT, ENCRYPTED, EMPTY or ARCHIVE_LIMIT.
    """
    from oxmsg import Message

    try:
        message = Message.load(io.BytesIO(data))
        kind = str(message.message_class or "")
        files = [
            Attachment(
                name=clean_name(a.file_name or "attachment"),
                media_type=a.mime_type or "application/octet-stream",
                data=a.file_bytes or b"",
            )
            for a in message.attachments
        ]
        plain, html = message.body or "", message.html_body
        head = _letterhead(message)
    except Exception as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the message is damaged and cannot be read ({error}); ask for it again.",
        ) from error
    encrypted = "SMIME" in kind.upper() and "MULTIPARTSIGNED" not in kind.upper()
    if encrypted or any(_is_encrypted(f) for f in files):
        raise Refusal(
            ProblemCode.ENCRYPTED, "the message is encrypted; ask the sender for an open copy."
        )
    if len(files) > limits.message_parts:
        raise Refusal(
            ProblemCode.ARCHIVE_LIMIT,
            f"the message has more than {limits.message_parts} attachments; ask for its text.",
        )
    forwarded = ""
    if plain.strip() or not html:
        split = split_body(plain)
        forwarded = split.forwarded_from
        drafts = body_drafts(split.stretches)
    else:
        source = html if isinstance(html, str) else decode(html).text
        drafts = split_html_body(html_drafts(source, part="body")[0])
    return message_reading(
        head,
        drafts,
        files,
        name=name,
        media_type=MEDIA_TYPES[Kind.MSG],
        forwarded=forwarded,
        attachments=attachments,
        depth=depth,
    )


def _is_encrypted(file: Attachment) -> bool:
    return file.name.lower().endswith(".p7m") or file.media_type == "application/pgp-encrypted"


def _letterhead(message: Any) -> Letterhead:
    from email.utils import parseaddr

    sender_name, address = parseaddr(decoded_words(str(message.sender or "")))
    headers = {str(k).lower(): str(v) for k, v in (message.message_headers or {}).items()}
    subject = str(message.subject or "")
    when = message.sent_date
    received: datetime | None = None
    if isinstance(when, datetime):
        received = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    return Letterhead(
        subject=subject,
        sender_name=sender_name.strip(" '\""),
        sender_address=address,
        received=received,
        set_apart=set_apart_reason(
            subject, address, lambda h: headers.get(h.lower(), ""), report=False
        ),
    )
