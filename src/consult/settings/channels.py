"""Mailboxes, buckets and how channels are collected, in consultation.toml."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from consult.domain.errors import SettingsError
from consult.settings.model import (
    BucketSettings,
    CollectingSettings,
    MailboxSettings,
    SourceSettings,
)
from consult.settings.sources import read_source
from consult.settings.table import Table

BUCKET_SCHEMES = ("s3", "gs", "gcs", "az", "abfs", "file", "memory")
"""Every kind of address that is opened; nothing is fetched from the web."""
RESERVED_CHANNEL = "paper"
"""The channel under which the ledger keeps the consultation paper."""

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,99}\Z")
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}\Z")
_SECRETS = ("password", "token", "access_token", "secret", "key", "secret_key", "access_key")
_LONGEST_SETTLE = 600.0


def read_mailbox(table: Table) -> MailboxSettings:
    """Return the mailbox that one [[mailboxes]] table describes.

    Raises:
        SettingsError: ``SETTINGS_VALUE`` for a secret in the file, a connection in the clear to
            another machine, or neither or both of ``password_env`` and ``token_env``.
    """
    _refuse_secrets(table, 'name an environment variable instead: password_env = "MAIL_PASSWORD"')
    mailbox = table.section(MailboxSettings)
    mailbox = replace(mailbox, host=mailbox.host.lower())
    if not mailbox.channel:
        table.fail("channel", "must be a name for the ledger such as e-mail")
    if not _HOST.match(mailbox.host):
        table.fail("host", "must be the name of a mail server such as imap.example.org")
    if not mailbox.user or not mailbox.user.isprintable():
        table.fail("user", "must be the name to log in with")
    if not 0 <= mailbox.port <= 65_535:
        table.fail("port", "must be a port from 1 to 65535")
    if not mailbox.folder or mailbox.folder == mailbox.done_folder:
        table.fail("folder", "must be named, and differ from `done_folder`")
    for name in ("folder", "done_folder"):
        if not getattr(mailbox, name).isprintable():
            table.fail(name, "must be the name of a folder without control characters")
    _check_login(table, mailbox)
    return mailbox


def _check_login(table: Table, mailbox: MailboxSettings) -> None:
    """Check that the secret is named and not told, and that it would not travel in the clear."""
    if bool(mailbox.password_env) == bool(mailbox.token_env):
        table.fail(
            "password_env",
            "or `token_env` must name the environment variable that holds the password or the "
            "OAuth 2 token; one of them, not both",
        )
    for name in ("password_env", "token_env"):
        value = getattr(mailbox, name)
        if value and not _VARIABLE.match(value):
            table.fail(
                name,
                "must be the name of an environment variable in capitals such as MAIL_PASSWORD, "
                "never the secret itself",
            )
    if mailbox.security == "none" and not _is_loopback(mailbox.host):
        table.fail(
            "security",
            '"none" would send the password in the clear; it is for this machine only, so use '
            '"tls" or "starttls"',
        )


def read_bucket(table: Table) -> BucketSettings:
    """Return the bucket that one [[buckets]] table describes, with the keys of a source.

    Raises:
        SettingsError: ``URL_FORBIDDEN`` for an address that is not of an object store, or that
            holds a secret; ``SETTINGS_VALUE`` for anything else.
    """
    _refuse_secrets(table, "credentials come from the environment only, as the store's own client")
    url = table.text("url", required=True)
    _check_url(table.place, url)
    return BucketSettings(url=url.rstrip("/"), source=read_source(table))


def collecting(table: Table) -> CollectingSettings:
    """Return how channels are collected."""
    collecting = table.section(CollectingSettings)
    if not 0 <= collecting.settle_seconds <= _LONGEST_SETTLE:
        table.fail("settle_seconds", f"must be from 0 to {_LONGEST_SETTLE:.0f}")
    return collecting


def check_channels(
    sources: Sequence[SourceSettings],
    mailboxes: Sequence[MailboxSettings],
    buckets: Sequence[BucketSettings],
) -> None:
    """Check what only shows when all channels are seen together.

    Raises:
        SettingsError: ``SETTINGS_VALUE`` for a channel with the name that the ledger keeps for
            the consultation paper, or one folder of a mailbox told twice.
    """
    named = [*sources, *(m.source for m in mailboxes), *(bucket.source for bucket in buckets)]
    if any(source.channel == RESERVED_CHANNEL for source in named):
        raise SettingsError(
            "SETTINGS_VALUE",
            f'consultation.toml: no channel may be called "{RESERVED_CHANNEL}", which is the '
            'consultation paper in the ledger; say "post" or "letters".',
        )
    twice = [place for place, n in Counter(m.place for m in mailboxes).items() if n > 1]
    if twice:
        raise SettingsError(
            "SETTINGS_VALUE",
            f"consultation.toml: [[mailboxes]] tells {twice[0]} twice; keep one of the two.",
        )


def _refuse_secrets(table: Table, what_to_do: str) -> None:
    for key in _SECRETS:
        table.refuse(key, f"is a secret, and secrets never stand in this file; {what_to_do}")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_url(place: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        has_secret = bool(parts.password)
    except ValueError:
        parts, has_secret = urlsplit(""), False
    known = ", ".join(f"{scheme}://" for scheme in BUCKET_SCHEMES)
    if "::" in url or "://" not in url or parts.scheme not in BUCKET_SCHEMES:
        raise SettingsError(
            "URL_FORBIDDEN",
            f"consultation.toml: `url` of {place} must begin with one of {known}; nothing is "
            "fetched from the web, so put the file into the folder or a bucket.",
        )
    if has_secret or parts.query or parts.fragment:
        raise SettingsError(
            "URL_FORBIDDEN",
            f"consultation.toml: `url` of {place} must be a plain address without user, password, "
            "`?` or `#`; credentials come from the environment only.",
        )
