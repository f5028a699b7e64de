"""A value's memory is found by what it is of, and what is confidential without reading every figure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SECRET = sa.text("status = 'confidential'")


def upgrade() -> None:
    """Make the two indexes."""
    op.create_index("figure_thing", "figure", ["indicator", "territory", "year"])
    op.create_index("figure_secret", "figure", ["indicator"], sqlite_where=SECRET, postgresql_where=SECRET)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("figure_secret", "figure")
    op.drop_index("figure_thing", "figure")
