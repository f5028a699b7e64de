"""The shapes that the database has had, one after the other, by Alembic."""
