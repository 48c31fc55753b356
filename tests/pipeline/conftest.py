"""What the tests here share: a real mail server on loopback."""

from tests.intake.dovecot import mail, mail_server

__all__ = ["mail", "mail_server"]
