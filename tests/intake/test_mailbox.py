"""The mailbox channel, against a real mail server on loopback."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from consult.intake.mailbox import Mailbox, open_mailbox
from consult.intake.offering import ChannelError, NotNow
from consult.settings.model import MailboxSettings
from tests.intake.dovecot import PASSWORD, TOKEN

ADA = b"From: Ada <ada@example.org>\r\nSubject: Benches\r\n\r\nMore benches, please.\r\n\0\xff"
BEN = b"From: Ben <ben@example.org>\r\nSubject: No\r\n\r\nFewer benches, please.\r\n"


def of(server, **more) -> MailboxSettings:
    told = {
        "host": "localhost",
        "port": server.port,
        "security": "none",
        "user": server.user,
        "password_env": "QUILL_MAIL_PASSWORD",
        **more,
    }
    return MailboxSettings(**told)


def refusal(server, **more) -> ChannelError:
    with pytest.raises(ChannelError) as raised, open_mailbox(of(server, **more), server.base):
        pass
    assert PASSWORD not in raised.value.message
    return raised.value


def test_messages_are_fetched_whole_and_stay_unread(mail):
    """Bytes as they came, the server's time, and no trace in the mailbox."""
    local = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=-5)))
    mail.deliver(ADA, local)
    mail.deliver(BEN)

    with open_mailbox(of(mail), mail.base) as box:
        first, second = box.messages()
        arrival = first.load()

    assert arrival.data == ADA.replace(b"\0", b"\x80")  # Dovecot's word for NUL
    assert arrival.received == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    assert arrival.source_key == f"{box.era};UID=1"
    assert (first.size, second.size) == (len(ADA), len(BEN))
    assert not mail.flags()[1]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_connection_is_encrypted_and_its_certificate_holds(mail, security):
    """A certificate that nobody vouches for is refused; one that the settings name is not."""
    port = mail.tls_port if security == "tls" else mail.port
    error = refusal(mail, security=security, port=port)
    assert error.code == "MAILBOX_UNREACHABLE"
    assert "certificate" in error.message

    settings = of(mail, security=security, port=port, ca_file="cert.pem")
    with open_mailbox(settings, mail.base) as box:
        assert box.messages() == ()


def test_a_token_lets_in_as_a_password_does(mail, monkeypatch):
    """XOAUTH2 with the token of the environment; another's token is refused without being told."""
    mail.deliver(ADA)
    monkeypatch.setenv("QUILL_TOKEN", f"{TOKEN}{mail.user}\n")
    with open_mailbox(of(mail, password_env="", token_env="QUILL_TOKEN"), mail.base) as box:
        assert len(box.messages()) == 1

    monkeypatch.setenv("QUILL_TOKEN", "stolen")
    error = refusal(mail, password_env="", token_env="QUILL_TOKEN")
    assert error.code == "MAILBOX_LOGIN"
    assert "stolen" not in error.message


def test_who_is_not_let_in_is_told_which_variable_to_look_at(mail, monkeypatch):
    """A wrong password, none, and one with a line break that could smuggle a command."""
    for value in ("wrong", "", "one\r\ntwo"):
        monkeypatch.setenv("QUILL_MAIL_PASSWORD", value)
        error = refusal(mail)
        assert error.code == "MAILBOX_LOGIN"
        assert "QUILL_MAIL_PASSWORD" in error.message


def test_what_cannot_be_reached_says_so(mail):
    """No server, no folder, and a server that does not speak the language."""
    assert "refused" in refusal(mail, port=1).message
    missing = refusal(mail, folder="Old replies")
    assert (missing.code, "Old replies" in missing.message) == ("MAILBOX_UNREACHABLE", True)
    assert refusal(mail, security="tls", ca_file="nowhere.pem").code == "MAILBOX_UNREACHABLE"


