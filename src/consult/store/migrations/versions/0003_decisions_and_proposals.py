"""Decisions in their order, proposals, what was seen but not taken, and what was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _number_decisions()
    op.add_column("reading", sa.Column("source", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_source"), ["source"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        comment="What the newest reading proposes; what is decided stands in decision.",
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_subject_id"), ["subject_id"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("first_seen", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "source_key", name=op.f("pk_sighting")),
        comment="What lay at a source when it was looked at last, but was not taken, and why.",
    )
    op.create_table(
        "tombstone",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_tombstone")),
        comment="What was erased, by digests alone, so that it is not taken again.",
    )
    with op.batch_alter_table("tombstone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tombstone_sha256"), ["sha256"], unique=False)


def _number_decisions() -> None:
    """Number what was decided so far by its time."""
    op.add_column("decision", sa.Column("number", sa.Integer(), server_default="0", nullable=False))
    decision = sa.table(
        "decision", sa.column("id"), sa.column("at"), sa.column("number", sa.Integer())
    )
    connection = op.get_bind()
    known = connection.execute(sa.select(decision.c.id).order_by(decision.c.at, decision.c.id))
    for number, (decision_id,) in enumerate(known.all(), start=1):
        connection.execute(
            sa.update(decision).where(decision.c.id == decision_id).values(number=number)
        )
