"""Mail: body, sender, date and attachments of a message, whatever its encodings claim."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.intake.readers.decoding import Decoded, decode
from consult.intake.readers.drafts import Draft, frame_letter, lay_out
from consult.intake.readers.file_names import clean_name
from consult.intake.readers.html import html_drafts
from consult.intake.readers.mail_body import body_drafts, split_body, split_html_body
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Part, Reading, Sender
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "mail@1"
_AUTO_SUBJECT = re.compile(
    r"\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|answer)|autoreply|"
    r"out of (?:the )?office|abwesenheit)\b",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(
    r"\s*(?:undeliverable|undelivered mail|delivery (?:status notification|failure|has failed)|"
    r"mail delivery (?:failed|subsystem)|returned mail|failure notice)\b",
    re.IGNORECASE,
)
_BOUNCE_SENDERS = ("mailer-daemon@", "postmaster@")
_ENCRYPTED_TYPES = frozenset(("multipart/encrypted", "application/pgp-encrypted"))
_SMIME_TYPES = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))

_OUTLOOK_PACKAGE = b"\x78\x9f\x3e\x22"
"""How TNEF begins, whether it is called winmail.dat or anything else."""

AttachmentReader = Callable[[bytes, str, int], Reading]
"""Reads the bytes of an attachment by name, at a nesting depth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file in a message; ``name`` is cleaned for display and names no path."""

    name: str
    media_type: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What the headers of a message say."""

    subject: str
    sender_name: str
    sender_address: str
    received: datetime | None
    set_apart: str | None


