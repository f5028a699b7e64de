"""Grants beside figures, in the same publications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXTS = (
    "lines", "section", "published", "value", "stage", "nomAttribuant", "idAttribuant", "nomBeneficiaire",
    "idBeneficiaire", "objet", "dispositifAide", "projet", "coutProjet", "coutPublished", "coutLines", "commune",
    "epci", "year", "period", "status", "note",
)  # fmt: skip


def upgrade() -> None:
    """Make the table."""
    number = sa.Column(
        "publication", sa.Integer, sa.ForeignKey("publication.number"), primary_key=True, autoincrement=False
    )
    position = sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)
    op.create_table("granted", number, position, *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS))


def downgrade() -> None:
    """Take it away, with what is in it."""
    op.drop_table("granted")
