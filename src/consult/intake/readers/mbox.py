"""MBOX: a mailbox in one file, taken apart into its messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.domain.errors import ProblemCode
from consult.domain.ids import sha256_hex
from consult.intake.readers.file_names import clean_name, own_paths
from consult.intake.readers.members import AGAIN, Budget, Member, over_limit
from consult.intake.readers.refusal import Refusal

_SEPARATOR = re.compile(rb"^From [^\r\n]{0,998}\r?\n(?=>?[!-9;-~]{1,76}:)", re.MULTILINE)
_TIME_OF_DAY = re.compile(rb"\d\d:\d\d")
_MAIL_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|return-path|delivered-to|mime-version|x-[!-9;-~]"
    rb"{1,70}|content-type|status|reply-to|sender):",
    re.IGNORECASE | re.MULTILINE,
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(
    rb"^message-id:[ \t\r\n]{0,9}<([!-;=?-~]{3,200})>", re.IGNORECASE | re.MULTILINE
)
_HEAD = 65_536
_FIRST_HEADERS = 2_000


def separators(data: bytes) -> list[tuple[int, int]]:
    """Return where each "From " line that begins a message starts and ends, in order.

    A header must follow. A line without a time of day, or without an empty line before it, is
    one only when known mail headers follow, since people begin paragraphs with "From" as well.
    """
    found: list[tuple[int, int]] = []
    for match in _SEPARATOR.finditer(data):
        start, end = match.span()
        timed = _TIME_OF_DAY.search(match[0]) is not None
        after_gap = start == 0 or data[max(0, start - 4) : start].endswith((b"\n\n", b"\r\n\r\n"))
        if timed and after_gap:
            found.append((start, end))
            continue
        headers = _HEADERS_END.split(data[end : end + _FIRST_HEADERS], maxsplit=1)[0]
        if (timed or after_gap) and len(_MAIL_HEADER.findall(headers)) >= 2:
            found.append((start, end))
    return found


def split_messages(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the messages of a mailbox file in its order, each named by its Message-ID.

    A message without a usable one is named by the digest of its bytes. Separators are taken off,
    and lines that were escaped because of them are as they were written.

    Raises:
        Refusal: EMPTY without any message, ARCHIVE_LIMIT beyond ``limits.rows`` of them.
    """
    marks = separators(data)
    spans = [
        (end, following)
        for (_, end), (following, _) in zip(marks, [*marks[1:], (len(data), 0)], strict=True)
    ]
    lead = data[: marks[0][0]] if marks else data
    if lead.strip():
        spans.insert(0, (0, len(lead)))
    if not spans:
        raise Refusal(ProblemCode.EMPTY, "the mailbox file holds no message.")
    if len(spans) > budget.limits.rows:
        raise over_limit(f"holds more than {budget.limits.rows} messages")
    named = [_named(_message(data, span)) for span in spans]
    for span, (path, again) in zip(spans, own_paths(named), strict=True):
        yield Member(
            path=path,
            name=f"{clean_name(path.strip('<>'))}.eml",
            data=_message(data, span),
            set_apart=AGAIN if again else None,
        )


def _message(data: bytes, span: tuple[int, int]) -> bytes:
    return _ESCAPED.sub(rb"\1", data[slice(*span)].rstrip(b"\r\n") + b"\n")


def _named(message: bytes) -> tuple[str, str]:
    """Return what a message is called, and the digest of its bytes."""
    digest = sha256_hex(message)
    head = _HEADERS_END.split(message[:_HEAD], maxsplit=1)[0]
    found = _MESSAGE_ID.search(head)
    return (f"<{found[1].decode('ascii')}>" if found else digest[:32]), digest
