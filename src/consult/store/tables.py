"""The tables of the store; the migrations under store/migrations make them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

item = Table(
    "item",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("source_key", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("parent_id", String, ForeignKey("item.id")),
    Column("first_seen", String, nullable=False),
    Column("seen", Integer, nullable=False, server_default="0"),
    Column("body", Text, nullable=False),
    Index("ix_item_source", "channel", "source_key"),
    comment="What arrived, each thing once for each place it came from.",
)

response = Table(
    "response",
    metadata,
    Column("id", String, primary_key=True),
    Column("respondent_id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
    comment="The present state of each submission; response_event holds how it came there.",
)

response_event = Table(
    "response_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("response_id", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("at", String, nullable=False),
    comment="Every change of state, appended and never changed.",
)

reading = Table(
    "reading",
    metadata,
    Column("key", String, primary_key=True),
    Column("source", String, nullable=False, server_default="", index=True),
    Column("body", Text, nullable=False),
    comment="What a reader made of some bytes, keyed by bytes, reader version and mapping.",
)

vector = Table(
    "vector",
    metadata,
    Column("engine", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    comment="Rows of float32 that a model made of a text or a pair; engine is name@revision.",
)

run = Table(
    "run",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("body", Text, nullable=False),
    comment="Runs; one without a finishing time was cut off and is done again by the next.",
)

content = Table(
    "content",
    metadata,
    Column("digest", String(32), primary_key=True),
    Column("body", Text, nullable=False),
    comment="Records by the digest of their bytes, so that equal runs share them.",
)

record = Table(
    "record",
    metadata,
    Column("run_id", String, ForeignKey("run.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("digest", String(32), ForeignKey("content.digest"), nullable=False),
    comment="Which records a run holds, in their order.",
)

decision = Table(
    "decision",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("body", Text, nullable=False),
    comment="What people decided, appended and replayed in every run.",
)

proposal = Table(
    "proposal",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject_id", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
    comment="What the newest reading proposes; what is decided stands in decision.",
)

sighting = Table(
    "sighting",
    metadata,
    Column("channel", String, primary_key=True),
    Column("source_key", String, primary_key=True),
    Column("first_seen", String, nullable=False),
    Column("body", Text, nullable=False),
    comment="What lay at a source when it was looked at last, but was not taken, and why.",
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("item_id", String, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("at", String, nullable=False),
    comment="What was erased, by digests alone, so that it is not taken again.",
)

consultation = Table(
    "consultation",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    comment="Whose database this is: one row, since no other table names its consultation.",
)
