"""The mailbox channel: messages of one folder by IMAP, fetched without a trace.

imap-tools logs in and names folders; fetching, marking and moving are plain IMAP commands,
because its own ``flag`` and ``delete`` expunge, which would finish off what somebody else had
marked for deletion, and its ``fetch`` parses messages in this process.
"""

from __future__ import annotations

import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consult.domain.errors import ProblemCode
from consult.intake.offering import GONE, ChannelError, NotNow
from consult.intake.reading import Arrival
from consult.settings.model import MailboxSettings, SourceSettings

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

_SECONDS = 60.0
"""How long the server may say nothing."""
_BATCH = 500
"""Messages asked about, or marked, in one command."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INTERNALDATE = re.compile(
    rb'INTERNALDATE "([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_FLAGS = re.compile(rb"\bFLAGS \(([^)]*)\)")
_EMPTY_BODY = re.compile(rb'BODY\[\] ""')


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of the folder; its bytes are fetched when asked for, without marking it."""

    uid: int
    source_key: str
    """``imap://user@host/folder;UIDVALIDITY=…/;UID=…``, as RFC 5092 writes it."""
    source: SourceSettings
    size: int
    received: datetime | None
    """When the server took it in, in UTC; the sender has no say in it."""
    seen: bool
    deleted: bool
    fetch: Callable[[int], bytes]

    def load(self) -> Arrival:
        """Return the message's bytes with their envelope.

        Raises:
            NotNow: it has gone from the folder.
            ChannelError: the server can no longer be reached.
        """
        return Arrival(
            channel=self.source.channel,
            source_key=self.source_key,
            name=f"message-{self.uid}.eml",
            data=self.fetch(self.uid),
            received=self.received,
        )


class Mailbox:
    """One folder of a mailbox, open; see :func:`open_mailbox`."""

    def __init__(self, settings: MailboxSettings, box: BaseMailBox, uid_validity: int) -> None:
        self._settings = settings
        self._box = box
        self.era = f"{settings.place};UIDVALIDITY={uid_validity}/"
        """What begins the source keys of messages for as long as the server keeps its numbers."""

    def messages(self) -> tuple[Message, ...]:
        """Return every message of the folder, read or not, in order of its number.

        Raises:
            ChannelError: ``MAILBOX_UNREACHABLE``.
        """
        with _reported(self._settings):
            found = self._command("SEARCH", "ALL")
            uids = [int(uid) for line in found if line for uid in line.split()]
            listed: dict[int, Message] = {}
            for batch in _batches(sorted(uids)):
                for line in self._command("FETCH", batch, "(UID FLAGS INTERNALDATE RFC822.SIZE)"):
                    message = self._listed(line[0] if isinstance(line, tuple) else line)
                    if message is not None:
                        listed[message.uid] = message
        return tuple(listed[uid] for uid in sorted(listed))

    def mark(self, messages: Iterable[Message]) -> str | None:
        """Mark messages that are safe in the store as read, or move them if so set.

        Nothing is expunged but what is moved. Returns what stood in the way, or None.

        Raises:
            ChannelError: ``MAILBOX_UNREACHABLE``.
        """
        from imap_tools.errors import UnexpectedCommandStatusError

        done = self._settings.done_folder
        wanted = sorted(m.uid for m in messages if not m.deleted and (done or not m.seen))
        if not wanted:
            return None
        with _reported(self._settings):
            for batch in _batches(wanted):
                try:
                    self._move(batch, done) if done else self._store(batch, r"(\Seen)")
                except (_Refused, UnexpectedCommandStatusError) as refused:
                    return _reason(refused)
        return None

    def _listed(self, line: bytes | None) -> Message | None:
        uid, size = _UID.search(line or b""), _SIZE.search(line or b"")
        if not line or uid is None or size is None:
            return None  # the server's word on something else
        date, flags = _INTERNALDATE.search(line), _FLAGS.search(line)
        marks = flags[1].lower().split() if flags else []
        return Message(
            uid=int(uid[1]),
            source_key=f"{self.era};UID={int(uid[1])}",
            source=self._settings.source,
            size=int(size[1]),
            received=_moment(date) if date else None,
            seen=b"\\seen" in marks,
            deleted=b"\\deleted" in marks,
            fetch=self._fetch,
        )

    def _fetch(self, uid: int) -> bytes:
        with _reported(self._settings):
            lines = self._command("FETCH", str(uid), "(UID BODY.PEEK[])")
        for line in lines:
            if isinstance(line, tuple) and b"BODY[]" in line[0]:
                return bytes(line[1])
            if isinstance(line, bytes) and _EMPTY_BODY.search(line):
                return b""
        raise NotNow(GONE, gone=True)

    def _store(self, uids: str, flags: str) -> None:
        self._command("STORE", uids, "+FLAGS.SILENT", flags)

    def _move(self, uids: str, folder: str) -> None:
        from imap_tools.utils import encode_folder

        if not self._box.folder.exists(folder):
            self._box.folder.create(folder)
        target = encode_folder(folder)
        status, told = self._box.client.capability()  # what is able once logged in
        able = told[0].upper().split() if status == "OK" and told[0] else []
        if b"MOVE" in able:
            self._command("MOVE", uids, target)
        elif b"UIDPLUS" in able:
            self._command("COPY", uids, target)
            self._store(uids, r"(\Deleted)")
            self._command("EXPUNGE", uids)
        else:
            raise _Refused("the server cannot move single messages; leave `done_folder` out")

    def _command(self, command: str, *arguments: Any) -> list[Any]:
        status, lines = self._box.client.uid(command, *arguments)
        if status != "OK":
            raise _Refused(_said(lines))
        return lines


