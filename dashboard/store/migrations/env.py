"""Alembic's entry: runs the steps on the connection that `store.upgrade` hands over."""

from alembic import context

from dashboard.store._tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
