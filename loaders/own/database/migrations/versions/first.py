"""Files, publications and their figures, indicators, mappings and the journal of who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXTS = (
    "lines", "section", "indicator", "territory", "place", "year", "period", "published", "value", "unit", "status",
    "break_before", "scope", "note", "warning", "variant", "revision",
)  # fmt: skip
REFUSED = "the journal is only added to"


def upgrade() -> None:
    """Make the tables, and have the database keep its journal."""
    op.create_table(
        "file",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "publication",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file", sa.String(64), sa.ForeignKey("file.sha256"), nullable=False),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("replaces", sa.Integer, sa.ForeignKey("publication.number")),
    )
    number = sa.Column(
        "publication", sa.Integer, sa.ForeignKey("publication.number"), primary_key=True, autoincrement=False
    )
    position = sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)
    op.create_table("figure", number, position, *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS))
    for name, key in (("indicator", "id"), ("mapping", "signature")):
        op.create_table(
            name,
            sa.Column(key, sa.Text, primary_key=True),
            sa.Column("record", sa.Text, nullable=False),
            sa.Column("author", sa.Text, nullable=False),
            sa.Column("at", sa.String(32), nullable=False),
        )
    op.create_table(
        "event",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_{verb.lower()} BEFORE {verb} ON event "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """There is nothing before."""
    raise NotImplementedError("the first shape has none before it")
