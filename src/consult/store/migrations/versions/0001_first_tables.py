"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content",
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_content")),
        comment="Records by the digest of their bytes, so that equal runs share them.",
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        comment="What people decided, appended and replayed in every run.",
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("first_seen", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["item.id"], name=op.f("fk_item_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        comment="What arrived, each thing once for each place it came from.",
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index("ix_item_source", ["channel", "source_key"], unique=False)

    op.create_table(
        "reading",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reading")),
        comment="What a reader made of some bytes, keyed by bytes, reader version and mapping.",
    )
    op.create_table(
        "response",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        comment="The present state of each submission; response_event holds how it came there.",
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_state"), ["state"], unique=False)

    op.create_table(
        "response_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_event")),
        comment="Every change of state, appended and never changed.",
    )
    with op.batch_alter_table("response_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_response_event_response_id"), ["response_id"], unique=False
        )

    op.create_table(
        "run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        comment="Runs; one without a finishing time was cut off and is done again by the next.",
    )
    op.create_table(
        "vector",
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("engine", "key", name=op.f("pk_vector")),
        comment="Rows of float32 that a model made of a text or a pair; engine is name@revision.",
    )
    op.create_table(
        "record",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content.digest"], name=op.f("fk_record_digest")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_record_run_id")),
        sa.PrimaryKeyConstraint("run_id", "kind", "ordinal", name=op.f("pk_record")),
        comment="Which records a run holds, in their order.",
    )


def downgrade() -> None:
    op.drop_table("record")
    op.drop_table("vector")
    op.drop_table("run")
    with op.batch_alter_table("response_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_event_response_id"))

    op.drop_table("response_event")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_state"))

    op.drop_table("response")
    op.drop_table("reading")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index("ix_item_source")

    op.drop_table("item")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_subject_id"))

    op.drop_table("decision")
    op.drop_table("content")