def read_mail(
    data: bytes,
    *,
    name: str,
    limits: LimitSettings,
    attachments: AttachmentReader,
    depth: int = 0,
) -> Reading:
    """Return a message: its body as one part and each attachment as a part of its own.

    Own words are the body's content; the subject is its heading; reply chains, signatures and
    disclaimers are FURNITURE. Automatic replies and bounces carry ``set_apart``.

    Raises:
        Refusal: ENCRYPTED, EMPTY, ARCHIVE_LIMIT for messages nested or divided beyond the limits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        data = decode(data).text.encode("utf-8")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        leaves = list(_leaves(message, limits))
    except RecursionError as error:
        raise _too_deep(limits) from error
    _refuse_encrypted(message, leaves)
    head = _letterhead(message)
    bodies, files = _sorted_out(leaves)
    guessed: list[str] = []
    drafts, forwarded = _body(bodies, guessed)
    reading = message_reading(
        head,
        drafts,
        files,
        name=name,
        media_type=MEDIA_TYPES[Kind.MAIL],
        forwarded=forwarded,
        attachments=attachments,
        depth=depth,
    )
    notes = tuple(
        warning(
            ProblemCode.CHARSET_GUESSED,
            name,
            f"the message's charset could not be used; its text was read as {charset}. Look at "
            "accented letters.",
        )
        for charset in dict.fromkeys(guessed)
    )
    return replace(reading, problems=(*reading.problems, *notes))


def message_reading(
    head: Letterhead,
    drafts: list[Draft],
    files: list[Attachment],
    *,
    name: str,
    media_type: str,
    forwarded: str,
    attachments: AttachmentReader,
    depth: int,
) -> Reading:
    """Put head, body and attachments of a message together, whatever container it came in."""
    drafts = frame_letter(drafts)
    if head.subject.strip():
        subject = Draft(
            kind=BlockKind.HEADING, text=head.subject, level=1, locator=Locator(part="subject")
        )
        drafts = [subject, *drafts]
    text = lay_out(drafts)
    attached: list[Part] = []
    problems: list[Problem] = []
    for number, file in enumerate(files, start=1):
        found, faults = _attached(file, number, name, attachments, depth)
        attached += found
        problems += faults
    if not text.text and not attached:
        if problems:
            raise Refusal(ProblemCode.NO_TEXT, f"the message is empty and {problems[0].message}")
        raise Refusal(ProblemCode.EMPTY, "the message has no text and no attachment.")
    # A message that only carries a file is the submission that the file belongs to.
    message = Part(
        key="",
        name=name,
        media_type=media_type,
        reader=READER,
        text=text.text,
        blocks=text.blocks,
        title=" ".join(head.subject.split()),
        received=head.received,
        sender=_sender(head, forwarded),
        set_apart=head.set_apart,
    )
    return Reading(media_type=media_type, parts=(message, *attached), problems=tuple(problems))


def set_apart_reason(
    subject: str, address: str, headers: Callable[[str], str], *, report: bool
) -> str | None:
    """Return why a message is no response: ``bounce`` or ``automatic reply``; None when it is."""
    if report or address.lower().startswith(_BOUNCE_SENDERS) or _BOUNCE_SUBJECT.match(subject):
        return "bounce"
    submitted = headers("Auto-Submitted").lower()
    automatic = submitted.startswith(("auto-replied", "auto-generated"))
    if automatic or headers("X-Autoreply") or _AUTO_SUBJECT.match(subject):
        return "automatic reply"
    return None


def _leaves(message: Message, limits: LimitSettings) -> Iterator[Message]:
    """Yield the parts of a message that are no containers, alternatives already chosen."""
    count = 0
    stack: list[tuple[Message, int]] = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        count += 1
        if depth > limits.message_depth or count > limits.message_parts:
            raise _too_deep(limits)
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" or not isinstance(payload, list):
            yield part
        elif kind == "multipart/alternative":
            children = [c for c in payload if isinstance(c, Message)]
            stack += [(c, depth + 1) for c in reversed(_best(children))]
        else:
            stack += [(c, depth + 1) for c in reversed(payload) if isinstance(c, Message)]


def _best(alternatives: list[Message]) -> list[Message]:
    """Return plain text that says something, else HTML, with whatever is no text beside it."""

    def says(part: Message) -> bool:
        raw = part.get_payload(decode=True)
        return isinstance(raw, bytes) and bool(raw.strip())

    plain = [p for p in alternatives if p.get_content_type() == "text/plain" and says(p)]
    if plain:
        rest = [p for p in alternatives if not p.get_content_type().startswith("text/")]
        rest = [p for p in rest if p.get_content_type() != "multipart/related"]
        return [plain[0], *rest]
    return [p for p in alternatives if p.get_content_type() != "text/plain"] or alternatives


def _too_deep(limits: LimitSettings) -> Refusal:
    return Refusal(
        ProblemCode.ARCHIVE_LIMIT,
        f"the message has more than {limits.message_parts} parts or nests them deeper than "
        f"{limits.message_depth}; ask for its text alone.",
    )


def _refuse_encrypted(message: Message, leaves: list[Message]) -> None:
    kinds = {message.get_content_type()} | {p.get_content_type() for p in leaves}
    smime = any(
        p.get_content_type() in _SMIME_TYPES
        and str(p.get_param("smime-type", "enveloped-data")) != "signed-data"
        for p in leaves
    )
    armoured = any(_is_armoured(p) for p in leaves if p.get_content_type() == "text/plain")
    if kinds & _ENCRYPTED_TYPES or smime or armoured:
        raise Refusal(
            ProblemCode.ENCRYPTED, "the message is encrypted; ask the sender for an open copy."
        )


def _is_armoured(part: Message) -> bool:
    raw = part.get_payload(decode=True)
    return isinstance(raw, bytes) and raw.lstrip().startswith(b"-----BEGIN PGP MESSAGE-----")


def _letterhead(message: Message) -> Letterhead:
    subject = decoded_header(message, "Subject")
    sender_name, address = parseaddr(decoded_header(message, "From"))
    report = (
        message.get_content_type() == "multipart/report"
        and str(message.get_param("report-type", "")).lower() == "delivery-status"
    )
    return Letterhead(
        subject=subject,
        sender_name=sender_name.strip(" '\""),
        sender_address=address,
        received=_moment(decoded_header(message, "Date")),
        set_apart=set_apart_reason(
            subject, address, lambda h: decoded_header(message, h), report=report
        ),
    )


def decoded_header(message: Message, name: str) -> str:
    """Return a header as text; encoded words in unknown charsets are decoded by guess."""
    raw = message.get(name)
    return "" if raw is None else decoded_words(raw)


def decoded_words(raw: Header | str) -> str:
    """Return a header's value with its encoded words as text."""
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, TypeError):
        return str(raw)
    out: list[str] = []
    for piece, charset in pieces:
        if isinstance(piece, bytes):
            known = None if charset in {None, "unknown-8bit"} else charset
            out.append(decode(piece, declared=known).text)
        else:
            out.append(piece)
    return " ".join("".join(out).split())


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _sorted_out(leaves: list[Message]) -> tuple[list[Message], list[Attachment]]:
    bodies: list[Message] = []
    files: list[Attachment] = []
    for part in leaves:
        kind = part.get_content_type()
        disposition = str(part.get("Content-Disposition") or "").strip().lower()
        filename = _filename(part)
        text = kind in {"text/plain", "text/html"}
        if text and not disposition.startswith("attachment") and not filename:
            bodies.append(part)
        elif kind in {"message/delivery-status", "text/rfc822-headers"}:
            continue
        else:
            inline = part.get("Content-ID") is not None or disposition.startswith("inline")
            files.append(
                Attachment(
                    name=clean_name(filename or _default_name(kind)),
                    media_type=kind,
                    data=_bytes(part),
                    inline=inline,
                )
            )
    return bodies, files


