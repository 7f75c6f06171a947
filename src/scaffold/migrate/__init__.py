"""Alembic on a shadow database: the only home of Alembic and of a database."""

from __future__ import annotations

from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.request import Request
from scaffold.migrate.revise import revise
from scaffold.migrate.revision import Revision
from scaffold.migrate.stage import stage

__all__ = ["Request", "Revision", "interpreter_of", "revise", "stage"]
