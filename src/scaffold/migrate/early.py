"""The project's interpreter, started before the project is read: to import Alembic takes longer than to plan.

Only what its start depends on is read here. Whatever is wrong with that is said by those who read the project for good.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.migrate.child import ahead
from scaffold.migrate.request import Request
from scaffold.project.location import find_root


def start_early(start: Path, new: str = "") -> None:
    """Start it for the project that ``start`` is in, where that has migrations.

    Not for ``new``, the name of an entity, if the lock knows it: then perhaps nothing has to be done.
    """
    import tomllib

    try:
        root = find_root(str(start))
        table: Any = tomllib.loads(_text(root, "pyproject.toml")).get("tool", {})
        settings = table.get("scaffold", {})
        python, variables = settings.get("python"), dict(settings.get("shadow", {}).get("env", {}))
    except (ScaffoldError, OSError, ValueError, TypeError, AttributeError):
        return
    if _has_migrations(root, table) and not (new and f"\nE\t{new}\t" in _text(root, "scaffold.lock")):
        ahead(Request(root=Path(root), python=python, settings={str(name): str(variables[name]) for name in variables}))


def _has_migrations(root: str, table: Any) -> bool:
    folders = [root, *(entry.path for entry in os.scandir(root) if entry.is_dir())]
    return "alembic" in table or any(os.path.exists(os.path.join(folder, "alembic.ini")) for folder in folders)


def _text(root: str, name: str) -> str:
    try:
        with open(os.path.join(root, name), encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, ValueError):
        return ""