def _filename(part: Message) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError):
        return "attachment"
    if not name:
        return ""
    try:
        pieces = decode_header(name)
    except (HeaderParseError, ValueError):
        return str(name)
    return "".join(decode(p, declared=c).text if isinstance(p, bytes) else p for p, c in pieces)


def _default_name(kind: str) -> str:
    return {"message/rfc822": "message.eml", "text/html": "page.html"}.get(kind, "attachment")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = [p for p in payload if isinstance(p, Message)]
        return inner[0].as_bytes(policy=email.policy.compat32) if inner else b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else str(payload or "").encode("utf-8", "replace")


def _body(bodies: list[Message], guessed: list[str]) -> tuple[list[Draft], str]:
    drafts: list[Draft] = []
    forwarded = ""
    for part in bodies:
        decoded = _text(part)
        if decoded.guessed:
            guessed.append(decoded.charset)
        if part.get_content_type() == "text/html":
            drafts += split_html_body(html_drafts(decoded.text, part="body")[0])
        else:
            split = split_body(decoded.text)
            forwarded = forwarded or split.forwarded_from
            drafts += body_drafts(split.stretches)
    return drafts, forwarded


def _text(part: Message) -> Decoded:
    try:
        declared = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        declared = None
    decoded = decode(_bytes(part), declared=declared)
    wrong = declared is not None and _unknown(declared) and not decoded.text.isascii()
    return replace(decoded, guessed=True) if wrong else decoded


def _unknown(charset: str) -> bool:
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return True
    return False


def _sender(head: Letterhead, forwarded: str) -> Sender | None:
    """Return whom the headers name; what the message says of its sender is found in its text."""
    written = f"From: {head.sender_name} <{head.sender_address}>"
    if forwarded:
        name, address = parseaddr(forwarded)
        return Sender(
            name=name or address or forwarded, evidence=f"forwarded, {written}: {forwarded}"
        )
    name = head.sender_name or head.sender_address
    return Sender(name=name, evidence=written) if name else None


def _attached(
    file: Attachment, number: int, name: str, attachments: AttachmentReader, depth: int
) -> tuple[list[Part], list[Problem]]:
    """Read an attachment; what is wrong with it costs a warning and not the message."""
    where = f"{name}, attachment {number} ({file.name})"
    if file.inline and file.media_type.startswith("image/"):
        note = Problem(
            code=ProblemCode.NO_TEXT,
            where=where,
            message="an image inside the message was not read; look whether it says anything.",
            severity=Severity.INFO,
        )
        return [], [note]
    if file.data.startswith(_OUTLOOK_PACKAGE):
        package = Problem(
            code=ProblemCode.UNSUPPORTED,
            where=where,
            message=(
                "what was attached is packed in a form that only Outlook opens; ask the sender "
                "for the files, sent as plain text or HTML mail, or save them from Outlook."
            ),
            severity=Severity.WARNING,
        )
        return [], [package]
    reading = attachments(file.data, file.name, depth + 1)
    key = f"attachment:{number}:{file.name}"
    parts = [
        replace(
            part,
            key=key if not part.key else f"{key}/{part.key}",
            name=file.name if not part.key else part.name,
            is_response=False,
            belongs_to="",
            data=file.data if not part.key else part.data,
        )
        for part in reading.parts
        if part.failure is None
    ]
    problems = [
        replace(
            p,
            where=where + p.where[len(file.name) :] if p.where.startswith(file.name) else where,
            severity=Severity.WARNING if p.severity is Severity.ERROR else p.severity,
        )
        for p in reading.problems
    ]
    return parts, problems
