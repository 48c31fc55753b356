"""Three channels at once: everything that arrived is accounted for, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import fsspec
import pytest

from consult.domain.ledger import ResponseState
from consult.intake.mailbox import Mailbox
from consult.pipeline.collect import _lies_at, collect_channels
from consult.pipeline.looking import look
from consult.pipeline.progress import Silent
from consult.pipeline.remembered import MessageMemory
from consult.pipeline.sources import source_finder
from consult.pipeline.workspace import open_workspace
from tests.conftest import ROOT
from tests.e2e.fakes import fake_engines, run_all

SETTINGS = """
[consultation]
id = "pond"
title = "A new life for the mill pond"
organisation = "Sallow Green Parish Council"
closes = 2026-03-31

[[chapters]]
id = "c1"
number = "1"

[[questions]]
id = "q1"
chapter = "c1"
number = "1"
text = "Should the mill pond be opened for swimming?"

[[propositions]]
id = "p1"
questions = ["q1"]
text = "The mill pond should be opened for swimming."

[[sources]]
files = "letters/*"
channel = "letters"

[collecting]
settle_seconds = 0

[limits]
file_bytes = 2000
"""
MESSAGE = (
    "From: {name} <{name}@example.org>\r\nDate: Sun, 01 Mar 2026 10:00:00 +0000\r\n"
    "Subject: The pond\r\n\r\nI {view} this, the mill pond should be opened for swimming.\r\n"
)
MARCH = datetime(2026, 3, 1, 10, tzinfo=UTC)


def message(name, view="support", more=""):
    return (MESSAGE.format(name=name, view=view) + more).encode()


class Team:
    """A consultation with a folder, and what its team set up beside it."""

    def __init__(self, folder, *tables):
        self.folder = folder
        (folder / "letters").mkdir(exist_ok=True)
        (folder / "consultation.toml").write_text(SETTINGS + "\n".join(tables), "utf-8")

    @property
    def workspace(self):
        return open_workspace(self.folder, outputs=self.folder / "outputs")

    def letter(self, name, text):
        path = self.folder / "letters" / name
        path.write_text(text)
        os.utime(path, (1_770_000_000, 1_770_000_000))
        return path

    def collect(self):
        workspace = self.workspace
        with workspace.open_store() as store:
            return collect_channels(workspace, store, Silent())

    def counts(self):
        """Channel -> (given, new, known, excluded, failed), which add up."""
        collected = self.collect()
        outcome = collected.outcome.checked()
        assert sum(c.given for c in collected.channels) == outcome.given
        for c in collected.channels:
            assert c.given == c.new + c.known + c.excluded + c.failed
        return {
            c.channel: (c.given, c.new, c.known, c.excluded, c.failed) for c in collected.channels
        }

    def items(self):
        with self.workspace.open_store() as store:
            return store.ledger.items()

    def sightings(self):
        """Source key -> state and whether it counts as received."""
        with self.workspace.open_store() as store:
            return {s.source_key: (s.state, s.response) for s in store.sightings.all()}


def bucket_table(url):
    return f'\n[[buckets]]\nurl = "{url}"\nfiles = "**"\nchannel = "uploads"\n'


@pytest.fixture
def bucket():
    return f"memory://{uuid4().hex}"


def upload(bucket, name, data):
    fsspec.filesystem("memory").pipe(f"{bucket}/{name}", data)


def test_each_channel_adds_up(tmp_path, mail, bucket):
    """Folder, mailbox and bucket at once: new, known, left and too large are all that came."""
    team = Team(tmp_path, mail.mailbox("starttls"), bucket_table(bucket))
    (tmp_path / "cert.pem").write_bytes(mail.certificate.read_bytes())
    team.letter("a.txt", "I support this.")
    team.letter("b.txt.part", "I supp")
    team.letter("c.txt", "x" * 2001)
    (tmp_path / "notes.md").write_text("ours")
    mail.deliver(message("ada"), MARCH)
    mail.deliver(message("big", more="x" * 2000), MARCH)
    upload(bucket, "d.txt", b"I oppose this.")

    assert team.counts() == {
        "": (2, 0, 0, 2, 0),
        "letters": (2, 1, 0, 0, 1),
        "e-mail": (2, 1, 0, 0, 1),
        "uploads": (1, 1, 0, 0, 0),
    }
    assert team.sightings() == {
        "letters/b.txt.part": (ResponseState.WAITING, False),
        "notes.md": (ResponseState.OUT_OF_SCOPE, False),
        "letters/c.txt": (ResponseState.QUARANTINED, True),
        f"{team.workspace.settings.mailboxes[0].place};UIDVALIDITY={validity(mail)}/;UID=2": (
            ResponseState.QUARANTINED,
            True,
        ),
    }
    assert mail.flags()[1] >= {"\\Seen"}
    assert "\\Seen" not in mail.flags()[2]

    mail.deliver(message("ben", "oppose"), MARCH)
    upload(bucket, "d.txt", b"I support this now.")
    assert team.counts() == {
        "": (2, 0, 0, 2, 0),
        "letters": (2, 0, 1, 0, 1),
        "e-mail": (3, 1, 1, 0, 1),
        "uploads": (1, 1, 0, 0, 0),
    }
    assert len(team.items()) == 5
    of_item = source_finder(team.workspace.settings)
    assert all(of_item(item).channel == item.channel for item in team.items())


def validity(mail, folder="INBOX"):
    client = mail.client()
    client.select(folder, readonly=True)
    number = int(client.response("UIDVALIDITY")[1][0])
    client.logout()
    return number


def test_a_channel_that_cannot_be_reached_costs_the_others_nothing(
    tmp_path, mail, bucket, monkeypatch
):
    """The mailbox is a problem with a code; what was seen there before stays seen."""
    team = Team(tmp_path, mail.mailbox(), bucket_table(bucket), bucket_table("memory://nowhere"))
    team.letter("a.txt", "I support this.")
    mail.deliver(message("big", more="x" * 2000), MARCH)
    upload(bucket, "d.txt", b"I oppose this.")
    team.collect()
    seen = team.sightings()
    assert [state for state, _ in seen.values()] == [ResponseState.QUARANTINED]

    monkeypatch.setenv("QUILL_MAIL_PASSWORD", "wrong")
    team.letter("b.txt", "I oppose this.")
    collected = team.collect()

    assert [p.code for p in collected.unreached] == ["MAILBOX_LOGIN", "BUCKET_UNREACHABLE"]
    assert [item.source_key for item in collected.new] == ["letters/b.txt"]
    assert team.sightings() == seen
    looked = look(team.workspace)
    assert [(p.channel, p.found, p.new) for p in looked.places] == [
        ("letters", 2, 0),
        ("uploads", 1, 0),
    ]
    assert [p.code for p in looked.problems] == ["MAILBOX_LOGIN", "BUCKET_UNREACHABLE"]


def test_a_look_tells_a_file_that_changed_from_one_that_is_known(tmp_path):
    """Also where its length is the same; looking takes nothing."""
    team = Team(tmp_path)
    team.letter("a.txt", "I support this.")
    team.letter("b.txt", "I oppose this.")
    team.collect()
    team.letter("b.txt", "I favour this.")
    team.letter("c.txt", "I wonder at it.")

    for _ in range(2):
        (place,) = look(team.workspace).places
        assert (place.found, place.new, place.changed) == (3, 1, 1)


def test_a_connection_that_breaks_leaves_the_rest_for_next_time(tmp_path, mail, monkeypatch):
    """What was fetched is kept and the rest is listed as waiting; then it is fetched."""
    team = Team(tmp_path, mail.mailbox())
    for name in ("ada", "ben", "cai"):
        mail.deliver(message(name), MARCH)
    fetch = Mailbox._fetch

    def cut(box, uid):
        if uid == 2:
            box._box.client.shutdown()
        return fetch(box, uid)

    with monkeypatch.context() as broken:
        broken.setattr(Mailbox, "_fetch", cut)
        collected = team.collect()
    assert [p.code for p in collected.unreached] == ["MAILBOX_UNREACHABLE"]
    (counted,) = collected.channels
    assert (counted.given, counted.new, counted.excluded) == (3, 1, 2)
    assert set(team.sightings().values()) == {(ResponseState.WAITING, True)}
    assert "\\Seen" not in mail.flags()[1]

    assert team.counts() == {"e-mail": (3, 2, 1, 0, 0)}
    assert all("\\Seen" in flags for flags in mail.flags().values())
    assert team.sightings() == {}


KILLED = """
import os, signal, sys
from pathlib import Path
from consult.intake.mailbox import Mailbox
from consult.pipeline.collect import collect
from consult.pipeline.progress import Silent
from consult.pipeline.workspace import open_workspace

