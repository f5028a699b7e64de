"""Territories that the service shares, each version kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "territory",
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("deleted", sa.String(32), nullable=False),
        sa.Column("deleted_by", sa.Text, nullable=False),
    )
    op.create_table(
        "territory_version",
        sa.Column("territory", sa.String(16), sa.ForeignKey("territory.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    """Take them away, with what is in them."""
    op.drop_table("territory_version")
    op.drop_table("territory")
