"""Alembic on a shadow database: the only home of Alembic and of a database."""