Mailbox.mark = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
workspace = open_workspace(Path(sys.argv[1]), outputs=Path(sys.argv[1]) / "outputs")
with workspace.open_store() as store:
    collect(workspace, store, Silent())
"""


@pytest.mark.parametrize("done", ["", "Collected"])
def test_a_kill_between_store_and_mark_doubles_nothing(tmp_path, mail, done):
    """The message is in the store and not marked; the next time marks it and takes nothing new."""
    team = Team(tmp_path, mail.mailbox(**({"done_folder": done} if done else {})))
    mail.deliver(message("ada"), MARCH)
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    before = team.items()
    assert len(before) == 1
    assert mail.flags() == {1: set()}

    assert team.counts() == {"e-mail": (1, 0, 1, 0, 0)}
    assert team.items() == before
    assert set(mail.flags()) == (set() if done else {1})
    assert len(mail.flags(done or "INBOX")) == 1
    assert team.counts() == ({} if done else {"e-mail": (1, 0, 1, 0, 0)})


def test_a_server_that_numbers_anew_doubles_nothing(tmp_path, mail, monkeypatch):
    """Old messages are known by their bytes, each once, and from then on by their new place."""
    team = Team(tmp_path, mail.mailbox())
    for name in ("ada", "ben", "ada"):
        mail.deliver(message(name), MARCH)
    team.collect()
    before = team.items()
    assert len(before) == 3

    number = validity(mail)
    mail.number_anew()
    for name in ("ada", "cai"):
        mail.deliver(message(name), MARCH)
    assert validity(mail) != number
    assert team.counts() == {"e-mail": (5, 2, 3, 0, 0)}
    new = {item.source_key[-6:] for item in team.items() if item not in before}
    assert new == {";UID=4", ";UID=5"}

    fetched = []
    fetch = Mailbox._fetch
    monkeypatch.setattr(Mailbox, "_fetch", lambda box, uid: fetched.append(uid) or fetch(box, uid))
    assert team.counts() == {"e-mail": (5, 0, 5, 0, 0)}
    assert fetched == []


def test_mail_that_somebody_deleted_is_listed_and_left(tmp_path, mail):
    """A message marked as deleted before it was ever collected is out of scope, with its reason."""
    team = Team(tmp_path, mail.mailbox())
    mail.deliver(message("ada"), MARCH)
    client = mail.client()
    client.select("INBOX")
    client.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
    client.unselect()
    client.logout()

    assert team.counts() == {"e-mail": (1, 0, 0, 1, 0)}
    assert list(team.sightings().values()) == [(ResponseState.OUT_OF_SCOPE, True)]
    assert mail.flags() == {1: {"\\Deleted"}}


def test_an_object_whose_store_says_nothing_new_is_not_fetched_again(tmp_path, bucket, monkeypatch):
    """Tag and time of a known object spare the fetch; a changed one is fetched, also when back."""
    team = Team(tmp_path, bucket_table(bucket))
    files = type(fsspec.filesystem("memory"))
    find, cat = files.find, files.cat_file
    fetched = []

    def told(self, *a, **k):
        return {
            path: {**info, "ETag": cat(self, path).hex(), "LastModified": MARCH}
            for path, info in find(self, *a, **k).items()
        }

    monkeypatch.setattr(files, "find", told)
    monkeypatch.setattr(
        files, "cat_file", lambda self, path: fetched.append(path) or cat(self, path)
    )
    for data, again in ((b"one", 1), (b"one", 0), (b"two", 1), (b"one", 1), (b"one", 0)):
        fetched.clear()
        upload(bucket, "a.txt", data)
        team.collect()
        assert len(fetched) == again
        with team.workspace.open_store() as store:
            assert store.raw.get(team.items()[-1].sha256) == data
    assert len(team.items()) == 2


def test_a_file_that_may_not_be_read_costs_only_itself(tmp_path, monkeypatch):
    """A refusal of the disk is a problem with a place; the others are taken."""
    team = Team(tmp_path)
    broken = team.letter("a.txt", "I support this.")
    team.letter("b.txt", "I oppose this.")
    opened = type(broken).open

    def refuse(path, *a, **k):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *a, **k)

    monkeypatch.setattr(type(broken), "open", refuse)
    collected = team.collect()

    (problem,) = collected.outcome.failed
    assert (problem.code, problem.where) == ("UNREADABLE", "letters/a.txt")
    assert [item.source_key for item in collected.new] == ["letters/b.txt"]


def test_a_source_that_changes_its_channel_takes_its_files_along(tmp_path):
    """What was received under the old name is no longer anybody's, so that nothing counts twice."""
    team = Team(tmp_path)
    team.letter("a.txt", "I support this.")
    team.collect()
    settings = (tmp_path / "consultation.toml").read_text().replace('"letters"', '"post"')
    (tmp_path / "consultation.toml").write_text(settings)
    team.collect()
    of_item = source_finder(team.workspace.settings)

    assert {item.channel: of_item(item) is not None for item in team.items()} == {
        "letters": False,
        "post": True,
    }


