"""The part of a written consultation.toml that says which mailboxes and buckets are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields

from consult.settings.model import BucketSettings, MailboxSettings, SourceSettings
from consult.settings.toml import toml_text, toml_value

_ABOUT = """\
# A mailbox that people write to, by IMAP: every message in its folder arrives. A message is
# marked as read, or moved to `done_folder`, once it is safe in the store. The password or OAuth
# token is in the environment variable that password_env or token_env names, never in this file.
# docs/mailbox.md says more."""

_MAILBOX = """\
# [[mailboxes]]
# host = "imap.example.org"
# user = "consultation@example.org"
# password_env = "MAIL_PASSWORD"
# folder = "INBOX"
# done_folder = "Collected"
# channel = "e-mail\""""

_BUCKETS = """\
# Objects of a store such as S3, as a source with an address; needs consult[buckets].
# [[buckets]]
# url = "s3://my-bucket/responses"
# files = "**/*.pdf"
# channel = "uploads\""""


def render_channels(
    mailboxes: Sequence[MailboxSettings],
    buckets: Sequence[BucketSettings],
    render_source: Callable[[SourceSettings, str], str],
) -> str:
    """Return the tables of mailboxes and buckets, or commented examples where there are none.

    ``render_source`` writes what a bucket has in common with a source, under a table's name.
    """
    asked = [_mailbox(mailbox) for mailbox in mailboxes] or [_MAILBOX]
    kept = [_bucket(bucket, render_source) for bucket in buckets]
    return "\n\n".join([_ABOUT, *asked, *(kept or [_BUCKETS])])


def _mailbox(mailbox: MailboxSettings) -> str:
    lines = ["[[mailboxes]]"]
    for item in fields(mailbox):
        value = getattr(mailbox, item.name)
        if value != item.default:
            lines.append(f"{item.name} = {toml_value(value)}")
    return "\n".join(lines)


def _bucket(bucket: BucketSettings, render_source: Callable[[SourceSettings, str], str]) -> str:
    head, _, rest = render_source(bucket.source, "buckets").partition("\n")
    return f"{head}\nurl = {toml_text(bucket.url)}\n{rest}"
