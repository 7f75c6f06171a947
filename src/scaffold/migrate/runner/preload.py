"""What every run imports and no project changes, imported while the parent still plans.

Only what is installed, not what an editable installation finds: the folder of the project is not the one that will be
looked at. SQLModel is not among it, for it would keep the ``create_engine`` that is about to be replaced. The network
is closed already, because libraries load plugins.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module

_MODULES = ("alembic.command", "alembic.autogenerate", "sqlalchemy.orm", "sqlalchemy.ext.asyncio", "pydantic.main")
_INSTALLED = ("site-packages", "dist-packages")
_FINDERS = ("_frozen_importlib", __name__.partition(".")[0])  # Python's own, and our guard of drivers


def preload() -> None:
    """Import what is there; what is missing is told when it is needed."""
    sys.modules["mako.ext.pygmentplugin"] = None  # type: ignore[assignment]  # colours for error pages, 5 % of the run
    library = os.path.dirname(os.__file__)
    paths, finders = sys.path[:], sys.meta_path[:]
    sys.path[:] = [path for path in paths if path.startswith(library) or os.path.basename(path) in _INSTALLED]
    sys.meta_path[:] = known = [finder for finder in finders if getattr(finder, "__module__", "").startswith(_FINDERS)]
    for name in _MODULES:
        with contextlib.suppress(Exception):
            import_module(name)
    sys.path[:] = paths
    sys.meta_path[:] = [*finders, *(finder for finder in sys.meta_path if finder not in known)]