@pytest.mark.e2e
def test_what_came_by_mail_is_in_the_results_under_its_channel(tmp_path, mail, bucket):
    """Channel, late by the server's time, a copy proposed; a second run changes nothing."""
    team = Team(tmp_path, mail.mailbox(), bucket_table(bucket))
    team.letter("a.txt", "I oppose this, the mill pond should not be opened for swimming.\n")
    mail.deliver(message("ada"), MARCH)
    mail.deliver(message("ada"), MARCH)
    mail.deliver(message("ben"), datetime(2026, 4, 2, 8, tzinfo=UTC))
    upload(bucket, "c.eml", message("cai", "oppose"))

    first = run_all(team.workspace, Silent(), fake_engines(team.workspace))
    found = sorted(
        (r.channel, r.state.value, [m.value for m in r.marks], r.received)
        for r in first.result.corpus.responses
    )
    assert [row[:3] for row in found] == [
        ("e-mail", "DUPLICATE", []),
        ("e-mail", "VALID", []),
        ("e-mail", "VALID", ["late"]),
        ("letters", "VALID", []),
        ("uploads", "VALID", []),
    ]
    assert found[2][3] == datetime(2026, 4, 2, 8, tzinfo=UTC)
    (counted,) = [c for c in first.result.run.counts if c.stage == "collect"]
    assert (counted.given, counted.done) == (5, 5)

    second = run_all(team.workspace, Silent(), fake_engines(team.workspace))
    for before, after in zip(
        first.published.result_files, second.published.result_files, strict=True
    ):
        if before.stem != "run":
            assert before.read_bytes() == after.read_bytes(), before.name


