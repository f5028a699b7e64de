"""Remarks on values, and other values proposed for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

THING = ("indicator", "territory", "place", "year", "period", "scope", "is_beside")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "remark",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in (*THING, "words", "author")),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("withdrawn", sa.String(32), nullable=False),
        sa.Column("withdrawn_by", sa.Text, nullable=False),
    )
    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in (*THING, "status", "value", "source", "words", "author")
        ),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided", sa.String(32), nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("publication", sa.Integer, sa.ForeignKey("publication.number")),
    )


def downgrade() -> None:
    """Take them away, with what is in them."""
    op.drop_table("proposal")
    op.drop_table("remark")
