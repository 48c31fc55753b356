"""The order of runs, which times to the second do not tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("number", sa.Integer(), server_default="0", nullable=False))
    run = sa.table("run", sa.column("id"), sa.column("started"), sa.column("number", sa.Integer()))
    connection = op.get_bind()
    known = connection.execute(sa.select(run.c.id).order_by(run.c.started, run.c.id))
    for number, (run_id,) in enumerate(known.all(), start=1):
        connection.execute(sa.update(run).where(run.c.id == run_id).values(number=number))
