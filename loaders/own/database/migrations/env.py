"""What Alembic runs: the migrations that are missing, on the connection that it is handed, in its transaction."""

from __future__ import annotations

from alembic import context

from loaders.own.database.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