@pytest.mark.parametrize(
    ("key", "place", "lies"),
    [
        ("imap://a@h/INBOX;UIDVALIDITY=1/;UID=2", "imap://a@h/INBOX", True),
        ("imap://a@h/INBOX2;UIDVALIDITY=1/;UID=2", "imap://a@h/INBOX", False),
        ("imap://a@h/INBOX/Old;UIDVALIDITY=1/;UID=2", "imap://a@h/INBOX", False),
        ("s3://letters/a.txt", "s3://letters", True),
        ("s3://letters-old/a.txt", "s3://letters", False),
    ],
)
def test_what_lies_at_a_place_is_told_by_its_whole_name(key, place, lies):
    """A silent mailbox does not keep what was seen in one whose name begins alike."""
    assert _lies_at(key, place) is lies


def test_a_mailbox_that_is_numbered_anew_is_gone_through_once(tmp_path):
    """Each message takes the old one with its bytes, the lowest number first; two copies two."""
    looked = []

    class Old(SimpleNamespace):
        def __getattribute__(self, name):
            if name == "sha256":
                looked.append(name)
            return super().__getattribute__(name)

    count = 60
    items = [
        Old(
            id=f"item_{n}",
            channel="e-mail",
            source_key=f"P;UIDVALIDITY=1/;UID={n}",
            sha256=str(n % 50),
        )
        for n in reversed(range(count))
    ]
    memory = MessageMemory(SimpleNamespace(), items, "P", "P;UIDVALIDITY=2/")
    message = SimpleNamespace(source=SimpleNamespace(channel="e-mail"))

    found = [memory.item_with(message, str(n % 50)) for n in range(count)]

    assert [item.id for item in found] == [f"item_{n}" for n in range(count)]
    assert memory.item_with(message, "0") is None
    assert len(looked) <= 2 * count
