"""Mailboxes and buckets in consultation.toml: no secret, no plain connection, no web address."""

from __future__ import annotations

import pytest

from consult.domain.errors import SettingsError
from consult.domain.ledger import Consent, RespondentKind
from consult.settings.load import load_settings
from consult.settings.template import render_settings

HEAD = """
[consultation]
id = "quill"
title = "Benches"
organisation = "Quill Town Council"

[[chapters]]
id = "c1"
number = "1"

[[questions]]
id = "q1"
chapter = "c1"
number = "1"
text = "What do you think of benches?"
"""
MAILBOX = """
[[mailboxes]]
host = "IMAP.quill.example"
user = "replies@quill.example"
password_env = "QUILL_MAIL_PASSWORD"
"""
BUCKET = """
[[buckets]]
url = "s3://quill/replies/"
files = "**/*.pdf"
"""


def load(folder, *tables):
    (folder / "consultation.toml").write_text(HEAD + "\n".join(tables), "utf-8")
    return load_settings(folder)


def refused(folder, *tables):
    with pytest.raises(SettingsError) as raised:
        load(folder, *tables)
    return raised.value


def test_a_mailbox_and_a_bucket_are_sources(tmp_path):
    """With a channel, a role and consent; late mail is what the server took in late."""
    settings = load(
        tmp_path,
        MAILBOX + 'kind = "individual"\nconsent = "publish"\ndone_folder = "Done"',
        BUCKET + 'channel = "uploads"\nkind = "organisation"',
        "[collecting]\nsettle_seconds = 5",
    )
    (mailbox,), (bucket,) = settings.mailboxes, settings.buckets

    assert mailbox.place == "imap://replies%40quill.example@imap.quill.example/INBOX"
    assert mailbox.source.channel == "e-mail"
    assert mailbox.source.server_time
    assert mailbox.source.consent is Consent.PUBLISH
    assert (bucket.url, bucket.source.channel) == ("s3://quill/replies", "uploads")
    assert bucket.source.kind is RespondentKind.ORGANISATION
    assert not bucket.source.server_time
    assert settings.collecting.settle_seconds == 5


def test_what_is_written_loads_to_the_same(tmp_path):
    """`consult init` and hand write one language."""
    survey = '[buckets.survey]\nid_column = "ID"\n[buckets.survey.questions]\n"What?" = "q1"'
    settings = load(tmp_path, MAILBOX + 'folder = "Büro/\\"x\\""', BUCKET, survey)
    text = render_settings(settings.consultation, settings=settings)
    (tmp_path / "consultation.toml").write_text(text, "utf-8")
    again = load_settings(tmp_path)

    assert again.mailboxes == settings.mailboxes
    assert again.buckets == settings.buckets
    assert again.buckets[0].source.survey is not None


def test_without_any_the_file_shows_how(tmp_path):
    """Both tables stand there as comments."""
    text = render_settings(load(tmp_path).consultation)
    for line in ("# [[mailboxes]]", "# [[buckets]]", "# settle_seconds = 2.0"):
        assert line in text


@pytest.mark.parametrize("key", ["password", "token", "secret", "access_key"])
@pytest.mark.parametrize("value", ['"hunter2"', "31337", "[true]"])
def test_a_secret_in_the_file_is_refused_and_never_shown(tmp_path, key, value):
    """Whatever its kind, the message says what to do and not what it is."""
    for table in (MAILBOX, BUCKET):
        error = refused(tmp_path, f"{table}{key} = {value}")
        assert error.code == "SETTINGS_VALUE"
        assert "environment" in error.message
        assert value.strip('"') not in error.message


def test_a_password_where_a_variable_should_be_named_is_not_shown_either(tmp_path):
    """People put it there."""
    error = refused(tmp_path, MAILBOX.replace("QUILL_MAIL_PASSWORD", "hunter2 !"))
    assert "hunter2" not in error.message
    assert "environment variable" in error.message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('security = "none"', "in the clear"),
        ('security = "ssl"', "starttls"),
        ('token_env = "T"', "not both"),
        ("port = 99999", "port"),
        ('folder = ""', "folder"),
        ('done_folder = "INBOX"', "done_folder"),
        ('folder = "a\\r\\nb"', "control"),
        ('channel = "paper"', "paper"),
        ('chanel = "x"', "channel"),
        (MAILBOX, "twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, lines, said):
    """Each with a word on what is wrong."""
    assert said in refused(tmp_path, MAILBOX + lines).message


def test_only_this_machine_may_be_spoken_to_in_the_clear(tmp_path):
    """Loopback by name or number."""
    for host in ("localhost", "127.0.0.1", "::1"):
        table = MAILBOX.replace("IMAP.quill.example", host) + 'security = "none"'
        assert load(tmp_path, table).mailboxes[0].host == host
    for host in ("mail.localhost.example", "10.0.0.1", "evil.example/x", ""):
        table = MAILBOX.replace("IMAP.quill.example", host) + 'security = "none"'
        assert refused(tmp_path, table).code == "SETTINGS_VALUE"


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "https://quill.example/replies.zip",
        "ftp://quill.example/x",
        "simplecache::https://quill.example/x",
        "s3://key:hunter2@quill/x",
        "s3://quill/x?token=hunter2",
        "/etc",
        "github://a:b@main/",
    ],
)
def test_nothing_is_fetched_from_the_web(tmp_path, url):
    """Only object stores, by a plain address; a secret in it is not repeated."""
    error = refused(tmp_path, BUCKET.replace("s3://quill/replies/", url))
    assert error.code == "URL_FORBIDDEN"
    assert "hunter2" not in error.message


def test_no_channel_takes_the_name_of_the_paper(tmp_path):
    """What came under it would be taken for the consultation paper and counted for nobody."""
    source = '[[sources]]\nfiles = "post/*"\nchannel = "paper"'
    assert '"paper"' in refused(tmp_path, source).message


def test_a_survey_in_a_bucket_is_held_to_the_questions(tmp_path):
    """As one in the folder is: a column may lead to no question that is not there."""
    survey = '[buckets.survey]\nid_column = "ID"\n[buckets.survey.questions]\n"What?" = "q9"'
    assert "[[buckets]] number 1" in refused(tmp_path, BUCKET, survey).message
