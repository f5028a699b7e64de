"""Dossiers that a service shares, and every version of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "dossier",
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("deleted", sa.String(32), nullable=False),
        sa.Column("deleted_by", sa.Text, nullable=False),
    )
    op.create_table(
        "dossier_version",
        sa.Column("dossier", sa.String(16), sa.ForeignKey("dossier.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    """Take them away, with what is in them."""
    op.drop_table("dossier_version")
    op.drop_table("dossier")
