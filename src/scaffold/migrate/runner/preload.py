"""What every run imports and no project changes, imported while the parent still plans.

Only what is installed: nothing of the project may run before the ways to its database are closed. SQLModel is not
among it, for it would keep the ``create_engine`` that is about to be replaced.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module

_MODULES = ("alembic.command", "alembic.autogenerate", "sqlalchemy.orm", "sqlalchemy.ext.asyncio", "pydantic.main")
_INSTALLED = ("site-packages", "dist-packages")


def preload() -> None:
    """Import what is there; what is missing is told when it is needed."""
    sys.modules["mako.ext.pygmentplugin"] = None  # type: ignore[assignment]  # colours for error pages, 5 % of the run
    library = os.path.dirname(os.__file__)
    whole = sys.path[:]
    sys.path[:] = [path for path in whole if path.startswith(library) or os.path.basename(path) in _INSTALLED]
    for name in _MODULES:
        with contextlib.suppress(Exception):
            import_module(name)
    sys.path[:] = whole
