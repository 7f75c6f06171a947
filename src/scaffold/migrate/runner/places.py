"""Where code is imported from: the stage, never the project it was copied from.

The project may be installed in its own environment (``pip install -e .``), which puts the real
folder on ``sys.path`` or in a finder's table. Both are rewritten before anything of the project is
imported.
"""

from __future__ import annotations

import os
import sys
from typing import Any


class Places:
    """The real root of the project and the stage that stands for it."""

    def __init__(self, real: str, staged: str) -> None:
        self._real = os.path.realpath(real)
        self._staged = os.path.realpath(staged)
        self._environments = tuple(os.path.realpath(prefix) + os.sep for prefix in {sys.prefix, sys.base_prefix})

    def staged(self, path: str) -> str:
        """``path``, or its place in the stage if it lies in the project (and not in an environment
        inside of it).
        """
        real = os.path.realpath(path) if path else path
        inside = real == self._real or real.startswith(self._real + os.sep)
        if not inside or (real + os.sep).startswith(self._environments):
            return path
        return self._staged + real[len(self._real) :]

    def real(self, path: str) -> str:
        """The place in the project of a ``path`` in the stage; any other as it is."""
        if path == self._staged or path.startswith(self._staged + os.sep):
            return self._real + path[len(self._staged) :]
        return path

    def relative(self, path: str) -> str | None:
        """``path`` as the user knows it, relative to the project, or ``None`` outside of it."""
        real = os.path.realpath(path)
        for root in (self._staged, self._real):
            if real.startswith(root + os.sep):
                return real[len(root) + 1 :].replace(os.sep, "/")
        return None

    def redirect(self) -> None:
        """Rewrite ``sys.path`` and the tables of editable installations."""
        sys.path[:] = [self.staged(path) for path in sys.path]
        for finder in list(sys.meta_path):
            table: Any = getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", None)
            if isinstance(table, dict):
                for name, path in table.items():
                    table[name] = self.staged(path) if isinstance(path, str) else path

    def add_sources(self) -> None:
        """Make the stage importable, behind what the project says itself (``prepend_sys_path``)."""
        folders = [os.getcwd(), self._staged, os.path.join(self._staged, "src")]
        for folder in reversed([folder for folder in folders if os.path.isdir(folder)]):
            if folder not in sys.path:
                sys.path.insert(0, folder)

    def strays(self) -> list[str]:
        """Modules that came from the real project all the same."""
        folders: dict[str, bool] = {}  # a thousand modules stand in fifty
        found = []
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if not isinstance(file, str):
                continue
            folder = os.path.dirname(file)
            if folder not in folders:
                folders[folder] = self.staged(folder) != folder
            if folders[folder]:
                found.append(name)
        return sorted(found)

    def relative_text(self, text: str) -> str:
        """``text`` with every path of the stage written as the user knows it."""
        return text.replace(self._staged + os.sep, "").replace(self._staged, self._real)
