"""Alembic on a shadow database: the only home of Alembic and of a database."""

from __future__ import annotations

from scaffold.migrate.child import ahead
from scaffold.migrate.compare import compare
from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.early import start_early
from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.live import inspect_live
from scaffold.migrate.request import Request
from scaffold.migrate.revise import revise
from scaffold.migrate.revision import Revision
from scaffold.migrate.stage import stage

__all__ = [
    "Comparison",
    "Notice",
    "Request",
    "Revision",
    "ahead",
    "compare",
    "inspect_live",
    "interpreter_of",
    "revise",
    "stage",
    "start_early",
]
