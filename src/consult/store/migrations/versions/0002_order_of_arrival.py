"""The order of arrival, which times to the second do not tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("seen", sa.Integer(), server_default="0", nullable=False))
    item = sa.table(
        "item", sa.column("id"), sa.column("first_seen"), sa.column("seen", sa.Integer())
    )
    connection = op.get_bind()
    known = connection.execute(sa.select(item.c.id).order_by(item.c.first_seen, item.c.id))
    for number, (item_id,) in enumerate(known.all(), start=1):
        connection.execute(sa.update(item).where(item.c.id == item_id).values(seen=number))