class _Refused(Exception):  # noqa: N818 - the server's NO, told on as it is
    pass


@contextmanager
def open_mailbox(
    settings: MailboxSettings, folder: Path, *, read_only: bool = False
) -> Iterator[Mailbox]:
    """Log in and open the folder of a mailbox for the length of the block.

    ``folder`` is the consultation's, for ``ca_file``. The password or token comes from the
    environment variable that the settings name.

    Raises:
        ChannelError: ``MAILBOX_UNREACHABLE`` when there is no server, its certificate does not
            hold or it has no such folder; ``MAILBOX_LOGIN`` when it does not let us in.
    """
    with _reported(settings):
        box = _connect(settings, folder)
    try:
        _log_in(box, settings)
        with _reported(settings):
            box.folder.set(settings.folder, readonly=read_only)
            number = box.client.response("UIDVALIDITY")[1][0]
            if not number:
                raise _Refused("the server gives its messages no lasting numbers")
        yield Mailbox(settings, box, int(number))
    finally:
        _leave(box)


def _connect(settings: MailboxSettings, folder: Path) -> BaseMailBox:
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

    if settings.security == "none":
        return MailBoxUnencrypted(settings.host, settings.port or 143, timeout=_SECONDS)
    trusted = str(folder / settings.ca_file) if settings.ca_file else None
    context = ssl.create_default_context(cafile=trusted)
    if settings.security == "starttls":
        port = settings.port or 143
        return MailBoxStartTls(settings.host, port, timeout=_SECONDS, ssl_context=context)
    return MailBox(settings.host, settings.port or 993, timeout=_SECONDS, ssl_context=context)


def _log_in(box: BaseMailBox, settings: MailboxSettings) -> None:
    from imap_tools.errors import ImapToolsError

    secret = _secret(settings)
    try:
        if settings.token_env:
            box.xoauth2(settings.user, secret, initial_folder=None)
        elif secret.isascii() and settings.user.isascii():
            box.login(settings.user, secret, initial_folder=None)
        else:
            box.login_utf8(settings.user, secret, initial_folder=None)
    except (imaplib.IMAP4.abort, OSError) as error:
        raise _unreachable(settings, error) from error
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        raise ChannelError(
            ProblemCode.MAILBOX_LOGIN,
            f"the mail server {settings.host} does not let {settings.user} in; look whether "
            f"{settings.token_env or settings.password_env} holds a valid "
            f"{'OAuth 2 access token' if settings.token_env else 'app password'}.",
        ) from error


def _secret(settings: MailboxSettings) -> str:
    name = settings.token_env or settings.password_env
    secret = os.environ.get(name, "").strip("\r\n")
    if not secret or any(ord(c) < 0x20 for c in secret):
        raise ChannelError(
            ProblemCode.MAILBOX_LOGIN,
            f"the environment variable {name} is not set, or holds more than one line; it must "
            f"hold the {'OAuth 2 access token' if settings.token_env else 'password'} for "
            f"{settings.user} on {settings.host}.",
        )
    return secret


def _leave(box: BaseMailBox) -> None:
    """End the session politely where that is possible; nothing depends on it."""
    from imap_tools.errors import ImapToolsError

    try:
        box.logout()
    except (imaplib.IMAP4.error, ImapToolsError, OSError):
        with suppress(OSError):
            box.client.shutdown()


@contextmanager
def _reported(settings: MailboxSettings) -> Iterator[None]:
    """Turn whatever a server or the network does wrong into one error with a code."""
    from imap_tools.errors import ImapToolsError

    try:
        yield
    except (imaplib.IMAP4.error, ImapToolsError, OSError, _Refused) as error:
        raise _unreachable(settings, error) from error


def _unreachable(settings: MailboxSettings, error: Exception) -> ChannelError:
    return ChannelError(
        ProblemCode.MAILBOX_UNREACHABLE,
        f"{settings.place} cannot be read ({_reason(error)}); look at host, port, security and "
        "folder in [[mailboxes]]. What it holds stays there and is taken next time.",
    )


def _batches(uids: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(uids), _BATCH):
        yield ",".join(str(uid) for uid in uids[start : start + _BATCH])


def _reason(error: Exception) -> str:
    """Return what went wrong in the server's own words, where it has any."""
    result = getattr(error, "command_result", None)
    if result is not None:
        return _said(result[1])
    return (str(error).strip() or type(error).__name__)[:200]


def _said(lines: Sequence[Any]) -> str:
    said = next((line for line in lines if isinstance(line, bytes)), b"")
    return said.decode("ascii", "replace")[:200] or "the server refused"


def _moment(date: re.Match[bytes]) -> datetime | None:
    day, month, year, hour, minute, second, sign, ahead, past = (g.decode() for g in date.groups())
    offset = timedelta(hours=int(ahead), minutes=int(past)) * (-1 if sign == "-" else 1)
    try:
        local = datetime(
            int(year),
            _MONTHS.index(month.lower()) + 1,
            int(day),
            int(hour),
            int(minute),
            min(int(second), 59),  # a leap second
            tzinfo=timezone(offset),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