def test_marking_reads_moves_and_expunges_nothing_of_others(mail):
    """A message that somebody marked as deleted is still there when others were marked or moved."""
    for message in (ADA, BEN, ADA):
        mail.deliver(message)
    client = mail.client()
    client.select("INBOX")
    client.uid("STORE", "3", "+FLAGS", r"(\Deleted)")
    client.unselect()
    client.logout()

    with open_mailbox(of(mail), mail.base) as box:
        assert box.mark([m for m in box.messages() if m.uid == 1]) is None
    assert {uid: "\\Seen" in flags for uid, flags in mail.flags().items()} == {
        1: True,
        2: False,
        3: False,
    }

    with open_mailbox(of(mail, done_folder="Erledigt für heute"), mail.base) as box:
        assert box.mark(box.messages()) is None
    assert set(mail.flags()) == {3}
    with open_mailbox(of(mail, folder="Erledigt für heute"), mail.base) as box:
        assert [m.load().data for m in box.messages()] == [ADA.replace(b"\0", b"\x80"), BEN]


def test_a_mailbox_that_may_only_be_read_is_read(mail):
    """What cannot be marked is told in the server's words, and is no error of the mailbox."""
    mail.deliver(ADA)
    with open_mailbox(of(mail, done_folder="a/b"), mail.base) as box:
        (message,) = box.messages()
        assert "Invalid mailbox name" in (box.mark([message]) or "")
        assert message.load().data


def test_a_message_that_went_meanwhile_is_gone(mail):
    """Somebody moved it between the list and the fetch."""
    mail.deliver(ADA)
    with open_mailbox(of(mail), mail.base) as box:
        (message,) = box.messages()
        box.mark([message])
        client = mail.client()
        client.select("INBOX")
        client.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
        client.expunge()
        client.logout()
        with pytest.raises(NotNow) as raised:
            message.load()
    assert raised.value.gone


class Saying:
    """A server that answers with given lines."""

    def __init__(self, *lines):
        self._lines = lines
        self.client = self
        self.capabilities = ()

    def uid(self, command, *_):
        return "OK", [b"7 8 9"] if command == "SEARCH" else list(self._lines)


def test_a_server_may_answer_in_any_order_and_say_more_than_asked():
    """Other clients' flags come in between; a date nobody understands is no reason to lose mail."""
    box = Mailbox(
        MailboxSettings(host="h", user="u", password_env="P"),
        Saying(
            rb'1 (FLAGS (\Seen $Junk) RFC822.SIZE 12 INTERNALDATE " 1-Mar-2026 09:00:00 +0100"'
            rb" UID 9)",
            rb"2 (FLAGS (\Recent))",
            rb'3 (UID 7 RFC822.SIZE 5 INTERNALDATE "31-Foo-2026 09:00:00 +0100" FLAGS ())',
            b"4 (UID 8 FLAGS (\\Seen))",
            None,
        ),
        3,
    )
    first, second = box.messages()

    assert (first.uid, first.received, first.seen) == (7, None, False)
    assert (second.uid, second.size, second.seen) == (9, 12, True)
    assert second.received == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert second.source_key == "imap://u@h/INBOX;UIDVALIDITY=3/;UID=9"


def test_sources_of_two_mailboxes_never_share_a_key():
    """User, server and folder are all part of it, whatever characters they have."""
    settings = MailboxSettings(
        host="h", user="a/b@c;d", folder="x;UIDVALIDITY=1/y", password_env="P"
    )
    other = replace(settings, user="a", folder="b@c;d/x;UIDVALIDITY=1/y")

    assert settings.place == "imap://a%2Fb%40c%3Bd@h/x%3BUIDVALIDITY%3D1/y"
    assert not other.place.startswith(settings.place)


def test_a_server_that_falls_silent_is_reported(monkeypatch, tmp_path):
    """A connection that never answers ends after the time-out."""
    import socket

    monkeypatch.setattr("consult.intake.mailbox._SECONDS", 0.2)
    monkeypatch.setenv("P", "x")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = MailboxSettings(
            host="127.0.0.1",
            port=listening.getsockname()[1],
            user="u",
            password_env="P",
            security="none",
        )
        silence = pytest.raises(ChannelError, match="MAILBOX_UNREACHABLE")
        with silence, open_mailbox(settings, tmp_path):
            pass
