"""What a migration is asked to be: the project, the planned changes, and every answer a person
gave.

The answers are part of the request, because a run never asks: it stops with the question and the
flag to answer it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.dataclass import dataclass, field

if TYPE_CHECKING:
    from scaffold.plan import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One migration of one project.

    ``root`` is the real project, ``changes`` what a plan would do to it. ``ini`` is the path of
    ``alembic.ini`` relative to ``root``; without it ``[tool.alembic]`` of ``pyproject.toml`` is
    read. ``settings`` are extra environment variables for the project's own settings.
    ``shadow_url`` is a throwaway PostgreSQL server of the user's. ``expected_tables`` must be known
    to the models, ``may_drop`` names the tables (``posts``) and columns (``posts.title``) whose
    loss was asked for, ``renames`` are pairs of the same form, ``backfills`` gives the value of a
    new column for the rows that exist.
    """

    root: Path
    changes: tuple[Change, ...] = ()
    ini: str | None = "alembic.ini"
    message: str = ""
    python: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    shadow_url: str | None = None
    expected_tables: tuple[str, ...] = ()
    may_drop: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    backfills: Mapping[str, str] = field(default_factory=dict)
    models_package: str = ""  # named in the message when a table is missing from the metadata
    entities: Mapping[str, str] = field(default_factory=dict)  # the class of each table, named in advice
    edited: bool = False  # a person may have changed any model since the last migration
    head: str | None = None  # the head that the revision follows, where a history has several
