"""A real mail server on loopback for tests: Dovecot in a folder of its own, on free ports."""

from __future__ import annotations

import grp
import imaplib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
USERS = tuple(f"replies{number}@quill.example" for number in range(30))
"""Each test has a mailbox of its own."""
PASSWORD = 'long enough (for) a "test" £9'
TOKEN = "quill-token-of-"
"""A token is this and the name of its user."""

CONFIG = """
protocols = imap
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
listen = 127.0.0.1
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
mail_uid = {owner}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
last_valid_uid = 0
mail_location = maildir:{base}/mail/%n
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login xoauth2
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {base}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {base}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={base}/mail/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
protocol imap {{
  mail_max_userip_connections = 50
}}
"""


TOKENS = """
introspection_mode = auth
introspection_url = http://127.0.0.1:{port}/
username_attribute = email
active_attribute = active
active_value = yes
"""


class _Tokens(BaseHTTPRequestHandler):
    """Says whose token it is, as the team's identity provider would."""

    def do_GET(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = token.startswith(TOKEN)
        user = token.removeprefix(TOKEN)
        body = json.dumps({"active": "yes", "email": user} if known else {"active": "no"})
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A running server, and what a team's mail program would do with it."""

    user: str
    base: Path
    port: int
    tls_port: int
    certificate: Path
    process: subprocess.Popen[bytes]
    tokens: ThreadingHTTPServer

    def mailbox(self, security="none", **more):
        """Lines of a [[mailboxes]] table that names this server."""
        port = self.tls_port if security == "tls" else self.port
        told = {
            "host": "localhost" if security != "none" else "127.0.0.1",
            "port": port,
            "security": security,
            "user": self.user,
            "password_env": "QUILL_MAIL_PASSWORD",
            **({} if security == "none" else {"ca_file": "cert.pem"}),
            **more,
        }
        lines = [
            f"{k} = {v if isinstance(v, int) else chr(34) + v + chr(34)}" for k, v in told.items()
        ]
        return "\n[[mailboxes]]\n" + "\n".join(lines) + "\n"

    def client(self):
        """A mail program that is logged in."""
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.authenticate("PLAIN", lambda _: f"\0{self.user}\0{PASSWORD}".encode())
        return client

    def deliver(self, message: bytes, at: datetime | None = None, folder="INBOX"):
        """Put a message into a folder as the server would, at a time of its own."""
        client = self.client()
        when = imaplib.Time2Internaldate(at or datetime(2026, 3, 1, 9, tzinfo=UTC))
        status, said = client.append(folder, None, when, message)
        assert status == "OK", said
        client.logout()

    def flags(self, folder="INBOX"):
        """Uid -> flags of every message of a folder."""
        client = self.client()
        if client.select(folder, readonly=True)[0] != "OK":
            return {}
        _, lines = client.uid("FETCH", "1:*", "(FLAGS)")
        client.logout()
        found = {}
        for line in lines:
            if line:
                words = line.decode().replace("(", " ").replace(")", " ").split()
                found[int(words[words.index("UID") + 1])] = {w for w in words if w[0] == "\\"}
        return found

    def number_anew(self, folder="INBOX"):
        """Make the server change its UIDVALIDITY, as one does that is restored from a backup."""
        mail = self.base / "mail" / self.user.partition("@")[0]
        for name in (
            "dovecot-uidlist",
            "dovecot.index",
            "dovecot.index.log",
            "dovecot.index.cache",
        ):
            (mail / name).unlink(missing_ok=True)

    def stop(self):
        """End the server and all that it started."""
        self.tokens.shutdown()
        self.tokens.server_close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def _owner():
    """Who the server runs as: whoever tests, but never root, as which its log-in refuses to run."""
    owner = pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
    return owner, grp.getgrgid(owner.pw_gid).gr_name


@pytest.fixture(scope="session")
def mail_server():
    """One server for all tests, or a skip that says what is missing."""
    if PROGRAM is None:
        pytest.skip("dovecot is not installed: apt-get install dovecot-imapd")
    base = Path(tempfile.mkdtemp(prefix="mail-"))  # a socket's path must be short
    server = start(base)
    yield server, iter(USERS)
    server.stop()
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def mail(mail_server, monkeypatch):
    """An empty mailbox on a real server, whose password is in the environment."""
    server, users = mail_server
    monkeypatch.setenv("QUILL_MAIL_PASSWORD", PASSWORD)
    return replace(server, user=next(users))


def start(base: Path) -> MailServer:
    """Start a server in the folder ``base``, which has a short path, and wait until it answers."""
    owner, group = _owner()
    certificate = base / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt"),
            *("ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", base / "key.pem", "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    (base / "users").write_text(
        "".join(f"{user}:{{PLAIN}}{PASSWORD}::::::\n" for user in USERS), "utf-8"
    )
    tokens = ThreadingHTTPServer(("127.0.0.1", 0), _Tokens)
    threading.Thread(target=tokens.serve_forever, daemon=True).start()
    (base / "oauth2.conf").write_text(TOKENS.format(port=tokens.server_port), "utf-8")
    port, tls_port = _free_ports()
    (base / "dovecot.conf").write_text(
        CONFIG.format(
            base=base,
            port=port,
            tls_port=tls_port,
            owner=owner.pw_name,
            group=group,
        ),
        "utf-8",
    )
    for path in (base, *base.iterdir()):
        os.chown(path, owner.pw_uid, owner.pw_gid)
    process = subprocess.Popen(
        [PROGRAM, "-F", "-c", base / "dovecot.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **(
            {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            if not os.getuid()
            else {}
        ),
    )
    server = MailServer(
        user=USERS[0],
        base=base,
        port=port,
        tls_port=tls_port,
        certificate=certificate,
        process=process,
        tokens=tokens,
    )
    until = time.monotonic() + 30
    while True:
        try:
            server.client().logout()
        except (OSError, imaplib.IMAP4.error):
            if time.monotonic() > until or process.poll() is not None:
                server.stop()
                log = base / "log"
                raise AssertionError(log.read_text() if log.exists() else "no log") from None
            time.sleep(0.1)
        else:
            return server


def _free_ports():
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]
